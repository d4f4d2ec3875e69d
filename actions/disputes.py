"""Two values of something that does not change: one was a mistake, and nobody but the coordinator knows which.

The later one counts until one of them is chosen: said again, corrected, forgotten or undone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from actions.checking import check
from actions.log import Observation
from criteria import Catalogue
from criteria.changes import lasting, reachable
from criteria.spans import Span
from criteria.values import Choice, Event, Flag, Quantity, Value

CORRECTS = re.compile(
    r"\b(?:sorry|apologies|correct(?:ion|ed|ing)|actually|typo|oops|i meant?|my (?:bad|mistake)|"
    r"mis(?:read|typed|take)|in fact|should (?:be|read)|instead of|rather than|was wrong|wrong|not \w+[.!]?$|"
    r"no,? (?:it|she|he|the|that)|"
    r"(?:change|update|make) (?:it|that|the)|now turns out|turned out|it is really|is really)\b|,\s*not\s+\w+",
    re.IGNORECASE,
)
"""Words that say that an earlier value was wrong."""

BESIDE = ("undo", "heard", "unheard", "singly")
"""Kinds of rows that say nothing of a fact yet, or nothing any more."""


@dataclass(frozen=True)
class Dispute:
    """A fact with two values that cannot both be: the row of each."""

    old: Observation
    new: Observation


def is_correction(text: str) -> bool:
    """Tell whether a message says that what was told before was wrong."""
    return CORRECTS.search(text.strip()) is not None


def disputes(rows: Iterable[Observation], catalogue: Catalogue) -> dict[str, Dispute]:
    """Give the facts of which two values stand against each other, after all rows of a screening in their order."""
    rows = list(rows)
    undone = {row.replaces for row in rows if row.kind == "undo"}
    standing: dict[str, Observation] = {}
    found: dict[str, Dispute] = {}
    for row in rows:
        if row.kind in BESIDE or row.id in undone or row.fact not in lasting():
            continue
        before = standing.pop(row.fact, None)
        was_open = found.pop(row.fact, None)
        if row.kind == "value":
            standing[row.fact] = row
            if before and not was_open and contradict(before, row.value, row.recorded_on, catalogue):
                found[row.fact] = Dispute(before, row)
        elif before and row.kind in ("later", "pending"):
            standing[row.fact] = before
            found |= {row.fact: was_open} if was_open else {}
    return found


def contradict(old: Observation, new: Any, today: date, catalogue: Catalogue) -> bool:
    """Tell whether a new value of a lasting fact cannot be beside the old one, and did not come about since."""
    if old.fact not in lasting() or old.value == new:
        return False
    one = _read(old.fact, old.value, old.recorded_on, catalogue)
    other = _read(old.fact, new, today, catalogue)
    if one is None or other is None:
        return False
    if old.fact == "age":
        return _ages_apart(one, other, relativedelta(today, old.recorded_on).years + 1)
    return _apart(one, other) and not _came_about(old, other)


def _read(fact: str, value: Any, today: date, catalogue: Catalogue) -> Value | None:
    return check({"facts": {fact: value}}, catalogue, today).record.facts.get(fact)


def _apart(one: Value, other: Value) -> bool:
    if isinstance(one, Choice) and isinstance(other, Choice):
        return not one.options & other.options
    if isinstance(one, Flag) and isinstance(other, Flag):
        return one.holds is not other.holds
    if isinstance(one, Event) and isinstance(other, Event):
        return one.happened is not other.happened or _days_apart(one, other)
    if isinstance(one, Quantity) and isinstance(other, Quantity) and not (one.in_uln or other.in_uln):
        return all(a.apart(b) for a in one.spans for b in other.spans)
    return False


def _days_apart(one: Event, other: Event) -> bool:
    if one.days is None or other.days is None:
        return False
    return one.days.last < other.days.first or other.days.last < one.days.first


def _ages_apart(one: Value, other: Value, years: int) -> bool:
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)):
        return False
    older = [Span(span.low, (span.high[0] + years, 0)) for span in one.spans]
    return all(a.apart(b) for a in older for b in other.spans)


def _came_about(old: Observation, new: Value) -> bool:
    """Tell whether the new value can be news: an event since, or what this fact can become."""
    if isinstance(new, Event):
        return new.days is not None and new.days.last > old.recorded_on
    becomes = reachable().get(old.fact) or frozenset()
    return isinstance(new, Choice) and new.options <= becomes
