"""``TACE on 4 May, lenvatinib begun a week later``: a day counted on from the date that was told before.

So is the one of ``the day after``, ``the month after``, ``the year before``; a week named so is no exact day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.days import COUNT, counted, day_of, first_day, partial
from bot.nlu.dating.of_year import bare_year
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.any_of import any_of

_COUNTS = any_of(COUNT)
_LATER = re.compile(
    rf"(?<![\d.,/-])\b(?P<n>\d{{1,2}}|{_COUNTS})[ -](?P<unit>days?|weeks?|wks?|months?|years?|yrs?)[ ]"
    r"(?:later|(?:after|before) (?:it|that|this|them)|afterwards|thereafter|"
    r"(?P<back>earlier|beforehand|previously|prior|before)(?=\s*(?:$|[,;.)\n])))(?![a-z])"
    r"|\b(?:the (?P<unit_named>day|month|year) (?:after|(?P<before>before))|"
    r"(?:the )?(?:next|following) (?P<unit_next>day)|"
    r"the (?:next|following|(?P<preceding>preceding|previous)) (?P<unit_onward>day|month|year))(?=\s*(?:$|[,;.)\n]))"
)
_WORDS = (
    " later", " after", " before", " thereafter", "next day", " following ", " next ", " preceding ", " previous",
    " earlier", " prior",
)  # fmt: skip
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
        told = next((token for token in reversed(before) if token.kind in ("date", "dur") or bare_year(token)), None)
        iso = _counted_on(told, match)
        if iso is not None and first_day(iso) <= today:
            day = day_of(iso, today)
            tokens[first:last] = [Token("date", match.start(), match.end(), match.group(), day=day)]


def _counted_on(told: Token | None, match: re.Match[str]) -> str | None:
    """The day, or the month or year for months and years, so long after a date; None where that is not exact enough."""
    year = "" if told is None else bare_year(told)
    if told is None or (not year and (told.kind != "date" or told.day is None or not told.day.clear)):
        return None
    iso = year or (told.day.iso if told.day else None)
    if iso is None:
        return None
    count, first = int(counted(match["n"] or "a")), first_day(iso)
    back = " before " in match.group() or match["back"] or match["before"] or match["preceding"]
    count = -count if back else count
    unit = match["unit"] or match["unit_named"] or match["unit_next"] or match["unit_onward"]
    if unit.startswith("y"):
        return str(first.year + count)
    if unit.startswith("m"):
        whole = first + relativedelta(months=count)
        return partial(whole.year, whole.month) if len(iso) > 4 else None
    days = count if unit.startswith("d") else 7 * count
    return (first + timedelta(days=days)).isoformat() if len(iso) > 7 else None
