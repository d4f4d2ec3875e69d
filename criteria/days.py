"""Days that may be known in part, and calendar periods.

A day that is known as a month or a year is the range of its days. Months and years are calendar
months and years; a day that the month lacks becomes its last (``dateutil.relativedelta``).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

EARLIEST = date(1900, 1, 1)
"""No date in a patient record lies before this day."""


class Days(NamedTuple):
    """The days from ``first`` to ``last``, both included; a known day has both alike."""

    first: date
    last: date

    @property
    def is_point(self) -> bool:
        """Tell whether exactly one day is meant."""
        return self.first == self.last

    def until(self, day: date) -> Days:
        """Cut off the days after ``day``."""
        return Days(self.first, min(self.last, day))

    def __str__(self) -> str:
        """Write the day, the month or the year as a record does, or ``first to last``."""
        first, last = self
        if first == last:
            return first.isoformat()
        if first.day == 1 and last == _month_end(first.year, first.month):
            return f"{first:%Y-%m}"
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return f"{first:%Y}"
        return f"{first} to {last}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def single(day: date) -> Days:
    """Give one known day."""
    return Days(day, day)


_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def parse_days(value: object) -> Days | None:
    """Read a day, month or year (``2026-10-02``, ``2026-10``, ``2026``); None where it is none."""
    if isinstance(value, date):
        return single(date(value.year, value.month, value.day))
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    match = _PARTIAL.fullmatch(str(value).strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return Days(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
        if day is None:
            return Days(date(year, month, 1), _month_end(year, month))
        return single(date(year, month, day))
    except ValueError:
        return None


class Period(NamedTuple):
    """A calendar period: ``number`` of ``unit`` (days, weeks, months, years)."""

    number: int
    unit: str

    def after(self, day: date) -> date:
        """Give the day this period after ``day``."""
        return _shifted(day, self.number, self.unit)

    def before(self, day: date) -> date:
        """Give the day this period before ``day``."""
        return _shifted(day, -self.number, self.unit)

    def __str__(self) -> str:
        """Write the period: ``4 weeks``, ``1 month``."""
        return f"{self.number} {self.unit if self.number != 1 else self.unit[:-1]}"


@lru_cache(maxsize=4096)
def _shifted(day: date, count: int, unit: str) -> date:
    try:
        if unit in ("days", "weeks"):
            return day + timedelta(**{unit: count})
        return day + relativedelta(**{unit: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


_PERIOD = re.compile(r"(\d{1,4}) (day|week|month|year)s?")


def parse_period(text: object) -> Period | None:
    """Read ``28 days``, ``4 weeks``, ``12 months`` or ``5 years``; None where it is none."""
    match = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    return Period(int(match[1]), match[2] + "s") if match else None


def completed_years(birth: date, day: date) -> int:
    """Give the age in completed years on ``day``."""
    return relativedelta(day, birth).years
