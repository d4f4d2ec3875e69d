"""Which of two readings the separators of a number have, told by how the other numbers are written.

Where decimals have commas, ``AFP 5.430`` is five thousand; where they have points, it stays open. A message may
say itself what they mean: ``AFP 37.420 (dot = thousands)``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.nlu.lexicon.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_COMMA = re.compile(r"\d+,\d{1,2}")
_POINT = re.compile(r"\d+\.\d{1,2}")
_MARKS = {"dot": ".", "dots": ".", "point": ".", "points": ".", "period": ".", "comma": ",", "commas": ","}
_GROUPS = frozenset(("thousand", "thousands"))
_MEANING = _GROUPS | {"decimal", "decimals"}
_LINKS = frozenset(("=", "is", "are", "as", "for", "means", "mean", "marks", "a", "the", ":", "used", "here", "of"))
_NEAR = 5


def settle_separators(tokens: list[Token]) -> None:
    """Settle numbers like ``5.430`` by the decimals beside them."""
    doubtful = [one for one in tokens if one.number is not None and one.number.other is not None]
    _as_told(doubtful, _told(tokens) if doubtful else {})
    open_ones = [one for one in doubtful if one.number and one.number.other and _THOUSANDS.fullmatch(one.number.text)]
    if not open_ones:
        return
    told = [one.number.text for one in tokens if one.number is not None]
    if not any(map(_COMMA.fullmatch, told)) or any(map(_POINT.fullmatch, told)):
        return
    for one in open_ones:
        if one.number is not None and one.number.other is not None:
            one.number = replace(one.number, value=max(one.number.value, one.number.other), other=None)


def _told(tokens: list[Token]) -> dict[str, bool]:
    """``dot = thousands``, ``decimal comma``: the marks whose meaning is told, with whether they part thousands."""
    told = {}
    for place, token in enumerate(tokens):
        if token.text not in _MARKS:
            continue
        if place and tokens[place - 1].text in _MEANING:
            told[_MARKS[token.text]] = tokens[place - 1].text in _GROUPS
        for one in tokens[place + 1 : place + _NEAR]:
            if one.text in _MEANING:
                told[_MARKS[token.text]] = one.text in _GROUPS
            if one.text not in _LINKS:
                break
    return told


def _as_told(doubtful: list[Token], told: dict[str, bool]) -> None:
    """Read numbers as their message says that their marks are meant."""
    for one in doubtful if told else ():
        grouped = told.get("," if one.number and "," in one.number.text else ".")
        if one.number is not None and one.number.other is not None and grouped is not None:
            pick = max if grouped else min
            one.number = replace(one.number, value=pick(one.number.value, one.number.other), other=None)
