"""Pasted laboratory tables: a row a test, columns for value, unit, range and flag, in any order and delimiter."""

from __future__ import annotations

import re

from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.sample_dates import read_headers
from bot.nlu.draft import Draft
from bot.nlu.labs.aligned import BLANKS, rows_of
from bot.nlu.labs.baselines import BASELINE
from bot.nlu.labs.cells import DELIMITERS, MARKS, Cell, lines_of, number_in, regular
from bot.nlu.labs.column_kinds import past_unit, range_columns
from bot.nlu.labs.columns import (
    baseline_cell,
    compares,
    day_of,
    is_header,
    name_column,
    of_days,
    of_one_day,
)
from bot.nlu.labs.crosswise import read_crosswise, read_narrow
from bot.nlu.labs.headers import headed, lab_name
from bot.nlu.labs.heads import heads_moments
from bot.nlu.labs.limits import unit_by_limit
from bot.nlu.labs.percentages import in_percent
from bot.nlu.labs.table_values import limit_of, roles_of, unit_of, value_of
from bot.nlu.labs.values import Doubt, Reading, clean

_PARTIAL = re.compile(r"\b(?:in|un|non )?(?:dire[ck]t|dirett|conjug|coniug|konjug)\w*|(?<!g)%")
"""Of the bilirubin a part alone, in several languages; a share of the leukocytes."""


_SHARE = re.compile(r"\d ?%")
"""``Neutrophils 62 %``: a share of the leukocytes, wherever they stand."""


def read_tables(draft: Draft) -> None:
    """Read the rows of a pasted table, if the message holds one: two rows with three columns, or one with tabs."""
    lines = list(lines_of(draft.text.low))
    if len(lines) < 2:
        return
    draft.headed = read_headers(draft)
    if read_narrow(draft, lines):
        return
    for delimiter in DELIMITERS:
        rows = rows_of(draft.text.low, lines, delimiter)
        if len(rows[0]) > 2 - (delimiter in MARKS) and read_crosswise(draft, rows, blanks=delimiter == BLANKS):
            return
        heads = [row for row in rows if is_header(draft, row)]
        days = (row for row in heads if of_days(draft, row) and _name_place(draft, row, None) is None)
        header = next(days, heads[0] if heads else None)
        named = [row for row in rows if len(row) >= 2 and _name_place(draft, row, header) is not None]
        wide = sum(len(row) >= 3 for row in named)
        if delimiter == DELIMITERS[-1]:
            prose = any(". " in draft.text.low[cell.start : cell.end] for cell in header or ())
            if prose or (header is None and not regular(draft.text.low, rows)):
                return
        blank = delimiter == BLANKS and header is not None and of_days(draft, header)
        gapped = len(named) > 1 and header is not None and (blank or of_one_day(draft, header))
        beside = bool(wide) and header is not None and len(header) + 1 == len(named[0]) and _of_times(draft, header)
        if wide >= 2 or gapped or beside or (wide and len(lines) >= 2 and sum(len(row) >= 3 for row in rows) >= 2):
            most = 3 if header is not None and len(header) > 1 and of_days(draft, header) else 2  # name, unit, limits
            kept = {length: range_columns(draft.text.low, named, length) for length in {len(row) for row in named}}
            for row in named:
                _read_row(draft, row, header if header and len(header) >= len(row) - most else None, kept[len(row)])
            if header is not None:
                draft.use(range(draft.place_at(header[0].start), draft.place_at(header[-1].end - 1) + 1))
            return


def _of_times(draft: Draft, header: list[Cell]) -> bool:
    """``Sunday | Wednesday``: tell whether a row heads columns of several days or visits."""
    return of_days(draft, header) or heads_moments(draft, header)


def _name_place(draft: Draft, row: list[Cell], header: list[Cell] | None) -> int | None:
    """The token that names the test: in one of the first two cells or under its heading, and in none of the others."""
    limit = row[max(min(1, len(row) - 2), name_column(draft, row, header))].end
    found = None
    for place in range(draft.place_at(row[0].start), len(draft.tokens)):
        token = draft.tokens[place]
        if token.start >= row[-1].end:
            break
        if token.start < row[0].start:
            continue
        if lab_name(draft, token) is not None or token.senses("decoy"):
            if token.start < limit:
                if found is not None and token.start > row[0].end and _another(draft, found, place):
                    return None
                found = (
                    place if found is None or lab_name(draft, draft.tokens[found]) == lab_name(draft, token) else found
                )
            elif lab_name(draft, token) is not None:
                return None
    return None if found is not None and _tells_more(draft, found, row) else found


def _tells_more(draft: Draft, found: int, row: list[Cell]) -> bool:
    """``Haem: Hb 129 Plt 118; no bleeding disorder``: a line of semicolons, and no row of one test."""
    first = draft.tokens[found]
    valued = draft.at(found + 1)
    for place in range(draft.place_at(row[0].start), draft.place_at(row[-1].end - 1) + 1):
        token, after = draft.tokens[place], draft.at(place + 1)
        name = lab_name(draft, token)
        if name is None and token.hit is not None and token.hit.meaning.named and token.start > row[0].end:
            return True
        pair = after is not None and valued is not None and after.kind == valued.kind == "num"
        if name not in (None, lab_name(draft, first)) and pair and token.start < row[0].end:
            return True
    return False


def _another(draft: Draft, one: int, other: int) -> bool:
    """``PT 13.1 | INR 1.18``: a second test in the next cell, so that this is no row of one test."""
    names = [lab_name(draft, draft.tokens[place]) for place in (one, other)]
    return names[0] is not None and names[1] is not None and names[0] != names[1]


def _read_row(draft: Draft, row: list[Cell], header: list[Cell] | None, limits: frozenset[int]) -> None:
    name = _name_place(draft, row, header)
    if name is None:
        return
    token = draft.tokens[name]
    fact = lab_name(draft, token)
    inside = [*range(draft.place_at(row[0].start), draft.place_at(row[-1].end - 1) + 1)]
    named = next((cell for cell in row if cell.start <= token.start < cell.end), row[0])
    first_cell = draft.text.low[row[0].start : max(named.end, token.end)]
    if fact == "neutrophils" and _SHARE.search(first_cell):
        return
    if (
        fact is None
        or _PARTIAL.search(first_cell)
        or any(draft.tokens[one].senses("decoy") for one in inside if one < name)
    ):
        if any(draft.tokens[place].treats for place in inside):
            return  # prose with commas: ``Hong Kong. Progress: resection 2019-07-08, ...``
        for place in inside:
            draft.tokens[place].scope.add("decoy")
            if lab_name(draft, draft.tokens[place]):
                draft.tokens[place].used = True
        return
    _measure(draft, fact, row, header, name, inside, limits)
    before = baseline_cell(draft, row, header) if fact in BASELINE else None
    if before is not None:
        _measure_baseline(draft, BASELINE[fact], *before, unit_of(draft.text.low, row, {}, -1))


def _measure_baseline(draft: Draft, fact: str, cell: Cell, day: Day | None, unit: str | None) -> None:
    """The value of a marker under ``Baseline``."""
    number = number_in(draft.text.low, cell.start, cell.end)
    reading = draft.reader.read(fact, number, unit) if number is not None else None
    first, last = draft.place_at(cell.start), draft.place_at(cell.end - 1)
    if isinstance(reading, Reading):
        draft.settle(fact, reading, first, last, day=day)


def _measure(
    draft: Draft,
    fact: str,
    row: list[Cell],
    header: list[Cell] | None,
    name: int,
    inside: list[int],
    limits: frozenset[int],
) -> None:
    low = draft.text.low
    behind, named_unit = past_unit(low, row[0], draft.tokens[name].end)
    roles = roles_of(draft, row, header)
    columns = {role: place for place, role in enumerate(roles) if role}
    if roles.count("source") > 1 and _differ(low, [row[place] for place, one in enumerate(roles) if one == "source"]):
        draft.ask(fact, "two_readings", inside[0], inside[-1])
        return
    value, day = value_of(draft, row, header, columns, behind, limits)
    if value is None:
        return
    if header is None and not columns and _two_bare(draft, fact, row):
        draft.ask(fact, "two_readings", inside[0], inside[-1])
        return
    day = day or _row_day(draft, row, header)
    if _older(draft, fact, day):
        draft.use(inside)
        return
    number, unit, cell = value
    if fact == "neutrophils" and in_percent(low, draft.tokens[name].end, row[-1].end):
        return  # of the leukocytes, wherever they stand
    unit = unit or unit_of(low, row, columns, cell) or named_unit
    reading = draft.reader.read(fact, number, unit)
    if isinstance(reading, Doubt) and fact == "prothrombin_time" and draft.word(name + 2) == "inr":
        fact, reading = "inr", draft.reader.read("inr", number, unit)  # a row ``PT/INR``
    uln = limit_of(draft, row, columns, cell, behind, bare=not compares(draft, header))
    if isinstance(reading, Doubt) and reading.kind == "unit" and unit is None and uln is not None:
        reading = draft.reader.read(fact, number, unit_by_limit(draft, fact, uln))
    if isinstance(reading, Doubt):
        draft.ask(fact, reading.kind, inside[0], inside[-1], reading.candidates)
        return
    if day is None and not any(day_of(draft, one) for one in header or ()):
        day = headed(draft, name, draft.headed)
    draft.settle(fact, reading, inside[0], inside[-1], day=day, uln=_converted(uln, reading))


def _differ(low: str, cells: list[Cell]) -> bool:
    """``Local | Central``: tell whether two sources give two values."""
    numbers = (number_in(low, cell.start, cell.end) for cell in cells)
    return len({number.value for number in numbers if number is not None}) > 1


_BARE = re.compile(r"\d+(?:[.,]\d+)?")


def _two_bare(draft: Draft, fact: str, row: list[Cell]) -> bool:
    """``plt | 84 | 91`` below no heads: two numbers that can both be the value."""
    low = draft.text.low
    if len(row) != 3 or low[row[0].end : row[1].start].strip(" ") != "|":
        return False
    numbers = [number_in(low, one.start, one.end) for one in row[1:] if _BARE.fullmatch(low, one.start, one.end)]
    read = [one for one in numbers if one is not None and isinstance(draft.reader.read(fact, one, None), Reading)]
    return len(read) == 2


_PRIOR = re.compile(r"\b(?:prior|prev(?:ious)?|old|earlier|former)\b")


def _row_day(draft: Draft, row: list[Cell], header: list[Cell] | None) -> Day | None:
    """The date in a cell of the row; in the first one only a whole day, since ``1920-8`` may be a code there."""
    heads = header if header is not None and len(header) == len(row) else [None] * len(row)
    for place, (cell, head) in enumerate(zip(row, heads, strict=True)):
        if head is not None and _PRIOR.search(draft.text.low, head.start, head.end):
            continue  # ``Prior date``: that of the older value
        day = day_of(draft, cell)
        if day is not None and day.clear and (place or len(day.iso or "") == len("2026-11-20")):
            return day
    return None


def _older(draft: Draft, fact: str, day: Day | None) -> bool:
    """Tell whether a row of the same test with a later date was read before."""
    known = draft.facts.get(fact)
    if not isinstance(known, dict) or "date" not in known or day is None or day.iso is None:
        return False
    return last_day(str(known["date"])) >= last_day(day.iso)


def _converted(limit: float | None, reading: Reading) -> float | None:
    return None if limit is None or reading.unit == "xULN" else clean(limit * reading.factor)
