"""The keys of an export put as names: ``PLT_10E9L=177``, ``hiv_status: neg``, ``"totalBilirubin": 28``.

A key says more than a name: its parts are joined by underscores or capitals, and its unit may be the last of them.
Read as it stands it hides the name, or parts it from what is told of it.
"""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten

_KEY = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:_[a-z0-9][a-z0-9/^*.%]*)+(?=[\"']?[ ]?(?:[=:]|[,;|\t\n]|$))")
"""Words with underscores between them, and what sets a key apart behind them."""
_CAMEL = re.compile(r"(?<![\w./@-])[a-z]{3,}(?:[A-Z][a-z]{2,})+(?=[\"']?[ ]?[=:])")
_QUOTES = re.compile(r"(?:(?<=[{,:(\[])|(?<=[{,:(\[] )|(?<=\n)|^)'(?=\w)|(?<=\w)'(?=\s*(?:[:,})\]]|$))")
"""``{'alt': '56', 'hiv': 'neg'}``: single quotes around keys and what they say."""
_TAGGED = re.compile(r"<(?P<name>[a-z][a-z0-9 -]{0,30})>\s*(?P<value>[^<>\n]{1,40}?)\s*</(?P=name)>")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[/^*.x]")
_SAYS = re.compile(r"[\"']?[ ]?[=:][ ]?[\"']?(?P<value>[<>]?=?[ ]?\d+(?:[.,]\d+)?)(?![\w.,%/]*\w)")
_NEXT = re.compile(r",[ ]?[<>]?\d")
"""``ALBUMIN_G_L,38``: the value in the next cell, where the unit of the key is read with it."""
_UNITS = {
    "10e9l": "10^9/l",
    "109l": "10^9/l",
    "10e9": "10^9/l",
    "109": "10^9/l",
    "e9l": "10^9/l",
    "10e3ul": "10^3/ul",
    "103ul": "10^3/ul",
    "kul": "k/ul",
    "gl": "g/l",
    "gdl": "g/dl",
    "umoll": "umol/l",
    "mgdl": "mg/dl",
    "ul": "u/l",
    "iul": "iu/l",
    "ngml": "ng/ml",
    "iuml": "iu/ml",
    "mauml": "mau/ml",
    "mmhg": "mmhg",
    "sec": "sec",
    "s": "s",
    "seconds": "sec",
    "ms": "ms",
    "msec": "ms",
    "cm": "cm",
    "mm": "mm",
    "mo": "months",
    "months": "months",
    "yrs": "years",
    "years": "years",
    "xuln": "x uln",
    "uln": "x uln",
}
"""The units of keys, their signs left out."""
_COUNTS = ("plt", "platelet", "thromb", "wbc", "leu", "neut", "anc", "white")
_LONGEST_UNIT = 3
_SIZED = {
    "largest": "largest lesion",
    "max diameter": "largest lesion",
    "max diam": "largest lesion",
    "size": "largest lesion",
    "tumour size": "largest lesion",
    "tumor size": "largest lesion",
    "lesion size": "largest lesion",
    "largest diameter": "largest lesion",
}
"""Names of keys that mean the largest tumour where a length stands behind them."""


def with_plain_keys(text: Text) -> Text:
    """Put the keys of an export as names, with their unit behind the value, or in brackets in a heading."""
    if "':" in text.low:
        text = rewritten(text, [Change(*match.span(), '"') for match in _QUOTES.finditer(text.low)])
    changes = [one for match in _KEY.finditer(text.low) for one in _plain(text.low, match)] if "_" in text.low else []
    if not changes and ("=" in text.low or '":' in text.low):
        changes = [
            Change(match.start() + hump.start(), match.start() + hump.start(), " ")
            for match in _CAMEL.finditer(text.cased)
            for hump in _HUMP.finditer(match.group())
        ]
    if not changes and "</" in text.low:
        changes = [
            one
            for match in _TAGGED.finditer(text.low)
            for one in (
                Change(match.start(), match.start("name"), ""),
                Change(match.end("name"), match.start("value"), ": "),
                Change(match.end("value"), match.end(), ";"),
            )
        ]
    return rewritten(text, changes) if changes else text


def _plain(low: str, match: re.Match[str]) -> list[Change]:
    name, unit = _parted(match.group())
    if unit in ("cm", "mm"):
        name = _SIZED.get(name, name)
    value = _SAYS.match(low, match.end())
    if not unit:
        return [Change(*match.span(), name)]
    if value is None and _NEXT.match(low, match.end()):
        return []
    if value is None:
        return [Change(*match.span(), f"{name} ({unit})")]
    return [Change(*match.span(), name), Change(value.end() - 1, value.end(), f"{low[value.end() - 1]} {unit}")]


def _parted(key: str) -> tuple[str, str]:
    """The name that a key holds, and its unit; empty where it has none."""
    parts = key.split("_")
    for count in range(min(_LONGEST_UNIT, len(parts) - 1), 0, -1):
        joined = _SIGNS.sub("", "".join(parts[-count:])) if parts[-count:] != ["xuln"] else "xuln"
        if joined in _UNITS:
            name = " ".join(parts[:-count])
            return name, "/ul" if joined == "ul" and name.startswith(_COUNTS) else _UNITS[joined]
    return " ".join(parts), ""
