"""Trial names as people say them: id, registry number, nickname, a telling word, the place in the list, typos."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from actions.heard import Heard, Span
from criteria import Trial

SIMILAR = 85
"""Names of at least `FUZZY_FROM` letters that agree to this per cent are taken for typos of one another."""
FUZZY_FROM = 5

WORD = re.compile(r"[A-Za-z0-9]+")
_COMMON = "a after and before by for from in is of on or study than the then to trial versus vs with one"
COMMON = frozenset(_COMMON.split())
"""Words in a trial's name that tell nothing about which trial is meant."""

_QUESTION = """
about again all am any anything are as at back be because become becomes been being better can cannot change changed
changes chart could criteria criterion currently data date deferred detail details did do does don earliest either
eligibility eligible else exclude excluded excludes explain fact facts fail failed fails fetch full fully get give
given go happens has have he her here him his how i if improve improved information into is isn it its join just know
lab labs later left lifted list long make makes many may me met missing more must my need needed needs next no none
not now on ones open opens out patient pending permanent please pls plz possible pt question questions quote reason
reasons remains reopen reopened reopens rest results rule ruled rules s say says she should show so something soon
start still studies t take tell that them there these they this those trials u unknown until ur us verdict wait was
way we weeks well were what when which who whom why will would yes yet you
"""
_MANNERS = "hello hey hi ok okay thank thanks well"
_PEOPLE = "boy chap fella gentleman gent girl guy lad lady man mr mrs ms participant subject woman"
QUESTION_WORDS = COMMON | frozenset(f"{_QUESTION} {_MANNERS} {_PEOPLE}".split())
"""Words of questions about the patient or all trials; another may be the name of a trial."""
NAME_COMES = re.compile(
    r"\b(?:(?:not|for|about|into?|of|from)\s+(?:the\s+)?|(?:is|was|why|trial|study)\s+)['\"“]?$", re.IGNORECASE
)
"""What stands right before the name of a trial: `why not …`, `what is missing for …`, `is … still open`."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
NTH = {"1st": "first", "2nd": "second", "3rd": "third"} | {f"{n}th": w for w, n in ORDINALS.items() if n > 3}
"""How an ordinal is typed, and its word."""
_NO_PLACE = r"(?![\s-]*(?:line|of\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tace|haic))"
"""An ordinal before these counts lines of treatment, days or courses."""
PLACE = re.compile(
    rf"\b(?:the\s+)?(?P<word>{'|'.join([*ORDINALS, *NTH])}|last)\b{_NO_PLACE}(?:\s+(?:one|trial|study))?"
    r"|(?:\b(?:trial|study|number|no\.?|nr\.?)\s*|#)(?P<number>[1-9])\b",
    re.IGNORECASE,
)
REGISTERED = re.compile(r"\bnct\s*(?P<digits>\d{5,10})\b", re.IGNORECASE)
PREFIX_FROM = 4
"""Letters from which on a word may stand for a longer one that begins so: `lenva`."""


@dataclass(frozen=True)
class Named:
    """The trials that a message names: one or more that are certain, or several of which one is meant."""

    trials: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class TrialNames:
    """All names of the trials; places count in the order in which the board shows them."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self._names = {trial.id: _names_of(trial) for trial in trials}
        self.labels: Mapping[str, str] = {trial.id: label_of(trial) for trial in trials}
        self._telling: dict[str, set[str]] = {}
        for trial, names in self._names.items():
            for word in {word for name in names for word in name.split()} - COMMON - ORDINALS.keys():
                self._telling.setdefault(word, set()).add(trial)

    def find(self, text: str) -> Named:
        """Find the trials that a message names: by a whole name, else by number, place or telling words."""
        words = _words(text)
        found = self._by_name(words) or self._by_number(text) or self._by_place(text)
        return found or self._by_telling_words(words) or Named()

    def by_name(self, text: str) -> tuple[str, ...]:
        """Give the trials that a message names in full, typos aside."""
        return (self._by_name(_words(text)) or Named()).trials

    def is_attempted(self, text: str, heard: Heard) -> bool:
        """Tell whether a question seems to name a trial: a word that no question about all trials holds looks like
        a name (`LEAP-012`) or stands where one does (`why not emerald`).
        """
        words = [match for match in WORD.finditer(text) if match[0].casefold() not in QUESTION_WORDS]
        return any(
            _may_be_name(text, word) and not any(one.start <= word.start() < one.end for one in heard.mentions)
            for word in words
        )

    def _by_name(self, words: list[tuple[str, Span]]) -> Named | None:
        found: dict[str, Span] = {}
        taken: set[int] = set()
        for name, trial in self._longest_first():
            for start, end in _windows(words, len(name.split())):
                said = " ".join(word for word, _ in words[start:end])
                if taken.isdisjoint(range(start, end)) and _alike(said, name):
                    found.setdefault(trial, (words[start][1][0], words[end - 1][1][1]))
                    taken.update(range(start, end))
        return Named(tuple(found), (), tuple(found.values())) if found else None

    def _longest_first(self) -> list[tuple[str, str]]:
        pairs = [(name, trial) for trial, names in self._names.items() for name in names]
        return sorted(pairs, key=lambda pair: -len(pair[0].split()))

    def _by_number(self, text: str) -> Named | None:
        """Give the trials whose registry number is nearly the one that was typed: which is meant, is asked."""
        for match in REGISTERED.finditer(text):
            near = [one for one, names in self._names.items() if any(_near(match["digits"], name) for name in names)]
            if near:
                return Named((), tuple(near), (match.span(),))
        return None

    def _by_place(self, text: str) -> Named | None:
        ids = list(self._names)
        found = {}
        for match in PLACE.finditer(text):
            word = (match["word"] or "").casefold()
            place = len(ids) if word == "last" else ORDINALS.get(NTH.get(word, word)) or int(match["number"])
            if place <= len(ids):
                found[ids[place - 1]] = match.span()
        return Named(tuple(found), (), tuple(found.values())) if found else None

    def _by_telling_words(self, words: list[tuple[str, Span]]) -> Named | None:
        meant: set[str] | None = None
        spans = []
        for word, span in words:
            trials = self._told_by(word)
            if trials and (meant is None or meant & trials):
                meant = trials if meant is None else meant & trials
                spans.append(span)
        if not meant:
            return None
        ordered = tuple(trial for trial in self._names if trial in meant)
        return Named(ordered, (), tuple(spans)) if len(ordered) == 1 else Named((), ordered, tuple(spans))

    def _told_by(self, word: str) -> set[str]:
        if word in self._telling:
            return self._telling[word]
        near = [trials for telling, trials in self._telling.items() if _alike(word, telling) or _begins(word, telling)]
        return set().union(*near)


def _may_be_name(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word has a digit or capitals that the words around it have not, or follows what names do."""
    told_by_case = not text.isupper() and word[0] != word[0].casefold() and bool(text[: word.start()].strip())
    return (
        told_by_case or not word[0].isalpha() or bool(NAME_COMES.search(text, max(0, word.start() - 12), word.start()))
    )


def _alike(said: str, name: str) -> bool:
    if said == name:
        return True
    if len(name) < FUZZY_FROM or any(character.isdigit() for character in name.replace(" ", "")[-6:]):
        return False
    return fuzz.ratio(said, name, score_cutoff=SIMILAR) > 0


def _begins(said: str, telling: str) -> bool:
    """Tell whether a word is the beginning of a longer one, such as a drug's short name."""
    return len(said) >= PREFIX_FROM and said not in QUESTION_WORDS and telling.startswith(said)


def _near(digits: str, name: str) -> bool:
    return name.isdigit() and fuzz.ratio(digits, name, score_cutoff=SIMILAR) > 0


def _words(text: str) -> list[tuple[str, Span]]:
    """Give the words of a message with their places, ordinals in full."""
    found = ((match[0].casefold(), match.span()) for match in WORD.finditer(text))
    return [(NTH.get(word, word), span) for word, span in found]


def _windows(words: list[tuple[str, Span]], length: int) -> Iterator[tuple[int, int]]:
    return ((start, start + length) for start in range(len(words) - length + 1))


def _folded(name: str) -> str:
    return " ".join(match[0].casefold() for match in WORD.finditer(name))


def _names_of(trial: Trial) -> tuple[str, ...]:
    names = (trial.id, trial.registry, trial.registry.lstrip("NCTnct"), *trial.nicknames)
    return tuple(dict.fromkeys(_folded(name) for name in names if name))


def label_of(trial: Trial) -> str:
    """Give the short name by which a trial is called in replies: its first nickname."""
    return trial.nicknames[0] if trial.nicknames else trial.id.replace("-", " ")
