"""``TACE on 4 May, lenvatinib begun a week later``: a day counted on from the date that was told before."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.days import COUNT, counted, day_of, first_day, partial
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.any_of import any_of

_COUNTS = any_of(COUNT)
_LATER = re.compile(
    rf"(?<![\d.,/-])\b(?P<n>\d{{1,2}}|{_COUNTS})[ -](?P<unit>days?|weeks?|wks?|months?)[ ]"
    r"(?:later|(?:after|before) (?:it|that|this|them)|afterwards|thereafter)\b"
)
_WORDS = (" later", " after ", " before ", " afterwards", " thereafter")
_REACH = 14
"""Tokens between the date and the count."""


def settle_later(tokens: list[Token], low: str, today: date) -> None:
    """Put a date in place of a count of days, weeks or months after the date told before, where that is exact."""
    if not any(word in low for word in _WORDS):
        return
    for match in reversed(list(_LATER.finditer(low))):
        first = bisect_left(tokens, match.start(), key=lambda one: one.start)
        last = bisect_left(tokens, match.end(), key=lambda one: one.start)
        if first == last:
            continue
        before = tokens[max(0, first - _REACH) : first]
        told = next((token for token in reversed(before) if token.kind in ("date", "dur")), None)
        iso = _counted_on(told, match)
        if iso is not None and first_day(iso) <= today:
            day = day_of(iso, today)
            tokens[first:last] = [Token("date", match.start(), match.end(), match.group(), day=day)]


def _counted_on(told: Token | None, match: re.Match[str]) -> str | None:
    """The day, or the month for months, so long after a date; None where that date is not exact enough."""
    if told is None or told.kind != "date" or told.day is None or not told.day.clear or told.day.iso is None:
        return None
    count, first = int(counted(match["n"])), first_day(told.day.iso)
    count = -count if " before " in match.group() else count
    if match["unit"].startswith("m"):
        whole = first + relativedelta(months=count)
        return partial(whole.year, whole.month) if len(told.day.iso) > 4 else None
    days = count if match["unit"].startswith("d") else 7 * count
    return (first + timedelta(days=days)).isoformat() if len(told.day.iso) > 7 else None
