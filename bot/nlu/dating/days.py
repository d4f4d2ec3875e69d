"""Days as said: partial ones stay partial, two readings stay two.

ISO text has the precision that was said (``2026``, ``2026-10``, ``2026-10-10``). A date without a year is the
latest one that is not ahead of today. Weeks that lie within a month become that month: the smallest partial
date that certainly holds them.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import msgspec
from dateutil.relativedelta import relativedelta

from bot.nlu.lexicon.numbers import readings

COUNT = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "a couple of": 2,
    "couple of": 2,
    "a couple": 2,
}


class Day(msgspec.Struct, frozen=True):
    """A date as said: ``iso`` (partial allowed) or None where it must be asked; ``candidates`` are its readings.

    ``ahead`` marks a date after today, ``guessed`` one whose year was not said, ``post`` a distance from an
    event that is named next (``day 10 post TACE``). ``lately`` is the reading of the last weeks among two.
    """

    iso: str | None
    candidates: tuple[str, ...] = ()
    ahead: bool = False
    post: bool = False
    guessed: bool = False
    lately: str | None = None

    @property
    def clear(self) -> bool:
        """Tell whether the date can be recorded as it stands."""
        return self.iso is not None and not self.ahead


def partial(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date of the given precision."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def first_day(iso: str) -> date:
    """Give the first day that a partial date can be."""
    parts = [int(one) for one in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> date:
    """Give the last day that a partial date can be."""
    parts = [int(one) for one in iso.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def day_of(iso: str, today: date, *, guessed: bool = False) -> Day:
    """Make a date of ISO text, marking one that begins after today."""
    return Day(iso, (iso,), ahead=first_day(iso) > today, guessed=guessed)


def checked(year: int, month: int | None, day: int | None, today: date) -> Day | None:
    """Make a date of its parts; None where there is no such day."""
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year, month)[1]):
        return None
    return day_of(partial(year, month, day), today)


@lru_cache(maxsize=1024)
def latest(month: int, day: int | None, today: date) -> Day | None:
    """Give the latest such month or day that is not ahead of today."""
    for year in range(today.year, today.year - 9, -1):
        found = checked(year, month, day, today)
        if found is not None and not found.ahead:
            return day_of(partial(year, month, day), today, guessed=True)
    return None


def full_year(text: str, today: date) -> int:
    """Read a year of two or four digits; two digits beyond next year are of the last century."""
    digits = int(text.lstrip("'"))
    if digits >= 100:
        return digits
    return 2000 + digits if digits <= today.year % 100 + 1 else 1900 + digits


def counted(text: str) -> float:
    """Read a count in digits or words."""
    return float(COUNT[text]) if text in COUNT else readings(text)[0]


def back(count: float, unit: str, today: date) -> Day | None:
    """Go back from today; days and weeks give a day, months a month, years a year."""
    try:
        if unit.startswith(("d", "w", "f")):
            days = count * {"d": 1, "w": 7, "f": 14}[unit[0]]
            return day_of((today - timedelta(days=round(days))).isoformat(), today)
        if unit.startswith("m"):
            whole = today - relativedelta(months=int(count)) - timedelta(days=15 if count % 1 else 0)
            return day_of(partial(whole.year, whole.month), today)
        if count % 1:
            whole = today - relativedelta(months=int(count * 12))
            return day_of(partial(whole.year, whole.month), today)
        return checked(today.year - int(count), None, None, today)
    except (OverflowError, ValueError):
        return None


def earlier(first: Day, second: Day) -> Day:
    """Give the first date of a range the year that puts it right before the second."""
    if first.iso is None or second.iso is None:
        return first
    rest = first.iso[4:]
    year = int(second.iso[:4])
    chosen = f"{year}{rest}" if f"{year}{rest}"[:7] <= second.iso[:7] or len(second.iso) == 4 else f"{year - 1}{rest}"
    return Day(chosen, (chosen,), ahead=first.ahead, guessed=second.guessed)


_SOON = 45
"""Days ahead in which a date without a year may be that of a plan."""


def soon(day: Day, today: date) -> bool:
    """``TACE 10 Dec`` typed in November: a guessed year would make it almost a year old; it may be a plan."""
    return _soon_again(day, len("2026-12-10"), today)


def soon_month(day: Day, today: date) -> bool:
    """``from December`` typed in November: of a month without a year the one to come may be meant."""
    return _soon_again(day, len("2026-12"), today)


def _soon_again(day: Day, length: int, today: date) -> bool:
    """Tell whether a date of a precision whose year was guessed comes again soon."""
    if not day.guessed or day.iso is None or len(day.iso) != length:
        return False
    rest = day.iso[4:]
    ahead = first_day(day.iso if rest == "-02-29" else f"{int(day.iso[:4]) + 1}{rest}")
    return 0 < (ahead - today).days <= _SOON
