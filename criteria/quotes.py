"""Words of a record: whether a quote stands in it, and which words no quote covers."""

from __future__ import annotations

import re
from collections.abc import Iterable

PARTS = " … "
"""Joins several parts of a record in one quote."""


def squeezed(text: str) -> str:
    """Join white space: quotes are compared word for word, wherever the lines break."""
    return " ".join(text.split())


def holds(record: str, part: str) -> bool:
    """Tell whether the words stand in the record."""
    return squeezed(part) in squeezed(record)


def eligibility_text(record: str, first: str, last: str) -> str | None:
    """Give the record's text from the words ``first`` to the words ``last``, both included."""
    text = squeezed(record)
    start = text.find(squeezed(first))
    end = text.find(squeezed(last), start)
    if start < 0 or end < 0:
        return None
    return text[start : end + len(squeezed(last))]


_WORD = re.compile(r"\w")


def uncovered(text: str, quotes: Iterable[str]) -> list[str]:
    """Give the passages of a text with words that no quote covers, in order."""
    covered = bytearray(len(text))
    for quote in quotes:
        for part in quote.split(PARTS):
            start = text.find(part)
            while start >= 0:
                covered[start : start + len(part)] = b"\x01" * len(part)
                start = text.find(part, start + 1)
    left = "".join("\0" if mark else char for char, mark in zip(text, covered, strict=True))
    return [piece.strip() for piece in re.split("\0+", left) if _WORD.search(piece)]
