"""Feasts as dates: patients say ``until Easter`` and ``since Diwali``; a feast gives its month.

Easter is computed, fixed and counted feasts follow from the calendar, and those of other calendars stand in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SU, TH, TU, relativedelta

from bot.nlu.lexicon.calendar_words import MONTH_NAMES
from bot.nlu.lexicon.vocabulary import word_lists
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_FIXED = {
    (1, 1): "new year's day|new years day|new year's|new years|new year",
    (1, 6): "little christmas|three kings|three kings day|women's christmas",
    (1, 14): "pongal|makar sankranti|sankranti|lohri",
    (4, 13): "baisakhi|vaisakhi",
    (2, 14): "valentine's day|valentines day|valentine's|valentines",
    (3, 17): "st patrick's day|st patricks day|saint patrick's day|st patrick's|paddy's day|paddys day|patrick's day",
    (3, 21): "nowruz|norooz|newroz|persian new year",
    (5, 1): "may day|labour day in may",
    (6, 24): "midsummer|st john's day|st johns day",
    (7, 4): "the fourth of july|fourth of july|independence day",
    (7, 14): "bastille day",
    (8, 15): "assumption day|ferragosto|the obon",
    (10, 31): "halloween|hallowe'en|hallow's eve",
    (11, 1): "all saints|all saints day|all saints' day",
    (11, 2): "all souls|all souls day|all souls' day",
    (11, 5): "bonfire night|guy fawkes|guy fawkes night",
    (11, 11): "veterans day|veteran's day|remembrance day|armistice day|martinmas|st martin's day",
    (12, 8): "the immaculate conception",
    (12, 6): "st nicholas|st nicholas day",
    (12, 31): "new year's eve|new years eve|hogmanay|silvester|old year's night",
    (12, 26): "boxing day|st stephen's day|st stephens day|stephen's day|stephens day",
    (12, 24): "christmas eve|xmas eve",
    (12, 25): "christmas time|christmastime|christmas|xmas|x-mas|yuletide|crimbo|chrimbo",
}
_FROM_EASTER = {
    -48: "rose monday|rosenmontag", -47: "shrove tuesday|pancake day|pancake tuesday|mardi gras|carnival|fasching",
    -46: "ash wednesday|the start of lent", -7: "palm sunday", -2: "good friday|holy week",
    0: "easter sunday|easter time|eastertime|easter weekend|easter", 1: "easter monday",
    39: "ascension day", 49: "pentecost|whitsun|whit sunday|whitsuntide", 50: "whit monday|pentecost monday",
    60: "corpus christi",
}  # fmt: skip
_COUNTED = {
    "martin luther king day|mlk day": relativedelta(month=1, day=1, weekday=MO(3)),
    "presidents day|presidents' day|president's day": relativedelta(month=2, day=1, weekday=MO(3)),
    "memorial day": relativedelta(month=5, day=31, weekday=MO(-1)),
    "the spring bank holiday|spring bank holiday|whit bank holiday": relativedelta(month=5, day=31, weekday=MO(-1)),
    "the may bank holiday|may bank holiday|early may bank holiday": relativedelta(month=5, day=1, weekday=MO(1)),
    "father's day|fathers day": relativedelta(month=6, day=1, weekday=SU(3)),
    "labor day": relativedelta(month=9, day=1, weekday=MO(1)),
    "columbus day|canadian thanksgiving": relativedelta(month=10, day=1, weekday=MO(2)),
    "thanksgiving day|thanksgiving": relativedelta(month=11, day=1, weekday=TH(4)),
    "black friday": relativedelta(month=11, day=1, weekday=TH(4), days=1),
    "election day": relativedelta(month=11, day=2, weekday=TU(1)),
    "the august bank holiday|august bank holiday|bank holiday in august": relativedelta(month=8, day=15),
    "midsummer's eve": relativedelta(month=6, day=19, weekday=FR(1)),
}
_MOVABLE = {name: [date.fromisoformat(one) for one in days] for name, days in word_lists("feasts").items()}
"""Feasts of the Chinese, Indian, Jewish and Islamic calendars, of each year the first day."""
_SPELLINGS = {
    **{name: key for key, names in _FIXED.items() for name in names.split("|")},
    **{name: key for key, names in _FROM_EASTER.items() for name in names.split("|")},
    **{name: key for key in _COUNTED for name in key.split("|")},
    **{name: key for key in _MOVABLE for name in key.split("|")},
}
_FEAST = Gated(
    r"(?<![a-z0-9(])(?P<before>(?:(?:the |around |about |just |shortly )*last |this |the |around |about |round )?)"
    r"(?P<feast>" + "|".join(re.escape(one) for one in sorted(_SPELLINGS, key=len, reverse=True)) + r")(?![a-z0-9'])"
    r"(?P<day> (?:day|eve)\b)?(?:,? (?:of |in )?(?P<year>(?:19|20)\d\d)(?!\d)|(?P<last> (?:of )?last year)"
    r"|(?P<this> (?:of )?this year)|(?P<two> (?:the year )?before last|(?: the)? year before last))?"
)


_WORDS = re.compile(r"[a-z]+")
_TELLING = frozenset(max(_WORDS.findall(name), key=len) for name in _SPELLINGS)
"""The longest word of each feast, which a message must hold for it."""


_RANGE = re.compile(r" (?:to|until|till|through|up to) ")
"""Behind the beginning of a span: its year follows from the end."""


_DAYS = frozenset(["new year's day", "new years day", "new year's eve", "new years eve", "christmas eve", "xmas eve"])
"""A feast that names its day: of a year that is said it is that day, not the month alone."""


def feasts(low: str, today: date) -> Iterator[Change]:
    """Give for each feast in a folded text the month that it was in, or lies in: ``april 2026``."""
    if _TELLING.isdisjoint(_WORDS.findall(low)):
        return
    for match in _FEAST.finditer(low):
        if match["day"]:
            continue
        coming = _coming(match, low, today)
        month = coming or _month_of(match, today)
        if month is not None:
            year = "" if _RANGE.match(low, match.end()) and not match["year"] else f" {month.year}"
            if coming or (match["feast"] in _DAYS and match["year"]):
                year = f" {month.day}, {month.year}"
            yield Change(match.start(), match.end(), f"{MONTH_NAMES[month.month - 1]}{year}")


_SOON = timedelta(days=45)
_BEFORE = re.compile(
    r"\b(?:tace|haic|tae|sirt|tare|y-?90|rfa|mwa|sbrt|radiotherapy|ablation|resection|hepatectomy|surgery|"
    r"transplant\w*|[a-z]+(?:nib|mab)|avastin|tecentriq|keytruda|opdivo|nexavar|lenvima|imfinzi|imjudo|"
    r"[a-z]*therapy|atezo\w*|bev|lenva|durva\w*|pembro|nivo|treme|stride|t ?\+ ?a|chemo|treatment)"
    r"(?: (?:start(?:s|ing)?|some ?time|done|hopefully|probably|again|early|just|shortly|right))*"
    r" (?:before|by|after|around|over|in|for|until)(?: the)? $"
)
"""``TACE before Christmas``: what a treatment may be meant for, where nothing tells that it was given."""
_LIVED = re.compile(
    r"\b(?:had|was|were|been|got|gave|did|since|given|received|underwent|started|began|stopped|finished|ended|completed|"
    r"done|last|went|came|took|until|till|had|has|have|progress\w*|previous|first|x ?\d|ago|on)\b"
)


def _coming(match: re.Match[str], low: str, today: date) -> date | None:
    """The day of a feast that comes soon, behind a treatment of which no word tells that it was given."""
    if match["year"] or match["last"] or match["this"] or match["two"] or "last" in match["before"]:
        return None
    start = max(low.rfind(one, 0, match.start()) for one in ".;\n") + 1
    if not _BEFORE.search(low, start, match.start("feast")) or _LIVED.search(low, start, match.start()):
        return None
    days = (_on(_SPELLINGS[match["feast"]], year) for year in (today.year, today.year + 1))
    return next((day for day in days if day is not None and today < day <= today + _SOON), None)


def _month_of(match: re.Match[str], today: date) -> date | None:
    """The day of the feast in the year that was said, else the latest that is not ahead."""
    key = _SPELLINGS[match["feast"]]
    if match["year"]:
        return _on(key, int(match["year"]))
    if match["last"]:
        return _on(key, today.year - 1)
    if match["this"]:
        return _on(key, today.year)
    past = [day for year in range(today.year, today.year - 3, -1) if (day := _on(key, year)) and day <= today]
    wanted = 1 if match["two"] else 0
    return past[wanted] if len(past) > wanted else None


def names_of_feasts() -> list[str]:
    """Give the names of all feasts, the longest first."""
    return sorted(_SPELLINGS, key=len, reverse=True)


def feast_in(name: str, today: date, back: int) -> str | None:
    """Give the month of the feast ``back`` times ago (1: the last one), as ``december 2024``; None where unknown."""
    days = (
        (_on(_SPELLINGS[name], year) for year in range(today.year, today.year - back - 1, -1))
        if name in _SPELLINGS
        else ()
    )
    past = [day for day in days if day is not None and day <= today]
    return f"{MONTH_NAMES[past[back - 1].month - 1]} {past[back - 1].year}" if len(past) >= back else None


@lru_cache(maxsize=512)
def _on(key: object, year: int) -> date | None:
    """The day of a feast in a year, or None where the table ends."""
    if isinstance(key, tuple):
        return date(year, *key)
    if isinstance(key, int):
        return easter(year) + timedelta(days=key)
    if key in _COUNTED:
        return date(year, 1, 1) + _COUNTED[str(key)]
    return next((day for day in _MOVABLE[str(key)] if day.year == year), None)
