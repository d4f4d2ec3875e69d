"""Limits of a checklist: beside a value (``AFP (>400): 331``), and whether they are met (``platelets >75: no``)."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten

_UNIT = (
    r"(?: ?(?:x ?)?(?:10\^\d ?/ ?u?l|[mun]{0,2}(?:g|mol|iu|u|au)/[md]?l|k(?:/ul)?|cm|mm|ms|s|sec|%|x ?uln))?"
    r"(?![a-z\d/])"
)
_LIMIT = re.compile(
    r"(?<=[a-z)\d])(?P<open> ?[(\[])? ?(?P<sign><=|>=|=<|=>|<|>|≤|≥) ?(?P<number>\d[\d.,]*\d|\d)"
    rf"(?P<unit>{_UNIT})(?:(?P<close> ?[)\]])?(?P<mark> ?[:?])?|)"
)
_VALUE = re.compile(
    r" ?(?:(?:yes|met|fulfilled|ok|no|not met|not fulfilled)\b[ ,:]*)?\(?(?P<value>\d[\d.,]*\d|\d)"
    rf"(?P<unit>{_UNIT})\)?(?=$|[,;.\n)]| [a-z])"
)
_MET = re.compile(
    r" ?(?:[:?-] ?)?(?P<no>(?:no|not (?:met|fulfilled|reached|satisfied)|n|false)\b)(?=\W*(?:$|[,;\n]|\.(?!\d)))"
)
_OTHER_SIDE = {"<": ">=", "<=": ">", "=<": ">", "≤": ">", ">": "<=", ">=": "<", "=>": "<", "≥": "<"}


def without_limits(text: Text) -> Text:
    """Leave out the limit beside a value, and turn one round that is not met."""
    low = text.low
    if not any(one in low for one in "<>≤≥"):
        return text
    changes = [change for match in _LIMIT.finditer(low) if (change := _change(low, match)) is not None]
    return rewritten(text, apart(changes)) if changes else text


def _change(low: str, match: re.Match[str]) -> Change | None:
    if match["open"] and (not match["close"] or match["unit"]):
        return None  # ``Bilirubin (<21 umol/L): 24``: what has a unit of its own is the range of normal
    met = _MET.match(low, match.end())
    if met is not None:
        number = f" {_OTHER_SIDE[match['sign']]} {match['number']}{match['unit']}"
        return Change(match.start(), met.end("no"), number)
    value = _VALUE.match(low, match.end()) if match["mark"] or match["close"] else None
    if value is None:
        return None
    unit = value["unit"] or match["unit"]
    return Change(match.start(), value.end(), f" {value['value']}{unit}")
