"""The tokenizer that shows the frame of a message: what is said about facts, not which facts they are.

Facts, numbers, dates, trials and codes become one placeholder each, short forms are written out, and persons are
one person: ``what's her INR for`` and ``what is his AFP for`` are the same question. The text of every token stays
what stands in the message; the frame is its lemma, which Rasa's featurizers count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import Text, normalise
from bot.nlu.tokens import Token as Piece
from bot.nlu.tokens import tokenise
from criteria import load_catalogue
from criteria.trial_loader import TRIALS_FOLDER

FACT, NUMBER, DATE, CODE, TRIAL = "qfact", "qnum", "qdate", "qcode", "qtrial"
"""What stands in the frame for a fact or treatment, a number, a day or span of time, a patient's code, a trial."""
PERSON, HERS = "qperson", "qhers"
"""What stands for ``she`` and ``he``, and for ``her``, ``him`` and ``his``."""
START, END = "qstart", "qend"
"""The ends of a message are words too: how it begins tells most of what it wants."""

HALF = 1_000
"""Characters that are read of either end of a message; between them a longer one is a pasted page."""

_KINDS = {"num": NUMBER, "date": DATE, "dur": DATE, "normal": FACT}
_ANY_DAY = date(2026, 1, 1)
"""The frame holds no day, so that which day it is changes nothing: a model is the same whenever it is trained."""
_CODE = re.compile(
    r"(?<![\w-])[a-z]{1,8}\d{0,3}[-_/]\d{1,6}(?:[-_/]\w{1,6}){0,3}\b(?![\w.-])|\b[a-z]{1,3}\d{2,5}\b|\b0\d{2,4}\b"
)
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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrameTokenizer(WhitespaceTokenizer):
    """Cuts a message into the words of its frame, in training as in use."""

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Give the tokens of an attribute: what they stand for as lemma, where they stand as text and span."""
        text: str = message.get(attribute)
        return [Token(text[start:end], start, end, lemma=lemma) for start, end, lemma in frame(text)]


def frame(text: str) -> list[tuple[int, int, str]]:
    """Give the frame of a message: each word or placeholder with the span that it stands for."""
    parts = [(0, text)] if len(text) <= 2 * HALF else [(0, text[:HALF]), (len(text) - HALF, text[-HALF:])]
    words = [(place + start, place + end, lemma) for place, part in parts for start, end, lemma in _frame(part)]
    return [(0, 0, START), *words, (len(text), len(text), END)]


def _frame(text: str) -> Iterator[tuple[int, int, str]]:
    folded = normalise(text)
    last = 0
    for start, end, placeholder in [*_masked(folded), (len(folded.low), len(folded.low), "")]:
        for match in _WORD.finditer(folded.low, last, start):
            yield *folded.raw_span(*match.span()), _written_out(match.group())
        if placeholder:
            yield *folded.raw_span(start, end), placeholder
        last = end


def _masked(folded: Text) -> list[tuple[int, int, str]]:
    """Find what is a fact, a name or a number; a code is only what no clinical word lies in."""
    trials = [(*match.span(), TRIAL) for match in _trials().finditer(folded.low)]
    pieces = tokenise(folded, _lexicon(), _ANY_DAY, [(start, end) for start, end, _ in trials])
    facts = [(one.start, one.end, FACT) for one in pieces if _is_fact(one)]
    taken = _Spans(len(folded.low))
    taken.put([*trials, *facts])
    taken.put((*match.span(), CODE) for match in _CODE.finditer(folded.low))
    taken.put((one.start, one.end, _KINDS[one.kind]) for one in pieces if one.kind in _KINDS and not _is_spelled(one))
    return sorted(taken.spans)


def _is_fact(piece: Piece) -> bool:
    return piece.kind == "hit" and (piece.clinical or bool(piece.senses("note")))


def _is_spelled(piece: Piece) -> bool:
    """Tell whether a number is a word: ``the second one``."""
    return piece.number is not None and piece.number.spelled


class _Spans:
    """Spans that do not overlap: the first to be put has its place."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self.spans: list[tuple[int, int, str]] = []

    def put(self, spans: Any) -> None:
        for start, end, placeholder in spans:
            if self._taken.find(1, start, end) < 0:
                self._taken[start:end] = b"\1" * (end - start)
                self.spans.append((start, end, placeholder))


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
