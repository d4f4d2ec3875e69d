"""``TACE 2024.3, 2024.5``: a decimal that begins as a year does, behind a treatment, is a month."""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.dating.days import day_of
from bot.nlu.lexicon.tokens import Token

_DOTTED = re.compile(r"(20[0-3]\d)\.(1[0-2]|0?[1-9])")
_BETWEEN = frozenset(
    ("(", ",", ":", ";", "and", "&", "+", "x", "*", "in", "on", "from", "since", "until", "till", "#", "last")
)
_REACH = 12


def settle_dotted(tokens: list[Token], low: str, today: date) -> None:
    """Read such a number as a month where only counts and other dates stand between it and the treatment."""
    if "20" not in low or "." not in low:
        return
    for place, token in enumerate(tokens):
        if token.kind != "num" or token.unit or token.used:
            continue
        match = _DOTTED.fullmatch(token.text.rstrip("."))
        if match is not None and int(match[1]) <= today.year and _behind_treatment(tokens, place):
            token.kind, token.number = "date", None
            token.day = day_of(f"{match[1]}-{int(match[2]):02d}", today)


def _behind_treatment(tokens: list[Token], place: int) -> bool:
    for one in reversed(tokens[max(0, place - _REACH) : place]):
        if one.treats:
            return True
        counted = one.kind == "num" and one.number is not None and (one.number.plain or 99) < 20
        if not (one.kind == "date" or counted or one.text in _BETWEEN or one.cue("last", "first")):
            return False
    return False
