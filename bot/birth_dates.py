"""Dates of birth in a message, each with the age that is kept in its place; the year where there are two ages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, day_of, first_day, last_day
from bot.nlu.personal.personal import narrow

OLDEST = 125
"""Years; nobody is older."""
YOUNGEST = 16
"""Years: a date that is only next to an age or a name is one of birth where it lies this far back."""
_REACH = 48
"""Characters behind a cue within which its date begins."""

_BIRTH = re.compile(
    r"(?:\bd\.?\s?o\.?\s?b\b\.?|\b(?:date|day|year|month) of birth\b|\bbirth[- ]?(?:date|day|year)\b|\bborn\b|"
    r"\bgeb(?:oren)?\b\.?(?: am\b)?|"
    r"\bn[ée]e? le\b|(?<![a-z\d.])b\.(?=\s?\d)|(?<![\w*])\*(?=\s?\d)|出生(?:日期|年月日?)?|生日|生于)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:[\s:：=,;#\-–]|is\b|was\b|on\b|in\b|the\b|of\b|year\b|about\b|around\b|为|是|于|\([a-z/.\- ]{4,12}\))*",
    re.IGNORECASE,
)
_BARE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?[日号]?)"
_BESIDE = re.compile(
    rf"(?:\[name\]|\b(?P<told>\d{{2}}\s?)?[mf]|\b(?:fe)?male|\b(?:wo)?man|男|女)[\s,;:/(]{{1,3}}(?P<date>{_BARE})(?!\d)|"
    rf"(?P<before>{_BARE})\s?(?:出生|生(?!化))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d./-])")
_BIRTH_OR_AGE = frozenset(("age", "birth_date"))

Aged = tuple[int, int, str]
"""Start and end of what is replaced, and the words that replace it."""


def find_birth_dates(text: str, today: date, asked: Collection[str] = ()) -> list[Aged]:
    """Find dates of birth, with their cues, and what stands for each: `age 61`, `born 1965` where
    it may be one of two ages, or its kind where it makes none.

    `asked` are the facts that the last question asked for: a date is an answer to that for the age.
    """
    low = narrow(text).lower()
    if len(low) != len(text):  # a few capitals have two small letters
        low = narrow(text)
    found = [*_behind_cues(low, today), *_beside(low, today)]
    if not found and _BIRTH_OR_AGE & set(asked):
        found = list(_answers(low, today))
    return sorted(found)


def _behind_cues(low: str, today: date) -> Iterator[Aged]:
    done = 0
    for cue in _BIRTH.finditer(low):
        link = _BETWEEN.match(low, cue.end())
        start = link.end() if link else cue.end()
        day = _date_at(low, start, today)
        if day is not None and cue.start() >= done:
            done = day[0]
            yield cue.start(), done, _age_words(day[1], today)


def _beside(low: str, today: date) -> Iterator[Aged]:
    for match in _BESIDE.finditer(low):
        group = "date" if match["date"] else "before"
        day = _date_at(low, match.start(group), today)
        if day is None or (group == "date" and not _is_long_ago(day[1], today)):
            continue
        end = match.end(group) if group == "date" else match.end()
        # An age that is told already stands; a second one in brackets would not be read.
        yield match.start(group), end, "[birth date]" if match["told"] else _age_words(day[1], today)


def _answers(low: str, today: date) -> Iterator[Aged]:
    """Give the date with which a question for the age was answered, a bare year too."""
    for start, end, day in find_dates(low, today):
        if _is_long_ago(day, today):
            yield start, end, _age_words(day, today)
            return
    year = _YEAR.search(low)
    if year and _is_long_ago(day_of(year.group(), today), today):
        yield *year.span(), _age_words(day_of(year.group(), today), today)


def _date_at(low: str, start: int, today: date) -> tuple[int, Day] | None:
    """Give the end and the meaning of the date that begins here, the longest of several."""
    piece = low[start : start + _REACH]
    dates = [(end, day) for begin, end, day in find_dates(piece, today) if begin == 0]
    if not dates and (year := _YEAR.match(piece)):
        dates = [(year.end(), day_of(year.group(), today))]
    if not dates:
        return None
    end, day = max(dates, key=lambda one: one[0])
    return start + end, day


def _ages(day: Day, today: date) -> list[int]:
    """Give the least and the greatest age in completed years for each reading of a date."""
    return [
        relativedelta(today, born).years for iso in day.candidates or () for born in (last_day(iso), first_day(iso))
    ]


def _is_long_ago(day: Day, today: date) -> bool:
    ages = _ages(day, today)
    return bool(ages) and min(ages) >= YOUNGEST


def _age_words(day: Day, today: date) -> str:
    ages = _ages(day, today)
    if not ages or day.ahead or min(ages) < 0 or max(ages) > OLDEST:
        return "[birth date]"
    # Two ages are what a year of birth means; the extractor reads that and no range of ages.
    return f"age {ages[0]}" if min(ages) == max(ages) else f"born {today.year - max(ages)}"
