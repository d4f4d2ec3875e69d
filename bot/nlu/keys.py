"""Names of an export that carry their unit: ``PLT_10E9L=177``, ``alt_iu_l: 44``, ``LARGEST_CM,6.1``."""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten

_VOLUMES = {"l": "/l", "ul": "/ul", "dl": "/dl", "ml": "/ml", "mm3": "/mm3"}
_AMOUNTS = ("g", "mg", "ug", "ng", "umol", "mmol", "u", "iu", "kiu", "mau", "au", "miu", "ku", "ukat")
_POWERS = ("10e9", "x10e9", "10_9", "x10_9", "109", "10x9", "e9", "giga")
_UNITS = {
    **{
        f"{amount}{gap}{volume}": f"{amount}{per}"
        for amount in _AMOUNTS
        for volume, per in _VOLUMES.items()
        for gap in ("", "_")
    },
    **{f"{power}{gap}l": "10^9/l" for power in _POWERS for gap in ("", "_")},
    **{f"{power}{gap}ul": "10^3/ul" for power in ("10e3", "x10e3", "10_3", "x10_3", "e3", "k") for gap in ("", "_")},
    "cm": "cm",
    "mm": "mm",
    "ms": "ms",
    "msec": "ms",
    "s": "s",
    "sec": "s",
    "secs": "s",
    "seconds": "s",
    "mmhg": "mmhg",
    "yrs": "years",
    "years": "years",
    "yr": "years",
    "y": "years",
    "months": "months",
    "mo": "months",
}  # fmt: skip
_NAMES = {
    "largest": "largest tumour", "max diam": "largest tumour", "max diameter": "largest tumour",
    "maxdiam": "largest tumour", "largest lesion": "largest tumour", "max tumour size": "largest tumour",
    "max tumor size": "largest tumour",
    "sbp": "systolic bp", "dbp": "diastolic bp", "lesion max": "largest tumour", "largest nodule": "largest tumour",
    "max size": "largest tumour", "le": "life expectancy",
}  # fmt: skip
"""Names whose words say too little without the underscores."""
_ENDINGS = "|".join(sorted(_UNITS, key=len, reverse=True))
_KEY = re.compile(
    rf"(?<![\w.-])(?P<name>[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*?)_(?P<unit>{_ENDINGS})"
    r"(?P<gap>[\"']?[ \t]*[:=,;|\t][ \t]*[\"']?)"
    r"(?P<number>[<>]?=?[ ]?\d+(?:[.,]\d+)*)(?![\w.])"
)
_CELLS = 1000
"""Cells in a microlitre, at least."""


def with_units(text: Text) -> Text:
    """Put the unit of a name behind its number; a message without underscores stays as it is."""
    if "_" not in text.low:
        return text
    changes = [
        Change(*match.span(), f"{_named(match['name'])}{match['gap']}{match['number']} {_unit(match)}")
        for match in _KEY.finditer(text.low)
    ]
    return rewritten(text, changes) if changes else text


def _named(name: str) -> str:
    plain = name.replace("_", " ")
    return _NAMES.get(plain, plain)


def _unit(match: re.Match[str]) -> str:
    """The unit of a name; ``PLT_UL=177000`` is a number of cells, ``ALT_UL=44`` one of units per litre."""
    many = match["unit"] == "ul" and match["number"].isdigit() and int(match["number"][-9:]) >= _CELLS
    return "/ul" if many else _UNITS[match["unit"]]
