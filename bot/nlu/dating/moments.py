"""Days that a message names to look from: ahead (``wait until January``) or back (``since yesterday``)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.lexicon.calendar_words import DAYS, MONTH_NAMES, MONTHS
from bot.nlu.lexicon.number_words import PERIODS
from bot.nlu.text.any_of import any_of
from bot.nlu.text.telling import Gated

_MONTH = any_of((*MONTH_NAMES, *(one[:3] for one in MONTH_NAMES), "sept"))
_DAY = any_of(DAYS)
_NUMBER = any_of(PERIODS)
_ISO = Gated(r"\b(?P<year>20\d\d)-(?P<month>[01]?\d)(?:-(?P<day>[0-3]?\d))?\b")
_NAMED = Gated(
    rf"\b(?:(?P<part>end|mid|middle|beginning|start)[\s-]+(?:of\s+)?)?(?:(?P<day>[0-3]?\d)(?:st|"
    rf"nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<month>{_MONTH})\b\.?(?:\s+(?P<after>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(?P<year>20\d\d))?"
)
_PERIOD = Gated(
    rf"\b(?:(?:a\s+)?(?P<word>{_NUMBER})|(?P<number>\d{{1,3}}))\s+(?:more\s+|full\s+)?(?P<unit>day|"
    rf"week|fortnight|month|year)s?\b"
)
_NEAR = Gated(r"\b(?P<side>next|last|this)\s+(?P<unit>week|month|year)\b")
_WEEKDAY = Gated(rf"\b(?:(?:next|last|on)\s+)?(?P<name>{_DAY})\b")
_WORD = {"yesterday": -1, "tomorrow": 1, "today": 0}
_SINGLE = Gated(r"\b(?:the day (?P<twice>before|after) )?(?P<word>yesterday|tomorrow|today)\b")

_BEFORE_MONTH = Gated(r"\b(?:until|till|in|since|by|of|from)\s+$")
"""What must stand before `may`, which is a verb far more often."""
_AHEAD = Gated(r"\b(?:wait(?:ed|ing|s)?|until|till|later|from now|as of|by then|postpone[ds]?|delay(?:ed)?)\b")
_BACK = Gated(r"\b(?:since|in the (?:last|past)|from|over the (?:last|past)|compared (?:to|with)|after|than)\b")

Span = tuple[int, int]


def ahead(text: str, today: date) -> tuple[date, Span] | None:
    """Give the day until which a message would wait, and where it says so; None where it names none."""
    low = text.lower()
    for cue in _AHEAD.finditer(low):
        # What is waited for stands behind the word, save in "four weeks later".
        begins = 0 if cue[0] in ("later", "from now") else cue.start()
        found = _moment(low[begins:], today, 1)
        if found is not None and found[0] > today:
            day, (start, end) = found
            return day, (min(begins + start, cue.start()), max(begins + end, cue.end()))
    return None


def back(text: str, today: date) -> date | None:
    """Give the day since which a message wants to know what changed; None where it names none."""
    low = text.lower()
    if not _BACK.search(low) and not _SINGLE.search(low):
        return None
    found = _moment(low, today, -1)
    return found[0] if found and found[0] <= today else None


def dated_ahead(text: str, today: date) -> str:
    """Write the day that a plan names as a full date, the next one ahead where it has no year."""
    found = _moment(text.lower(), today, 1)
    if found is None:
        return text
    day, (start, end) = found
    return f"{text[:start]}{day.isoformat()}{text[end:]}"


def _moment(low: str, today: date, side: int) -> tuple[date, Span] | None:
    """Give the first day that lies on this side of today (1: ahead, -1: back, today included)."""
    found = [
        (match.start(), -match.end(), day)
        for pattern, read in _READERS
        for match in pattern.finditer(low)
        if (day := read(match, today, side)) and (day - today).days * side >= 0
    ]
    if not found:
        return None
    start, end, day = min(found)
    return day, (start, -end)


def _iso(match: re.Match[str], today: date, side: int) -> date | None:
    return _day(int(match["year"]), int(match["month"]), int(match["day"] or 1))


def _named(match: re.Match[str], today: date, side: int) -> date | None:
    """Read a month with what stands beside it; without a year the next one ahead, or the last one back."""
    month = MONTHS[match["month"]]
    bare = not (match["day"] or match["after"] or match["year"] or match["part"])
    if bare and match["month"] in ("may", "mar") and not _BEFORE_MONTH.search(match.string[: match.start()]):
        return None
    number = int(match["day"] or match["after"] or 0)
    years = [int(match["year"])] if match["year"] else [today.year + step for step in (0, side)]
    days = [day for year in years if (day := _part(year, month, number, match["part"]))]
    fitting = [day for day in days if match["year"] or (day - today).days * side >= 0]
    return fitting[0] if fitting else None


def _part(year: int, month: int, number: int, part: str | None) -> date | None:
    if number or part is None:
        return _day(year, month, number or 1)
    if part == "end":
        return _day(year, month, calendar.monthrange(year, month)[1])
    return _day(year, month, 15 if part in ("mid", "middle") else 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _period(match: re.Match[str], today: date, side: int) -> date | None:
    count = side * (int(match["number"]) if match["number"] else PERIODS[match["word"]])
    if match["unit"] == "fortnight":
        return today + timedelta(weeks=2 * count)
    return today + relativedelta(**{f"{match['unit']}s": count})  # type: ignore[arg-type]


def _near(match: re.Match[str], today: date, side: int) -> date | None:
    step = {"next": 1, "last": -1, "this": 0}[match["side"]]
    if match["unit"] == "week":
        return today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    if match["unit"] == "month":
        return today.replace(day=1) + relativedelta(months=step)
    return date(today.year + step, 1, 1)


def _weekday(match: re.Match[str], today: date, side: int) -> date | None:
    distance = (DAYS[match["name"]] - today.weekday()) * side % 7 or 7
    return today + timedelta(days=distance * side)


def _single(match: re.Match[str], today: date, side: int) -> date | None:
    return today + timedelta(days=_WORD[match["word"]] * (2 if match["twice"] else 1))


_READERS: tuple[tuple[Gated, Callable[[re.Match[str], date, int], date | None]], ...] = (
    (_ISO, _iso),
    (_SINGLE, _single),
    (_NEAR, _near),
    (_PERIOD, _period),
    (_NAMED, _named),
    (_WEEKDAY, _weekday),
)
