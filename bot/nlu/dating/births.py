"""From a date of birth to the age: the date itself is not kept."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.days import Day, first_day, last_day
from bot.nlu.draft import Draft


def record_birth(draft: Draft, day: Day, first: int, last: int) -> None:
    """Record the age that follows from a date of birth, both ages where the date is partial."""
    ages = [age for iso in day.candidates or () for age in ages_of(iso, draft.today)]
    if not ages or min(ages) < 0 or max(ages) > 125:
        draft.ask("birth_date", "ambiguous_date", first, last, day.candidates)
        return
    low, high = min(ages), max(ages)
    told = draft.facts.get("age")
    if high < 1 or (isinstance(told, int) and low < high and low <= told <= high):
        draft.use(range(first, last + 1))
        return
    draft.record("age", low if low == high else f"{low}-{high}", first, last)


def ages_of(iso: str, today: date) -> tuple[int, int]:
    """Give the least and greatest age in completed years that a (partial) date of birth allows."""
    return relativedelta(today, last_day(iso)).years, relativedelta(today, first_day(iso)).years
