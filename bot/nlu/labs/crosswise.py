"""Tables whose columns are the tests and whose rows are the days: the row of the latest day counts."""

from __future__ import annotations

import re

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.aligned import filled
from bot.nlu.labs.cells import Cell, cells_of, role_of
from bot.nlu.labs.columns import day_of
from bot.nlu.labs.headers import headed, lab_name
from bot.nlu.labs.heads import head_of
from bot.nlu.labs.newest import newest_of, settled
from bot.nlu.labs.series_moments import Moment
from bot.nlu.labs.values import Doubt
from bot.nlu.lexicon.numbers import find_numbers
from bot.nlu.lexicon.units import unit_at

Row = tuple[Moment | None, list[Cell]]


def read_crosswise(draft: Draft, rows: list[list[Cell]], *, blanks: bool = False) -> bool:
    """Read the latest row under a line of names; True where the message holds such a table.

    ``blanks`` tells that columns of blanks hide empty cells; where a row of a day does not fit, none is read.
    """
    whole, rows = rows, _without_visits(draft, rows)
    for place, header in enumerate(rows[:-1]):
        names = [_name_in(draft, cell) for cell in header]
        if sum(name is not None for name in names) < 2 or any(_told(draft, cell) for cell in header):
            continue
        units = _units(draft, header, rows[place + 1] if len(rows) > place + 2 else [])
        read = [_values(draft, _whole(draft, row, header) if blanks else row, len(header)) for row in rows[place + 1 :]]
        under = [one for one in read if one is not None]
        misfits = [row for row, one in zip(rows[place + 1 :], read, strict=True) if one is None]
        if under and any(len(row) > 2 and head_of(draft, row[0]) is not None for row in misfits):
            return False
        if not under or (len(under) > 1 and any(moment is None for moment, _ in under)):
            return False
        if len(under) > 1 and _newest(draft, under) is None:
            return False
        for column, name in enumerate(names):
            told = [one for one in under if _digits(draft, one[1][column])]
            newest = _newest(draft, told) if name is not None else None
            if name is not None and newest is not None:
                _record(draft, name, newest[1][column], newest[0], units[column])
        for row in whole[place:]:
            draft.use(range(draft.place_at(row[0].start), draft.place_at(row[-1].end - 1) + 1))
        return True
    return False


_VISITS = frozenset(("visit", "visit name", "visit id", "timepoint", "time point", "cycle", "visita", "visite"))
_DAYS = frozenset(
    ("date", "day", "datum", "data", "fecha", "collected", "collection date", "sample date", "visit date", "drawn")
)


def _without_visits(draft: Draft, rows: list[list[Cell]]) -> list[list[Cell]]:
    """``Date | Visit | Hb | Plt``: the rows without the names of their visits, where a column tells their days."""
    low = draft.text.low
    for header in rows[:2]:
        heads = [low[cell.start : cell.end].strip(" .:") for cell in header]
        visits = [column for column, head in enumerate(heads) if head in _VISITS]
        if len(visits) == 1 and not _DAYS.isdisjoint(heads):
            fit = [len(row) == len(header) for row in rows]
            return [
                [cell for column, cell in enumerate(row) if not (fits and column == visits[0])]
                for row, fits in zip(rows, fit, strict=True)
            ]
    return rows


def _newest(draft: Draft, rows: list[Row]) -> tuple[Day | None, list[Cell]] | None:
    """Give the latest of the rows, with its day; None where that is not said."""
    if len(rows) == 1:
        return (rows[0][0].day if rows[0][0] is not None else None), rows[0][1]
    moments = [moment for moment, _ in rows if moment is not None]
    found = newest_of(settled(draft, moments), draft.today) if len(moments) == len(rows) else None
    return (found[1], rows[found[0]][1]) if found is not None else None


def _whole(draft: Draft, row: list[Cell], header: list[Cell]) -> list[Cell]:
    """A row with its empty cells, where columns of blanks hide them."""
    if len(row) >= len(header) or not row:
        return row
    headless = _name_in(draft, header[0]) is not None and head_of(draft, row[0]) is not None
    return filled(draft, row, header, dated=headless)


def _digits(draft: Draft, cell: Cell) -> bool:
    """Tell whether a cell holds a value, so that it is no heading."""
    return next(find_numbers(draft.text.low[cell.start : cell.end]), None) is not None


_POWER = re.compile(r"\(?(?:x ?)?10 ?[*^e]? ?\d{1,2} ?/ ?u?l\)?")
"""``x10^9/L``: the digits of a unit."""


def _told(draft: Draft, cell: Cell) -> bool:
    """Tell whether a cell of a heading holds a value; the power of a unit is none."""
    low = draft.text.low[cell.start : cell.end]
    return next(find_numbers(_POWER.sub(" ", low) if "10" in low else low), None) is not None


def _name_in(draft: Draft, cell: Cell) -> str | None:
    """The one test that a heading names."""
    first, last = draft.place_at(cell.start), draft.place_at(max(cell.start, cell.end - 1))
    every = [name for place in range(first, last + 1) if (name := lab_name(draft, draft.tokens[place]))]
    names = list(dict.fromkeys(every))  # ``ALT (GPT)``
    decoys = any(draft.tokens[place].senses("decoy") for place in range(first, last + 1))
    if names == ["prothrombin_time", "inr"]:
        names = ["inr"]
    return names[0] if len(names) == 1 and not decoys else None


def _values(draft: Draft, row: list[Cell], columns: int) -> Row | None:
    """A row of numbers, one for every heading, with the day before them where it has one; None for other rows."""
    day = _told_of(draft, row[0]) if row else None
    labelled = day is not None or (bool(row) and _role(draft, row[0]) == "value")
    cells = row[1:] if labelled and len(row) == columns + 1 else row
    if len(cells) != columns:
        return None
    values = cells[1:] if labelled and len(row) == columns else cells
    texts = [draft.text.low[cell.start : cell.end] for cell in values]
    told = [text for text in texts if text not in _EMPTY]
    return (day, cells) if told and all(text.lstrip("<>=")[:1].isdigit() for text in told) else None


_EMPTY = frozenset(
    ["", "-", "--", "---", "–", "pending", "n/a", "na", "n.a.", "nd", "n/d", "n.d.", "hemolysed", "haemolysed", "."]
)
"""What stands in a cell whose value was not measured, or is not back yet."""


def _told_of(draft: Draft, cell: Cell) -> Moment | None:
    """The moment that a cell is; a date whose order was settled elsewhere in the message as it is there."""
    day = day_of(draft, cell)
    if day is not None:
        return Moment(cell.start, cell.end, day, text=draft.text.low[cell.start : cell.end])
    return head_of(draft, cell)


def read_narrow(draft: Draft, lines: list[tuple[int, int]]) -> bool:
    """``date plt alt`` over ``16/11/2026 99 64``: columns that single blanks set apart."""
    low = draft.text.low
    start, end = lines[0]
    label = _LABELS.match(low, start, end)
    if label is None:
        return False
    tokens = draft.tokens[draft.place_at(label.end()) : draft.place_at(end - 1) + 1]
    names = [one for one in tokens if one.start >= label.end() and lab_name(draft, one) is not None]
    if len(names) < 2:
        return False
    ends = [*(one.start for one in names[1:]), end]
    header = [Cell(one.start, len(low[:edge].rstrip(" \t"))) for one, edge in zip(names, ends, strict=True)]
    if low[label.end() : names[0].start].strip() or any(_wordy(low, one) for one in header):
        return False
    rows = [_labelled(draft, line) for line in lines[1:]]
    return read_crosswise(draft, [[Cell(*label.span("label")), *header], *rows])


_LABELS = re.compile(r"\s*(?P<label>date|datum|fecha|data|day|visit|time|cycle|when|week)\s")
"""What heads the column of the days."""
_UNIT = re.compile(r"[a-z][\w.-]*(?: [a-z]+)?(?: ?[(\[][^()\[\]]{1,16}[)\]]| [a-zµ0-9^*]{0,9}/[a-zµ]{1,3}\d?)?")


def _wordy(low: str, cell: Cell) -> bool:
    """Tell whether a heading holds more than a name and its unit."""
    return _UNIT.fullmatch(low, cell.start, cell.end) is None


def _labelled(draft: Draft, line: tuple[int, int]) -> list[Cell]:
    """The cells of a row whose first one is a moment of several words: ``Nov 16, 2026 112 17.0``."""
    low, (start, end) = draft.text.low, line
    start += len(low[start:end]) - len(low[start:end].lstrip())
    for gap in reversed(list(re.finditer(r"\s+(?:\d\d?:\d\d\s+)?", low[start : min(end, start + 40)]))):
        cell = Cell(start, start + gap.start())
        if head_of(draft, cell) is not None:
            return [cell, *cells_of(low, start + gap.end(), end, r"\s+")]
    return cells_of(low, start, end, r"\s+")


def _units(draft: Draft, header: list[Cell], below: list[Cell]) -> list[str | None]:
    """The units of the columns: beside the names, ``Bili (umol/L);Crea (umol/L)``, or in a row of their own below."""
    low = draft.text.low
    own = [_unit_beside(draft, cell) for cell in header]
    below = below[1:] if below and _role(draft, below[0]) == "unit" else below
    told = [_bare_unit(low, cell) for cell in below]
    if not any(told) or any(one is None and cell.start < cell.end for one, cell in zip(told, below, strict=True)):
        return own
    missing = [None] * max(0, len(header) - len(told))  # an empty cell at an end of the row is none
    opened = low[low.rfind("\n", 0, below[0].start) + 1 : below[0].start].strip() in ("", "|")
    told = [*told, *missing] if opened and _name_in(draft, header[0]) else [*missing, *told]
    return [one or other for one, other in zip(own, told, strict=False)] if len(told) == len(header) else own


def _role(draft: Draft, cell: Cell) -> str:
    """``Unit``, ``Result``: what the first cell says that a row holds."""
    return role_of(draft.text.low[cell.start : cell.end])


def _bare_unit(low: str, cell: Cell) -> str | None:
    """The unit that a cell is, brackets apart."""
    text = low[cell.start : cell.end].strip("()[] ")
    found = unit_at(text, 0) if text else None
    return found[1] if found is not None and found[0] >= len(text) else None


def _unit_beside(draft: Draft, cell: Cell) -> str | None:
    """``Bili (umol/L)``, ``Bili umol/L``: the unit that ends a heading."""
    last = draft.place_at(max(cell.start, cell.end - 1))
    names = [one for one in draft.tokens[draft.place_at(cell.start) : last + 1] if lab_name(draft, one)]
    return _bare_unit(draft.text.low, Cell(names[-1].end, cell.end)) if names else None


def _fitting(draft: Draft, fact: str, unit: str | None) -> str | None:
    """The unit of a heading, where it is one of what stands under it."""
    return unit if unit is not None and draft.catalogue.table(fact).factor(unit) is not None else None


def _record(draft: Draft, fact: str, cell: Cell, day: Day | None, heading: str | None) -> None:
    found = next(find_numbers(draft.text.low[cell.start : cell.end]), None)
    if found is None:
        return
    unit = unit_at(draft.text.low, cell.start + found[1])
    own = unit[1] if unit is not None and unit[0] <= cell.end else _fitting(draft, fact, heading)
    reading = draft.reader.read(fact, found[2], own)
    first, last = draft.place_at(cell.start), draft.place_at(max(cell.start, cell.end - 1))
    if isinstance(reading, Doubt):
        draft.ask(fact, reading.kind, first, last, reading.candidates)
    else:
        draft.settle(fact, reading, first, last, day=day or headed(draft, first, draft.headed))
