"""What patients tell of a treatment around its name: what was done, when, why it ended.

``told/doings.yml`` holds in loose patterns what was done (``doings``, by kind of treatment) and how it went
(``outcomes``). They fill in what was left open where a message tells of one treatment, and never change what was read.
"""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.event_dates import year_of
from bot.nlu.normalise import normalise
from bot.nlu.telling import Gated
from bot.nlu.told_words import rules_of

LONGEST = 240
"""Characters of a message that is read in this way."""
_CALLED_OFF = Gated(
    r"\b(?:called (?:it|that|the \w+) off|cancelled it|never happened|never went ahead|did ?n[o']t go ahead|"
    r"fell through)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|no|n't|cannot|can't|couldn't|wouldn't|won't|didn't|don't|isn't|wasn't|will|going to|gonna|next|"
    r"planned|plan|plans|offered|refused|was to|were to|supposed|want|wants|wanted|wait|waiting|might|list|if|"
    r"hope|hoping|soon|tomorrow|talk|talking|booked|called it off|cancelled|instead|think|thinking|due|brother|sister|"
    r"mother|father|husband|wife|friend|neighbour|cousin|uncle|aunt|dad|mum|mam|mom)\b"
)
_PROCEDURES = ("resection", "ablation", "tace", "tae", "haic", "sirt", "radiotherapy", "transplant")
_ENDED = re.compile(
    r"\b(?:last|latest|finish\w*|ended|until|till|til|to|over in|done with|stopped|completed)\b[^,;.]*$"
)
_BEGUN = re.compile(r"\b(?:since|from|start\w*|began|begun|first)\b[^,;.]*$")
_TWICE = Gated(r"\b(?:then|again|twice|two|three|four|five|six|first|second|another|also|times|sessions|goes)\b")
_DENIED = "none"


def read_doings(draft: Draft) -> None:
    """Fill in what a short message leaves open of the one treatment that it tells of."""
    low = normalise(draft.text.raw).low
    asked = "treatments" in draft.asked
    if len(low) > LONGEST or draft.reply:
        return
    if _CALLED_OFF.search(low):
        draft.queries = [one for one in draft.queries if one.fact != "treatments"]
        return
    told = {rule.wording for rule, _ in rules_of("doings").matches(low)}
    if asked and _DENIED in told and all(one == {"kind": "systemic"} for one in draft.treatments):
        draft.treatments.clear()
        draft.complete = True
        draft.queries = [one for one in draft.queries if one.fact != "treatments"]
        draft.use(range(len(draft.tokens)))
        return
    draft.treatments = [one for one in draft.treatments if not _told_before(one, draft.treatments)]
    if asked or not draft.asked or "liver" in low:
        _what(draft, told - {_DENIED}, low)
    if len(draft.treatments) == 1:
        _when(draft, draft.treatments[0])
        _begun(draft, draft.treatments[0])
        _stopped(draft, draft.treatments[0])
        _at_once(draft, draft.treatments[0])
        _from_then(draft, draft.treatments[0])
        _how(draft, draft.treatments[0], low)
        _single(draft.treatments[0], low)


def _told_before(entry: dict[str, Any], entries: list[dict[str, Any]]) -> bool:
    """``X with Y since June, still on the X``: a drug of an entry that stands, told again without a date."""
    agents = set(entry.get("agents", ()))
    alone = bool(agents) and "start" not in entry and "end" not in entry
    return alone and any(agents < set(one.get("agents", ())) and one is not entry for one in entries)


def _what(draft: Draft, told: set[str], low: str) -> None:
    """``they cooked it with a needle``: the one thing done, where none was read or a drug without its name."""
    unnamed = [one for one in draft.treatments if one["kind"] == "systemic" and not one.get("agents")]
    if len(told) != 1 or len(draft.treatments) != len(unnamed) or len(unnamed) > 1 or _NOT_DONE.search(low):
        return
    kind = next(iter(told))
    if any(token.scope & {"plan", "refuse"} and token.senses("kind") for token in draft.tokens):
        return  # by its clinical name, and not given
    if any(one.fact == "treatments" for one in draft.queries) and kind == "systemic":
        return
    if unnamed:
        begun = unnamed[0].pop("start", None)
        if begun is not None:  # of a drug; what was done once began and ended then
            unnamed[0].pop("end", None)
        unnamed[0]["kind"] = kind
        unnamed[0].pop("outcome", None)
    else:
        draft.treatments.append({"kind": kind})
    draft.queries = [one for one in draft.queries if one.fact != "treatments"]
    draft.use(place for place, token in enumerate(draft.tokens) if token.kind not in ("date", "dur", "num"))


def _when(draft: Draft, entry: dict[str, Any]) -> None:
    """``in 2022 they injected alcohol``: the only date of a message is that of the one procedure that it tells of."""
    several = _TWICE.search(draft.text.low) and re.search(r"\blast (?:one|time|go|session)\b", draft.text.low)
    if several and "start" in entry and entry.get("start") == entry.get("end"):
        del entry["start"]
    if entry["kind"] not in _PROCEDURES or "start" in entry or "end" in entry or draft.facts:
        return
    every = [(place, token.day or year_of(draft, place)) for place, token in enumerate(draft.tokens)]
    days = [(place, day) for place, day in every if day is not None]
    if len(days) != 1 or days[0][1].iso is None or days[0][1].ahead:
        return
    place, day = days[0]
    before = re.sub(r"\b(?:in|on|at|around|about)? ?(?:last|this)? ?$", "", draft.text.low[: draft.tokens[place].start])
    if _ENDED.search(before):
        entry["end"] = day.iso
    elif _BEGUN.search(before):
        entry["start"] = day.iso
    elif not _TWICE.search(before):
        entry["start"] = entry["end"] = day.iso
    else:
        return
    draft.tokens[place].used = True
    draft.queries = [one for one in draft.queries if one.fact != "treatments"]


_STOPPING = (
    r"\b(?:stop\w*|quit|finish\w*|took me off|taken off|came off|come off|off it|g[ai]ve (?:it |that |them )?up|ended|"
    r"until|till|packed (?:it|them) in|pack it in|pulled me off|threw it in|dropped it)"
)
_STOPPED = re.compile(rf"{_STOPPING}[^,;.]{{0,25}}$")
_STOPPED_FOR = re.compile(rf"{_STOPPING} (?:it |me |that |them )?(?:because|for|with|over|due|on account)\b[^;.]*$")
_STARTING = re.compile(
    r"\b(?:since|from|start\w*|began|begun|went on|put (?:me )?on|beginning|first|given|got|"
    r"had it)\b"
)


def _ended_then(draft: Draft, entry: dict[str, Any]) -> bool:
    """``I had to give it up in September``: the one date stands behind a word of the end, and none of a beginning."""
    every = [one.start for place, one in enumerate(draft.tokens) if one.kind == "date" or year_of(draft, place)]
    before = draft.text.low[: every[0]] if len(every) == 1 else ""
    stopped = _STOPPED.search(before) or _STOPPED_FOR.search(before)
    return bool(stopped) and not _STARTING.search(before) and not re.search(r"\bsince\b", draft.text.low)


def _stopped(draft: Draft, entry: dict[str, Any]) -> None:
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


def _begun(draft: Draft, entry: dict[str, Any]) -> None:
    """``Chinese New Year they started it, it was stopped in May``: the other date is that of the beginning."""
    days = [token for token in draft.tokens if token.kind == "date" and token.day is not None and token.day.iso]
    if len(days) != 2 or "end" not in entry or "start" in entry or days[0].day is None or days[0].day.ahead:
        return
    first = days[0].day.iso
    if _STARTED.match(draft.text.low[days[0].end :]) and days[1].day and entry["end"] == days[1].day.iso:
        entry["start"] = first
        days[0].used = True


_LASTING = re.compile(
    r"\b(?:since|until|till|started|start|began|begun|first|last|finish\w*|ended|from (?:then|that|january|february|"
    r"march|april|"
    r"may|june|july|august|september|october|november|december|spring|the \d)|twice|times|sessions|goes|courses?|"
    r"weeks?|x ?\d)\b"
)


def _at_once(draft: Draft, entry: dict[str, Any]) -> None:
    """``beads up from my groin on 8 August``: a procedure with one date, and no word of how long, was that day's."""
    dates = [one for one in draft.tokens if one.kind == "date"]
    if entry["kind"] not in _PROCEDURES or entry["kind"] == "haic" or len(dates) != 1 or draft.facts:
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
_BEGAN = re.compile(r"\b(?:begin|began|begun|start\w*|put me on|went on|commenced)\b")


def _from_then(draft: Draft, entry: dict[str, Any]) -> None:
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
    r"|only the (?:one|once)|just the (?:one|once)|one (?:go|dose|session|shot) only|never (?:again|got (?:a )?second)"
    r"|a single (?:one|dose|go|session|time))\b"
)


def _single(entry: dict[str, Any], low: str) -> None:
    """``on the 20th of July, that was the only time``: what was given once ended as it began."""
    if "start" in entry and "end" not in entry and entry.get("outcome") != "ongoing" and _ONCE.search(low):
        entry["end"] = entry["start"]


_STARTED = re.compile(r",? (?:they|i|we|he|she) (?:have |had )?(?:start|began|begun|put|gave|went)")


def _how(draft: Draft, entry: dict[str, Any], low: str) -> None:
    """``Stivarga blistered my hands so they took me off it``: why a drug ended, or that it goes on."""
    if entry["kind"] != "systemic" or not entry.get("agents") or entry.get("outcome") not in (None, "completed"):
        return
    told = {rule.wording for rule, _ in rules_of("outcomes").matches(low)}
    if len(told) != 1 or (told == {"ongoing"} and "end" in entry):
        return
    entry["outcome"] = told.pop()
    if entry["outcome"] == "progression" and "response" not in draft.facts:
        draft.record("response", "PD", 0, 0)
