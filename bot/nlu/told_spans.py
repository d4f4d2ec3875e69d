"""The dates of the one treatment that a message tells of: which is the beginning, which the end, which both."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.event_dates import year_of

PROCEDURES = ("resection", "ablation", "tace", "tae", "haic", "sirt", "radiotherapy", "transplant")
"""Kinds whose one date is that of the procedure."""
_ENDED = re.compile(
    r"\b(?:last|latest|finish\w*|ended|until|till|til|to|over in|done (?:with|by)|stopped|completed)\b[^,;.]*$"
)
_BEGUN = re.compile(r"\b(?:since|from|start\w*|began|begun|first)\b[^,;.]*$")
_LEAD = re.compile(r"\b(?:in|on|at|around|about)? ?(?:last|this)? ?$")
_TWICE = re.compile(r"\b(?:then|again|twice|two|three|four|five|six|first|second|another|also|times|sessions|goes)\b")
_SEGMENTS = re.compile(r"\bsegments? (?:(?:one|two|three|four|five|six|seven|eight|and|\d|,)\W*)+")
_ONCE = ("resection", "ablation", "transplant")


def fill(draft: Draft, entry: dict[str, Any]) -> None:
    """Give a procedure that was read without a date those of the message, by the words before each."""
    every = [
        (place, token.day if token.kind == "date" else year_of(draft, place))
        for place, token in enumerate(draft.tokens)
    ]
    days = [(place, day) for place, day in every if day is not None]
    if not 1 <= len(days) <= 2 or any(day.iso is None or day.ahead for _, day in days):
        return
    told = [(place, str(day.iso), _role(draft, days, at)) for at, (place, day) in enumerate(days)]
    if len(told) == 2 and (entry["kind"] in _ONCE or told[0][2] == "end" or told[1][2] == "start"):
        return
    if len(told) == 1 and not told[0][2] and _twice_before(draft, told[0][0]):
        return
    bare = [iso for _, iso, role in told if not role]
    start = next((iso for _, iso, role in told if role == "start"), bare[0] if bare else None)
    end = next((iso for _, iso, role in told if role == "end"), bare[-1] if bare else None)
    entry.update({key: iso for key, iso in (("start", start), ("end", end)) if iso is not None})
    for place, _, _ in told:
        draft.tokens[place].used = True
    draft.queries = [one for one in draft.queries if one.fact != "treatments"]


def _role(draft: Draft, days: list[tuple[int, Any]], at: int) -> str:
    """``start``, ``end`` or nothing, by the words between the date before and this one."""
    first = draft.tokens[days[at - 1][0]].end if at else 0
    before = _LEAD.sub("", draft.text.low[first : draft.tokens[days[at][0]].start])
    if _ENDED.search(before):
        return "end"
    return "start" if _BEGUN.search(before) else ""


def _twice_before(draft: Draft, place: int) -> bool:
    """``two operations, 2021``: of several the one date says nothing of each."""
    before = _SEGMENTS.sub("", draft.text.low[: draft.tokens[place].start])
    return _TWICE.search(_LEAD.sub("", before)) is not None
