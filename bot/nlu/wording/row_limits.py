"""Limits of normal named in a row, put in brackets: ``ALT 88 U/L, reference 7 - 50`` is ``ALT 88 U/L (7-50)``.

What says that a number is a limit stands before it (``ULN 40``, ``RR 0.8-1.2``, ``Normal: up to 40``), whatever sets it
apart from the value; a range alone is one where it closes what a list says of a value with a unit.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_NUMBER = r"\d+(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_BETWEEN = r"[ \t]*(?:-{1,2}|–|~|\.{2,3}|…|to|bis)[ \t]*"
_BOUND = r"(?:<=?|=<|≤|up ?to|upto|below|under|less than|max(?:imum|\.)?|bis|hasta|fino a|jusqu'à|at most|not above)"
_UNIT = (
    r"(?:(?:x[ ]?)?10[\^*e]{0,2}\d{1,2}[ ]?/[ ]?[a-zµ]{1,3}|[a-zµ]{0,5}[ ]?/[ ]?(?:[a-z]{1,3}3?)|s|secs?|seconds?|"
    r"\(?(?:[a-zµ]{1,5}/[a-z]{1,3})\)?)(?![a-z\d])"
)
_VALUE = rf"(?<![\d.,<>/-])(?<!10\^)(?<!10\*)(?:{_NUMBER})[ ]?[*↑↓!]{{0,2}}"
_FLAG = (
    r"(?:[ \t]*[,;|]?[ \t]*[(\[]?(?:hh?|ll?|n(?![ :]*[(<\d])|high|low|abnormal|\*{1,2}|↑|↓|"
    r"normal(?![ :]*(?:[(<\d]|range|limit|value|ref|up|is|int)))[)\]]?(?=[ \t,;|(\[]))?"
)
_UPPER = (
    r"(?:uln|unl|upper(?: (?:limit|normal|ref(?:erence)?|end|lim|bound))?(?: of(?: the)? (?:normal|range|ref))?|"
    r"max(?:imum|\.)?|até|hasta|fino a|jusqu'à|bis(?= ?\d))"
)
_RANGED = (
    r"(?:lab(?:oratory)?['s]* |local |our |bio(?:logical|\.)? )?"
    r"(?:ref(?:erence|s)?|normal|norm|nl|rr|nr|nv|vn|vr|n|range|limits?|interval|normwerte?|normbereich|ri"
    r"|expected)\b\.?"
    r"(?:[ ]?(?:range|interval|limits?|values?|int|lab|upper)\b\.?)*"
)
_SIGN = r"[ \t]*(?::|=|is|are|of|-)?[ \t]*"
_WORDED = Gated(
    rf"(?P<value>{_VALUE}{_FLAG}(?:[ \t]*[,;|]?[ \t]*{_UNIT})?{_FLAG})(?P<gap>[ \t]*"
    rf"(?:[,;|–-][ \t]*){{0,2}})[(\[{{]?[ \t]*"
    rf"(?:(?P<upper>{_UPPER}){_SIGN}{_BOUND}?[ \t]*(?P<most>{_NUMBER})|"
    rf"{_RANGED}{_SIGN}(?:(?P<low>{_NUMBER}){_BETWEEN}(?P<high>{_NUMBER})|{_BOUND}[ \t]*(?P<bound>{_NUMBER})))"
    rf"(?:[ \t]*{_UNIT})?[ \t]*[)\]}}]?(?=[ \t]*(?:$|[,;|\n\t]|\.(?!\d)|[(\[]?(?:hh?|ll?|n|high|low|normal|\*)\b"
    rf"|[*↑↓(]|"
    r"[ \t]{2,}[a-z]{2}))"
)
"""``88 U/L H ULN 50``, ``1.2 | RR 0.8-1.2``."""
_LISTED = Gated(
    rf"(?P<value>{_VALUE}(?:(?<=\*)[hl]{{1,2}})?[ \t]*(?:{_UNIT}{_FLAG})?)(?P<gap>[ \t]+)"
    rf"(?P<low>{_NUMBER})(?:[ ]?-[ ]?|–|~| to )"
    rf"(?P<high>{_NUMBER})(?:[ ](?P<unit>{_UNIT}))?(?=[ \t]*(?:$|\n|[,;](?!\d)|\.(?:\s|$)|"
    rf"[ \t]{{2}}[ \t]*[a-z]{{2}}|\((?:hh?|ll?|n|high"
    rf"|low)\)))"
)
"""``ALT 88 U/L 7-50, INR 1.1 0.8-1.2``: in one line."""
_OF_UNIT = re.compile(_UNIT)
_AHEAD = Gated(
    rf"(?<=[a-z)])[ \t]*[(\[][ \t]*(?:(?:{_UPPER}{_SIGN}|(?:{_RANGED}{_SIGN})?{_BOUND}[ \t]*)(?P<most>{_NUMBER})|"
    rf"(?:{_RANGED}{_SIGN})?(?P<low>{_NUMBER}){_BETWEEN}(?P<high>{_NUMBER}))(?:[ \t]*{_UNIT})?[ \t]*[)\]]"
    rf"[ \t]*[:=][ \t]*(?P<value>[<>]?(?:{_NUMBER})(?:[ \t]*{_UNIT})?)(?=\s*(?:$|[,;\n|]|\.(?!\d)|[a-z*(]{{1,6}}"
    rf"(?:$|\n)))"
)
"""``ALT (<50): 88 IU/L``, ``WBC (ULN 10.0) : 5.1 x10^9/L``."""
_OPEN = re.compile(r"\b(?:lln|low(?:er)?|min|below|limit|range|ref|x|days?|ver|v)\W*$")
"""Before a number that is no value: ``LLN 150; ULN 400``."""
_KEYED = re.compile(r"(?:value|result)s?[ ]?[:=][ ]?[<>]?$")
"""A record whose fields have names of their own."""


_SAID = Gated(
    r"uln|até|hasta|fino|jusqu|bis|"
    r"unl|upper|max|ref|norm|rang|limit|interval|expected|\b(?:rr|nl|nr|nv|vn|vr|n|ri)[ .:=]"
)
_CLOSED = re.compile(r"[)\]] ?[:=]")
_SPAN = Gated(r"\d(?: ?[-–~] ?| to )\d[^\n]*\n?[^\n]*\d(?: ?[-–~] ?| to )\d")
"""What a text holds that has such limits at all: cheap to look for."""


def with_row_limits(text: Text) -> Text:
    """Put each limit that a word names in brackets, and those that close the items of a list."""
    low = text.low
    changes: list[Change] = []
    if _SAID.search(low):
        found = (one for one in _WORDED.finditer(low) if _of_value(low, one.start()))
        asked = _ASKED.search(low) is not None
        changes += [Change(one.start("gap"), one.end(), _limit(low, one, asked)) for one in found]
    if _CLOSED.search(low):
        ahead = _AHEAD.finditer(low)
        changes += [Change(*match.span(), f": {match['value']} {_bracketed(match)}") for match in ahead]
    listed = list(_LISTED.finditer(low)) if _SPAN.search(low) else []
    if len(listed) > 2 or len([one for one in listed if _OF_UNIT.search(one["value"])]) > 1:
        changes += [Change(one.start("gap"), one.end(), f"{_said(one)}{one['gap']}{_bracketed(one)}") for one in listed]
    return rewritten(text, apart(changes)) if changes else text


def _said(match: re.Match[str]) -> str:
    """The unit that stands behind the limits, ``9.8 13.5-17.5 g/dL``, put behind the value."""
    own = _OF_UNIT.search(match["value"]) is not None
    return f" {match['unit']}" if match["unit"] and not own else ""


def _of_value(low: str, place: int) -> bool:
    """Tell whether a value stands behind something that it is of, and that is no limit itself."""
    before = slice(max(0, place - 12), place)
    return bool(low[:place].strip()) and not _OPEN.search(low[before]) and not _KEYED.search(low[before])


_ASKED = re.compile(r"[(\[] ?(?:need(?:s|ed)?|required?|min(?:imum)?\.?|at least|trial|protocol|must be)\b")
"""``plt 81 (need 75), bili 2.1 (max 3)``: what stands in the brackets is what a trial asks."""


def _limit(low: str, match: re.Match[str], asked: bool) -> str:
    """The limit in brackets; nothing where it is a trial's."""
    if asked and match["upper"] is not None and match["upper"].startswith("max"):
        return ""
    return _gap(low, match) + _bracketed(match)


def _gap(low: str, match: re.Match[str]) -> str:
    """What stays before a limit: the marks of a table, or the blanks of its columns."""
    gap = match["gap"]
    mark = gap.strip(" ")[:1]
    if mark in ("\t", "|") or (not mark and len(gap) > 1):
        return gap
    line = low[low.rfind("\n", 0, match.start()) + 1 : match.end()]
    return gap if mark in (";", ",") and line.count(mark) > 1 and "\n" in low else " "


def _bracketed(match: re.Match[str]) -> str:
    told = match.groupdict()
    return f"({told['low']}-{told['high']})" if told["low"] else f"(<{told['most'] or told['bound']})"
