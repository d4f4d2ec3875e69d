"""Days as patients name them: ``the last day of May``, ``the first Monday in June``, ``the Tuesday before last``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from bot.nlu.dating.spoken_days import ORDINAL_DAYS
from bot.nlu.lexicon.calendar_words import ANY_MONTH, DAY_IN_FULL, DAY_NAMES, MONTH, MONTHS
from bot.nlu.lexicon.number_words import COUNT, count_of
from bot.nlu.text.any_of import any_of
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_WEEKDAYS = {
    name: (number, weekday)
    for number, (name, weekday) in enumerate(zip(DAY_NAMES, (MO, TU, WE, TH, FR, SA, SU), strict=True))
}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d|last year|this year))?"
_LAST_DAY = Gated(rf"\b(?:the )?(?:very )?last day (?:of|in) (?P<month>{MONTH})\b{_YEAR}")
_NTH_WEEKDAY = Gated(
    rf"\b(?:the )?(?P<nth>{'|'.join(_NTH)}) (?P<day>{DAY_IN_FULL}) (?:in|of) (?P<month>{MONTH})\b{_YEAR}"
)
_BEFORE_LAST = Gated(rf"\b(?:on )?(?:the )?(?P<day>{DAY_IN_FULL}) before last\b")
_LAST_WEEK = Gated(rf"\b(?:last week,? (?:on )?(?P<day>{DAY_IN_FULL})|(?P<other>{DAY_IN_FULL}) (?:of )?last week)\b")
_WEEKS_AGO = Gated(rf"\b(?:on )?(?P<day>{DAY_IN_FULL}),? (?P<weeks>{COUNT}) weeks? (?:ago|back)\b")
_TODAY = Gated(rf"(?<=ago) (?:today|to the day)\b|\b(?P<weeks>{COUNT}) weeks? today\b(?! (?:week|is))")
_NEXT = Gated(
    rf",? (?:and )?(?:the |my )?next (?:one|dose|infusion|drip|round|treatment)(?:'s| is| due| will be|"
    rf" one)*(?: on| in)? "
    rf"(?:the )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|{DAY_IN_FULL}|"
    rf"next week|next month|"
    rf"tomorrow)\b"
)
_BY_DRIP = re.compile(
    r"mab\b|drip|infusion|keytruda|opdivo|imfinzi|tecentriq|avastin|yervoy|imjudo|tyvyt|cyramza|immun"
)
_ON_THE = Gated(rf"\bon (?P<the>the )(?=\d{{1,2}}(?:st|nd|rd|th) (?:of )?(?:{ANY_MONTH})\b)")
_LAST_ONE = Gated(
    rf"\b(?:last (?:one|time|dose|go|injection|drip|infusion|shot|[a-z]+(?:nib|mab)|lenvima|nexavar|keytruda|"
    rf"opdivo|imfinzi|stivarga|cabometyx|tablet|pill)|it was|had it)(?P<was>(?: was)?) "
    rf"(?P<day>{DAY_IN_FULL})(?=\W*$|,)"
)
_AFTER_IT = Gated(
    rf"\b(?P<verb>was|were|came|came on|happened|started|began|bled|fell) (?:about |only |just )?(?P<count>{COUNT}) "
    r"(?:days?|weeks?|months?|years?) (?=after (?:the|my|that|his|her)\b)"
)
"""``the bleed was three weeks after the TACE``: how far from it, not when that was."""
_OF_THE_MONTH = Gated(
    rf"\b(?:on )?the (?P<day>{any_of(ORDINAL_DAYS)}|\d{{1,2}}(?:st|nd|rd|"
    rf"th)) of the "
    rf"(?P<month>{'|'.join(list(ORDINAL_DAYS)[:12])}|\d{{1,2}}(?:st|nd|rd|th))\b"
)
_BETWEEN = Gated(
    rf"\b(?:(?:some ?time|somewhere|anywhere|any time) )(?:in )?between (?P<first>{MONTH}) and (?P<second>{MONTH})\b"
    rf"|\b(?P<one>{MONTH}) or (?P<other>{MONTH})\b"
)


def told_days(low: str, today: date) -> Iterator[Change]:
    """Give for days in a patient's words what is to be read in their place; ``May or June`` is asked about."""
    if len(low) > 300:
        return
    for match in _LAST_DAY.finditer(low):
        first = _month(match, today)
        yield Change(*match.span(), f"{monthrange(first.year, first.month)[1]} {first:%B %Y}".lower())
    for match in _NTH_WEEKDAY.finditer(low):
        first, nth = _month(match, today), _NTH[match["nth"]]
        day = first + relativedelta(day=31 if nth < 0 else 1, weekday=_WEEKDAYS[match["day"]][1](nth))
        yield Change(*match.span(), f"{day:%d %B %Y}".lower().lstrip("0"))
    yield from _weeks(low, today)
    yield from (Change(*match.span("the"), "") for match in _ON_THE.finditer(low))
    for match in _OF_THE_MONTH.finditer(low):
        month = _number(match["month"])
        if 1 <= month <= 12:
            yield Change(*match.span(), f"{_number(match['day'])} {date(2000, month, 1):%B}".lower())
    if _BY_DRIP.search(low):
        yield from (Change(*match.span(), ", still on it") for match in _NEXT.finditer(low))
    for match in _BETWEEN.finditer(low):
        yield Change(*match.span(), "a few months ago")


def _weeks(low: str, today: date) -> Iterator[Change]:
    """``the Tuesday before last``, ``last week Tuesday``, ``six weeks ago today``."""
    for match in _BEFORE_LAST.finditer(low):
        back = (today.weekday() - _WEEKDAYS[match["day"]][0]) % 7 or 7
        yield Change(*match.span(), f"on {today - timedelta(days=back + 7)}")
    for match in _LAST_WEEK.finditer(low):
        monday = today - timedelta(days=today.weekday() + 7)
        yield Change(*match.span(), f"on {monday + timedelta(days=_WEEKDAYS[match['day'] or match['other']][0])}")
    for match in _LAST_ONE.finditer(low):
        yield Change(match.end("was"), match.start("day"), " on ")
    yield from (Change(*match.span(), f"{match['verb']} ") for match in _AFTER_IT.finditer(low))
    for match in _WEEKS_AGO.finditer(low):
        back = (today.weekday() - _WEEKDAYS[match["day"]][0]) % 7
        yield Change(*match.span(), f"on {today - timedelta(days=back, weeks=count_of(match['weeks']))}")
    for match in _TODAY.finditer(low):
        yield Change(*match.span(), f" {match['weeks']} weeks ago" if match["weeks"] else "")


def _month(match: re.Match[str], today: date) -> date:
    """Give the first day of the month that was said, the latest where its year was not."""
    month, year = MONTHS[match["month"]], match["year"]
    if year and year.isdigit():
        return date(int(year), month, 1)
    if year:
        return date(today.year - (year == "last year"), month, 1)
    return date(today.year - (month > today.month), month, 1)


def _number(said: str) -> int:
    return int(re.sub(r"\D", "", said)) if said[0].isdigit() else ORDINAL_DAYS[said]
