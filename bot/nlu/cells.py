"""The cells of a pasted table: rows cut at a delimiter, with the roles that keys and headers give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = (r"\|", r"\t", r";", r"\s/\s", r"\s{2,}", r",(?=\s?\S)")
_ROLES = {
    "value": ("result", "results", "value", "values", "measured", "val"),
    "unit": ("unit", "units"),
    "range": (
        "range",
        "reference",
        "ref",
        "ref range",
        "reference range",
        "normal",
        "normal range",
        "ref.",
        "limits",
        "reference interval",
        "reference limits",
    ),
    "low": ("low", "lower", "lower limit", "lln", "min"),
    "high": ("limit", "upper limit of normal", "high", "upper", "upper limit", "uln", "max"),
    "name": ("test", "name", "component", "analyte", "parameter", "item", "lab", "assay", "investigation"),
    "flag": ("flag", "status", "abnormal", "note"),
}
ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
_KEYED = re.compile(r"\s*([a-z .]{2,18}?)\s*[:=]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a row: its folded span and, where a key stands in it (``unit: g/L``), its role."""

    start: int
    end: int
    role: str = ""


def lines_of(low: str) -> Iterator[tuple[int, int]]:
    """Give the spans of the lines that hold something."""
    start = 0
    for line in low.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def cells_of(low: str, start: int, end: int, delimiter: str) -> list[Cell]:
    """Cut a line into its cells."""
    cells: list[Cell] = []
    place = start
    for match in re.finditer(delimiter, low[start:end]):
        _add(cells, low, place, start + match.start())
        place = start + match.end()
    _add(cells, low, place, end)
    return cells


def _add(cells: list[Cell], low: str, start: int, end: int) -> None:
    while start < end and low[start] in " \t":
        start += 1
    while end > start and low[end - 1] in " \t,":
        end -= 1
    if start >= end:
        return
    key = _KEYED.match(low, start, end)
    role = ROLE_OF.get(key[1].strip(), "") if key else ""
    cells.append(Cell(key.end() if key and role else start, end, role))
