"""What is said around a treatment: dates and their roles, course, outcome, number of sessions."""

from __future__ import annotations

from bot.nlu.bounds import LEADING, OPENINGS, PASSING, STARTS, ceiling, continues, foreign, next_segment, turns
from bot.nlu.cycles import read_cycle
from bot.nlu.draft import Draft
from bot.nlu.entries import LOCAL, SINGLE, Entry
from bot.nlu.event_dates import year_of
from bot.nlu.outcomes import read_outcomes
from bot.nlu.phases import bracketed_harm, carries_on, led_by, side_effect
from bot.nlu.sessions import assign, take_value
from bot.nlu.vocabulary import word_set

_ENDS = word_set("courses_ends")
_UP_TO = ("until", "till", "up to", "through")
"""``then nothing until TACE``: the treatment behind it did not stop."""


def describe(draft: Draft, entries: list[Entry]) -> None:
    """Give every entry what stands before and behind it."""
    claimed = {place for entry in entries for place in range(entry.first, entry.last + 1)}
    for number, entry in enumerate(entries):
        before = entries[number - 1] if number else None
        if before is not None and before.joined and not (entry.first > before.last + 4):
            _before(draft, before, None, claimed)
        read_cycle(draft, entry)
        _before(draft, entry, before, claimed)
        _likewise(draft, entry, before)
        _behind(draft, entry, entries[number + 1] if number + 1 < len(entries) else None)
    for number in range(len(entries) - 2, -1, -1):
        if entries[number].joined:
            _sessions_of(draft, entries[number], entries[number + 1])
            _share(entries[number], entries[number + 1])
    read_outcomes(draft, entries)


def _likewise(draft: Draft, entry: Entry, before: Entry | None) -> None:
    """``progressed on atezo/bev and on lenvatinib``: what led the first leads the second too."""
    if before is None or before.outcome not in ("progression", "intolerance"):
        return
    between = [draft.word(one) for one in range(before.last + 1, entry.first)]
    if between in (["and", "on"], ["and", "then", "on"], ["and", "later", "on"], [",", "and", "on"]):
        entry.outcome, entry.ongoing = before.outcome, False


def _sessions_of(draft: Draft, entry: Entry, other: Entry) -> None:
    """``HAIC x3 with lenvatinib, the first on 4 May, the last on 20 July``: sessions of the local one."""
    behind = draft.tokens[other.last + 1 : other.last + 14]
    counted = any(one.text.startswith("first") for one in behind) and any(
        one.text in ("last", "the last") for one in behind
    )
    if counted and entry.kind in LOCAL and other.kind == "systemic" and entry.start is None and other.end is not None:
        entry.start, entry.end, other.end = other.start, other.end, None


def _share(entry: Entry, other: Entry) -> None:
    """Treatments given together began together."""
    if entry.start is None and entry.end is None and not entry.sessions:
        entry.start = other.start
        if entry.kind in LOCAL and other.kind in LOCAL:
            entry.sessions, entry.end, entry.several = list(other.sessions), other.end, other.several
    if entry.kind == "systemic" and other.kind in ("tace", "tae", "sirt") and other.ongoing and not other.goes_on:
        entry.ongoing, other.ongoing = True, False
    entry.all_on = entry.all_on or other.all_on
    shared = other.ongoing and entry.start is not None and entry.kind == "haic"
    entry.ongoing = entry.ongoing or entry.all_on or shared


def _before(draft: Draft, entry: Entry, previous: Entry | None, claimed: set[int]) -> None:
    """Read the words that lead up to a treatment: ``progressed on``, ``since July``, ``two``, ``last``."""
    floor = previous.last + 1 if previous is not None else 0
    role = ""
    for step in range(entry.first - 1, max(floor, entry.first - 14) - 1, -1):
        if step in claimed or not (_reaches(draft, entry, step) or _set_off(draft, entry, step)):
            return
        day = year_of(draft, step) or draft.tokens[step].day
        if day is not None and draft.tokens[step].kind in ("date", "num"):
            if previous is not None and not _leads(draft, step, previous):
                return
            if _of_finding(draft, step):
                return
            lead = "start" if draft.word(step - 1) in ("since", "from") else role
            entry.ongoing = entry.ongoing or (draft.word(step - 1) == "since" and entry.kind == "systemic")
            assign(draft, entry, day, step, lead)
            continue
        onward = _lead(draft, entry, step, role)
        if onward is None:
            return
        role = onward
        draft.use([step])


def _of_finding(draft: Draft, step: int) -> bool:
    """``lung metastases 2025 on sorafenib``: the date of what was found, not of the course."""
    before = draft.at(step - 1)
    if before is None or not before.clinical or before.segment != draft.tokens[step].segment:
        return False
    return any(one.role == "name" for one in (before.hit.senses if before.hit else ()))


def _reaches(draft: Draft, entry: Entry, step: int) -> bool:
    """Tell whether a token before a treatment can still speak of it."""
    token = draft.tokens[step]
    if token.segment != draft.tokens[entry.first].segment and token.text not in (",", ":"):
        return False
    return not (token.used or token.text in (",", ";", ")", "->") or (token.clinical and not token.cue("progressed")))


def _set_off(draft: Draft, entry: Entry, step: int) -> bool:
    """``and, from May, with lenvatinib``: the comma behind a leading date, and the date itself."""
    token = draft.tokens[step]
    dated = step if token.kind == "date" and not token.used else step - 1 if token.text == "," else -1
    if dated < 1 or draft.tokens[dated].kind != "date" or draft.word(dated + 1) != ",":
        return False
    leads = draft.word(dated - 1) in ("from", "since", "in", "on") and draft.word(dated - 2) in OPENINGS
    return leads and all(draft.word(one) in PASSING for one in range(dated + 2, entry.first))


def _lead(draft: Draft, entry: Entry, step: int, role: str) -> str | None:
    """Take one word before a treatment; give the role of a date before it, None where the lead ends."""
    token = draft.tokens[step]
    if outcome := led_by(draft, step):
        entry.outcome, entry.led = outcome, True
    elif token.kind == "dur":
        entry.lasted = token.day.iso if token.day is not None else None
    elif token.kind == "num":
        entry.several = entry.several or (token.number is not None and token.number.value > 1)
    elif token.cue("last") or token.text in _ORDINALS:
        entry.latest = True
        return "end" if token.cue("last") else role
    elif token.cue("stopped") and token.text not in _UP_TO:
        entry.stopped = entry.latest = True
        return "end"
    elif token.cue("first"):
        return "start"
    elif token.cue("completed"):
        entry.latest = True
        entry.outcome = entry.outcome or "completed"
    elif _goes_on(draft, entry, step):
        entry.ongoing = True
    elif (token.kind == "hit" and (token.text in _UP_TO or not token.cue(*LEADING)) and token.text not in PASSING) or (
        token.kind == "word" and token.text not in PASSING
    ):
        return None
    return role


def _goes_on(draft: Draft, entry: Entry, step: int) -> bool:
    """``on lenvatinib``, ``now regorafenib``: the course is not over; ``on 9 November`` is a date."""
    token = draft.tokens[step]
    if entry.kind in SINGLE:
        return False
    if token.text == "now":
        return entry.kind == "systemic"
    dated = token.text in ("on", "under") and draft.tokens[step + 1].kind == "date"
    return (
        token.cue("ongoing")
        and "neg" not in token.scope
        and not dated
        and token.text not in ("since", "under", "present", "to date")
    )


_STRONG = word_set("courses_strong")
_DOSE_CHANGES = {"reduced", "increased", "escalated", "resumed", "restarted", "reintroduced", "adjusted"}
_ORDINALS = word_set("courses_ordinals")


def _leads(draft: Draft, step: int, previous: Entry) -> bool:
    """A date right before a treatment leads it where a word or a colon says so (``since July lenvatinib``)."""
    day = draft.tokens[step].day
    return (
        draft.tokens[step].segment != draft.tokens[previous.last].segment
        or draft.word(step - 1) in ("since", "in", "from", "on", ",")
        or draft.word(step + 1) == ":"
        or (day is not None and day.post)
    )


def _behind(draft: Draft, entry: Entry, following: Entry | None) -> None:
    """Read what follows a treatment, up to the next one."""
    end = ceiling(draft, entry, following)
    role, step = "", entry.last + 1
    while step < end:
        if draft.tokens[step].sentence != draft.tokens[step - 1].sentence and not continues(draft, step):
            return
        if step <= entry.harm:
            step += 1
            continue
        if foreign(draft, entry, step):
            step = next_segment(draft, step, entry, end)
            role = ""
            continue
        if following is not None and turns(draft, step, following):
            return
        role = _take(draft, entry, step, role)
        step += 1


def _take(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Take one token behind a treatment; give the role that a following date has."""
    token = draft.tokens[step]
    if draft.barred(step) or token.scope & {"plan", "refuse"}:
        return role
    if token.kind in ("date", "num", "dur"):
        return take_value(draft, entry, step, role)
    if token.text in (",", ";", "."):
        return ""
    if token.text in STARTS or token.text in _DOSE_CHANGES:
        return _begin(draft, entry, step, role)
    if token.text in ("to", "-", "->") and not _dated_next(draft, step):
        return role
    if token.text == "last" and role == "start" and draft.tokens[min(step + 1, len(draft.tokens) - 1)].kind == "date":
        return role
    ends = token.cue("intolerant", "stopped", "completed", "last") or token.text in _ENDS
    if ends or token.text.startswith("stopped"):
        return _finish(draft, entry, step, role)
    _note_course(draft, entry, step)
    return role


def _begin(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """``since``, ``started``; ``held since`` is an end; a change of dose is neither."""
    token = draft.tokens[step]
    if token.text in _STRONG and "neg" not in token.scope:
        entry.goes_on, entry.stopped = True, False
        draft.use([step])
    if token.text in _DOSE_CHANGES:
        return "skip"
    dated = any(one.kind in ("date", "num", "dur") for one in draft.tokens[step + 1 : step + 5])
    if token.text == "since" and not dated:
        return role
    draft.use([step])
    if entry.stopped:
        return "end"
    entry.ongoing = entry.ongoing or token.text == "since"
    return "start"


def _dated_next(draft: Draft, step: int) -> bool:
    after = draft.at(step + 1)
    return after is not None and (after.kind == "date" or year_of(draft, step + 1) is not None)


def _finish(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Words that end a course, and why; the date behind them is its end."""
    token = draft.tokens[step]
    if token.cue("intolerant"):
        if "neg" not in token.scope:
            entry.outcome, entry.stopped = "intolerance", True
        draft.use([step])
        return "end" if entry.stopped else role
    if not token.cue("last"):
        draft.use([step])
    entry.stopped = entry.stopped or (
        token.cue("stopped") and token.text not in ("until", "till", "to", "through", "up to")
    )
    if token.text.endswith(" for") and (harm := side_effect(draft, step)):
        entry.outcome = "intolerance"
        draft.use(range(step, harm + 1))
        entry.harm = harm
    if token.text in ("until", "till", "stopped", "discontinued", "ended"):
        entry.goes_on = False
    if token.text == "done":
        return role
    if entry.kind in SINGLE and token.cue("completed"):
        return "skip"
    if token.cue("completed") and not entry.cycle:
        entry.outcome = entry.outcome or "completed"
    return "end"


def _note_course(draft: Draft, entry: Entry, step: int) -> None:
    """Words on the course itself: ongoing, stopped because of what, once or several times."""
    token = draft.tokens[step]
    if token.text in ("refractory", "resistant", "failure") and step <= entry.last + 2:
        entry.outcome = "progression"
    elif entry.stopped and bracketed_harm(draft, step):
        entry.outcome = "intolerance"
        draft.use([step])
    elif carries_on(draft, entry, step):
        entry.ongoing = True
        entry.all_on = entry.all_on or {"all", "both"} & {draft.word(step - 1), draft.word(step - 2)} != set()
        entry.goes_on = entry.goes_on or token.text in _STRONG
        draft.use([step])
    elif token.text.startswith(("because", "due", "d/t", "for", "owing")) and (harm := side_effect(draft, step)):
        if entry.stopped:
            entry.outcome = "intolerance"
            draft.use(range(step, harm + 1))
            entry.harm = harm
    elif token.text in ("single", "once"):
        entry.several = False
    elif token.text in ("twice", "several", "multiple", "repeated"):
        entry.several = True
        draft.use([step])
