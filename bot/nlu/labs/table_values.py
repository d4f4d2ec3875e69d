"""The value of a row of a pasted table, its unit and its upper limit, in whichever cells they stand."""

from __future__ import annotations

import re

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.aligned import assigned, marked
from bot.nlu.labs.cells import Cell, number_in, role_of, upper_cell
from bot.nlu.labs.column_kinds import is_unit
from bot.nlu.labs.columns import dated_column, day_of
from bot.nlu.labs.heads import newest_column
from bot.nlu.lexicon.numbers import Number, find_numbers
from bot.nlu.lexicon.units import unit_at


def roles_of(draft: Draft, row: list[Cell], header: list[Cell] | None) -> list[str]:
    """Give what each cell of a row holds, by its own words or by the headings."""
    low = draft.text.low
    keyed = [cell.role for cell in row]
    if any(keyed) or header is None:
        return keyed
    heads = [role_of(low[cell.start : cell.end]) for cell in header]
    if len(header) == len(row) - 1 and heads[0] in ("value", "older", "wanted", "source"):
        return ["name", *heads]  # the names have no heading
    if len(header) > len(row) and low[header[0].end : header[1].start].strip(" ") in ("|", ";", "\t"):
        return heads[: len(row)]  # the last cells are empty
    if len(header) > len(row) > 1 and not marked(low, header) and not marked(low, row):
        return [heads[place] for place in assigned(draft, row, header)]
    return heads if len(header) == len(row) else keyed


def value_of(
    draft: Draft,
    row: list[Cell],
    header: list[Cell] | None,
    columns: dict[str, int],
    behind: int,
    limits: frozenset[int],
) -> tuple[tuple[Number, str | None, int] | None, Day | None]:
    """The value's number, its unit where it stands in the same cell, and the cell's place; its date from the header."""
    low = draft.text.low
    dated = dated_column(draft, row, header)
    headed = newest_column(draft, row, header)
    if headed is not None and (dated is None or headed[1].kind):
        dated = (headed[0], headed[1].day) if headed[1].day is not None else None
        columns = {"value": headed[0]}
    named = next(place for place, cell in enumerate(row) if behind <= cell.end or place == len(row) - 1)
    every = [
        place
        for place in [*range(named, len(row)), *range(named)]
        if place not in limits
        and (place == named or not (is_unit(low, row[place]) or day_of(draft, row[place]) is not None))
    ]
    for place in [dated[0]] if dated else [columns["value"]] if "value" in columns else every:
        cell = row[place]
        start = max(cell.start, behind) if cell.start < behind <= cell.end else cell.start
        for _, end, number in find_numbers(low[start : cell.end]):
            if (
                number.high is not None
                and place not in columns.values()
                and not dated
                and (len(row) > 2 or _plain(low, row[1:]))
            ):
                continue
            unit = unit_at(low, start + end)
            if unit is not None and unit[0] <= cell.end:
                return (number, unit[1], place), dated[1] if dated else None
            return (number, None, place), dated[1] if dated else None
    return None, None


def _plain(low: str, row: list[Cell]) -> bool:
    """Tell whether a number that is no range stands in one of the cells."""
    return any(number.high is None for cell in row for _, _, number in find_numbers(low[cell.start : cell.end]))


def unit_of(low: str, row: list[Cell], columns: dict[str, int], value: int) -> str | None:
    """The unit in a column of its own."""
    if "unit" in columns:
        found = unit_at(low, row[columns["unit"]].start)
        return found[1] if found else None
    for place, cell in enumerate(row):
        if place != value:
            found = unit_at(low, cell.start)
            if found is not None and _ends(low, cell, found[0], place > value) and found[1] not in ("%",):
                return found[1]
    return None


def _ends(low: str, cell: Cell, end: int, behind: bool) -> bool:
    """Tell whether a unit fills its cell, or is followed by the range: ``10^4/uL 15.8-34.8``."""
    return end >= cell.end or (behind and _RANGE.match(low, end, cell.end) is not None)


_RANGE = re.compile(r"[ \t]+[(\[]?\d")


def limit_of(
    draft: Draft, row: list[Cell], columns: dict[str, int], value: int, behind: int, *, bare: bool
) -> float | None:
    """The upper limit of normal: of the range's column, the column of upper limits, or the last range of the row."""
    low = draft.text.low
    if "high" in columns and columns["high"] < len(row):
        number = number_in(low, row[columns["high"]].start, row[columns["high"]].end)
        return number.value if number else None
    for place, cell in enumerate(row):
        if place in (columns.get("name"), columns.get("wanted")) or day_of(draft, cell) is not None:
            continue
        start = max(cell.start, behind) if cell.start < behind <= cell.end else cell.start
        if place > value and (unit := unit_at(low, start)) and _ends(low, cell, unit[0], True):
            start = min(unit[0], cell.end)  # the power of ``10^4/uL`` is none of the range
        for _, _, number in find_numbers(low[start : cell.end]):
            if number.high is not None and (
                place != value or columns.get("range") == place or re.search(r"[(\[]", low[start : cell.end])
            ):
                return number.high
            if number.sign in ("<", "<=") and (place != value or re.search(r"[(\[]", low[start : cell.end])):
                return number.value
    return upper_cell(low, row, value) if bare else None
