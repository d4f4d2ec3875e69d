"""What a series of values of one test is made of: the numbers, and the moments that they are told of, as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, back, checked, latest
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.lexicon.calendar_words import ANY_MONTH, DAYS, MONTHS
from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.any_of import any_of

_TH = r"(?:st|nd|rd|th)?"
_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "first": 1, "second": 2, "third": 3}
_DAY = (
    r"(?P<iso>(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d))|"
    r"(?P<full>(?P<f1>\d{1,2})(?P<mark>[./-])(?P<f2>\d{1,2})(?P=mark)(?P<fy>(?:20)?\d\d))|"
    r"(?P<dotted>(?P<d1>\d{1,2})\.(?P<d2>\d{1,2})\.)|"
    r"(?P<short>(?P<s1>\d{1,2})/(?P<s2>\d{1,2}))(?![\d/]|[.,]\d)|"
    rf"(?:(?P<dm>\d{{1,2}}){_TH}(?: of)?[ -]?(?P<m1>{ANY_MONTH})\b\.?|"
    rf"(?P<m2>{ANY_MONTH})\b\.? ?(?P<md>\d{{1,2}}){_TH}(?!\d|[./]\d|%))"
    r"(?P<year>,? ?20\d\d|[ '-]{1,2}\d\d(?![\d./]))?|"
    rf"(?P<m3>{ANY_MONTH})\b\.?(?P<my>,? 20\d\d)?|"
    rf"(?P<week>{any_of(DAYS)})\b\.?(?: (?P<wd>\d{{1,2}})(?:st|nd|rd|th))?|"
    r"(?P<ago>\d{1,2}) (?P<unit>days?|d|weeks?|wks?) ago|"
    r"(?P<this>this (?:week|month))|(?P<today>today|this (?:am|morning|afternoon))|(?P<yest>yesterday|yest|yday|y'day)"
)
_NOW = r"now|currently|current|present|at present|latest|newest|new|after|post|this (?:visit|time)|last(?= [\d(:])"
_BEFORE = r"previously|previous|prev|prior|before|formerly|old|last (?:time|visit|week|month|year)|pre"
_BASE = r"baseline|(?:at )?(?:initial )?diagnosis|at presentation|pre-?treatment"
_MOMENT = re.compile(
    rf"(?:{_DAY}|"
    r"(?:c|cycle )(?P<cycle>\d{1,2})(?: ?d(?:ay )?(?P<cday>\d{1,2}))?|"
    r"(?P<kind>week|wk|w|visit|v|day|d|month) ?(?P<count>\d{1,3})|"
    rf"(?P<nth>{'|'.join(_NTH)})|(?P<first>screening)|"
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b|"
    r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?: ?h(?:rs?)?\b)?|"
    rf"(?P<base>{_BASE})|(?P<now>{_NOW})|(?P<before>{_BEFORE}))(?![a-z0-9])"
)
"""A day, a visit, or what says that it holds now or was before."""
_OF_MONTH = re.compile(
    rf"(?P<days>\d{{1,2}}(?:(?:, ?(?:and )?| and | ?[/&] ?)\d{{1,2}}){{1,6}}) (?P<month>{ANY_MONTH})\b"
)
"""``9, 12 and 16 Nov``, ``9/12/16 Nov``: days of one month."""
_VALUE = re.compile(
    r"[<>≤≥~]?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\d:]|[.,]\d|st\b|nd\b|rd\b|th\b)"
)
_JOINT = re.compile(r" ?(?:/|over) ?")
_LIMIT = re.compile(r"\s?[(\[]\s?\d+(?:[.,]\d+)?\s?-\s?\d+(?:[.,]\d+)?\s?[)\]]|\s?[hl*](?![a-z])")
"""A range of normal, or a flag, right behind a value."""
_BETWEEN = re.compile(
    r"(?:[\s,;:=@.>→()\[\]/|~&-]|"
    r"\b(?:on|at|in|from|to|the|of|was|is|were|are|has|had|been|it|its|and|but|then|dated|as|values?|results?|"
    r"samples?|bloods?|labs?|visit(?! ?\d)|that|those|these|one|ones|repeat|repeated|recheck|rechecked|trend|level|"
    r"rose|risen|fell|fallen|dropped|went|vs|versus|compared(?= (?:to|with))|with|against|came|come|gone|"
    r"stood|stands|readings?|two|three|a|taken|drawn|measured|count|"
    r"(?:up|down)(?= (?:to|from)\b))\b)+"
)
"""What may stand between the parts of a series."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a value held: a day, the order of a visit (`kind` says of which count), or a side of the others."""

    start: int
    end: int
    day: Day | None = None
    kind: str = ""
    order: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, by the span of both in the folded text; of names in a pair (``AST/ALT``) the numbers."""

    start: int
    end: int
    figures: tuple[str, ...]
    unit: str | None = None
    sign: str = ""


Item = Moment | Value


def items_from(low: str, place: int, today: date, count: int, *, years: bool, dots: bool) -> list[Item]:
    """Give the values and moments from a place on, up to the first word that is part of no series.

    ``count`` numbers make one value (``60/45``). ``years`` tells that two figures behind a month are a year, and no
    value; ``dots`` that ``5.7.`` is a day.
    """
    found: list[Item] = []
    while len(found) < 14:
        gap = _BETWEEN.match(low, place)
        place = gap.end() if gap is not None else place
        listed = _of_month(low, place, today) if found else []
        if listed:
            found += listed
            place = listed[-1].end
            continue
        item = moment_at(low, place, today, years=years, dots=dots) or _value_at(low, place, count)
        closed = gap is not None and ". " in gap.group() and isinstance(item, Moment) and item.day is None
        if item is None or closed or (gap is None and found):
            break
        if (
            isinstance(item, Value)
            and found
            and isinstance(found[-1], Value)
            and gap is not None
            and gap.group() == " "
        ):
            return []  # ``5 620``: one number, or two
        place = item.end
        if isinstance(item, Value) and (limit := _LIMIT.match(low, place)) is not None:
            place = limit.end()
        before = found[-1] if found else None
        if isinstance(item, Moment) and isinstance(before, Moment) and _same(low, before, item):
            item = replace(item, start=before.start, kind=before.kind, order=before.order)
            found.pop()
        elif isinstance(item, Moment) and isinstance(before, Moment) and item.kind == "clock" and before.day:
            item = replace(before, end=item.end)  # ``16 Nov 08:00``
            found.pop()
        found.append(item)
    return found


def whole_moment(text: str, today: date) -> Moment | None:
    """Give the one moment that a text is, as the heading of a column or of a row: ``C3D1 (9 Nov)``; or None."""
    if not 1 < len(text) <= 40:
        return None
    items = items_from(text, 0, today, 1, years=True, dots=True)
    alone = len(items) == 1 and not text[items[0].end :].strip(" ).:]")
    return items[0] if alone and isinstance(items[0], Moment) else None


def _of_month(low: str, place: int, today: date) -> list[Moment]:
    """The days of a list that one month closes."""
    match = _OF_MONTH.match(low, place)
    if match is None:
        return []
    days = [latest(MONTHS[match["month"]], int(one[0]), today) for one in re.finditer(r"\d+", match["days"])]
    return [Moment(*match.span(), day) for day in days if day is not None] if None not in days else []


def _same(low: str, before: Moment, moment: Moment) -> bool:
    """``C3D1 (9 Nov)``, ``Mon 16/11``, ``now (12 Nov)``: a visit or a day of the week, and the day that it was."""
    if moment.day is None:
        return False
    between = low[before.end : moment.start]
    counted = before.day is None
    return between in ((" (", " ", ", ", "(") if counted else (" ", ", ")) and (counted or before.kind == "weekday")


def _value_at(low: str, place: int, count: int) -> Value | None:
    """The number at a place, or so many, with the unit behind it; a number that a word follows is of that word."""
    match = _VALUE.match(low, place)
    figures = [match["figure"]] if match is not None else []
    first = match
    while match is not None and len(figures) < count:
        joint = _JOINT.match(low, match.end())
        match = _VALUE.match(low, joint.end()) if joint is not None else None
        figures += [match["figure"]] if match is not None else []
    if match is None or first is None:
        return None
    unit = unit_at(low, match.end())
    end = unit[0] if unit is not None else match.end()
    if low[end : end + 1].isalpha() or (unit is None and low[end : end + 1] == "%"):
        return None
    sign = low[first.start() : first.start("figure")].replace("~", "")
    return Value(first.start(), end, tuple(figures), unit[1] if unit is not None else None, sign)


def moment_at(low: str, place: int, today: date, *, years: bool = False, dots: bool = True) -> Moment | None:
    """Give the moment that stands at a place, or None."""
    match = _MOMENT.match(low, place)
    if match is None or (match["dotted"] and not dots):
        return None
    text, told = match.group(), match.groupdict()
    visit = _visit(told)
    if visit is not None:
        return Moment(*match.span(), None, *visit, text=text)
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
    if told["half"] or told["hour24"]:
        hour = int(told["hour24"] or told["hour"] or 0) % (24 if told["hour24"] else 12)
        minutes = 60 * (hour + 12 * (told["half"] == "p")) + int(told["minute"] or told["minute24"] or 0)
        return "clock", minutes
    side = next((one for one in ("first", "base", "now", "before") if told[one]), None)
    return (side, -1.0) if side is not None else None


def _day(match: re.Match[str], told: dict[str, str | None], today: date, *, years: bool) -> Day | None:
    """The day of a match."""
    if told["week"]:
        return _weekday(DAYS[match["week"]], int(told["wd"] or 0), today)
    month = told["m1"] or told["m2"] or told["m3"]
    if month is None:
        text = "yesterday" if told["yest"] else "today" if told["today"] else match.group()
        find = find_short_dates if told["short"] or told["dotted"] else find_dates
        return next((day for _, _, day in find(text, today)), None)
    day = int(told["dm"] or told["md"] or 0) or None
    year = (told["year"] or told["my"] or "").strip(" ,'-")
    if year and (years or len(year) == 4):
        return checked(int(year) + (0 if len(year) == 4 else 2000), MONTHS[month], day, today)
    return latest(MONTHS[month], day, today)


def _weekday(name: int, number: int, today: date) -> Day | None:
    """The last such day of the week; ``Mon 9th`` the last one with that number."""
    for ago in range((today.weekday() - name) % 7, 70, 7):
        day = back(ago, "d", today)
        if day is not None and (not number or int((day.iso or "")[-2:]) == number):
            return day
    return None
