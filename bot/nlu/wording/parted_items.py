"""Lines whose items are parted by a spaced dash, slash or gap: ``BCLC B / 3 lesions / ECOG 1``, ``plt 82,61yo F``.

Between two items such a mark says no more than a semicolon; between two numbers, dates or words of one item it says
something else. A line counts where each of its parts can be an item of its own, and where there are some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten

_MARKS = (" - ", " / ", " . ", "   ")
_SEVERAL = 3
"""Marks of one kind from which on they part the items of a line."""
_LETTER = re.compile(r"[a-z]")
_VALUE = re.compile(r"[<>=]{0,2} ?\d[\d.,/-]*(?: ?(?:%|[a-zµ]{1,4}/[a-zµ0-9^*]{1,6}|cm|mm|ms|s|sec|k|x\S*))?")
_WORD = re.compile(r"[a-z+'/-]+(?! ?\d)")
_SENTENCE = re.compile(r"[a-z]{3}\. ")
_AGED = re.compile(r"\d\d ?(?:yo?)? ?[fm]")
_BARE = re.compile(r"[a-z]+")
"""``denies MI / angina / CHF``: words that follow each other are a list."""
_SAYING = word_set("parted_items_saying")
"""Words with which a part goes on about the one before it."""
_VERDICTS = word_set("parted_items_verdicts")
"""Parts that say how the one before them is."""
_DAY = re.compile(
    r"(?:(?:labs?|bloods?|results?|visit|clinic|seen|reviewed|screening|date|on|of|from|dated)[ :,]*)*"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}|[a-z]{3,9} \d{1,2}|\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?)"
    r"(?:,? (?:19|20)\d\d)?:?"
)
"""A day that heads the line."""
_GLUED = re.compile(r"(?<=\d),(?=\d{1,2}(?:f\b|m\b|y\b| ?[a-z]{3,}|x\b|k\b))")
_AGES = re.compile(r"(?<=\d),(?=\d\d ?(?:yo\b|y/o|y\.o|-year|yrs?\b|years?\b))")
_RUN_ON = re.compile(r"[^\s,],(?=[a-z])")
_POINT = re.compile(r"\d\.\d")


def with_items_parted(text: Text) -> Text:
    """Put a semicolon for every mark that parts two items of a line, and a space behind a comma that does."""
    low = text.low
    changes = [*_marks(low), *_commas(low)]
    return rewritten(text, sorted(changes, key=lambda one: one.start)) if changes else text


def _marks(low: str) -> Iterator[Change]:
    for mark in _MARKS:
        if low.count(mark) < _SEVERAL or (mark == "   " and "\n" in low):
            continue
        start = 0
        for line in low.split("\n"):
            parts = line.split(mark)
            if len(parts) > _SEVERAL and _are_items(parts):
                yield from _semicolons(parts, mark, start)
            start += len(line) + 1


def _are_items(parts: list[str]) -> bool:
    told = [part.strip() for part in parts if part.strip(" -/")]
    listed = any(_BARE.fullmatch(one) and _BARE.fullmatch(other) for one, other in pairwise(told))
    return not listed and all(map(_is_item, told))


def _is_item(part: str) -> bool:
    """Tell whether a part may be told on its own: no bare value, and nothing that goes on with the part before."""
    word = _WORD.match(part)
    return (
        _LETTER.search(part) is not None
        and _SENTENCE.search(part) is None
        and (_VALUE.fullmatch(part) is None or _AGED.fullmatch(part) is not None)
        and part not in _VERDICTS
        and not (word is not None and word.group() in _SAYING)
    )


def _semicolons(parts: list[str], mark: str, start: int) -> Iterator[Change]:
    """The mark behind a date that opens the line heads what follows, and stays."""
    for number, part in enumerate(parts[:-1]):
        start += len(part)
        heads = number == 0 and _DAY.fullmatch(part.strip()) is not None
        if not heads and part.strip():
            yield Change(start, start + len(mark), "; ")
        start += len(mark)


def _commas(low: str) -> Iterator[Change]:
    """``plt 82,61yo F,bili 1.4``: where items run on and a point marks the decimals, the comma marks none."""
    if len(_RUN_ON.findall(low)) < _SEVERAL:
        return
    places = {match.start() for match in _AGES.finditer(low)}
    if _POINT.search(low) is not None:
        places |= {match.start() for match in _GLUED.finditer(low)}
    for place in sorted(places):
        yield Change(place, place + 1, ", ")
