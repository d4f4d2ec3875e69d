"""The cells of a pasted table: rows cut at a delimiter, with the roles that keys and headers give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.lexicon.numbers import Number, find_numbers
from bot.nlu.lexicon.vocabulary import word_lists

DELIMITERS = (r"\|", r"\t", r";", r"\s/\s", r"\s{2,}", r",(?=\s?\S)")
MARKS = DELIMITERS[:3]
BASELINES = (
    "baseline value", "baseline", "pre-treatment", "pretreatment", "pre treatment", "before treatment",
    "before therapy", "before the first treatment", "before 1st treatment", "at diagnosis", "at baseline",
)  # fmt: skip
"""What heads the values of before the first treatment."""
_ROLES = word_lists("cells_roles")
ROLE_OF = {
    **{word: role for role, words in _ROLES.items() for word in words},
    **dict.fromkeys(BASELINES, "older"),
}
_BOUNDED = frozenset(("", "normal", "norm", "ref", "reference", "limit", "should be", "n", "range"))


def role_of(heading: str) -> str:
    """Give what a heading says that its column holds, brackets apart; ``normal <`` heads upper limits."""
    plain = heading.strip(" .:*()[]")
    if plain[-1:] in ("<", "≤") or plain[:1] in ("<", "≤"):
        return "high" if plain.strip("<≤= ()") in _BOUNDED else ""
    return ROLE_OF.get(heading.strip(" .:")) or ROLE_OF.get(plain, "")


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
    """Cut a line into its cells; empty ones count where they stand between marks, and not at either end."""
    cells: list[Cell] = []
    place = start
    for match in re.finditer(delimiter, low[start:end]):
        _add(cells, low, place, start + match.start(), bool(cells) and delimiter in MARKS)
        place = start + match.end()
    _add(cells, low, place, end, False)
    while cells and cells[-1].start == cells[-1].end:
        cells.pop()
    return cells


def _add(cells: list[Cell], low: str, start: int, end: int, empty: bool) -> None:
    while start < end and low[start] in " \t":
        start += 1
    while end > start and low[end - 1] in " \t,":
        end -= 1
    if start >= end:
        cells += [Cell(start, start)] if empty else []
        return
    key = _KEYED.match(low, start, end)
    role = ROLE_OF.get(key[1].strip(), "") if key else ""
    cells.append(Cell(key.end() if key and role else start, end, role))


def number_in(low: str, start: int, end: int) -> Number | None:
    """Give the first number of a span."""
    found = next(find_numbers(low[start:end]), None)
    return found[2] if found else None


def regular(low: str, rows: list[list[Cell]]) -> bool:
    """Rows of commas without a header: each a name, its number, a unit and limits."""
    ranged = [
        len(row) == 3 and re.fullmatch(r"[<>]?\d[\d.]*(?: ?- ?\d[\d.]*)?", low[row[2].start : row[2].end])
        for row in rows
    ]
    if any(re.search(r"[:=] ?[<>]?\d", low[row[0].start : row[0].end]) for row in rows if row):
        return False  # ``Plt: 101, 97, 84``: values in turn
    return all(
        (len(row) >= 4 or three) and re.fullmatch(r"[<>]?\d+(?:\.\d+)?", low[row[1].start : row[1].end])
        for row, three in zip(rows, ranged, strict=True)
    )


def upper_cell(low: str, row: list[Cell], value: int) -> float | None:
    """``ALT,49,U/L,0,41,H``: of two bare numbers behind the value the second one is the upper limit."""
    bare = [one for one in row[value + 1 :] if re.fullmatch(r"\d+(?:[.,]\d+)?", low[one.start : one.end])]
    numbers = [number_in(low, one.start, one.end) for one in bare]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None or numbers[0].value >= numbers[1].value:
        return None
    return numbers[1].value
