"""A year that is told first, and the days or months in it: ``in 2023: TACE x4 between February and December``."""

from __future__ import annotations

from datetime import date

from bot.nlu.dating.days import day_of
from bot.nlu.lexicon.tokens import Token

_LEADS = ((":",), (",", "i.e."), (",", "i.e"), (",", "ie"), (",", "namely"), ("(", "i.e."), (",", "on"), ("-", "on"))
_REACH = 16


def settle_of_year(tokens: list[Token], today: date) -> None:
    """Give days and months without a year that of the year before them, where a colon or ``namely`` leads to them."""
    for place, token in enumerate(tokens):
        year = token.day.iso if token.kind == "date" and token.day is not None else None
        if year is None or len(year) != 4 or int(year) >= today.year:
            continue
        behind = tuple(one.text for one in tokens[place + 1 : place + 3])
        if not any(behind[: len(lead)] == lead for lead in _LEADS):
            continue
        for one in tokens[place + 2 : place + 2 + _REACH]:
            if one.sentence != token.sentence or (one.kind == "date" and (one.day is None or not one.day.guessed)):
                break
            if one.kind == "date" and one.day is not None and one.day.iso is not None:
                one.day = day_of(year + one.day.iso[4:], today)
