"""Cells that say ``normal`` in words: ``| Creatinine | within normal limits |`` is at most the upper limit."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from criteria import load_catalogue

_NORMAL = re.compile(
    r"(?:all )?(?:(?:is |with)?in (?:the )?(?:normal |reference )?(?:limits?|range)|normal|wnl|nad|unremarkable|"
    r"not (?:raised|elevated|increased)|n)\.?"
)
_CELL = re.compile(r"[^|;\t]+")
_PLAIN = re.compile(r"[<>≤≥~]?=? ?\d[\d.,]*(?: ?(?!-)[^\d\s-].*)?")
"""A number that is no range, and no date."""
_DATE = re.compile(r"\d{1,4}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{1,4}|\d{1,2}[-/ ][a-z]{3,9}")


@lru_cache(maxsize=1)
def _limited() -> frozenset[str]:
    return frozenset(fact for fact, spec in load_catalogue().facts.items() if spec.uln is not None)


def with_normal_cells(text: Text, named: Named) -> Text:
    """Put ``<= 1 x ULN`` into the cell of a test that is told to be normal, where its row holds no value."""
    low = text.low
    if "\n" not in low or not any(mark in low for mark in "|;\t"):
        return text
    changes: list[Change] = []
    for line in re.finditer(r"[^\n]+", low):
        cells = [
            (start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip()))
            for one in _CELL.finditer(low, line.start(), line.end())
            if (cell := one.group()).strip() and (start := one.start()) >= 0
        ]
        told = [one for one in cells[1:] if _NORMAL.fullmatch(low, *one)]
        if len(told) == 1 and _limited() & {fact for *_, fact in named(low[slice(*cells[0])])}:
            others = [low[slice(*one)] for one in cells[1:]]
            if not any(_PLAIN.fullmatch(one) and not _DATE.fullmatch(one) for one in others):
                changes.append(Change(*told[0], "<= 1 x uln"))
    return rewritten(text, changes) if changes else text
