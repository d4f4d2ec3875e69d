"""Recognising dates in all the ways notes write them; what they mean is a :class:`~bot.nlu.days.Day`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.days import COUNT, Day, back, checked, counted, day_of, full_year, latest, partial

MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec"], 1
    )
    for name in names.split()
}  # fmt: skip


_MON = r"(?P<mon>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"


_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))


_YEAR = r"(?P<year>(?:19|20)\d{2}|'\d{2})(?!\d)"


_DAYS = {name: number for number, names in enumerate(["monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat", "sunday sun"]) for name in names.split()}  # fmt: skip


_UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|mos?|mths?|years?|yrs?|y)"


_N = r"(?P<n>\d{1,3}(?:[.,]5)?|" + "|".join(f"{one}(?= )" for one in sorted(COUNT, key=len, reverse=True)) + r")"


_WEEKDAY = "|".join(sorted(_DAYS, key=len, reverse=True))


def _iso(match: re.Match[str], today: date) -> Day | None:
    return checked(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, today)


def _slashed(match: re.Match[str], today: date) -> Day | None:
    """``03/04/2026``: two readings unless one is no date or both agree; dots put the day first."""
    first, second, year = int(match[1]), int(match[3]), full_year(match[4], today)
    by_day = checked(year, second, first, today)
    by_month = None if match[2] == "." else checked(year, first, second, today)
    return _either(by_day, by_month, today)


def _either(by_day: Day | None, by_month: Day | None, today: date) -> Day | None:
    found = list(dict.fromkeys(one.iso for one in (by_day, by_month) if one is not None and one.iso))
    if len(found) < 2:
        return by_day or by_month
    return Day(None, tuple(found))


def _short(match: re.Match[str], today: date) -> Day | None:
    """``10/14`` without a year."""
    first, second = int(match[1]), int(match[2])
    by_day = latest(second, first, today) if 1 <= second <= 12 else None
    by_month = latest(first, second, today) if 1 <= first <= 12 else None
    return _either(by_day, by_month, today)


def _month_year(match: re.Match[str], today: date) -> Day | None:
    return checked(int(match[2]), int(match[1]), None, today)


def _day_month(match: re.Match[str], today: date) -> Day | None:
    month, day = MONTHS[match["mon"]], int(match["day"])
    if 29 <= day <= 31 and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return Day(None)
    if match["year"]:
        return checked(full_year(match["year"], today), month, day, today) or (Day(None) if 28 < day < 32 else None)
    return latest(month, day, today)


def _month(match: re.Match[str], today: date) -> Day | None:
    month = MONTHS[match["mon"]]
    if match["year"]:
        return checked(full_year(match["year"], today), month, None, today)
    word = (match["when"] or "").strip()
    if month == 5 and match["mon"] == "may" and not word and not _to_month(match):
        return None
    found = latest(month, None, today)
    if word == "last" and found and found.iso == partial(today.year, today.month):
        return checked(today.year - 1, month, None, today)
    return found


def _to_month(match: re.Match[str]) -> bool:
    """``May - Aug 2026``: a month follows, so that this is no modal verb."""
    behind = re.match(r"\s*(?:-|to)\s*(?P<next>[a-z]{3,9})", match.string[match.end() : match.end() + 16])
    return behind is not None and behind["next"] in MONTHS


def _year(match: re.Match[str], today: date) -> Day | None:
    return checked(int(match["year"]), None, None, today)


def _ago(match: re.Match[str], today: date) -> Day | None:
    return back(counted(match["n"]), match["unit"], today)


def _vague(match: re.Match[str], today: date) -> Day | None:
    return Day(None)


def _post(match: re.Match[str], today: date) -> Day | None:
    groups = match.groupdict()
    found = back(float(groups["d"]), "d", today) if groups.get("d") else back(counted(match["n"]), match["unit"], today)
    return None if found is None else Day(found.iso, found.candidates, found.ahead, post=True)


def _named_day(match: re.Match[str], today: date) -> Day | None:
    text = " ".join(match.group().split())
    if text == "day before yesterday" or text == "the day before yesterday":
        return back(2, "d", today)
    return back(1 if "yesterday" in text or text in ("last night",) else 0, "d", today)


def _span(match: re.Match[str], today: date) -> Day | None:
    which, unit = match["which"], match["unit"]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if which in ("last", "past", "previous") else 0))
        return _cover(monday, min(monday + timedelta(days=6), today), today)
    if unit == "month":
        whole = today - relativedelta(months=0 if which == "this" else 1)
        return day_of(partial(whole.year, whole.month), today)
    return day_of(partial(today.year - (0 if which == "this" else 1)), today)


def _cover(first: date, last: date, today: date) -> Day:
    if (first.year, first.month) == (last.year, last.month):
        return day_of(partial(first.year, first.month), today)
    if first.year == last.year:
        return Day(None, (partial(first.year, first.month), partial(last.year, last.month)))
    return Day(None, (partial(first.year, first.month), partial(last.year, last.month)))


def _weekday(match: re.Match[str], today: date) -> Day | None:
    distance = (today.weekday() - _DAYS[match["day"]]) % 7
    if match["which"] == "last" and distance == 0:
        distance = 7
    return back(distance, "d", today)


def _month_of_year(match: re.Match[str], today: date) -> Day | None:
    """``March of last year``, ``14 Jul this year``, ``this year in January``."""
    year = today.year - (1 if "last" in (match["which"], match["which2"]) else 0)
    month = MONTHS[match["mon"] or match["mon2"]]
    return checked(year, month, int(match["day"]) if match["day"] else None, today)


def _christmas(match: re.Match[str], today: date) -> Day | None:
    return checked(int(match["year"]), 12, 25, today) if match["year"] else latest(12, 25, today)


def _season(match: re.Match[str], today: date) -> Day | None:
    return checked(int(match["year"]), None, None, today) if match["year"] else Day(None)


def _day_month_two(match: re.Match[str], today: date) -> Day | None:
    if match["year2"]:
        return checked(full_year("'" + match["year2"], today), MONTHS[match["mon"]], int(match["day"]), today)
    return _day_month(match, today)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?<![\d.])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:[t ]\d{1,2}:\d{2}(?::\d{2})?)?", _iso),
        (r"(?<![\d.])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d.])", _iso),
        (r"(?<!\d)((?:19|20)\d{2})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?", _iso),
        (r"(?<![\d.,/])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?![\d/]|\.\d)", _slashed),
        (r"(?<![\d.-])((?:19|20)\d{2})[-/](\d{1,2})()(?![\d/.-])", _iso),
        (r"(?:(?<![\d.,/-])|(?<=\d{4}-)|(?<=\d{4} - ))(\d{1,2})[/.-]((?:19|20)\d{2})(?![\d/]|\.\d|-\d{1,2}(?![\d/]))", _month_year),
        (rf"(?:(?<![\d.,/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?<![a-z]){_MON}(?:,? of|,| in)?\s+(?P<which>this|last) year\b|\b(?P<which2>this|last) year,? (?:in )?(?P<mon2>{_MONTH_NAMES})\b", _month_of_year),
        (rf"(?<![\d.,/])(?<!\d-)(?<!x)(?<!x )(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[-/ .]?\s*(?:the\s+)?{_MON}[-/ ,]{{0,2}}(?:{_YEAR}|(?P<year2>(?<=[-/])\d{{2}}|(?<= )(?:1[5-9]|2\d))(?!\d|[.,]\d|\s*(?:of\s+)?(?:{_MONTH_NAMES})|\s*(?:cm|mm|mg|%|x|/|k\b)))?", _day_month_two),
        (rf"(?<![a-z]){_MON}[- ]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/.]\d|\d|%|\s*(?:mg|g/|cm|mm|x\b))(?:,?\s*{_YEAR})?", _day_month),
        (rf"(?:\b(?P<when>(?:since|in|of|last|this|early|mid|late|end|end of|beginning of|start of|until|till|by|from|around|before|and|to|on|during|ended|stopped|started|started in|through|about|for|ca|to|at|late in|early in|middle of|the end of)(?:\s+|-))+)?(?<![a-z]){_MON}(?:(?:\s+of|,)?[-/ ]{{0,2}}{_YEAR})?(?![a-z])", _month),
        (r"\bchristmas(?:\s+(?:day|eve))?(?:\s+(?P<year>(?:19|20)\d{2}))?", _christmas),
        (rf"\b(?:early|mid|late|end of|beginning of|start of|middle of|the end of|around|circa|ca|in|since|year|until|till|during|of|from|before|by|through|about)[- .]+{_YEAR}(?![-/.]?\d)", _year),
        (rf"(?:(?<=last )|(?<=this )|(?<=in )|(?<=since ))(?:the )?(?:spring|summer|autumn|winter|fall)\b(?!\s+(?:of\s+)?(?:19|20)\d\d)|\b(?P<season>spring|summer|autumn|winter|fall)\s+(?:of\s+)?{_YEAR}", _season),
        (r"\b(?:(?:pod|post[- ]?op(?:erative)? day)\s*#?(?P<d>\d{1,3}))(?:\s+(?:after|post|from|following|of|s/p))?(?![\d.])", _post),
        (r"\b(?:day|d)[- ]?(?P<d>\d{1,3})\s*(?:post|after|following|s/p|of)\b", _post),
        (rf"\b{_N}\s*-?{_UNIT}\s*(?:post|s/p|status post|out from|since(?= (?:her|his|the|last|tace|haic))|after(?= (?:her|his|the|last|tace|haic|sirt|rfa|resection|ablation)))\b", _post),
        (rf"(?:\b(?:about|around|approx|approximately|some|nearly|almost)\s+|~\s*)?(?<![\d.,/a-z]){_N}\s*-?{_UNIT}\s*(?:ago|back|earlier|prior|previously)\b", _ago),
        (rf"\b(?:a few|few|several|some|many)\s+{_UNIT}\s*(?:ago|back|earlier)\b|\b(?:years|months|weeks|days|ages|long|a while) ago\b|\byears back\b", _vague),
        (r"\b(?:the )?day before yesterday\b|\byesterday\b|\btoday\b|\bthis morning\b|\blast night\b|\bthis afternoon\b|\btonight\b|\bthis evening\b", _named_day),
        (r"\b(?P<which>last|past|this|previous)\s+(?P<unit>week|month|year)\b", _span),
        (rf"\b(?P<which>last|on|this|past|done)\s+(?P<day>{_WEEKDAY})\b", _weekday),
    )
)  # fmt: skip


_SHORT = re.compile(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")


def _core(match: re.Match[str]) -> tuple[int, int]:
    """The span of the date itself, without the preposition that let the rule trust it."""
    groups = match.groupdict()
    start = match.start()
    if "when" in groups and groups.get("mon"):
        start = match.start("mon")
    elif groups.get("year") and not groups.get("mon") and not groups.get("season"):
        start = match.start("year")
    return start, match.end()


_DAYS_OF_MONTH = re.compile(
    rf"(?<![\d.,/-])(?P<first>\d{{1,2}})\s?(?:-|to)\s?(?P<second>\d{{1,2}})\s+{_MON}(?:\s+{_YEAR})?"
)


def _two_days(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """``10-21 Aug 2026``: two days of one month."""
    for match in _DAYS_OF_MONTH.finditer(low):
        month = MONTHS[match["mon"]]
        if match["year"]:
            year: int | None = full_year(match["year"], today)
        else:
            found = latest(month, int(match["second"]), today) if 1 <= int(match["second"]) <= 28 else None
            year = int(found.iso[:4]) if found and found.iso else None
        if year is None or int(match["first"]) >= int(match["second"]):
            continue
        days = [checked(year, month, int(match[name]), today) for name in ("first", "second")]
        if days[0] is not None and days[1] is not None:
            yield *match.span("first"), days[0]
            yield match.start("second"), match.end(), days[1]


def find_dates(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """Find all dates with their folded spans; the rules' order is their rank where spans overlap."""
    yield from _two_days(low, today)
    for pattern, rule in _RULES:
        for match in pattern.finditer(low):
            try:
                found = rule(match, today)
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                start, end = _core(match)
                end -= len(match.group()) - len(match.group().rstrip(" ,-/."))
                yield start, end, found


def find_short_dates(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """Find ``10/14``, which is a date only beside something that has one."""
    for match in _SHORT.finditer(low):
        found = _short(match, today)
        if found is not None:
            yield *match.span(), found


DURATION = re.compile(
    rf"\b(?:for|x|over|past|the last|last|during|since)\s*(?:the\s+(?:last|past)\s+)?(?:about |around |~ ?)?{_N}\s*-?{_UNIT}(?![a-z/])"
)
"""``for 3 months``: how long something has lasted."""


def duration_start(match: re.Match[str], today: date) -> Day | None:
    """Give the date on which something that has lasted so long began."""
    return back(counted(match["n"]), match["unit"], today)
