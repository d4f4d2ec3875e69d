"""The words and days of a heading of values, and whether values stand behind it."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.any_of import any_of
from bot.nlu.text.rewriting import Named
from bot.nlu.text.telling import Gated

_WEEKDAY = rf"(?:{any_of(DAYS)})\b\.?(?:'?s\b)?"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = (
    rf"(?:(?:[ ,]{{0,2}}(?:at|@|t)?[ ,]{{0,2}}|,? ?[(\[]){_HOUR}(?:[:h]\d\d(?:[:.]\d\d)?|\d\d(?![\d.,/]))"
    rf"(?: ?(?:[ap]m|hrs?|h|hours|uhr)\b)?[)\]]?(?![\d/])|[ ,]{{1,2}}(?:at|@) ?{_HOUR}\.\d\d(?![\d./])|"
    rf"[ ,]{{1,2}}{_HOUR}\.\d\d ?(?:hrs?|h|hours|uhr)\b)"
)
DAY = Gated(
    rf"(?<![\w./-])(?:(?P<led>last |this )?(?P<weekday>{_WEEKDAY})[ ,]{{0,2}})?"
    rf"(?:(?P<compact>20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[0-2]\d[0-5]\d)?|"
    rf"(?P<written>{WRITTEN_DAY}(?:-\d\d(?![\d:]))?)|(?P<short>(?:1[3-9]|2\d|3[01])-(?:0?[1-9]|1[0-2])(?=:)|"
    rf"\d{{1,2}}(?:/\d{{1,2}}|\.\d{{1,2}}(?:\.|(?=:)))))"
    rf"(?![\d/%]|[.,]\d|-\d)(?P<clock>{_CLOCK})?"
    rf"|(?<![\w./-])(?:(?P<lead>last |this |on )?(?P<alone>{_WEEKDAY})|"
    r"(?P<told>yesterday|y'?day|today(?!')|this morning|(?:\d{1,2}|two|three|four|five|six) days ago))"
    rf"(?! ?\d{{1,2}}(?:st|nd|rd|th)?\b(?! ?[:.h]\d\d))(?P<part> (?:morning|afternoon|evening|am|pm)\b)?(?:'s\b)?"
    rf"(?P<hour>{_CLOCK})?"
)
"""A day as it stands in a heading: with its weekday, its time, or a weekday alone."""
LABS = word_set("lab_heads_labs")
"""Words that speak of values."""
WORDS = LABS | word_set("lab_heads_others")
"""All words of which such a heading may be made."""
COLUMNS = re.compile(r"[^\n]*?\S(?:[ ]{2,}|\t)\S[^\n]*?(?:[ ]{2,}|\t)\S")
"""``Lab   C1D1   C2D1 (12 Nov)``: the heads of columns, of which one has a day."""
PIECE = re.compile(r"\s+|[^\W\d_](?:[^\W\d_]|['&-](?=[^\W\d_]))*|[^\w\s]|_|\d+")
"""A word, a mark, a number or what stands between them."""
MEASURED = word_set("lab_heads_measured")
"""What a heading of values heads."""
MARKERS = frozenset(("afp", "pivka2", "afp_baseline", "pivka2_baseline"))
"""Tumour markers, as they are now and as they were before treatment."""
_RULE = re.compile(r"[\s|*#=_>:.,;(\[–—-]*(?:[a-z][a-z+-]{0,8}[ :=]{0,2}\d[\d.]*[ ,;]{1,2}){0,4}[\s|*#=_>:.,;(\[–—-]*")
_NEAR = 240
"""Characters behind a heading in which its first value is named."""


def day_told(day: re.Match[str]) -> str:
    """Give the day that a heading tells, as dates are written."""
    if day["compact"]:
        return "-".join((day["compact"][:4], day["compact"][4:6], day["compact"][6:]))
    if day["alone"]:
        name = re.match(any_of(DAYS), day["alone"])
        lead = "last " if day["lead"] == "last " else "on "
        return lead + (name.group() if name else day["alone"])
    if day["short"]:
        return day["short"].replace("-", "/")
    return (day["written"] or day["told"]).strip(" ")


def values_behind(low: str, end: int, named: Named, *, near: bool) -> bool:
    """Tell whether a value is told behind a heading, before anything else where it says nothing of values."""
    told = low[end : end + (_NEAR if near else 3 * _NEAR)]
    names = sorted(named(told))
    if not names or not any(fact in MEASURED for *_, fact in names[: 1 if near else None]):
        return False
    first = next(begin for begin, _, fact in names if fact in MEASURED)
    if not re.search(r"\d", told[first:]):
        return False
    return not near or _RULE.fullmatch(told, 0, first) is not None or 0 < told.count("\n", 0, first) < 3
