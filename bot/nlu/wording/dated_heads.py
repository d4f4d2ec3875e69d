"""Days that head rows of values without being columns: ``(5.10. / 2.11. / 19.11.) plt 99 / 91 / 86``."""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.own_courses import NAMED
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_JOINT = r"(?: ?/ | - | – |, |; | vs\.? | then | ?-> ?| > )"
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-./]\d{1,2}(?:[-./](?:\d{2}){1,2}|\.)?|"
    r"\d{1,2}(?:st|nd|rd|th|\.)?[ -]?[a-z]{3,9}\.?(?:[ -](?:\d{2}){1,2})?|[a-z]{3,9}\.? \d{1,2}(?:,? \d{4})?)"
)
_AGAIN = re.compile(r"\b(?:labs?|bloods) ")
"""``lab 15 Nov / lab 18 Nov``."""
_HEAD = Gated(
    r"(?:^|(?<=\n)|(?<=[:;.] )|(?=[(\[]))(?:[a-z]{3,12}:? )?"
    rf"(?P<said>[(\[]?(?P<days>{_DAY}(?:{_JOINT}(?:{_AGAIN.pattern})?{_DAY}){{1,5}})[)\]]?)"
    r"(?P<end>[ ]?:|[ ]*(?=\n))"
)
"""Two or more days and nothing else, alone in a line, in brackets or before a colon."""
_NUMBER = r"[<>]?\d+(?:[.,]\d+)?"
_ROW = re.compile(
    rf"(?<![\d./,-])(?<![\d,;/>-] ){_NUMBER}(?:{_JOINT}{_NUMBER}){{1,5}}(?![\d./-]|,\d| ?[/>] ?\d)|"
    rf"(?<![\d./,-]){_NUMBER}(?:/{_NUMBER}){{1,5}}(?![\d/])"
)
_PARTS = re.compile(_JOINT + "|/")
_MONTH_OF_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d\d")
_MONTH_BEFORE = re.compile(rf"(?<![a-z])(?:{ANY_MONTH})\.? ?$")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)? ?(?:{ANY_MONTH})(?![a-z])")
"""``20 June 2024 - 23 October 2024``: the numbers of two days are no row of values."""
_TWO_NAMES = re.compile(r"(?:(?P<names>[a-z][\w-]* ?/ ?[a-z]\w*)|\b(?:bp|rr|pressure)) *[:=]? *$")
"""``PT/INR 14/1.2``, ``BP 131/77``: two tests, not two days."""


def latest_of_dated_rows(text: Text, today: date) -> Text:
    """Leave of every row of values under a head of days the one of the latest day, and say that day with it."""
    head = _HEAD.search(text.low)
    days = _PARTED.findall(_AGAIN.sub("", head["days"])) if head is not None else []
    told = _latest([_day(one, today) for one in days], _order(days))
    if head is None or told is None:
        return text
    if NAMED.search(text.low, text.low.rfind("\n", 0, head.start()) + 1, head.start("said")):
        return text  # ``nivolumab (2025-04-11 - 2025-07-03)``
    place, iso = told
    dated = f" on {iso}" if iso else ""
    changes = []
    for row in _ROW.finditer(text.low, head.end()):
        if _MONTH_OF_YEAR.fullmatch(row.group()) or _in_dates(text.low, *row.span()):
            continue
        values = _PARTS.split(row.group())
        if len(values) == len(days) and not _of_two(text.low, row.start()):
            changes.append(Change(*row.span(), values[place].strip() + dated))
    return rewritten(text, [Change(*head.span("said"), ""), *changes]) if changes else text


def _in_dates(low: str, start: int, end: int) -> bool:
    """Tell whether a month stands right before or behind a row."""
    return (
        _MONTH_BEFORE.search(low[max(0, start - 12) : start]) is not None or _MONTH_BEHIND.match(low, end) is not None
    )


def _of_two(low: str, place: int) -> bool:
    """Tell whether two names, or that of the pressure, stand before a row; a unit is none."""
    found = _TWO_NAMES.search(low[max(0, place - 24) : place])
    return found is not None and (found["names"] is None or unit_at(found["names"], 0) is None)


_PARTED = re.compile(_DAY)


def _day(said: str, today: date) -> Day | None:
    """The day that a piece of the head is, from its first letter to its last."""
    found = [*find_dates(said, today), *find_short_dates(said, today)]
    whole = [day for start, end, day in found if start == 0 and end >= len(said) - 1]
    return whole[0] if whole else None


def _order(days: list[str]) -> int | None:
    """Which comes first in ``5/10 - 2/11 - 19/11``: 0 the day, 1 the month; None where no day is above twelve."""
    pairs = [re.match(r"(\d{1,2})[-./](\d{1,2})(?!\d)", one) for one in days]
    return next((int(one[2]) > 12 for one in pairs if one is not None and max(int(one[1]), int(one[2])) > 12), None)


def _latest(days: list[Day | None], order: int | None) -> tuple[int, str | None] | None:
    """The place of the latest day and its date; without the date where two orders of day and month leave it open."""
    told = [day for day in days if day is not None and day.candidates and not day.ahead]
    if len(told) < 2 or len(told) != len(days):
        return None
    read = [[day.candidates[min(one, len(day.candidates) - 1)] for day in told] for one in (0, 1)]
    places = [max(range(len(told)), key=lambda place: last_day(isos[place])) for isos in read]
    if order is None and any(day.iso is None for day in told):
        return (places[0], None) if places[0] == places[1] else None
    return places[order or 0], read[order or 0][places[order or 0]]
