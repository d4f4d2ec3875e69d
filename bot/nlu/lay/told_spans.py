"""The dates of the one treatment that a message tells of: which is the beginning, which the end, which both."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.number_words import COUNT
from bot.nlu.text.beginnings import BEGUN
from bot.nlu.treatments.entries import SINGLE

PROCEDURES = ("resection", "ablation", "tace", "tae", "haic", "sirt", "radiotherapy", "transplant")
"""Kinds whose one date is that of the procedure."""
_ENDED = re.compile(
    r"\b(?:last|latest|finish\w*|ended|until|till|til|to|over in|done (?:with|by)|stopped|completed)\b[^,;.]*$"
)
_BEGUN = re.compile(rf"\b(?:since|from|first|{BEGUN})\b[^,;.]*$")
_LEAD = re.compile(r"\b(?:in|on|at|around|about)? ?(?:last|this)? ?$")
_TWICE = re.compile(r"\b(?:again|twice|two|three|four|five|six|first|second|another|also|times|sessions|goes)\b")
_SEGMENTS = re.compile(r"\bsegments? (?:(?:one|two|three|four|five|six|seven|eight|and|\d|,)\W*)+")
_LENGTHS = re.compile(rf"\b(?:for |over )?{COUNT} (?:days?|nights?|hours?)\b")
"""``a catheter for three days``: how long, not how often."""


def settle_single(entry: dict[str, Any]) -> None:
    """``the operation is going on four years now``: what is done once ended when it began."""
    if entry["kind"] in SINGLE and "start" in entry:
        entry.setdefault("end", entry["start"])


_DONE_WITH = re.compile(
    r"\b(?:finish\w*|complet\w*|done with|through with|over and done with) (?:\w+ ){0,4}(?:radiation|"
    r"radiotherapy|tace|haic|"
    r"chemo\w*|beads|rays|sirt|sessions|treatment|it|them)\b|\b(?:was|were|is|are) (?:all )?over (?:by|in|on|"
    r"since|with)\b|"
    r"\bdone with\b[^.;]*\bsince\b"
)


def settle_end(draft: Draft, entry: dict[str, Any]) -> None:
    """``finished all my radiation on 5 June``: the one date is that of the end."""
    several = entry["kind"] in PROCEDURES and entry["kind"] not in SINGLE
    dates = [place for place in range(len(draft.tokens)) if day_at(draft, place) is not None]
    if not several or "start" not in entry or entry.get("end", entry["start"]) != entry["start"] or len(dates) > 1:
        return
    if _DONE_WITH.search(draft.text.low):
        entry["end"] = entry.pop("start")
        if entry.get("outcome") in (None, "ongoing"):
            entry["outcome"] = "completed"


_TIMES_SINCE = re.compile(r"\b(?:times|twice|sessions|goes|rounds) since\b")


def leave_ongoing(draft: Draft, entry: dict[str, Any]) -> None:
    """``TACE five times since 2023``: how often so far, not that it goes on."""
    if entry["kind"] in PROCEDURES and entry.get("outcome") == "ongoing" and _TIMES_SINCE.search(draft.text.low):
        del entry["outcome"]


def fill_course(draft: Draft, entry: dict[str, Any]) -> None:
    """``Since about March. Nexavar.``: the only date of an answer is that of the only drug that it tells of."""
    days = [(place, token.day) for place, token in enumerate(draft.tokens) if token.kind == "date"]
    if {"start", "end"} & set(entry) or len(days) != 1 or "treatments" not in draft.asked:
        return
    place, day = days[0]
    token = draft.tokens[place]
    if day is None or day.iso is None or day.ahead or token.used or draft.barred(place) or draft.facts:
        return
    role = _role(draft, days, 0)
    if not role and not (_ALONE.search(draft.text.low[: token.start]) and entry.get("outcome") in (None, "ongoing")):
        return
    entry["end" if role == "end" else "start"] = day.iso
    if role == "start" and "since" in draft.text.low[: token.start]:
        entry.setdefault("outcome", "ongoing")
    token.used = True


_ALONE = re.compile(r"(?:^|[.!;] )(?:it was |that was )?(?:in|on|around|about|back in)? ?$")


def _of_outcome(draft: Draft, place: int) -> bool:
    """``In January disease progressed, and SIRT followed``: a day of a clause that tells how it went alone."""
    segment = draft.tokens[place].segment
    own = [one for one in draft.tokens[max(0, place - 8) : place + 9] if one.segment == segment]
    return any(one.cue("progressed") for one in own) and not any(
        one.senses("kind") or one.senses("agent") for one in own
    )


def fill(draft: Draft, entry: dict[str, Any]) -> None:
    """Give a procedure that was read without a date those of the message, by the words before each."""
    days = [(place, day) for place in range(len(draft.tokens)) if (day := day_at(draft, place)) is not None]
    days = [one for one in days if not _of_outcome(draft, one[0])]
    if not 1 <= len(days) <= 2 or any(day.iso is None or day.ahead or len(day.candidates) > 1 for _, day in days):
        return
    told = [(place, str(day.iso), _role(draft, days, at)) for at, (place, day) in enumerate(days)]
    if len(told) == 2 and (entry["kind"] in SINGLE or told[0][2] == "end" or told[1][2] == "start"):
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
    before = _LENGTHS.sub("", _SEGMENTS.sub("", draft.text.low[: draft.tokens[place].start]))
    return _TWICE.search(_LEAD.sub("", before)) is not None
