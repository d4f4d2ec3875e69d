"""Tables whose columns are set apart by blanks alone: where a narrow gap or an empty cell shifts them."""

from __future__ import annotations

import re

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.cells import Cell, cells_of
from bot.nlu.lexicon.calendar_words import ANY_MONTH

BLANKS = r"\s{2,}"
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
_WHOLE_DATE = re.compile(
    rf"{_DATE}|\d{{1,2}}[ .-]{{0,2}}(?:{ANY_MONTH})(?:[ .-]+\d{{2,4}})?|(?:{ANY_MONTH})[ .-]+\d{{1,2}}|"
    r"\d{1,2}/\d{1,2}"
)
_DATES = re.compile(rf"{_DATE}(?: {_DATE})+")
_DATED = re.compile(rf"({_DATE}) (?=[<>]?\d[\d.,]*[*hl↑↓]?$)")
_NAMED = re.compile(r"[^\d\s]\S*(?: \S+){0,3}? (?=[<>]?\d[\d.,]*[*hl↑↓]?(?: ?[^\s\d]*/\S+)?$)")


def rows_of(low: str, lines: list[tuple[int, int]], delimiter: str) -> list[list[Cell]]:
    """Cut the lines into rows; of columns of blanks a date, or a name with its unit, is a cell of its own."""
    rows = [cells_of(low, start, end, delimiter) for start, end in lines]
    if delimiter != BLANKS:
        return rows
    rows = [_parted(low, row) for row in rows]
    if not any(len(row) > 1 and sum(_is_date(low, cell) for cell in row) > 1 for row in rows):
        return rows
    return [_number_apart(low, row) for row in rows]


def _is_date(low: str, cell: Cell) -> bool:
    return _WHOLE_DATE.fullmatch(low, cell.start, cell.end) is not None


def _parted(low: str, row: list[Cell]) -> list[Cell]:
    """``2026-11-16 99  23``, ``11/14/26 11/16/26``: dates that one blank sets apart."""
    cells: list[Cell] = []
    for cell in row:
        text = low[cell.start : cell.end]
        if _DATES.fullmatch(text):
            cells += [Cell(cell.start + one.start(), cell.start + one.end()) for one in re.finditer(r"\S+", text)]
        elif not cells and (dated := _DATED.match(text)):
            cells += [Cell(cell.start, cell.start + dated.end(1)), Cell(cell.start + dated.end(), cell.end)]
        else:
            cells.append(cell)
    return cells


def _number_apart(low: str, row: list[Cell]) -> list[Cell]:
    """``Bilirubin umol/L 22   28   31`` under dates: the name's cell ends before the first value."""
    if len(row) < 2:
        return row
    match = _NAMED.match(low[row[0].start : row[0].end])
    if match is None:
        return row
    border = row[0].start + match.end()
    return [Cell(row[0].start, border - 1), Cell(border, row[0].end), *row[1:]]


def under(
    draft: Draft, row: list[Cell], header: list[Cell], days: list[tuple[int, Day]]
) -> list[tuple[int, Day]] | None:
    """Of a row with fewer values than there are dates the cells that stand under one, by where they stand.

    None where no cell is missing, or where the columns are set apart by marks.
    """
    low = draft.text.low
    if len(days) < 2 or not 1 < len(row) <= len(days) or marked(low, header) or marked(low, row):
        return None
    heads = [(_centre(draft, header[place]), day) for place, day in days]
    found = []
    for place, cell in enumerate(row[1:], 1):
        centre = _centre(draft, cell)
        found.append((place, min(heads, key=lambda head: abs(head[0] - centre))[1]))
    distinct = {day.iso for _, day in found}
    return found if len(distinct) == len(found) else None


def beneath(
    draft: Draft, row: list[Cell], header: list[Cell], days: list[tuple[int, Day]]
) -> list[tuple[int, Day]] | None:
    """Of a row of more cells than dates the cells that stand under the dates, by where they stand.

    None where as many cells stand beside the values as there are headings for, or where marks set the columns apart.
    """
    low = draft.text.low
    more = len(row) > len(header) + 1 and len(days) == len(header)
    if len(days) < 2 or not (more or len(days) < len(row) < len(header)) or marked(low, header) or marked(low, row):
        return None
    found = [
        (min(range(1, len(row)), key=lambda at: _apart(draft, row[at], header[place])), day) for place, day in days
    ]
    return found if len({place for place, _ in found}) == len(found) else None


def filled(draft: Draft, row: list[Cell], header: list[Cell], *, dated: bool) -> list[Cell]:
    """Give a row with an empty cell under every heading that none of its cells stands under.

    ``dated`` tells that its first cell is a day, which has no heading. The row stays where cells do not fit.
    """
    first = row[:1] if dated else []
    cells = row[len(first) :]
    if not 0 < len(cells) < len(header) or marked(draft.text.low, header) or marked(draft.text.low, row):
        return row
    centres = [_centre(draft, cell) for cell in header]
    found: dict[int, Cell] = {}
    for cell in cells:
        centre = _centre(draft, cell)
        nearest = min(range(len(header)), key=lambda place: abs(centres[place] - centre))
        if nearest in found:
            return row
        found[nearest] = cell
    return [*first, *(found.get(place) or Cell(row[-1].end, row[-1].end) for place in range(len(header)))]


def marked(low: str, row: list[Cell]) -> bool:
    """Tell whether a mark stands between the cells, so that an empty one is seen."""
    return bool(low[row[0].end : row[1].start].strip()) or "\t" in low[row[0].end : row[1].start] if row[1:] else False


def assigned(draft: Draft, row: list[Cell], header: list[Cell]) -> list[int]:
    """Give for each cell of a row that has fewer cells than there are headings which of them it stands under.

    Numbers close a column, words open it, so that a cell is under the heading of which an end is nearest.
    """
    found: list[int] = []
    for place, cell in enumerate(row):
        reach = range(found[-1] + 1 if found else 0, len(header) - (len(row) - place - 1))
        found.append(min(reach, key=lambda at: _apart(draft, cell, header[at])))
    return found


def _apart(draft: Draft, cell: Cell, head: Cell) -> int:
    """How far two cells of two lines are apart, as typed, at the end where they are nearest."""
    ends = []
    for one in (cell, head):
        start, end = draft.text.raw_span(one.start, one.end)
        line = draft.text.raw.rfind("\n", 0, start) + 1
        ends.append((start - line, end - line))
    return min(abs(ends[0][0] - ends[1][0]), abs(ends[0][1] - ends[1][1]))


def _centre(draft: Draft, cell: Cell) -> float:
    """Where the middle of a cell stands in its line, as it was typed."""
    start, end = draft.text.raw_span(cell.start, cell.end)
    line = draft.text.raw.rfind("\n", 0, start) + 1
    return (start + end) / 2 - line
