"""What treatments that are told together share: how they began, that they go on, whose the sessions are."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.treatments.entries import LOCAL, SINGLE, Entry


def both_on(draft: Draft, entry: Entry, other: Entry) -> None:
    """``lenvatinib started 1 Sep, durvalumab added 8 Sep, both ongoing``: so is the one before."""
    told = draft.tokens[other.first].sentence - draft.tokens[entry.first].sentence <= 1
    running = entry.kind == "systemic" or (entry.kind == "haic" and entry.start is not None and not entry.sessions)
    if other.all_on and told and running and not (entry.stopped or entry.end or entry.outcome):
        entry.ongoing = True


_HALTED = ("stopped", "discontinued", "ended", "ceased", "terminated", "withdrawn")


def both_off(draft: Draft, entry: Entry, other: Entry) -> None:
    """``nivolumab from March and ipilimumab from April; both were stopped in August``: so was the one before."""
    if not (entry.kind == other.kind == "systemic" and other.stopped and other.end) or entry.start is None:
        return
    if entry.stopped or entry.end or entry.outcome:
        return
    behind = draft.tokens[other.last + 1 : other.last + 16]
    at = next((place for place, one in enumerate(behind) if one.text == "both"), None)
    if at is None or any(one.treats for one in behind[:at]):
        return
    if any(one.text.startswith(_HALTED) for one in behind[at + 1 : at + 5]):
        entry.stopped, entry.ongoing, entry.end, entry.outcome = True, False, other.end, other.outcome


_ALSO = (["and"], ["and then"], ["and", "then"], ["and", "later"], [",", "and"], [",", "then"], ["then"])


def likewise(draft: Draft, entry: Entry, before: Entry | None) -> None:
    """``progressed on atezo/bev and on lenvatinib``: what led the first leads the second too."""
    if before is None or before.outcome not in ("progression", "intolerance"):
        return
    between = [draft.word(one) for one in range(before.last + 1, entry.first)]
    if between[-1:] in (["on"], ["through"], ["under"]) and between[:-1] in _ALSO:
        entry.outcome, entry.led, entry.ongoing = before.outcome, True, False


def begun_with(draft: Draft, entry: Entry, before: Entry | None) -> None:
    """``…; the patient had received it with lenvatinib since 5 May``: that drug began with this one."""
    if before is None or entry.start is None or before.start is not None or draft.word(entry.first - 1) != "with":
        return
    lead = [draft.word(one) for one in range(max(0, entry.first - 5), entry.first - 1)]
    if "it" in lead or "them" in lead:
        before.start = entry.start


def sessions_of(draft: Draft, entry: Entry, other: Entry) -> None:
    """``HAIC x3 with lenvatinib, the first on 4 May, the last on 20 July``: sessions of the local one."""
    behind = draft.tokens[other.last + 1 : other.last + 14]
    counted = any(one.text.startswith("first") for one in behind) and any(
        one.text in ("last", "the last") for one in behind
    )
    if counted and entry.kind in LOCAL and other.kind == "systemic" and entry.start is None and other.end is not None:
        entry.start, entry.end, other.end = other.start, other.end, None


def share(entry: Entry, other: Entry) -> None:
    """Treatments given together began together, or are to begin together."""
    untold = not (entry.start or entry.end or entry.outcome or entry.sessions or entry.ongoing)
    entry.planned = entry.planned or (other.planned and untold and not other.ongoing)
    if entry.kind in SINGLE and other.kind in SINGLE and not (other.start or other.end or other.sessions):
        other.start, other.end, other.sessions = entry.start, entry.end, list(entry.sessions)
    if entry.start is None and entry.end is None and not entry.sessions:
        entry.start = other.start
        if entry.kind in LOCAL and other.kind in LOCAL:
            entry.sessions, entry.end, entry.several = list(other.sessions), other.end, other.several
    if entry.kind == "systemic" and other.kind in ("tace", "tae", "sirt") and other.ongoing and not other.goes_on:
        entry.ongoing, other.ongoing = True, False
    if entry.kind == "haic" and entry.end is None and entry.start == other.start is not None and not other.stopped:
        entry.end = other.end
    entry.all_on = entry.all_on or other.all_on
    shared = other.ongoing and entry.start is not None and entry.kind == "haic"
    entry.ongoing = entry.ongoing or entry.all_on or shared
