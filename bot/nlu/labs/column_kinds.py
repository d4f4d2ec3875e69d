"""The columns of a table without a heading, told by what stands in them: limits, units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.labs.cells import Cell
from bot.nlu.lexicon.units import unit_at

_NUMBER = r"\d[\d.,]*"
_RANGE = re.compile(rf"[(\[]? ?{_NUMBER} ?(?:-|–|~|to|bis|à|a) ?{_NUMBER} ?[)\]]?")
_BOUND = re.compile(rf"[(\[]? ?(?:[<>≤≥]=?|up ?to|bis|jusqu'à|hasta|fino a|até) ?{_NUMBER} ?[)\]]?")


def is_unit(low: str, cell: Cell) -> bool:
    """Tell whether a unit fills a cell, so that the power in ``x10^9/L`` is no value."""
    found = unit_at(low, cell.start) if cell.start < cell.end else None
    return found is not None and found[0] >= cell.end


def range_columns(low: str, rows: Sequence[list[Cell]], columns: int) -> frozenset[int]:
    """The columns of those rows that have so many cells in which limits of normal stand, and nothing else.

    ``<40`` is a limit where the column holds ``3.5-5.0`` in another row.
    """
    alike = [row for row in rows if len(row) == columns]
    found = set()
    for place in range(1, columns):
        told = [low[row[place].start : row[place].end] for row in alike if row[place].start < row[place].end]
        ranges = [_RANGE.fullmatch(text) is not None for text in told]
        if any(ranges) and all(ranged or _BOUND.fullmatch(text) for ranged, text in zip(ranges, told, strict=True)):
            found.add(place)
    return frozenset(found)


_BRACKETED = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,24})[)\]]")


def past_unit(low: str, cell: Cell, behind: int) -> tuple[int, str | None]:
    """``Platelet Count (x10^3/uL)``, ``Albumin g/dL``: the unit beside the name, and where its cell goes on."""
    for match in _BRACKETED.finditer(low, max(0, behind - 1), cell.end):
        found = unit_at(low, match.start("unit"))
        if found is not None and found[0] >= match.end("unit"):
            return match.end(), found[1]
    start = behind + len(low[behind : cell.end]) - len(low[behind : cell.end].lstrip(" ,:"))
    closing = unit_at(low, start) if start > behind else None
    return (cell.end, closing[1]) if closing is not None and closing[0] == cell.end else (behind, None)
