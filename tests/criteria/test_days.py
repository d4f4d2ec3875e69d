"""Days that may be known in part, calendar periods and ages."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.days import Days, Period, completed_years, parse_days, parse_period, single

DAYS = st.dates(date(1901, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("given_", "first", "last"),
    [
        ("2026-10-02", date(2026, 10, 2), date(2026, 10, 2)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        (2026, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 10, 2), date(2026, 10, 2), date(2026, 10, 2)),
        (datetime(2026, 10, 2, 9), date(2026, 10, 2), date(2026, 10, 2)),
    ],
)
def test_a_day_a_month_or_a_year(given_: Any, first: date, last: date) -> None:
    assert parse_days(given_) == Days(first, last)


@pytest.mark.parametrize(
    "given_", ["10/02/2026", "2026-13", "2026-02-30", "26", "", None, True, 2026.5, ["2026"], "0000", 0]
)
def test_what_is_no_day(given_: Any) -> None:
    assert parse_days(given_) is None


@given(DAYS)
def test_a_written_day_month_and_year_read_back(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"):
        read = parse_days(text)
        assert read is not None
        assert str(read) == text
        assert read.first <= day <= read.last


def test_days_after_the_screening_date_are_cut_off() -> None:
    assert Days(date(2026, 11, 1), date(2026, 11, 30)).until(date(2026, 11, 20)).last == date(2026, 11, 20)
    assert str(Days(date(2026, 11, 1), date(2026, 11, 20))) == "2026-11-01 to 2026-11-20"


@pytest.mark.parametrize(
    ("period", "day", "after"),
    [
        ("7 days", date(2026, 11, 20), date(2026, 11, 27)),
        ("4 weeks", date(2026, 10, 23), date(2026, 11, 20)),
        ("12 months", date(2025, 11, 20), date(2026, 11, 20)),
        ("3 months", date(2026, 11, 30), date(2027, 2, 28)),  # a day that the month lacks becomes its last
        ("3 months", date(2023, 11, 30), date(2024, 2, 29)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("12 months", date(2024, 2, 29), date(2025, 2, 28)),
        ("5 years", date(2024, 2, 29), date(2029, 2, 28)),
        ("4 years", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_months_and_years_are_calendar_periods(period: str, day: date, after: date) -> None:
    read = parse_period(period)
    assert read is not None
    assert read.after(day) == after
    assert str(read) == period


def test_a_period_before() -> None:
    assert Period(7, "days").before(date(2026, 11, 20)) == date(2026, 11, 13)
    assert Period(1, "months").before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_a_period_that_leaves_the_calendar_ends_with_it() -> None:
    assert Period(9999, "years").after(date(2026, 1, 1)) == date.max
    assert Period(9999, "years").before(date(2026, 1, 1)) == date.min
    assert Period(9999, "days").after(date(9999, 1, 1)) == date.max


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_longer_period_never_ends_earlier(day: date, number: int, unit: str) -> None:
    assert Period(number, unit).after(day) <= Period(number + 1, unit).after(day)
    assert Period(number, unit).after(day) <= Period(number, unit).after(day + timedelta(days=1))


@pytest.mark.parametrize(
    "text", ["7", "days", "7 fortnights", "-7 days", "7.5 days", "", None, 7, ["7 days"], "7  days"]
)
def test_what_is_no_period(text: Any) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(1965, 11, 20), date(2026, 11, 19), 60),
        (date(1965, 11, 20), date(2026, 11, 20), 61),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),  # a day that the month lacks becomes its last
        (date(2026, 11, 20), date(2026, 11, 20), 0),
    ],
)
def test_completed_years(birth: date, day: date, years: int) -> None:
    assert completed_years(birth, day) == years


def test_a_known_day_is_a_point() -> None:
    assert single(date(2026, 11, 20)).is_point
    assert not Days(date(2026, 11, 1), date(2026, 11, 20)).is_point
