"""Pasted laboratory tables: a row a test, columns for value, unit, range and flag."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.draft import Draft
from bot.nlu.labs import lab_name
from bot.nlu.tokens import Token
from bot.nlu.units import canonical, unit_at
from bot.nlu.values import Doubt, clean

_BREAK = re.compile(r"\t|\s*\|\s*|\s{2,}|;")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: the places of its tokens."""

    first: int
    last: int


def read_tables(draft: Draft) -> None:
    """Read the rows of a pasted table, if the message holds one: at least two lines with columns."""
    rows = [row for row in _rows(draft) if _tabular(draft, row)]
    if len(rows) >= 2 or (len(rows) == 1 and "\t" in draft.text.low):
        for row in rows:
            _read_row(draft, row)


def _rows(draft: Draft) -> list[Row]:
    rows: list[Row] = []
    first = 0
    for place, token in enumerate([*draft.tokens, None]):
        if token is None or token.text == "\n":
            if place > first:
                rows.append(Row(first, place - 1))
            first = place + 1
    return rows


def _tabular(draft: Draft, row: Row) -> bool:
    """A row starts with a test's name and has a value and a range or several columns."""
    start = row.first
    while start < row.last and draft.tokens[start].text == "|":
        start += 1
    name = draft.tokens[start]
    if lab_name(draft, name) is None and not name.senses("decoy"):
        return False
    line = draft.text.low[name.start : draft.tokens[row.last].end]
    numbers = [token for token in draft.tokens[start : row.last + 1] if token.kind == "num"]
    names = [token for token in draft.tokens[start : row.last + 1] if lab_name(draft, token) is not None]
    columns = len(_BREAK.findall(line))
    return bool(numbers) and len(names) <= 2 and (columns >= 2 or any(_is_range(token) for token in numbers[1:]))


def _is_range(token: Token) -> bool:
    return token.number is not None and (token.number.high is not None or token.number.sign in ("<", "<="))


def _read_row(draft: Draft, row: Row) -> None:
    places = range(row.first, row.last + 1)
    name_at = next((place for place in places if lab_name(draft, draft.tokens[place]) is not None), None)
    if name_at is None:
        for place in places:
            draft.tokens[place].scope.add("decoy")
        return
    fact = lab_name(draft, draft.tokens[name_at]) or ""
    numbers = [place for place in places if draft.tokens[place].kind == "num" and place > name_at]
    if not numbers:
        return
    value, *others = numbers
    unit = draft.tokens[value].unit or _unit_column(draft, row, value)
    limit = next((place for place in others if _is_range(draft.tokens[place])), None)
    day = next((draft.tokens[place].day for place in places if draft.tokens[place].kind == "date"), None)
    before = len(draft.queries)
    draft.measure(
        fact, draft.tokens[value], row.first, value, unit=unit, day=day, uln=_limit(draft, fact, value, limit, unit)
    )
    if fact in draft.facts or len(draft.queries) > before:
        draft.use(places)


def _unit_column(draft: Draft, row: Row, value: int) -> str | None:
    """The unit in a column of its own: before or behind the value, or behind the range."""
    for place in range(row.first, row.last + 1):
        token = draft.tokens[place]
        if token.kind == "num" and place != value and token.unit:
            return token.unit
        if token.kind in ("word", "punct", "num") and place != value:
            found = unit_at(draft.text.low, token.start if token.kind != "punct" or token.text == "/" else token.end)
            if found is not None and ("/" in found[1] or found[1] in ("s", "sec", "mmhg", "ms")):
                return canonical(found[1])
    return None


def _limit(draft: Draft, fact: str, value: int, limit: int | None, unit: str | None) -> float | None:
    if limit is None:
        return None
    number, measured = draft.tokens[limit].number, draft.tokens[value].number
    if number is None or measured is None:
        return None
    upper = number.value if number.high is None else number.high
    reading = draft.reader.read(fact, measured, unit)
    return None if isinstance(reading, Doubt) or reading.unit == "xULN" else clean(upper * reading.factor)
