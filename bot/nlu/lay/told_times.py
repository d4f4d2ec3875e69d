"""When the one course that a message tells of began and ended, by the words around its dates."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lay.told_spans import PROCEDURES
from bot.nlu.lexicon.calendar_words import MONTH_IN_FULL
from bot.nlu.text.beginnings import BEGUN
from bot.nlu.text.telling import Gated

_STOPPING = (
    r"\b(?:stop\w*|quit|finish\w*|took me off|taken off|came off|come off|off it|g[ai]ve (?:\w+ ){0,2}up|"
    r"ended|c[ao]me to an end|"
    r"until|till|packed (?:it|them) in|pack it in|pulled me off|threw it in|dropped it|"
    r"the end of (?:that|it|them)|that was that|had enough)"
)
_STOPPED = re.compile(rf"{_STOPPING}[^,;.]{{0,25}}$")
_STOPPED_FOR = re.compile(rf"{_STOPPING} (?:it |me |that |them )?(?:because|for|with|over|due|on account)\b[^;.]*$")
_STARTING = re.compile(rf"\b(?:since|from|{BEGUN}|went on|put (?:me )?on|first|given|got|had it)\b")


_WAS_IN = re.compile(r",? (?:(?:that|it|this) (?:was|must have been|would be) )?(?:back )?(?:in|on|around|about)? ?$")


def _ended_then(draft: Draft, entry: dict[str, Any]) -> bool:
    """``I had to give it up in September``: the one date stands behind a word of the end, and none of a beginning."""
    every = [one.start for place, one in enumerate(draft.tokens) if day_at(draft, place) is not None]
    before = draft.text.low[: every[0]] if len(every) == 1 else ""
    before = _WAS_IN.sub("", before)
    stopped = _STOPPED.search(before) or _STOPPED_FOR.search(before)
    return bool(stopped) and not _STARTING.search(before) and not re.search(r"\bsince\b", draft.text.low)


def stopped(draft: Draft, entry: dict[str, Any]) -> None:
    """``from March, I got a bleed so they stopped it in May``: a date behind a word of the end is that of the end."""
    if entry["kind"] != "systemic" or "end" in entry or "start" not in entry or entry.get("outcome") == "ongoing":
        return
    if _ended_then(draft, entry):
        entry["end"] = entry.pop("start")
        return
    for token in draft.tokens:
        day = token.day if token.kind == "date" else None
        if day is None or day.iso is None or day.ahead or day.iso == entry["start"]:
            continue
        if _STOPPED.search(draft.text.low[: token.start]):
            entry["end"] = day.iso
            token.used = True


def begun(draft: Draft, entry: dict[str, Any]) -> None:
    """``Chinese New Year they started it, it was stopped in May``: the other date is that of the beginning."""
    days = [token for token in draft.tokens if token.kind == "date" and token.day is not None and token.day.iso]
    if len(days) != 2 or "end" not in entry or "start" in entry or days[0].day is None or days[0].day.ahead:
        return
    first = days[0].day.iso
    if _STARTED.match(draft.text.low[days[0].end :]) and days[1].day and entry["end"] == days[1].day.iso:
        entry["start"] = first
        days[0].used = True


_LASTING = re.compile(
    rf"\b(?:since|until|till|{BEGUN}|first|last|finish\w*|ended|"
    rf"from (?:then|that|{MONTH_IN_FULL}|spring|the \d)|twice|times|sessions|goes|courses?|"
    r"weeks?|x ?\d)\b"
)


def at_once(draft: Draft, entry: dict[str, Any]) -> None:
    """``beads up from my groin on 8 August``: a procedure with one date, and no word of how long, was that day's."""
    dates = [one for one in draft.tokens if one.kind == "date"]
    if entry["kind"] not in PROCEDURES or entry["kind"] == "haic" or len(dates) != 1 or draft.facts:
        return
    low = draft.text.low
    told, day = {"start", "end"} & set(entry), dates[0].day
    if not _TOLD.search(low) or (_LASTING.search(low) and " all in " not in low):
        return
    if len(told) == 1:
        entry["start"] = entry["end"] = entry.get("start") or entry["end"]
    elif not told and day is not None and day.iso is not None and not day.ahead and not dates[0].used:
        entry["start"] = entry["end"] = day.iso
        dates[0].used = True


_TOLD = re.compile(r"\b(?:they|i|my|me)\b")
_BEGAN = re.compile(rf"\b(?:{BEGUN}|put me on|went on)\b")


def from_then(draft: Draft, entry: dict[str, Any]) -> None:
    """``at Chinese New Year we begin lenvatinib``: the only date of a drug that was begun."""
    if entry["kind"] != "systemic" or "start" in entry or "end" in entry or not _BEGAN.search(draft.text.low):
        return
    days = [one for one in draft.tokens if one.kind == "date" and one.day is not None and not one.used]
    day = days[0].day if len(days) == 1 else None
    if (
        day is not None
        and day.iso is not None
        and not day.ahead
        and not _STOPPED.search(draft.text.low[: days[0].start])
    ):
        entry["start"] = day.iso
        days[0].used = True


_ONCE = re.compile(
    r"\b(?:(?:that was |it was |only |just )+(?:the )?(?:only (?:time|one|go|dose|session)|once|one (?:time|go|dose|"
    r"shot|session))"
    r"|only the (?:one|once)|just the (?:one|once)|one (?:go|dose|session|shot) only|never (?:again|"
    r"got (?:a )?second)"
    r"|a single (?:one|dose|go|session|time))\b"
)


def single(entry: dict[str, Any], low: str) -> None:
    """``on the 20th of July, that was the only time``: what was given once ended as it began."""
    if "start" in entry and "end" not in entry and entry.get("outcome") != "ongoing" and _ONCE.search(low):
        entry["end"] = entry["start"]


_STARTED = re.compile(r",? (?:they|i|we|he|she) (?:have |had )?(?:start|began|begun|put|gave|went)")


_VAGUE = Gated(
    r"\bwhen (?:i|he|she) (?:was|turned) (?:about |around |only )?(?:\d\d|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty)\b|"
    r"\b(?:the )?year (?:that |when )?(?:my|our|the|his|her|we|i|he|she) (?:\w+ ){0,4}(?:born|married|died|"
    r"retired|moved|"
    r"passed|arrived|wedding|started|left|came|bought|finished)\b|\b(?:a good while|a while|ages|years|"
    r"a long time|long) "
    r"(?:ago|back)\b|\b(?:spring|summer|autumn|fall|winter) before last\b|donkey'?s years|"
    r"\b(?:two|three|four|five|a couple of|2|3|4|5) (?:spring|summer|autumn|fall|winter)s (?:ago|back)\b|"
    r"\bwhen (?:the|they|my|we|i|it) (?!first|found|came|grew|had|did|told|was diagnosed)\w+|\b(?:start|end|"
    r"middle) of the (?:summer|winter|school)\b|"
    r"\b(?:the year of|during|in the middle of|just after|just before) (?:the|my|our) (?:\w+ )?(?:pandemic|"
    r"lockdown|covid|war|"
    r"holidays?|wedding|world cup|olympics|election|harvest|monsoon|rains)\b|\bduring (?:lockdown|covid)\b|"
    r"\bbirthday\b|\bmother'?s day\b|\bmothering sunday\b"
)
"""A time that is no date."""


_SEASON = Gated(r"\b(?:last|this|in the|the) (?:spring|summer|autumn|winter)\b")
"""``last winter the lump was back, so they cooked it``: months of two years, or of one that is not said."""


def ask_when(draft: Draft, low: str) -> None:
    """``the year my granddaughter was born``: when it was is asked."""
    undated = any("start" not in one and "end" not in one for one in draft.treatments)
    if not undated or any(one.fact == "treatments" for one in draft.queries):
        return
    if len(draft.treatments) == 1 and _SEASON.search(low):
        draft.ask("treatments", "ambiguous_date", 0, len(draft.tokens) - 1)
    elif _VAGUE.search(low):
        draft.ask("treatments", "uncertain", 0, len(draft.tokens) - 1)
