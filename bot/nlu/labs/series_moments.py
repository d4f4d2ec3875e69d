"""The moments that values of a series are told of, as typed: a day, a visit, or a word of now or before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, back, checked, last_day, latest
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.lexicon.calendar_words import ANY_MONTH, DAYS, MONTHS
from bot.nlu.lexicon.units import COUNTED
from bot.nlu.text.any_of import any_of
from bot.nlu.text.first_letters import with_first_letters

_TH = r"(?:st|nd|rd|th)?"
_NUMBERED = r"(?:st|nd|rd|th)"
_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "first": 1, "second": 2, "third": 3}
_DAY = (
    r"(?P<iso>(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d))|"
    r"(?P<full>(?P<f1>\d{1,2})(?P<mark>[./-])(?P<f2>\d{1,2})(?P=mark)(?P<fy>(?:20)?\d\d))|"
    r"(?P<dotted>(?P<d1>\d{1,2})\.(?P<d2>\d{1,2})\.)|"
    r"(?P<short>(?P<s1>\d{1,2})/(?P<s2>\d{1,2}))(?![\d/]|[.,]\d)|"
    rf"(?:(?P<dm>\d{{1,2}}){_TH}(?: of)?[ -]?(?P<m1>{ANY_MONTH})\b\.?|"
    rf"(?P<m2>{ANY_MONTH})\b\.? ?(?P<md>[12]\d|3[01]|0?[1-9]){_TH}(?!\d|[./]\d|%))"
    r"(?P<year>,? ?20\d\d|[ '-]{1,2}\d\d(?![\d./]))?|"
    rf"(?P<m3>{ANY_MONTH})\b\.?(?P<my>,? 20\d\d)?|"
    rf"(?P<week>{any_of(DAYS)})\b\.?(?: (?P<wd>\d{{1,2}})(?:st|nd|rd|th))?|"
    rf"(?P<ord>(?:(?<=on )|(?<=the )|(?<=on the ))(?:[12]\d|3[01]|[1-9]){_NUMBERED})(?! of\b)|"
    r"(?P<ago>\d{1,2}) (?P<unit>days?|d|weeks?|wks?|months?) ago|"
    r"(?P<this>this (?:week|month))|(?P<today>today|this (?:am|morning|afternoon))|(?P<yest>yesterday|yest|yday|y'day)"
)
_NOW = (
    r"now|currently|current|present|at present|latest|newest|new|after|post|this (?:visit|time)|"
    r"last(?= (?:[\d(:]|(?:value|result|one|reading|level|count|check|sample)\b))"
)
_BEFORE = r"previously|previous|prev|prior|before|formerly|old|last (?:time|visit|(?P<span>week|month|year))|pre"
_PROCEDURE = (
    r"(?:op(?:erati(?:on|ve(?:ly)?))?|surg(?:ery|ical(?:ly)?)|resection|hepatectomy|[ct]?tace|haic|tae|sirt|tare|rfa|mwa|"
    r"ablation|transfusion|chemo(?:therapy)?|dose|infusion|ercp|stent(?:ing)?|drain(?:age)?|procedure)"
)
_SIDES = (
    r"(?P<came>admission|adm|arrival|intake)|(?P<left>discharge|disch|dc|d/c)|"
    rf"(?P<ahead>(?:pre|before|prior to)[ -]?(?:(?:the|his|her) )?{_PROCEDURE})|"
    rf"(?P<behind>(?:post|after)[ -]?(?:(?:the|his|her) )?{_PROCEDURE})"
)
"""Before and after a stay or a procedure."""
_SIDE_OF = {"came": ("stay", 1.0), "left": ("stay", 2.0), "ahead": ("procedure", 1.0), "behind": ("procedure", 2.0)}
_PART_OF = {"am": 480.0, "morning": 480.0, "noon": 720.0, "midday": 720.0, "afternoon": 900.0, "pm": 900.0}
"""The minutes of a part of the day, of which only the order counts."""
SIDES = frozenset(("stay", "procedure"))
"""The kinds of moments that are one of two sides."""
_BASE = r"baseline|(?:at )?(?:initial )?diagnosis|at presentation|pre-?treatment"
_MOMENT = re.compile(
    with_first_letters(
        rf"(?:{_DAY}|"
        r"(?:c|cycle )(?P<cycle>\d{1,2})(?: ?d(?:ay )?(?P<cday>\d{1,2}))?|"
        r"(?P<kind>week|wk|w|visit|v|day|d|month) ?(?P<count>\d{1,3})|"
        rf"(?P<nth>{'|'.join(_NTH)})(?: {COUNTED}\b)?|(?P<first>screening)|"
        r"(?P<part>(?:in the |at )?(?:am(?! \d{1,2}\.\d{1,2}\.)|pm|morning|noon|midday|afternoon|evening|night|"
        r"tonight))|"
        r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b|"
        r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?: ?h(?:rs?)?\b)?|"
        rf"(?P<base>{_BASE})|{_SIDES}|(?P<now>{_NOW})|(?P<before>{_BEFORE}))(?P<own>'s)?(?![a-z0-9])"
    )
)
"""A day, a visit, or what says that it holds now or was before."""
_DASHED = re.compile(r"^\d{1,2}-[a-z]+-\d\d$")
"""``14-Nov-26``: the two figures behind the month are of the year, and no value."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a value held: a day, the order of a visit (`kind` says of which count), or a side of the others."""

    start: int
    end: int
    day: Day | None = None
    kind: str = ""
    order: float = 0.0
    text: str = ""
    until: date | None = None

    @property
    def is_month(self) -> bool:
        """Tell whether it is a month without a day."""
        month = self.day is not None and len(self.day.iso or "") == len("2026-11")
        return month and self.text[-1:].isalpha() and not self.text.startswith("this ")

    @property
    def is_early_side(self) -> bool:
        """Tell whether it is ``admission`` or ``pre-op``: with a value of any other time one of before."""
        return self.kind in SIDES and self.order == 1

    @property
    def is_span(self) -> bool:
        """Tell whether it is ``last week`` or the like, which is a day beside other days."""
        return self.day is not None and self.text.startswith("last ")

    def reach(self, reading: int, today: date) -> date:
        """The last day up to now that it can be; of a day with two readings by the one wanted."""
        day = self.day.iso or self.day.candidates[reading] if self.day is not None else today.isoformat()
        return self.until or min(last_day(day), today)


def moment_at(low: str, place: int, today: date, *, years: bool = False, dots: bool = True) -> Moment | None:
    """Give the moment that stands at a place, or None."""
    match = _MOMENT.match(low, place)
    if match is None or (match["dotted"] and not dots):
        return None
    text, told = match.group().removesuffix("'s"), match.groupdict()
    visit = _visit(told)
    if told["span"]:
        return _last_span(match, today)
    if years and told["md"] == f"{today:%y}" and not told["year"]:
        return Moment(*match.span(), checked(today.year, MONTHS[match["m2"]], None, today), text=text)
    if visit is not None:
        return Moment(*match.span(), None, *visit, text=text)
    years = years or _DASHED.search(text) is not None
    day, end = _day(match, told, today, years=years), match.end()
    if told["year"] and not told["year"].strip(" ,").startswith("20") and not years:
        end = match.start("year")
    return None if day is None else Moment(match.start(), end, day, "weekday" if told["week"] else "", text=text)


def _visit(told: dict[str, str | None]) -> tuple[str, float] | None:
    """What is counted and the number of a visit, or a side of the others; None for a day."""
    if told["cycle"]:
        return "cycle", 100 * int(told["cycle"]) + int(told["cday"] or 1)
    if told["count"] and told["kind"]:
        return told["kind"][0], int(told["count"])
    if told["nth"]:
        return "nth", _NTH[told["nth"]]
    if told["part"]:
        return "clock", _PART_OF.get(told["part"].split(" ")[-1], 1080.0)
    if told["half"] or told["hour24"]:
        hour = int(told["hour24"] or told["hour"] or 0) % (24 if told["hour24"] else 12)
        minutes = 60 * (hour + 12 * (told["half"] == "p")) + int(told["minute"] or told["minute24"] or 0)
        return "clock", minutes
    whose = next((one for one in _SIDE_OF if told[one]), None)
    if whose is not None:
        return _SIDE_OF[whose]
    side = next((one for one in ("first", "base", "now", "before") if told[one]), None)
    return (side, -1.0) if side is not None else None


def _last_span(match: re.Match[str], today: date) -> Moment:
    """``last week``: before what is told of now, and beside days one of them; its end tells which came later."""
    text = match.group().removesuffix("'s")
    day = next((one for _, _, one in find_dates(text, today)), None)
    until = today - timedelta(days=today.weekday() + 1) if match["span"] == "week" else None
    return Moment(*match.span(), day, "before", -1.0, text, until)


def _day(match: re.Match[str], told: dict[str, str | None], today: date, *, years: bool) -> Day | None:
    """The day of a match."""
    if told["ord"]:
        return _numbered(int(match["ord"][:-2]), today)
    if told["week"]:
        return _weekday(DAYS[match["week"]], int(told["wd"] or 0), today)
    month = told["m1"] or told["m2"] or told["m3"]
    if month is None:
        text = "yesterday" if told["yest"] else "today" if told["today"] else match.group().removesuffix("'s")
        find = find_short_dates if told["short"] or told["dotted"] else find_dates
        return next((day for _, _, day in find(text, today)), None)
    day = int(told["dm"] or told["md"] or 0) or None
    year = (told["year"] or told["my"] or "").strip(" ,'-")
    if year and (years or len(year) == 4):
        return checked(int(year) + (0 if len(year) == 4 else 2000), MONTHS[month], day, today)
    return latest(MONTHS[month], day, today)


def _numbered(number: int, today: date) -> Day | None:
    """``on the 16th``: the last such day of a month."""
    days = (back(ago, "d", today) for ago in range(31))
    return next((day for day in days if day is not None and int((day.iso or "")[-2:]) == number), None)


def _weekday(name: int, number: int, today: date) -> Day | None:
    """The last such day of the week; ``Mon 9th`` the last one with that number."""
    for ago in range((today.weekday() - name) % 7, 70, 7):
        day = back(ago, "d", today)
        if day is not None and (not number or int((day.iso or "")[-2:]) == number):
            return day
    return None
