"""The frame of a message: what is said about facts, not which facts they are.

Facts, numbers, dates, trials and codes become one placeholder each, short forms are written out, and persons are
one person: ``what's her INR for`` and ``what is his AFP for`` are the same question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.tokenising import tokenise
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.normalise import Text, normalise
from criteria import load_catalogue
from criteria.trial_loader import TRIALS_FOLDER

FACT, NUMBER, DATE, CODE, TRIAL = "qfact", "qnum", "qdate", "qcode", "qtrial"
"""What stands in the frame for a fact or treatment, a number, a day or span of time, a patient's code, a trial."""
PERSON, HERS = "qperson", "qhers"
"""What stands for ``she`` and ``he``, and for ``her``, ``him`` and ``his``."""
PERSONAL = "qpersonal"
"""What stands for what identified a person and was taken out of the message before: ``[phone]``."""
START, END = "qstart", "qend"
"""The ends of a message are words too: how it begins tells most of what it wants."""

HALF = 1_000
"""Characters that are read of either end of a message; between them a longer one is a pasted page."""

_ANY_DAY = date(2026, 1, 1)
"""The frame holds no day, so that which day it is changes nothing: a model is the same whenever it is trained."""

_KINDS = {"num": NUMBER, "date": DATE, "dur": DATE, "normal": FACT}
_SCALES = (
    r"(?!(?:ecog|ps|who|kps|pd|ctla|il|pivka|cp|ctp|child|pugh|vp|y|i|ca|afp|cnlc|bclc|covid|sars"
    r"|post|pre|anti|non)[-_])"
)
"""Names with a hyphen and a digit that are no codes: ``PD-1``, ``Y-90``, ``ECOG-1``, ``AFP-L3``."""
_HYPHENED = re.compile(
    rf"(?<![\w-]){_SCALES}(?=[a-z]{{1,8}}\d{{0,3}}[-_])(?=[a-z_-]*\d)\w{{1,8}}(?:[-_]\w{{1,6}}){{1,3}}(?:/\w{{1,6}})?\b(?![\w.-])"
)
_PADDED = re.compile(r"\b[a-z]{2,5}0\d{1,4}\b")
_GLUED = re.compile(r"(?<![\w-])[a-z]{1,8}\d{0,3}/\d{1,6}\b(?![\w.-])|\b[a-z]{1,3}\d{2,5}\b|\b0\d{2,4}\b")
_TAKEN_OUT = re.compile(r"\[[a-z]{4,8}(?: [a-z]{4,7})?\]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|\?")
_WRITTEN_OUT = (
    (re.compile(r"^(what|who|where|when|why|how|that|there|it|he|she|here)'?s$"), r"\1 is"),
    (re.compile(r"^let'?s$"), "let us"),
    (re.compile(r"^(?:can'?t|cannot)$"), "can not"),
    (re.compile(r"^won'?t$"), "will not"),
    (re.compile(r"^(\w+)n't$|^(do|does|did|is|are|was|has|have)nt$"), r"\1\2 not"),
    (re.compile(r"^(\w+)'re$"), r"\1 are"),
    (re.compile(r"^(\w+)'m$|^(i)m$"), r"\1\2 am"),
    (re.compile(r"^(\w+)'ve$"), r"\1 have"),
    (re.compile(r"^(\w+)'ll$"), r"\1 will"),
    (re.compile(r"^(\w+)'d$"), r"\1 would"),
)
_PERSONS = {"she": PERSON, "he": PERSON, "her": HERS, "his": HERS, "him": HERS, "hers": HERS}


def frame(text: str) -> list[str]:
    """Give the frame of a message: its words and placeholders in order, between `START` and `END`."""
    return [START, *(word for part in _ends(text) for word in _frame(normalise(part))), END]


def _ends(text: str) -> list[str]:
    return [text] if len(text) <= 2 * HALF else [text[:HALF], text[-HALF:]]


def _frame(folded: Text) -> Iterator[str]:
    last = 0
    for start, end, placeholder in [*_masked(folded), (len(folded.low), len(folded.low), "")]:
        for match in _WORD.finditer(folded.low, last, start):
            yield from _written_out(match.group()).split()
        if placeholder:
            yield placeholder
        last = end


def _masked(folded: Text) -> list[tuple[int, int, str]]:
    """Find what is a fact, a name or a number; whoever comes first has the place."""
    trials = [(*match.span(), TRIAL) for match in _trials().finditer(folded.low)]
    pieces = tokenise(folded, _lexicon(), _ANY_DAY, [(start, end) for start, end, _ in trials])
    taken = _Spans(len(folded.low))
    taken.put(trials)
    taken.put((*match.span(), PERSONAL) for match in _TAKEN_OUT.finditer(folded.low))
    taken.put((*match.span(), CODE) for pattern in (_HYPHENED, _PADDED) for match in pattern.finditer(folded.low))
    taken.put((one.start, one.end, FACT) for one in pieces if _is_fact(one))
    taken.put((*match.span(), CODE) for match in _GLUED.finditer(folded.low))
    taken.put((one.start, one.end, _KINDS[one.kind]) for one in pieces if one.kind in _KINDS and not _is_spelled(one))
    return sorted(taken.spans)


def _is_fact(piece: Token) -> bool:
    return piece.kind == "hit" and (piece.clinical or bool(piece.senses("note")))


def _is_spelled(piece: Token) -> bool:
    """Tell whether a number is a word: ``the second one``."""
    return piece.number is not None and piece.number.spelled


class _Spans:
    """Spans that do not overlap: the first to be put has its place."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self.spans: list[tuple[int, int, str]] = []

    def put(self, spans: Iterable[tuple[int, int, str]]) -> None:
        for start, end, placeholder in spans:
            if self._taken.find(1, start, end) < 0:
                self._taken[start:end] = b"\1" * (end - start)
                self.spans.append((start, end, placeholder))


@lru_cache(maxsize=4096)
def _written_out(word: str) -> str:
    """Write out a short form, and make persons one person."""
    for short, long in _WRITTEN_OUT:
        if short.match(word):
            word = short.sub(long, word)
            break
    return " ".join(_PERSONS.get(one, one) for one in word.split())


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon(load_catalogue())


@lru_cache(maxsize=1)
def _trials() -> re.Pattern[str]:
    """The ids of the trials and registry numbers; a trial's other names are words of the frame."""
    ids = sorted((path.stem for path in TRIALS_FOLDER.glob("*.yml")), key=len, reverse=True)
    return re.compile("|".join([*(re.escape(one).replace(r"\-", r"[\s_-]") for one in ids), r"\bnct\s?\d{4,8}\b"]))
