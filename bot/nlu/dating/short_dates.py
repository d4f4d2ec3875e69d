"""Dates without a year, which are dates only beside something that has one: ``10/14``, ``10.9.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.dating.date_words import (
    short,
)
from bot.nlu.dating.days import Day, latest

_DOTTED = re.compile(r"(?<![\d.,/-])(\d{1,2})\.(\d{1,2})(?:\.(?!\d)|(?=:))")
_SHORT = re.compile(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")
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
