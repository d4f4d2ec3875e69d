"""Which of two readings the separators of a number have, told by how the other numbers are written.

Where decimals have commas, ``AFP 5.430`` is five thousand; where they have points, it stays open.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.nlu.lexicon.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_COMMA = re.compile(r"\d+,\d{1,2}")
_POINT = re.compile(r"\d+\.\d{1,2}")


def settle_separators(tokens: list[Token]) -> None:
    """Settle numbers like ``5.430`` by the decimals beside them."""
    open_ones = [
        one
        for one in tokens
        if one.number is not None and one.number.other is not None and _THOUSANDS.fullmatch(one.number.text)
    ]
    if not open_ones:
        return
    told = [one.number.text for one in tokens if one.number is not None]
    if not any(map(_COMMA.fullmatch, told)) or any(map(_POINT.fullmatch, told)):
        return
    for one in open_ones:
        if one.number is not None and one.number.other is not None:
            one.number = replace(one.number, value=max(one.number.value, one.number.other), other=None)
