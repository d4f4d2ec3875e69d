"""Days and months as they are dictated or listed: ``the first of June``, ``2024 Jan``."""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.dating.days import Day, checked, full_year, latest
from bot.nlu.lexicon.calendar_words import MONTHS
from bot.nlu.lexicon.number_words import NTH

_TEENS = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"]
_TEENS += ["sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
ORDINAL_DAYS = (
    {word: day for day, word in enumerate([*NTH, *_TEENS], 1)}
    | {
        f"{ten}{gap}{unit}": base + day
        for ten, base in (("twenty", 20), ("thirty", 30))
        for gap in ("-", " ")
        for day, unit in enumerate(NTH, 1)
        if base + day < 32
    }
    | {"thirtieth": 30}
)
"""Days of a month in words."""


def spoken_day(match: re.Match[str], today: date) -> Day | None:
    """``the first of june this year``: a day."""
    month, day = MONTHS[match["mon"]], ORDINAL_DAYS[match["nth"]]
    if match["year"]:
        return checked(full_year(match["year"], today), month, day, today)
    if match["which"]:
        return checked(today.year - (match["which"] == "last"), month, day, today)
    return latest(month, day, today)


def year_month(match: re.Match[str], today: date) -> Day | None:
    """``2024 Jan``: a month."""
    return checked(int(match["year"]), MONTHS[match["mon"]], None, today)
