"""Finding known phrases: exact ones in one pass over the text, misspelt words by edit distance.

The automaton runs over a text in which hyphens, underscores and white space are one space and apostrophes
are gone, so that ``child-pugh``, ``Child Pugh`` and ``childpugh`` are one phrase. Letters that touch digits
are a border (``plt82``), letters that touch letters are not (``hb`` is not in ``hbsag``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import ahocorasick
import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from bot.nlu.lexicon.vocabulary import Meaning, Sense, entries, words
from bot.nlu.text.folding import fold, folded_phrase
from criteria.catalogue import Catalogue

_WORD = re.compile(r"[a-z]{5,}")
_SHORTEST_CUT = 5
"""Letters above which a word may lack two vowels."""
_NAMING = {"name", "kind", "agent", "regimen", "condition", "note", "decoy"}
_MANNERS = {"controlled", "uncontrolled"}
_FUZZY_ROLES = {"name", "option", "kind", "agent", "condition"}
_FUZZY_WORDS = {"negative", "positive", "excluded"}
"""Words of polarity that a slip must not turn round: ``HIV negatve``, ``HIV negativ``."""


class Hit(msgspec.Struct, frozen=True):
    """A phrase in the text (folded indices) with all its senses; ``exact`` is False for a misspelling."""

    start: int
    end: int
    phrase: str
    meaning: Meaning
    exact: bool = True

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All senses of the phrase."""
        return self.meaning.senses


class Lexicon:
    """All phrases of a catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        senses: dict[str, list[Sense]] = {}
        whole: set[str] = set()
        for phrase, sense in entries(catalogue):
            key = folded_phrase(str(phrase))
            if key.isalpha():
                whole.add(key)
            for spelling in _spellings(key, sense):
                known = senses.setdefault(spelling, [])
                if sense not in known:
                    known.append(sense)
        self._automaton = ahocorasick.Automaton()
        for phrase, meant in senses.items():
            self._automaton.add_word(phrase, (phrase, Meaning(meant)))
        self._automaton.make_automaton()
        self.known = {word for phrase in senses for word in phrase.split()}
        self._real = {str(word) for word in words()["real"]} | _plurals(self.known)
        self._single = {
            phrase: Meaning(meant)
            for phrase, meant in senses.items()
            if len(phrase) >= 5
            and phrase in whole
            and (phrase in _FUZZY_WORDS or any(one.role in _FUZZY_ROLES for one in meant))
        }
        self._by_first: dict[str, list[str]] = {}
        for phrase in self._single:
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def find(self, low: str) -> list[Hit]:
        """Find all phrases, the longest from the left, none overlapping; then misspellings between them."""
        hits = _longest(self._exact(low))
        taken = bytearray(len(low) + 1)
        for hit in hits:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        hits.extend(self._misspelt(low, taken))
        return sorted(hits, key=lambda hit: hit.start)

    def names(self) -> Iterator[str]:
        """Give every phrase that names a fact, a finding, a treatment or a drug."""
        for phrase, (_, meaning) in self._automaton.items():
            if not _NAMING.isdisjoint(meaning.by_role):
                yield phrase

    def is_word(self, word: str) -> bool:
        """Tell whether a word is one that the lexicon knows, in a phrase or as a word of the language."""
        return word in self.known or word in self._real

    def names_fact(self, word: str) -> bool:
        """Tell whether a word names a fact or a treatment by itself."""
        found = self._automaton.get(word, None)
        return found is not None and any(one.role in ("name", "kind", "agent", "decoy") for one in found[1].senses)

    def _exact(self, low: str) -> Iterator[Hit]:
        text, places = fold(low)
        lined = "\n" in low
        for last, (phrase, senses) in self._automaton.iter(text):
            first = last - len(phrase) + 1
            if not (_bordered(text, first, last + 1) or _staged(text, phrase, first, last + 1)):
                continue
            if phrase[1:2] == " " and senses.treats and low.startswith(". ", places[first] + 1):
                continue  # ``BCLC A -> B. TACE in June``
            if lined and self._of_two_lines(low, places[first], places[last] + 1):
                continue
            if not (phrase.startswith(_DENYING) and _ends_field(low, places[first], places[last])):
                yield Hit(places[first], places[last] + 1, phrase, senses)

    def _of_two_lines(self, low: str, start: int, end: int) -> bool:
        """``HTN poorly controlled`` over ``DM2``: a word of how something is ends a line, a name opens the next."""
        line = low.find("\n", start, end)
        if line < 0:
            return False
        before, behind = folded_phrase(low[start:line].strip()), folded_phrase(low[line + 1 : end].strip())
        named = self._automaton.get(behind, None)
        if named is None or _NAMING.isdisjoint(named[1].by_role):
            return False
        said = self._automaton.get(before, None)
        return len(before) == 1 or (said is not None and not said[1].cues.isdisjoint(_MANNERS))

    def _misspelt(self, low: str, taken: bytearray) -> Iterator[Hit]:
        for match in _WORD.finditer(low):
            start, end = match.span()
            if end - start > 40 or any(taken[start:end]):
                continue
            phrase = self.nearest(match.group())
            if phrase:
                yield Hit(start, end, phrase, self._single[phrase], exact=False)

    def nearest(self, word: str) -> str | None:
        """Give the one known word that ``word`` must be a misspelling of, or None."""
        if word in self.known or word in self._real or word.rstrip("s") in self.known:
            return None
        return self._nearest(word)

    @lru_cache(maxsize=8192)  # noqa: B019 - one lexicon lives as long as the process
    def _nearest(self, word: str) -> str | None:
        allowed = 1 if len(word) < 8 else 2
        reach = 2 if len(word) > _SHORTEST_CUT else 1
        firsts = {word[0], word[1]}
        found = [
            match
            for first in sorted(firsts)
            for match in process.extract(
                word, self._by_first.get(first, ()), scorer=OSA.distance, score_cutoff=reach, limit=4
            )
            if match[1] <= allowed or _vowels_left_out(word, match[0])
        ]
        found = [one for one in found if (one[0][0] == word[0] or _swapped(word, one[0])) and _slip(word, *one[:2])]
        if not found:
            return None
        best = min(score for _, score, _ in found)
        nearest = {self._single[phrase].key for phrase, score, _ in found if score == best}
        if len(nearest) > 1:
            return None
        return min(phrase for phrase, score, _ in found if score == best)


def _slip(word: str, phrase: str, distance: float) -> bool:
    """Two letters that are both others make another word (``undetectable``), not a slip of the keyboard."""
    return distance < 2 or len(word) != len(phrase) or Levenshtein.distance(word, phrase) > 2


_VOWELS = str.maketrans("", "", "aeiou")


def _vowels_left_out(word: str, phrase: str) -> bool:
    """``pltlets``: a short word that lacks two letters, and both of them vowels."""
    return len(phrase) == len(word) + 2 and phrase.translate(_VOWELS) == word.translate(_VOWELS)


def _swapped(word: str, phrase: str) -> bool:
    return word[0] == phrase[1] and word[1] == phrase[0]


def _plurals(known: set[str]) -> set[str]:
    return {word + "s" for word in known}


def _spellings(key: str, sense: Sense) -> Iterator[str]:
    yield key
    if " " in key and key.replace(" ", "").isalnum() and sense.role not in ("cue", "plain") and key.count(" ") < 3:
        glued = key.replace(" ", "")
        if len(glued) > 3:
            yield glued


def _bordered(text: str, first: int, end: int) -> bool:
    """Tell whether a match stands alone: no letter continues a letter, no digit a digit."""
    if first:
        before, edge = text[first - 1], text[first]
        if (before.isalpha() and edge.isalpha()) or (before.isdigit() and edge.isdigit()):
            return False
    if end < len(text):
        edge, after = text[end - 1], text[end]
        if (edge.isalpha() and after.isalpha()) or (edge.isdigit() and after.isdigit()):
            return False
        if edge.isdigit() and after in ".," and end + 1 < len(text) and text[end + 1].isdigit():
            return False
    return True


_DENYING = ("no ", "not ", "never ", "yes ", "neg ", "negative ", "nil ", "none ")


_GOES_ON = frozenset(
    ("has", "had", "have", "with", "is", "are", "was", "were", "there", "of", "and", "or", "but", "shows", "on",
     "pt", "patient", "he", "she", "currently", "also", "still")
)  # fmt: skip
"""Behind these a denial at the end of a line goes on in the next one."""


def _ends_field(low: str, start: int, end: int) -> bool:
    """``GI bleed: no``, ``active infection: yes`` on two lines: the answer of one field, the name of the next."""
    if (line := low.find("\n", start, end)) < 0:
        return False
    before = low[low.rfind("\n", 0, start) + 1 : start]
    led = before.rstrip(" ")[-1:] in (":", "|", "=", "-", "\t", "]", ")", "?") or before[-2:] in ("  ", ". ")
    told = before.split()[-1:]
    alone = before.strip() == "he"  # ``HE never``
    led = led or (bool(told) and told[0][-1] not in ",(" and (alone or told[0] not in _GOES_ON))
    return led or low[line + 1 : line + 4].lstrip(" \t")[:1] in ("-", "*", "•")


_STAGE = re.compile(r"(?:0|[abcd]|i{1,3}[ab]?|iv)(?![a-z])")
_CHILD = re.compile(r"[abc]\s?(?:[5-9]|1[0-5])(?!\d)")


def _staged(text: str, phrase: str, first: int, end: int) -> bool:
    """A stage glued to its name: ``bclcB``, ``cnlcIIb``, ``cpA5`` (but no ``ctpa``)."""
    if first and text[first - 1].isalpha():
        return False
    if phrase in ("bclc", "cnlc"):
        return _STAGE.match(text, end) is not None
    if phrase == "ctp" and text[end + 1 : end + 2] == " ":
        return False
    return phrase in ("cp", "ctp", "cpt", "child", "childs") and _CHILD.match(text, end) is not None


def _longest(hits: Iterator[Hit]) -> list[Hit]:
    """Keep the leftmost and longest of overlapping hits."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
