"""Dates, durations and numbers of sessions of one course of treatment."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at, year_of
from bot.nlu.dating.opened_with import opens_outcome
from bot.nlu.draft import Draft
from bot.nlu.extraction import QueryKind
from bot.nlu.lexicon.calendar_words import TO, UNTIL
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.cycles import at_dose, role_of_first
from bot.nlu.treatments.entries import LOCAL, Entry
from bot.nlu.treatments.may_lie_ahead import is_planned, may_lie_ahead

_COUNTS = word_set("sessions_counts")
_DOSE = word_set("sessions_dose")


_STILL = re.compile(r"since\b|(?:for|over) the (?:past|last)\b")
"""``for the past 5 months``: up to now."""


def take_value(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Take a date, duration or number behind a treatment; give the role that a following date has."""
    token = draft.tokens[step]
    if token.kind == "dur":
        if token.day is not None and token.day.clear and entry.lasted is None:
            entry.lasted = token.day.iso
            entry.ongoing = entry.ongoing or _STILL.match(token.text) is not None
        draft.use([step])
        return role
    if token.kind == "num" and token.used:
        return role
    if token.kind == "num" and token.number is not None:
        years = _year_range(draft, step)
        if years is not None and not entry.start:
            entry.start, entry.end = years
            draft.use([step])
            return ""
        if year_of(draft, step) is None:
            return _take_count(draft, entry, step, role)
    day = year_of(draft, step) or token.day
    if entry.under and not role and day is not None and draft.word(step - 1) not in ("since", "from", "until"):
        return role
    outcome = _about_outcome(draft, step, entry) or opens_outcome(draft, step, entry)
    outcome = outcome or (not role and entry.led and _of_what_led(draft, step, entry))
    if day is None or (token.used and token.kind == "date") or outcome:
        draft.use([step])
        return role
    if role == "skip" or (entry.start and at_dose(draft, step)) or _either(draft, day, step):
        draft.use([step])
        return ""
    return _take_day(draft, entry, day, step, role)


def _take_day(draft: Draft, entry: Entry, day: Day, step: int, role: str) -> str:
    """Take a day that is of the course itself; ``lenva 9/2025 -> today`` goes on."""
    if role == "end" and draft.word(step) in ("today", "to date") and draft.word(step - 1) in TO and not entry.stopped:
        entry.ongoing = entry.goes_on = True
        draft.use([step])
        return ""
    role = _role_here(draft, entry, step, role)
    assign(draft, entry, day, step, role)
    return "end" if draft.word(step + 1) in TO else role if role == "" else ""


def _role_here(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """The role of a date: the end where the stop stands behind it, no end where a span begins with it."""
    if not role and _stops_next(draft, step):
        role = "end"
    halted = entry.stopped and entry.kind == "systemic" and entry.end is None
    if not role and halted and draft.word(step - 1) in (",", "("):
        role = "end"
    ended = role == "end" or (not role and entry.latest and entry.kind not in LOCAL)
    if ended and entry.start is None and _opens_span(draft, step):
        return "start" if entry.kind not in LOCAL else ""
    return role


def _opens_span(draft: Draft, step: int) -> bool:
    """``completed: 3 Mar to 7 Jul 2025``: the first of two dates is no end."""
    after = draft.at(step + 2)
    between = draft.word(step - 1) == "between" and draft.word(step + 1) == "and"
    if (draft.word(step + 1) not in TO and not between) or after is None:
        return False
    return day_at(draft, step + 2) is not None


def _of_what_led(draft: Draft, step: int, entry: Entry) -> bool:
    """``progressed on lenvatinib in May``: the date of the progression; ``(Jan-Jun 2026)`` is that of the course."""
    if draft.word(step + 1) in TO:
        return False
    before = draft.at(step - 1)
    named = before is not None and any(before.senses(role) for role in ("agent", "regimen", "kind"))
    alone = draft.word(step - 1) == "(" and draft.word(step + 1) == ")"  # ``PD on lenvatinib (Jun)``
    alone = alone and entry.kind == "systemic"
    return alone or draft.word(step - 1) in ("in", "on", "at", "by") or named


def _either(draft: Draft, day: Day, step: int) -> bool:
    """``in March or April``: two dates of which one is meant; it is asked."""
    other = draft.at(step + 2)
    if draft.word(step + 1) != "or" or other is None or other.day is None:
        return False
    draft.ask("treatments", "ambiguous_date", step, step + 2, (*day.candidates, *other.day.candidates))
    return True


def _stops_next(draft: Draft, step: int) -> bool:
    """``In September both were stopped``: the date is that of the stop behind it."""
    if draft.word(step - 1) not in ("in", "on", "from", "since") or draft.tokens[step - 2].segment == (
        draft.tokens[step].segment
    ):
        return False
    behind = [one for one in draft.tokens[step + 1 : step + 9] if one.sentence == draft.tokens[step].sentence]
    behind = list(takewhile(lambda one: not one.treats, behind))
    return any(one.cue("stopped") and one.text not in UNTIL for one in behind)


def _year_range(draft: Draft, step: int) -> tuple[str, str] | None:
    number = draft.tokens[step].number
    if number is None or number.high is None or draft.tokens[step].unit:
        return None
    low, high = number.value, number.high
    if 1980 <= low <= high <= draft.today.year and low == int(low) and high == int(high):
        return str(int(low)), str(int(high))
    return None


def _take_count(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """``x2``, ``3 cycles``, ``8 mg``: sessions and doses."""
    token = draft.tokens[step]
    if token.number is None:
        return role
    if entry.kind == "systemic" and draft.word(step - 1) in ("c", "cycle") and token.number.plain:
        draft.use([step - 1, step])
        if draft.word(step - 2) == "from":
            return "skip"  # ``bevacizumab from cycle 3``: where it joined, and not that it goes on
        entry.cycle = token.number.plain
        before = draft.at(step - 2)
        if before is not None and before.cue("last") and draft.word(step - 1) in ("c", "cycle"):
            return "end"
        return "start" if entry.cycle == 1 else "skip"
    count = {draft.word(step - 1), draft.word(step + 1)} & _COUNTS
    dose = token.unit in _DOSE or (token.unit or "").startswith("mg")
    if draft.word(step - 1) == "#" and token.number.value > 1 and entry.kind in LOCAL:
        entry.latest = True
        entry.start = None if entry.counted else entry.start  # ``d14 post TACE #3``: the first was before
    if count or dose or draft.word(step - 1) == "#":
        draft.use([step])
    at_once = entry.single or entry.kind != "radiotherapy"  # ``Y90 150 Gy``: no sum of fractions
    if count and not dose and token.number.value > 1 and not (count == {"gy"} and at_once):
        entry.several = True
    if "x" in count and token.number.value == 1:
        entry.single, entry.several = True, False
    return role


_FOUND = ("found", "seen", "detected", "discovered", "noted", "identified", "appeared", "diagnosed")
_NOUNS = word_set("tumour_nouns")
_IMAGING = word_set("sessions_imaging")


_TAKEN = frozenset(["done", "performed", "taken", "from", "of", "dated", "obtained", "made"])
"""``a CT done yesterday``: the date of the scan."""
_RECURRED = word_set("came_again")


_BECAUSE = frozenset(
    (
        "due",
        "to",
        "because",
        "of",
        "due to",
        "because of",
        "for",
        "owing",
        "after",
        "with",
        "on account of",
        "at",
        "upon",
    )
)
_SHOWN = frozenset(
    ("since", "as", "when", "the", "disease", "ct", "mri", "scan", "showed", "radiological", "in view of")
)
_WITHIN = frozenset(("in", "on", "at", "since", "(", "liver", "abdomen", "graft", "allograft", "transplant"))


def _why_stopped(draft: Draft, place: int) -> bool:
    """``stopped due to PD 07/2025``: the progression is why, and the date that of the end."""
    step = place - 1
    if draft.word(step).startswith("stopped ") and draft.word(step).endswith(tuple(_BECAUSE)):
        return True
    while draft.word(step) in _BECAUSE | _SHOWN:
        step -= 1
    return step < place - 1 and step >= 0 and draft.tokens[step].cue("stopped")


def _about_outcome(draft: Draft, step: int, entry: Entry) -> bool:
    """``PD in October``, ``CR at 3 months``: the date of an evaluation, not of the treatment."""
    for place in range(step - 1, max(entry.last, step - 6), -1):
        token = draft.tokens[place]
        if token.text.startswith("stopped") or _why_stopped(draft, place):
            return False
        if token.text in ("failure", "refractory", "failed"):
            return not _opens_span(draft, step)  # ``sorafenib failed (Jan-Aug 2026)``: that of the course
        if (
            any(one.id == "response" for one in token.senses("option"))
            or token.cue("progressed")
            or token.text in _IMAGING
            or token.text in _FOUND
            or (token.text in _TAKEN and draft.word(place - 1) in _IMAGING)
        ):
            return True
        if token.text in _NOUNS and draft.word(place - 1) in ("new", "recurrent", "novo", "another", "de novo"):
            aimed = draft.word(place - 3) if draft.word(place - 2) in ("a", "the") else draft.word(place - 2)
            return aimed not in ("for", "to", "of")  # ``transplant for recurrent HCC on 30 May``
        if token.text in _RECURRED and token.segment != draft.tokens[entry.last].segment:
            return True  # ``resection 2021, recurrence 2024, RFA``
        if token.text == "again" and draft.word(place - 1) == "and" and draft.tokens[place - 2].kind == "date":
            return _about_outcome(draft, place - 2, entry)
        scanned = token.text == "," and draft.word(place - 1) in _IMAGING
        if token.kind != "word" and token.text not in _WITHIN and not scanned:
            return False
    return False


def _ask_day(draft: Draft, entry: Entry, day: Day, step: int, role: str) -> None:
    """Ask for a day that may lie ahead, or has two readings; as a session it may be the last one."""
    entry.several = True
    entry.planned = entry.planned or is_planned(draft, entry, day, step)
    if (not day.clear or len(day.candidates) > 1) and role in ("", "end") and entry.kind in LOCAL:
        entry.unsure += day.candidates
    kind: QueryKind = "ambiguous_date" if day.iso is None or not day.ahead else "future_date"
    draft.ask("treatments", kind, min(entry.first, step), max(entry.last, step), day.candidates)


def assign(draft: Draft, entry: Entry, day: Day, step: int, role: str) -> None:
    """Give a date to an entry in the role that the words before it say."""
    if may_lie_ahead(draft, entry, day, step):
        _ask_day(draft, entry, day, step, role)
        return
    draft.use([step])
    iso = day.iso or ""
    if iso in (entry.start, entry.end) and not role:
        return
    if entry.cycle > 1 and not role:
        return
    if entry.counted and iso == draft.today.isoformat():
        return
    entry.counted = entry.counted or day.post
    if day.post:
        role = "end" if entry.several or entry.latest or role == "end" else "once"
    if not role and entry.latest and entry.kind not in LOCAL:
        role = "start" if entry.start is None and _opens_span(draft, step) else "end"
    role = role or role_of_first(draft, entry, step)
    if not role and entry.kind in LOCAL:
        entry.sessions.append(iso)
    elif role == "once":
        entry.start = entry.start or iso
        entry.end = iso
    elif role == "end" or (not role and entry.start is not None):
        entry.end = iso
    else:
        entry.start = iso
