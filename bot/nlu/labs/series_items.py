"""What a series of values of one test is made of: the numbers, and the moments that they are told of, as typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.nlu.dating.days import latest
from bot.nlu.labs.series_moments import Moment, moment_at
from bot.nlu.lexicon.calendar_words import ANY_MONTH, MONTHS
from bot.nlu.lexicon.units import unit_at

_MONTH = re.compile(rf"(?P<month>{ANY_MONTH})\b\.?")
_OF_MONTH = re.compile(
    rf"(?P<days>\d{{1,2}}(?:(?:, ?(?:and )?| and | ?[/&] ?)\d{{1,2}}){{1,6}}) (?P<month>{ANY_MONTH})\b"
)
"""``9, 12 and 16 Nov``, ``9/12/16 Nov``: days of one month."""
_VALUE = re.compile(
    r"[<>≤≥~]? ?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\d:]|[.,]\d|st\b|nd\b|rd\b|th\b)"
)
_SIGN = re.compile(r"(?:^|[,;:(=]|\b(?:was|is|of|at|and)) ?(?P<sign>[<>≤≥]) ?$")
"""``> 30,000 mAU/mL``: a sign of the value, and no arrow."""
_JOINT = re.compile(r" ?(?:/|over) ?")
_LIMIT = re.compile(r"\s?[(\[]\s?\d+(?:[.,]\d+)?\s?-\s?\d+(?:[.,]\d+)?\s?[)\]]|\s?[hl*](?![a-z])")
"""A range of normal, or a flag, right behind a value."""
_BETWEEN = re.compile(
    r"(?:[\s,;:=@.>→()\[\]/|~&-]|"
    r"\b(?:on|at|in|from|to|the|of|was|is|were|are|has|had|been|it|its|and|but|by|then|dated|as|values?|results?|"
    r"samples?|bloods?|labs?|visit(?! ?\d)|that|those|these|one|ones|repeat|repeated|recheck|rechecked|trend|level|"
    r"rose|risen|fell|fallen|dropped|went|vs|versus|compared(?= (?:to|with))|with|against|came|come|gone|"
    r"stood|stands|readings?|two|three|a|taken|drawn|measured|count|"
    r"worst|best|peak(?:ed|ing)?|nadir|lowest|highest|maximum|minimum|"
    r"(?:up|down)(?= (?:to|from)\b))\b)+"
)
"""What may stand between the parts of a series."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, by the span of both in the folded text; of names in a pair (``AST/ALT``) the numbers."""

    start: int
    end: int
    figures: tuple[str, ...]
    unit: str | None = None
    sign: str = ""


Item = Moment | Value


@dataclass(frozen=True, slots=True)
class Way:
    """How the parts of a series are read where they leave it open.

    ``years`` tells that two figures behind a month are a year, and no value; ``dots`` that ``5.7.`` is a day, ``days``
    that ``29 Oct`` is one, and no value and a month.
    """

    years: bool
    dots: bool
    days: bool = True


def items_from(
    low: str, place: int, today: date, count: int, way: Way, again: Callable[[int], int] | None = None
) -> list[Item]:
    """Give the values and moments from a place on, up to the first word that is part of no series.

    ``count`` numbers make one value (``60/45``); ``again`` gives where a name of the test ends that is told again.
    """
    found: list[Item] = []
    while len(found) < 14:
        gap, place = _gap(low, place, again if found else None)
        listed = _of_month(low, place, today) if found else []
        if listed:
            found += listed
            place = listed[-1].end
            continue
        item = _item_at(low, place, today, count, way)
        closed = gap is not None and ". " in gap and isinstance(item, Moment) and item.day is None
        if item is None or closed or (gap is None and found):
            break
        if isinstance(item, Value) and found and isinstance(found[-1], Value) and gap == " ":
            return []  # ``5 620``: one number, or two
        place = item.end
        if isinstance(item, Value) and (limit := _LIMIT.match(low, place)) is not None:
            place = limit.end()
        _put(low, found, item)
    return found


def _gap(low: str, place: int, again: Callable[[int], int] | None) -> tuple[str | None, int]:
    """What stands between two parts, the name of the test too, and where the next part begins."""
    gap = _BETWEEN.match(low, place)
    place = gap.end() if gap is not None else place
    if again is not None and gap is not None and (named := again(place)) > place:
        gap = _BETWEEN.match(low, named)
        place = gap.end() if gap is not None else named
    if gap is not None and (sign := _SIGN.search(gap.group())) is not None:
        place = gap.start() + sign.start("sign")
    return gap.group() if gap is not None else None, place


def _item_at(low: str, place: int, today: date, count: int, way: Way) -> Item | None:
    """The moment or the value at a place."""
    month = None if way.days else _MONTH.match(low, place)
    if month is not None:
        return Moment(*month.span(), latest(MONTHS[month["month"]], None, today), text=month.group())
    moment = moment_at(low, place, today, years=way.years, dots=way.dots)
    if moment is not None and not way.days and moment.text[:1].isdigit() and moment.text[-1:].isalpha():
        return _value_at(low, place, count)
    return moment or _value_at(low, place, count)


def _put(low: str, found: list[Item], item: Item) -> None:
    """Put a part behind the others; of a visit and its day, or a day and its time, one moment is made."""
    before = found[-1] if found else None
    if isinstance(item, Moment) and isinstance(before, Moment) and _same(low, before, item):
        item = replace(item, start=before.start, kind=before.kind, order=before.order)
        found.pop()
    elif isinstance(item, Moment) and isinstance(before, Moment) and item.kind == "clock" and before.day:
        item = replace(before, end=item.end)  # ``16 Nov 08:00``
        found.pop()
    found.append(item)


def whole_moment(text: str, today: date) -> Moment | None:
    """Give the one moment that a text is, as the heading of a column or of a row: ``C3D1 (9 Nov)``; or None."""
    if not 1 < len(text) <= 40:
        return None
    items = items_from(text, 0, today, 1, Way(years=True, dots=True))
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
    if moment.kind == "weekday" and before.kind == "weekday":
        return False  # ``(Sunday, Monday, Wednesday)``
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
    sign = low[first.start() : first.start("figure")].strip("~ ")
    return Value(first.start(), end, tuple(figures), unit[1] if unit is not None else None, sign)
