"""Dates without a year, which are dates only beside something that has one: ``10/14``, ``10.9.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.dating.date_words import (
    short,
)
from bot.nlu.dating.days import Day, latest
from bot.nlu.text.telling import Gated

_DOTTED = Gated(r"(?<![\d.,/-])(\d{1,2})\.(\d{1,2})(?:\.(?!\d)|(?=:))")
_SHORT = Gated(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")
_ONWARD = re.compile(r"-(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")
"""``06/23-11/23``: the second of two that a hyphen joins."""


def find_short_dates(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """Find ``10/14``, which is a date only beside something that has one."""
    for match in _DOTTED.finditer(low):
        dotted = latest(int(match[2]), int(match[1]), today) if 1 <= int(match[2]) <= 12 else None
        if dotted is not None:
            yield *match.span(), dotted
    for match in _SHORT.finditer(low):
        found = short(match, today)
        if found is not None:
            yield *match.span(), found
            onward = _ONWARD.match(low, match.end())
            second = short(onward, today) if onward is not None else None
            if onward is not None and second is not None:
                yield onward.start(1), onward.end(), second


_PLACED = re.compile(
    r"(?:[ ,(]+(?:to|of|in|the|via|r|l|rt|lt|right|left|lobes?|liver|caudate|dome|both|lobar|selective|superselective|"
    r"bones?|femur|hip|spine|sacrum|pelvis|ribs?|humerus|nodes?|adrenal|[tlc]\d{1,2}|"
    r"(?:s|segs?\.?|segments?|sg) ?(?:[1-8][ab]?|iv[ab]?|i{1,3}|vi{0,3})(?:[/-][1-8][ab]?)?|"
    r"(?:hepatic )?artery|[rl]ha|port|perc(?:utaneous)?|lap(?:aroscopic)?|open|"
    r"\d+(?:\.\d+)? ?(?:c?gye?|gbq|mg(?:/d(?:ay)?)?|cge)(?: ?(?:/|in|x) ?\d{1,2} ?(?:#|fx?\b|fractions?)?)?)\)?)+[ ,(]+"
)
"""Between a treatment and its day: where it was done and with what dose."""
_MONTH_OF_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[5-9]|2\d)(?=\s*(?:[.,;)\n]|->|$))")
_FARTHEST = 48
_NUMBERED = re.compile(r"(?:\b(?:s|segs?|segments?|sg|gy|in|x)\.?|#) ?$")
"""``TACE seg 4/8``: no date."""


def behind_place(low: str, start: int, treated: set[int]) -> bool:
    """``Y90 R lobe 11/25``, ``SBRT 45 Gy/5# to seg 7, 3/26``: a month behind a treatment and where it was done."""
    if _MONTH_OF_YEAR.match(low, start) is None or _NUMBERED.search(low, max(0, start - 10), start):
        return False
    near = max((one for one in treated if start - _FARTHEST <= one < start), default=None)
    return near is not None and _PLACED.fullmatch(low, near, start) is not None
