"""``RFA two days before the TACE of 12 October``: a day counted from that of a treatment, told before or behind it.

A count from a treatment without a day of its own says nothing of the calendar, and is left as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from bot.nlu.dating.days import COUNT, counted, day_of, first_day
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.any_of import any_of
from bot.nlu.text.telling import Gated

_COUNTED = Gated(
    rf"(?<![\d.,/-])\b(?P<n>\d{{1,2}}|{any_of(COUNT)})[ -](?P<unit>days?|weeks?|wks?|months?) "
    r"(?P<way>before|prior to|after|following) (?:(?:the|his|her|that|this) )?(?=[a-z])"
)
_BESIDE = frozenset(("of", "on", "from", "(", ",", "at", "in", "dated", "was", "done"))
_NEAR = 4
"""Tokens that may stand between a treatment and its day."""


def settle_beside_treatments(tokens: list[Token], low: str, today: date) -> None:
    """Put the day in place of a count of days or weeks before or after a treatment that has a day of its own."""
    if "before " not in low and "prior to " not in low and "after " not in low and "following " not in low:
        return
    for match in reversed(list(_COUNTED.pattern.finditer(low))):
        first = bisect_left(tokens, match.start(), key=lambda one: one.start)
        named = bisect_left(tokens, match.end(), key=lambda one: one.start)
        if named >= len(tokens) or not tokens[named].treats or first == named:
            continue
        back = match["way"] in ("before", "prior to")
        if not back and not (named - 1 > first and tokens[named - 1].text in ("the", "that", "this")):
            continue  # ``4 weeks after TACE``: counted from today where nothing else is told
        told = _day_of(tokens, named) or _told_before(tokens, first, named)
        if told is None:
            continue
        day = day_of(
            _counted(told, -int(counted(match["n"])) if back else int(counted(match["n"])), match["unit"]), today
        )
        if day.ahead:
            continue
        start, end = tokens[first].start, tokens[named - 1].end
        kept = Token("punct", end, end, ",")
        tokens[first:named] = [Token("date", start, end, match.group().strip(), day=day), kept]


def _counted(told: str, count: int, unit: str) -> str:
    """The day so many days or weeks from another; the month, where months are counted."""
    if unit.startswith("mo"):
        months = int(told[:4]) * 12 + int(told[5:7]) - 1 + count
        return f"{months // 12}-{months % 12 + 1:02d}"
    return (first_day(told) + timedelta(days=count * (7 if unit.startswith("w") else 1))).isoformat()


def _day_of(tokens: list[Token], named: int) -> str | None:
    """The day that stands right behind a treatment."""
    for one in tokens[named + 1 : named + 1 + _NEAR]:
        if one.kind == "date":
            return _exact(one)
        if one.text not in _BESIDE and not one.treats:
            return None
    return None


def _told_before(tokens: list[Token], first: int, named: int) -> str | None:
    """``TACE 12 October, RFA two days after the TACE``: the day of the same treatment, told before."""
    for place in range(first - 1, -1, -1):
        if tokens[place].phrase and tokens[place].phrase == tokens[named].phrase:
            return _day_of(tokens, place)
    return None


def _exact(token: Token) -> str | None:
    iso = token.day.iso if token.day is not None and token.day.clear and not token.day.post else None
    return iso if iso is not None and len(iso) == 10 else None
