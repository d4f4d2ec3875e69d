"""``Mar 25``: the 25th of March, or March 2025. What the message itself says decides; else it is asked.

A day is meant where another date of the message is written so and can be none but a day (``Oct 10``), after ``on``, or
where the year would be long ago. A month is meant after ``in``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from bot.nlu.dating.days import Day, checked, day_of, first_day, last_day
from bot.nlu.lexicon.calendar_words import MONTHS
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_WRITTEN = re.compile(r"(?P<mon>[^\W\d]+)\.?[- /]?(?P<number>\d{2})$")
_DAY_OF_YEAR = re.compile(r"\d{1,2}\.?[- ][^\W\d]{3,9}\.?[- ]'?\d{2}$")
"""``30 Sep 26``: who writes so tells the year of ``Feb 26`` too."""
_FAR, _NEAR = 8, 5
"""Years back that two digits may mean: ever, and however near the day would be."""
_LATELY = timedelta(days=60)


def settle_months(tokens: list[Token], today: date) -> None:
    """Give every date that is a day or a month of a year both its readings, unless the message decides."""
    places = [place for place, token in enumerate(tokens) if _both(token, today) is not None]
    if not places or any(_surely_day(token, today) for token in tokens):
        return
    by_year = any(token.kind == "date" and _DAY_OF_YEAR.match(token.text) for token in tokens)
    for place in places:
        token = tokens[place]
        month, iso = _both(token, today), token.day.iso if token.day is not None else None
        before = tokens[place - 1].text if place else ""
        if month is None or iso is None or before == "on":
            continue
        lately = iso if today - first_day(iso) <= _LATELY else None
        if before != "in" and lately and month.iso and today.year - int(month.iso[:4]) > _NEAR:
            continue
        if before == "in" or by_year:
            token.day = month
            continue
        token.day = Day(None, (iso, month.iso or ""), lately=lately)


def settle_within(tokens: list[Token], today: date) -> None:
    """``since 6/26`` in 2026: the day lies in the month that may be meant too, which holds either way."""
    for token in tokens:
        if token.kind == "date" and token.day is not None and token.day.iso is None and len(token.day.candidates) == 2:
            day, month = token.day.candidates
            if len(month) == 7 and day.startswith(f"{month}-") and "/" in token.text:
                token.day = day_of(month, today)


_GLOSS = {"(", ",", "i.e", "i.e.", "i", "e", ".", "ie", "that", "is", "so", "=", "-", "about", "roughly"}


def settle_glosses(tokens: list[Token]) -> None:
    """``Dec 10 (nearly a year ago)``, ``2 months ago (20 Sep)``: a date told twice is the more exact of the two."""
    places = [place for place, token in enumerate(tokens) if token.kind == "date" and token.day is not None]
    for one, other in pairwise(places):
        between = [token.text for token in tokens[one + 1 : other]]
        if not between or not set(between) <= _GLOSS or not {"(", "ie", "i.e", "i.e.", "i", "=", "that"} & set(between):
            continue
        told = [place for place in (one, other) if "ago" not in tokens[place].text]
        if len(told) == 2 and _holds(tokens[one], tokens[other]):
            tokens[one].kind, tokens[one].day, tokens[one].used = "word", None, True
        if len(told) == 1:
            _take_told(tokens[told[0]], tokens[other if told[0] == one else one])


def _holds(one: Token, other: Token) -> bool:
    """``Halloween (31 Oct)``: the second is a day of the month that is told first."""
    first, second = (token.day.iso if token.day is not None else None for token in (one, other))
    return first is not None and second is not None and len(first) == 7 and second.startswith(f"{first}-")


def _take_told(told: Token, gloss: Token) -> None:
    """Let a calendar date stand where the distance from today allows it; else both stand."""
    if told.day is None or gloss.day is None:
        return
    if told.day.iso is None:
        fits = [one for one in told.day.candidates if gloss.day.iso is not None and one.startswith(gloss.day.iso)]
        told.day = Day(fits[0], (fits[0],)) if len(fits) == 1 else told.day
    if told.day.iso is None or (gloss.day.iso is not None and not _close(told.day.iso, gloss.day.iso)):
        return
    told.day = Day(told.day.iso, (told.day.iso,), ahead=told.day.ahead)
    gloss.kind, gloss.day, gloss.used = "word", None, True


def _close(one: str, other: str) -> bool:
    """Tell whether two dates may be the same day, a month apart at most."""
    month = timedelta(days=31)
    return first_day(one) - month <= last_day(other) and first_day(other) - month <= last_day(one)


_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})([/-]\d{2,4})?$")


_ORDER = Gated(
    r"\b(?:(?P<day>dd ?[/.-] ?mm|d/m/y+|uk (?:date )?(?:format|style|dates?)|(?:british|european) dates?)"
    r"|(?P<month>mm ?[/.-] ?dd|m/d/y+|us (?:date )?(?:format|style|dates?)|american dates?))\b"
)
"""``04/11/2025 [dd/mm]``: who writes says in which order."""


def settle_order(tokens: list[Token], low: str, today: date) -> None:
    """``8/2/26, 10/21/26``: where one date can be read in one order alone, so are the others of the message."""
    dates = [(token, match) for token in tokens if token.kind == "date" and (match := _SLASHED.match(token.text))]
    by_month = any(int(match[2]) > (12 if match[3] else 31) for _, match in dates)
    by_day = any(int(match[1]) > 12 for _, match in dates)
    told = _ORDER.search(low) if dates and by_month == by_day else None
    by_month, by_day = (told["month"] is not None, told["day"] is not None) if told else (by_month, by_day)
    if by_month == by_day:
        return
    for token, match in dates:
        both = max(int(match[1]), int(match[2])) <= 12
        if both and token.day is not None and len(token.day.candidates) == 2:
            month = int(match[1] if by_month else match[2])
            chosen = [one for one in token.day.candidates if len(one) == 10 and int(one[5:7]) == month]
            token.day = day_of(chosen[0], today) if chosen else token.day


def settle_bracketed(tokens: list[Token], today: date) -> None:
    """``in 2024 (March and May)``: months in brackets behind a year are of that year."""
    for place, token in enumerate(tokens[:-2]):
        year = token.day.iso if token.kind == "date" and token.day is not None else None
        numbered = token.kind == "num" and token.number is not None and not token.unit
        if numbered and token.number is not None and 1990 <= (token.number.plain or 0) <= today.year:
            year = str(token.number.plain)
        if year is None or len(year) != 4 or tokens[place + 1].text != "(":
            continue
        inner = tokens[place + 2 : place + 12]
        close = next((one for one, other in enumerate(inner) if other.text == ")"), 0)
        months = [one for one in inner[:close] if one.kind == "date" and one.day is not None and one.day.guessed]
        for one in months:
            iso = one.day.iso if one.day is not None else None
            one.day = day_of(year + iso[4:], today) if iso else one.day
        if months:
            token.kind, token.day, token.number, token.used = "word", None, None, True


_PARTS = {"year": 1, "month": 2, "day": 3, "date": 3}


_THAT_DAY = frozenset(("morning", "day", "afternoon", "evening"))
"""``attended on 16 November; bloods that morning``."""


def settle_same(tokens: list[Token], today: date) -> None:
    """``MI in 2015 and bypass the same year``: the year of the date told before."""
    told: str | None = None
    parted: list[int] = []
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind == "date" and token.day is not None:
            told = token.day.iso if token.day.clear else None
        elif token.kind == "num" and token.number is not None and not token.unit and token.number.plain:
            told = str(token.number.plain) if 1950 <= token.number.plain <= today.year else told
        elif token.text == "that" and after is not None and after.text in _THAT_DAY and told and len(told) == 10:
            token.kind, token.day, token.hit, token.end = "date", day_of(told, today), None, after.end
            del tokens[place + 1]
        elif token.text == "same" and after is not None and after.text in _PARTS and told is not None:
            parts = told.split("-")[: _PARTS[after.text]]
            if len(parts) == _PARTS[after.text]:
                token.kind, token.day, token.hit = "date", day_of("-".join(parts), today), None
                token.end = after.end
                parted.append(place + 1)
    for place in reversed(parted):
        del tokens[place]


def _written(token: Token) -> re.Match[str] | None:
    if token.kind != "date" or token.day is None or not token.day.guessed:
        return None
    match = _WRITTEN.match(token.text)
    return match if match is not None and match["mon"] in MONTHS else None


def _both(token: Token, today: date) -> Day | None:
    """The month of a year that a date without one may be, or None."""
    match = _written(token)
    if match is None:
        return None
    year = today.year - today.year % 100 + int(match["number"])
    found = checked(year, MONTHS[match["mon"]], None, today)
    return found if found is not None and not found.ahead and today.year - year <= _FAR else None


_ONE_DIGIT = re.compile(r"(?P<mon>[^\W\d]+)\.? ?\d$")


def _surely_day(token: Token, today: date) -> bool:
    """``Oct 10``, ``Mar 31``, ``May 3``: written alike, and no year of the last ones."""
    if token.kind == "date" and token.day is not None and token.day.guessed and token.text[-1].isdigit():
        alone = _ONE_DIGIT.match(token.text)
        if alone is not None and alone["mon"] in MONTHS:
            return True
    return _written(token) is not None and _both(token, today) is None
