"""Speech as it is written down: spelled letters, misheard names, spoken dates, put as somebody would type them.

A recogniser writes ``bee see el see see`` for BCLC C, ``child pew`` for Child-Pugh and ``billy ruben`` for bilirubin.
What is put right must end in a word of the catalogue; anything else is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jellyfish
from ruamel.yaml import YAML

from bot.nlu.dating.spoken_dates import spoken_dates
from bot.nlu.lay.drug_sounds import DrugSounds
from bot.nlu.lay.drug_spellings import DrugSpellings
from bot.nlu.lay.heard_alone import STRONG, heard_alone, letter_or_number
from bot.nlu.lay.name_sounds import NameSounds
from bot.nlu.lay.spoken_figures import spoken_figures
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import Text
from bot.nlu.text.patterns import compiled
from bot.nlu.text.rewriting import Change, Rules, apart, rewritten
from bot.nlu.text.telling import Gated

_DATA: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
_WEAK = {str(name): str(letter) for letter, names in _DATA["weak"].items() for name in names}
_STAGED = {name: re.compile(values) for name, values in _DATA["staged"].items()}
_HEARD = Rules(compiled({key: str(value).splitlines() for key, value in _DATA["heard"].items()}, {}))
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?![.,]\d)")
_LETTERS = re.compile(r"[a-z]+")
_LONGEST_NAME = 5
_LONGEST_RUN = 10
_WINDOW = 4
"""Words that one misheard word may have become."""
_LEAST_LETTERS = 7
_LEAST_SOUND = 4
"""Shorter words sound like too many others."""
_ALIKE = 0.86
"""How alike the letters must be (Jaro-Winkler) beside the same sound."""


_BEHIND = re.compile(
    r"^(?=.*(?:\d|point|hundred|ty\b|teen\b))(?P<value>[\d.]+|[a-z]+(?:[ -][a-z]+){0,4}),"
    r" (?:(?:that's|that is|that was|is|was|for) )?my (?P<name>[a-z ]+?)$"
)


_NUMBERED = re.compile(r"n(?:lesion|tumou?r|nodule)s?")
"""``n lesions``, as which ``new lesions`` would sound."""


class Hearing:
    """Puts speech right against one lexicon; built once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = {phrase for phrase in lexicon.names() if phrase.isalpha()}
        self._names_heard = NameSounds(phrase for phrase in lexicon.names() if phrase.isalpha())
        self._drugs = DrugSounds(phrase for phrase in lexicon.names() if phrase.isalpha())
        self._spellings = DrugSpellings(_DATA["drugs"], lexicon.is_word)
        self._sounds: dict[str, set[str]] = {}
        for phrase in lexicon.names():
            joined = phrase.replace(" ", "")
            if joined.isalpha() and len(joined) >= _LEAST_LETTERS and not _NUMBERED.fullmatch(joined):
                self._sounds.setdefault(jellyfish.metaphone(joined), set()).add(phrase)

    def as_written(self, text: Text, asked: Iterable[str] = ()) -> Text:
        """Give the text as it would have been typed; text that was typed is left as it is.

        ``asked`` are the facts of the question that it answers: of a stage the letter alone may be the answer.
        """
        text = rewritten(text, [*heard_alone(text.low, frozenset(asked)), *self._turned(text.low)][:1])
        heard = (one for one in _HEARD.changes(text.low) if "-" not in text.low[one.start : one.end])
        text = rewritten(
            text, apart([*spoken_figures(text.low), *self._spelled(text.low), *heard, *spoken_dates(text.low)])
        )
        text = rewritten(text, list(self._names_heard.changes(text.low, text.raw)))
        return rewritten(text, apart([*self._of_drugs(text.low), *self._misheard(text.low), *_staged(text.low)]))

    def _of_drugs(self, low: str) -> Iterator[Change]:
        """Drugs that were broken up, and those that are spelled by ear."""
        yield from self._drugs.changes(low)
        yield from self._spellings.changes(low)

    def _turned(self, low: str) -> Iterator[Change]:
        """``eleven point two, my haemoglobin``: the name behind its value."""
        match = _BEHIND.match(low)
        if match and match["name"] in self._names:
            yield Change(*match.span(), f"{match['name']} {match['value']}")

    def _spelled(self, low: str) -> Iterator[Change]:
        """Find names that are spelled out, with the value that is spelled behind them."""
        words = list(_WORD.finditer(low))
        place = 0
        while place < len(words):
            of_unit = low.endswith("/", 0, words[place].start())  # the letter of ``g/L``
            run = _run(low, words, place) if not of_unit and _may_be_letter(words[place].group()) else []
            length = self._name_length(run)
            if length:
                name = "".join(letter for letter, _ in run[:length])
                yield Change(words[place].start(), words[place + length - 1].end(), name)
                place += length
            else:
                place += 1

    def _name_length(self, run: list[tuple[str, bool]]) -> int:
        """Tell how many letters of a run spell a name: the longest one, with a letter that is nothing but one."""
        for length in range(min(_LONGEST_NAME, len(run)), 1, -1):
            letters = run[:length]
            telling = sum(strong for _, strong in letters)
            if telling and telling * 4 >= length and "".join(letter for letter, _ in letters) in self._names:
                return length
        return 0

    def _misheard(self, low: str) -> Iterator[Change]:
        """Find words that are none and together sound as a name does."""
        words = list(_LETTERS.finditer(low))
        strange = {place for place, word in enumerate(words) if not self._lexicon.is_word(word.group())}
        places = {one for place in strange for one in range(max(0, place - _WINDOW + 1), place + 1)}
        for place in sorted(places):
            for length in range(2, min(_WINDOW, len(words) - place) + 1):
                window = words[place : place + length]
                if low[window[-2].end() : window[-1].start()] != " " or self._holds_name(window):
                    break
                if strange.isdisjoint(range(place, place + length)):
                    continue  # ``new lesions``: words as they are
                phrase = self._alike("".join(one.group() for one in window))
                if phrase is not None and window[-1].group() not in _ARTICLES:
                    yield Change(window[0].start(), window[-1].end(), phrase)

    def _holds_name(self, window: list[re.Match[str]]) -> bool:
        return any(len(one.group()) > 2 and one.group() in self._names for one in window)

    def _alike(self, joined: str) -> str | None:
        """Give the one name that sounds and nearly spells as what was heard."""
        if len(joined) < _LEAST_LETTERS:
            return None
        sound = jellyfish.metaphone(joined)
        if len(sound) < _LEAST_SOUND or (joined[-1] == "s" and sound not in self._sounds):
            return None
        found = {
            phrase: jellyfish.jaro_winkler_similarity(joined, phrase.replace(" ", ""))
            for phrase in self._sounds.get(sound, ())
        }
        best = max(found.values(), default=0.0)
        return min(phrase for phrase, alike in found.items() if alike == best) if best >= _ALIKE else None


_ARTICLES = ("a", "an", "the", "not", "never", "none")
"""``varicella vaccine a fortnight ago``: what begins the next words, or denies, is no part of a name."""


def _may_be_letter(word: str) -> bool:
    return word in STRONG or word in _WEAK or (len(word) == 1 and word.isalpha())


def _run(low: str, words: list[re.Match[str]], place: int) -> list[tuple[str, bool]]:
    """Give the letters that are spelled from a word on, each with whether it can be nothing but a letter."""
    run: list[tuple[str, bool]] = []
    for step in range(place, min(place + _LONGEST_RUN, len(words))):
        word = words[step].group()
        if step > place and low[words[step - 1].end() : words[step].start()] != " ":
            break
        if word in STRONG:
            run.append((STRONG[word], True))
        elif word in _WEAK:
            run.append((_WEAK[word], False))
        elif len(word) == 1 and word.isalpha():
            run.append((word, word not in "aio"))
        else:
            break
    return run


_NAME = Gated(
    r"(?<![a-z])(?P<name>bclc|cnlc|child[ -]pugh)(?P<of>(?: (?:stage|class|is|was|of))*)(?P<rest>(?: [a-z]+| \d+){1,3})"
)


def _staged(low: str) -> Iterator[Change]:
    """Find what is spelled behind the name of a stage: ``bclc see``, ``child pugh bee seven``."""
    for match in _NAME.finditer(low):
        words = match["rest"].split()
        for count in range(len(words), 0, -1):
            said = [letter_or_number(word) for word in words[:count]]
            if None in said or said == words[:count]:
                continue
            value = _value(match["name"].replace("-", " "), [one or "" for one in said])
            if value:
                end = match.start("rest") + len(" " + " ".join(words[:count]))
                yield Change(match.start("rest"), end, f" {value}")
                break


def _value(name: str, said: list[str]) -> str | None:
    joined = "".join(said)
    return joined if _STAGED[name].fullmatch(joined) else None
