"""What is said around a treatment: dates and their roles, course, outcome, number of sessions."""

from __future__ import annotations

from bot.nlu.dating.clause_places import clause_at, opens_clause, with_bracket
from bot.nlu.dating.dated_findings import behind_day_of_finding
from bot.nlu.dating.event_dates import day_at
from bot.nlu.dating.opened_with import opened_with
from bot.nlu.dating.own_clause import tells_of_else
from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import UNTIL
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.other_matters import foreign
from bot.nlu.treatments.borne import merely_borne
from bot.nlu.treatments.bounds import STARTS, ceiling, continues, next_segment, turns
from bot.nlu.treatments.course_ends import ask_when, from_before_end, settle_end
from bot.nlu.treatments.courses_together import begun_with, both_off, both_on, likewise, sessions_of, share
from bot.nlu.treatments.cycles import dates_a_visit, read_cycle, read_once
from bot.nlu.treatments.entries import LOCAL, SINGLE, Entry
from bot.nlu.treatments.harmed_by import ended_by_harm
from bot.nlu.treatments.idle import behind_idle
from bot.nlu.treatments.leads import read_before
from bot.nlu.treatments.outcomes import read_outcomes
from bot.nlu.treatments.paused_for import paused_for, resume
from bot.nlu.treatments.phases import (
    bracketed_harm,
    carries_on,
    happened_under,
    harm_alone,
    harm_before,
    of_another_drug,
    side_effect,
    use_harm,
)
from bot.nlu.treatments.sessions import take_value
from bot.nlu.treatments.then_next import own_line

_ENDS = word_set("courses_ends")
_BEADED = ("tace", "tae", "sirt", "haic")
"""Treatments that beads may be told of; behind another one ``beads 2021`` dates a treatment of its own."""
_ROUND = frozenset(("fraction", "session", "dose", "treatment", "shot"))
_TUMOURS = word_set("tumour_nouns")


def describe(draft: Draft, entries: list[Entry]) -> None:
    """Give every entry what stands before and behind it."""
    claimed = {place for entry in entries for place in range(entry.first, entry.last + 1)}
    for number, entry in enumerate(entries):
        before = entries[number - 1] if number else None
        if before is not None and before.joined and not (entry.first > before.last + 4):
            read_before(draft, before, None, claimed)
        read_cycle(draft, entry)
        read_before(draft, entry, before, claimed)
        happened_under(draft, entry)
        likewise(draft, entry, before)
        opened_with(draft, entry, before)
        following = entries[number + 1] if number + 1 < len(entries) else None
        end = ceiling(draft, entry, following)
        if paused_for(draft, entry):
            entry.stopped = entry.latest = False
            end = resume(draft, entry, before, end)
        _behind(draft, entry, following, end)
        if before is not None and entry.back > 0:
            _behind(draft, before, following, ceiling(draft, entry, following), entry.back)
        settle_end(draft, entry, end)
        ended_by_harm(draft, entry, end)
        ask_when(draft, entry, end)
        read_once(draft, entry, end)
        begun_with(draft, entry, before)
    for number in range(len(entries) - 2, -1, -1):
        if entries[number].joined:
            sessions_of(draft, entries[number], entries[number + 1])
            share(entries[number], entries[number + 1])
        else:
            both_on(draft, entries[number], entries[number + 1])
            both_off(draft, entries[number], entries[number + 1])
    read_outcomes(draft, entries)


_STRONG = word_set("courses_strong")
_DOSE_CHANGES = {
    "cut", "cut down", "cut to", "cut back", "lowered", "halved", "reduced", "increased", "escalated", "resumed",
    "restarted", "reintroduced", "adjusted", "break", "gap", "interruption", "raised", "upped", "doubled", "titrated",
    "uptitrated", "up-titrated", "modified", "reviewed", "reassessed", "monitored", "renewed", "refilled",
}  # fmt: skip


def _behind(draft: Draft, entry: Entry, following: Entry | None, end: int, first: int = 0) -> None:
    """Read what follows a treatment, up to the next one; from ``first`` on where it is spoken of again."""
    role, step = "", first or entry.last + 1
    while step < end:
        if draft.tokens[step].sentence != draft.tokens[step - 1].sentence:
            step = behind_idle(draft, step, end)
            if step >= end or not continues(draft, step):
                return
        if step <= entry.harm:
            step += 1
            continue
        if (behind := _behind_other_matter(draft, entry, step, end)) is not None:
            step, role = behind, ""
            continue
        if foreign(draft, entry, step):
            step = next_segment(draft, step, entry, end)
            role = ""
            continue
        if following is not None and not own_line(draft, step, following) and turns(draft, step, following):
            return
        role = _take(draft, entry, step, role)
        step += 1


def _behind_other_matter(draft: Draft, entry: Entry, step: int, end: int) -> int | None:
    """Give the place behind a clause of another matter that begins here, or behind the day of what was found."""
    if step <= entry.last + 1:
        return None
    if opens_clause(draft, step):
        behind = min(with_bracket(draft, clause_at(draft, step, step)[1]), end)
        if tells_of_else(draft, step, behind) or (draft.word(step) == "beads" and entry.kind not in _BEADED):
            return behind
    return behind_day_of_finding(draft, step, end, one_day=entry.kind in SINGLE)


def _take(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Take one token behind a treatment; give the role that a following date has."""
    token = draft.tokens[step]
    if draft.barred(step) or token.scope & {"plan", "refuse"}:
        return role
    if token.kind in ("date", "num", "dur"):
        return take_value(draft, entry, step, role)
    of_visit = role == "" and entry.kind == "systemic" and dates_a_visit(draft, step)
    if of_visit or token.text in (",", ";", "."):
        return "skip" if of_visit else ""
    round_told = entry.cycle > 0 and token.cue("first")  # ``cycle 4 of STRIDE, first dose on 24 August``
    if token.text in STARTS or token.text in _DOSE_CHANGES or round_told:
        return _begin(draft, entry, step, role)
    if token.text in ("to", "-", "->") and (not _dated_next(draft, step) or _dates_it(draft, entry, step)):
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
    if token.text in _STRONG and "neg" not in token.scope and not of_another_drug(draft, step):
        entry.goes_on, entry.stopped = True, False
        if token.text in _AGAIN and entry.outcome == "intolerance":
            entry.outcome = entry.end = None
        draft.use([step])
    if token.text in _DOSE_CHANGES:
        return "skip"
    dated = any(one.kind in ("date", "num", "dur") for one in draft.tokens[step + 1 : step + 5])
    if token.text == "since" and not dated:
        return role
    draft.use([step])
    if entry.stopped:
        begun = token.text in _BEGUN and not entry.start
        begun = begun or from_before_end(draft, entry, step)
        return "start" if begun else "end"
    last_told = entry.latest and entry.kind in LOCAL and bool(entry.sessions or entry.end)  # ``last … , five since``
    entry.ongoing = entry.ongoing or (token.text == "since" and entry.outcome != "completed" and not last_told)
    return "start"


_BEGUN = frozenset(("started", "start", "begun", "began", "commenced", "initiated", "start date", "beginning"))


def _dated_next(draft: Draft, step: int) -> bool:
    return day_at(draft, step + 1) is not None


def _dates_it(draft: Draft, entry: Entry, step: int) -> bool:
    """``3) cTACE - 19/02/2026``, ``RFA of the nodule - 3 May``: the dash before the first date of a procedure."""
    between = draft.tokens[entry.last + 1 : step]
    if entry.kind not in LOCAL or draft.word(step) != "-":
        return False
    return not any(one.kind == "date" for one in between) and not (entry.start or entry.end or entry.sessions)


_LOWERED = frozenset(
    ["cut", "cut down", "cut to", "cut back", "reduced", "reduction", "lowered", "halved", "decreased"]
)
_AGAIN = ("resumed", "restarted", "reintroduced")


def _lowered(draft: Draft, entry: Entry, step: int) -> bool:
    """``dose reduced for toxicity``: the course goes on."""
    near = draft.tokens[max(entry.last + 1, step - 7) : step]
    return any(one.text in _LOWERED and one.segment == draft.tokens[step].segment for one in near)


def _harmed(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """A word of intolerance ends the course, but where the dose alone was changed for it."""
    draft.use([step])
    if _lowered(draft, entry, step) or (entry.ongoing and draft.word(step).startswith(("hand", "hf"))):
        return role  # ``still taking it; hand-foot syndrome grade 1``
    if step == entry.last + 1 and draft.word(entry.first - 1) in _ABOUT and harm_alone(draft, step):
        return role  # ``seen for lenvatinib toxicity``
    if "neg" not in draft.tokens[step].scope and not merely_borne(draft, step, entry.ongoing and not entry.stopped):
        entry.outcome, entry.stopped = "intolerance", True
    return "end" if entry.stopped else role


_ABOUT = frozenset(("for", "about", "re", ":", "with", "of", "regarding", "from", "discuss", "discussed", "manage"))
_HALTED = ("stopped", "discontinued", "withdrawn", "ceased", "terminated", "held")


def _finish(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Words that end a course, and why; the date behind them is its end."""
    token = draft.tokens[step]
    if token.cue("intolerant"):
        return _harmed(draft, entry, step, role)
    if not token.cue("last"):
        draft.use([step])
    entry.stopped = entry.stopped or (token.cue("stopped") and token.text not in UNTIL)
    if token.text.endswith(" for") and (harm := side_effect(draft, step)):
        entry.outcome = "intolerance"
        use_harm(draft, step, harm)
        entry.harm = harm
    if token.text in ("until", "till", "stopped", "discontinued", "ended"):
        entry.goes_on = False
    if token.text in _HALTED and entry.outcome in (None, "ongoing") and harm_before(draft, step, entry.first):
        entry.outcome = "intolerance"
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
    elif entry.counted and entry.kind in LOCAL:
        return  # ``day 6 after TACE, still febrile``
    elif carries_on(draft, entry, step):
        entry.ongoing = True
        said = {draft.word(one) for one in range(step - 3, step + (2 if token.text.startswith("continue") else 0))}
        if token.text.startswith(("still", "remain", "stays")):
            said |= {draft.word(step + 1), draft.word(step + 2)}  # ``still on both``
        entry.all_on = entry.all_on or bool(said & {"all", "both", "everything", "each"})
        entry.goes_on = entry.goes_on or token.text in _STRONG
        draft.use([step])
    elif token.text.startswith(("because", "due", "d/t", "for", "owing")) and (harm := side_effect(draft, step)):
        if entry.stopped:
            entry.outcome = "intolerance"
            use_harm(draft, step, harm)
            entry.harm = harm
    elif token.text in ("single", "once"):
        entry.several = False
        entry.single = entry.single or (token.text == "single" and draft.word(step + 1) in _ROUND)
    elif token.text in ("twice", "several", "multiple", "repeated") and draft.word(step + 1) not in _TUMOURS:
        entry.several = True
        draft.use([step])
