"""The unit of a value that its number alone leaves open, by what stands beside it: its limit, or an older value."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.limits import unit_by_limit
from bot.nlu.labs.values import Doubt, Reader, Reading
from bot.nlu.lexicon.numbers import Number

_ALIKE = 6.0
"""How many times as much one value of a test may be as another for both to be in one unit."""


def told_unit(draft: Draft, fact: str, found: Found, number: Number) -> str | None:
    """Give the unit that stands beside a value without one (``Bilirubin 18 (3-21)``, ``bili 24 -> 18``), or None."""
    if draft.tokens[found.place].unit is not None or (found.uln is None and not found.passed and found.older is None):
        return None
    reading = draft.reader.read(fact, number, None)
    if not isinstance(reading, Doubt) or reading.kind != "unit":
        return None
    limit = draft.tokens[found.uln].number if found.uln is not None else None
    if limit is not None:
        named = draft.tokens[found.uln or 0].unit
        return None if named else unit_by_limit(draft, fact, limit.value if limit.high is None else limit.high)
    others = [draft.tokens[one] for one in (*found.passed, *([] if found.older is None else [found.older]))]
    return unit_of_others(draft.reader, fact, number, [one.number for one in others if one.number and not one.unit])


def unit_of_others(reader: Reader, fact: str, number: Number, others: Iterable[Number]) -> str | None:
    """Give the one unit in which other values of a test, told beside a number, are clear and of its size."""
    alone = reader.read(fact, number, None)
    if not isinstance(alone, Doubt) or alone.kind != "unit":
        return None
    near = [one for one in others if 1 / _ALIKE <= number.value / (one.value or 1.0) <= _ALIKE]
    readings = [reader.read(fact, one, None) for one in near]
    units = {one.said for one in readings if isinstance(one, Reading)}
    return units.pop() if len(units) == 1 else None
