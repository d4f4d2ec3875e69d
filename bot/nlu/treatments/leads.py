"""The words that lead up to a treatment: ``progressed on``, ``since July``, ``two``, ``last``."""

from __future__ import annotations

import re

from bot.nlu.dating.begun_after import begun_after
from bot.nlu.dating.dated_after import dated_next
from bot.nlu.dating.event_dates import day_at
from bot.nlu.dating.of_complaints import of_complaint
from bot.nlu.dating.opened_with import joins_dates
from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.bounds import LEADING, OPENINGS, PASSING
from bot.nlu.treatments.days_before import dated_behind, names_next, of_evaluation, of_finding
from bot.nlu.treatments.entries import LOCAL, SINGLE, Entry
from bot.nlu.treatments.phases import led_by
from bot.nlu.treatments.said_of import points_back
from bot.nlu.treatments.sessions import assign
from bot.nlu.treatments.then_next import ADDED, THEN

UP_TO = ("until", "till", "up to", "through")
"""``then nothing until TACE``: the treatment behind it did not stop."""
_SEGMENTS = ("segment", "segments", "seg", "s", "sg")
_ORDINALS = word_set("courses_ordinals")


def read_before(draft: Draft, entry: Entry, previous: Entry | None, claimed: set[int]) -> None:
    """Read the words that lead up to a treatment: ``progressed on``, ``since July``, ``two``, ``last``."""
    floor = previous.last + 1 if previous is not None else 0
    role = ""
    for step in range(entry.first - 1, max(floor, entry.first - 14) - 1, -1):
        if step in claimed or not (_reaches(draft, entry, step) or _set_off(draft, entry, step)):
            return
        day = day_at(draft, step)
        if day is not None:
            if previous is not None and (not _leads(draft, step, previous) or _of_the_one_before(draft, step, entry)):
                return
            if _closes_the_one_before(draft, step, entry) or dated_next(draft, step) not in (None, entry.first):
                return
            if (
                of_complaint(draft, entry.first, entry.last, step)
                or of_finding(draft, step)
                or _of_clause_before(draft, entry, step)
                or of_evaluation(draft, entry, step)
            ):
                return
            lead = "start" if draft.word(step - 1) in ("since", "from") else role
            before = draft.at(step - 2)
            parted = draft.word(step - 1) == "->" and before is not None and before.used
            if draft.word(step - 1) in TO and before is not None and before.day is not None and not parted:
                lead = "end"
            entry.ongoing = entry.ongoing or (draft.word(step - 1) == "since" and entry.kind == "systemic")
            assign(draft, entry, day, step, lead)
            continue
        if draft.tokens[step].kind == "num" and draft.word(step - 1) in _SEGMENTS:
            continue
        onward = "start" if joins_dates(draft, step) else _lead(draft, entry, step, role)
        if onward is None:
            return
        role = onward
        draft.use([step])


def _closes_the_one_before(draft: Draft, step: int, entry: Entry) -> bool:
    """``stopped for PD on 17 Feb 2025 and then she got X``: the date of the stop, or of what was given before."""
    behind = {draft.word(one) for one in range(step + 1, entry.first)}
    if draft.word(step + 1) in _ADDED and dated_behind(draft, entry):
        return True  # ``HAIC x6, Feb - Jun 2026 + lenvatinib from March``
    if draft.word(step + 1) in THEN and dated_behind(draft, entry):
        return True  # ``RFA, seg 7 Apr 2024 then TACE May 2024``
    after = "which" in behind and not behind.isdisjoint(("after", "following"))
    if not after and (not behind & {"and", "and then"} or behind.isdisjoint(THEN)):
        return False
    return draft.word(step - 1) in _DATING and step > 1 and draft.word(step - 2) not in (*OPENINGS, "when", "where")


_ADDED = frozenset(("+", "plus", "&"))
_DATING = ("on", "in", "of", "until", "till", "to", "ending", "by", "through")


def _of_the_one_before(draft: Draft, step: int, entry: Entry) -> bool:
    """``regorafenib, begun in May after sorafenib``: the date of what was begun."""
    first, segment = step, draft.tokens[step].segment
    while first > 0 and draft.tokens[first - 1].segment == segment:
        first -= 1
    return begun_after(draft, first, entry.first) == step


def _of_clause_before(draft: Draft, entry: Entry, step: int) -> bool:
    """``diagnosed in February 2025 and underwent ablation in March``: what has a date of its own behind it."""
    if draft.word(step + 1) in ("after", "following", "despite"):
        return dated_behind(draft, entry)  # ``progression in October after TACE in May``
    if draft.word(step + 1) != "and":
        return False
    if step + 2 == entry.first and draft.tokens[step - 1].cue("progressed"):
        return True  # ``TACE x2, PD Oct 2026 and regorafenib``
    if _followed(draft, entry):
        return True
    return dated_behind(draft, entry)


def _reaches(draft: Draft, entry: Entry, step: int) -> bool:
    """Tell whether a token before a treatment can still speak of it."""
    token = draft.tokens[step]
    if token.segment != draft.tokens[entry.first].segment and token.text not in (",", ":"):
        return False
    if token.cue("progressed", "intolerant") and _turned(draft, step, entry):
        return False
    return not (token.used or token.text in (",", ";", ")", "->") or (token.clinical and not token.cue("progressed")))


def _set_off(draft: Draft, entry: Entry, step: int) -> bool:
    """``and, from May, with lenvatinib``: the comma behind a leading date, and the date itself."""
    token = draft.tokens[step]
    dated = step if token.kind == "date" and not token.used else step - 1 if token.text == "," else -1
    if dated < 1 or draft.tokens[dated].kind != "date" or draft.word(dated + 1) != ",":
        return False
    leads = draft.word(dated - 1) in ("from", "since", "in", "on") and draft.word(dated - 2) in (*OPENINGS, ":")
    return leads and all(draft.word(one) in PASSING for one in range(dated + 2, entry.first))


_BEGUN = word_set("leads_begun")
"""Between ``PD and`` and the next treatment: that it was begun, and did not progress."""
_THEN = frozenset(
    ("then", "and then", "so", "now", "->", ">", "=>", "thereafter", "afterwards", "hence", "therefore", "followed by")
)


def _turned(draft: Draft, step: int, entry: Entry) -> bool:
    """``sorafenib until June, PD then lenvatinib``: what came then did not progress."""
    between = [draft.word(one) for one in range(step + 1, entry.first)]
    if not _THEN.isdisjoint(between) or _followed(draft, entry) or _subject_of(draft, step, between):
        return True
    joint = next((at for at, word in enumerate(between) if word in ADDED), None)
    return joint is not None and _BEGUN.issuperset(between[joint + 1 :])


_WHO = frozenset(("he", "she", "they", "we", "i", "patient", "pt"))
_GOT = frozenset(
    ("got", "received", "underwent", "had", "started", "started on", "began", "commenced", "commenced on", "put on",
     "was", "has", "tried", "took", "gave", "went")
)  # fmt: skip


def _subject_of(draft: Draft, step: int, between: list[str]) -> bool:
    """``after lenvatinib failed he got cabozantinib``: what failed stands before the verb."""
    if not draft.tokens[step - 1].treats and draft.word(step - 1) not in ("had", "has", "have"):
        return False
    who = between[1:] if between[:1] == [","] else between
    who = who[1:] if who[:1] == ["the"] else who
    return len(who) > 1 and who[0] in _WHO and who[1] in _GOT


def _followed(draft: Draft, entry: Entry) -> bool:
    """``progressed in March and TACE followed in April``: what stands before is why it was given."""
    behind = (draft.word(entry.last + 1), draft.word(entry.last + 2))
    return behind == ("came", "next") or (behind[0] == "followed" and behind[1] != "by")


def _lead(draft: Draft, entry: Entry, step: int, role: str) -> str | None:
    """Take one word before a treatment; give the role of a date before it, None where the lead ends."""
    token = draft.tokens[step]
    if outcome := "" if points_back(draft, step) else led_by(draft, step):
        entry.outcome, entry.led = outcome, True
    elif token.kind == "dur":
        entry.lasted = token.day.iso if token.day is not None else None
    elif token.kind == "num":
        counts = not token.unit and (
            entry.kind not in SINGLE or step == entry.first - 1
        )  # ``RECIST 1.1 since ablation``
        entry.several = entry.several or (counts and token.number is not None and token.number.value > 1)
    elif token.cue("last") or token.text in _ORDINALS or (token.text == "another" and entry.kind in LOCAL):
        entry.several = entry.several or (token.text == "last" and step == entry.first - 1 and entry.kind == "ablation")
        entry.latest = entry.latest or draft.word(step + 1) != ":"  # ``second: lenvatinib``: of the lines
        return "end" if token.cue("last") else role
    elif token.cue("stopped") and token.text not in UP_TO and not _full_length(draft, entry, step):
        entry.stopped = entry.latest = True
        return "end"
    elif token.cue("first"):
        return "start"
    elif token.cue("completed") and token.text != "done":
        entry.latest = True
        entry.outcome = entry.outcome or (None if entry.kind in SINGLE else "completed")  # ``complete ablation``
    elif _goes_on(draft, entry, step):
        entry.ongoing = True
    elif (token.kind == "hit" and (token.text in UP_TO or not token.cue(*LEADING)) and token.text not in PASSING) or (
        token.kind == "word" and token.text not in PASSING
    ):
        return None
    return role


def _full_length(draft: Draft, entry: Entry, step: int) -> bool:
    """``finished a year of adjuvant X``: all that was meant to be given."""
    counted = [draft.word(step + 2)] if draft.word(step + 1) in ("a", "his", "her", "the") else []
    long = any(draft.tokens[one].kind in ("dur", "num") for one in range(step + 1, min(step + 4, len(draft.tokens))))
    fixed = entry.kind in ("radiotherapy", "haic")  # meant to end, as a drug is not
    return draft.word(step) == "finished" and (fixed or long or counted in (["year"], ["planned"], ["scheduled"]))


def _goes_on(draft: Draft, entry: Entry, step: int) -> bool:
    """``on lenvatinib``, ``now regorafenib``: the course is not over; ``on 9 November`` is a date."""
    token = draft.tokens[step]
    if entry.kind in SINGLE:
        return False
    if token.text == "now":
        return entry.kind == "systemic"
    if token.text in ("takes", "receives") or (token.text == "taking" and draft.word(step - 1) in _AT_PRESENT):
        return entry.kind == "systemic" and "neg" not in token.scope
    if token.text == "on" and (_no_longer_on(draft, step) or _begun_on(draft, step) or draft.word(step + 1) == "to"):
        return False
    dated = token.text in ("on", "under") and draft.tokens[step + 1].kind == "date"
    return (
        token.cue("ongoing")
        and "neg" not in token.scope
        and not dated
        and token.text not in ("since", "under", "present", "to date")
    )


def _no_longer_on(draft: Draft, step: int) -> bool:
    """``was on``, ``had been on``: over, unless something else is said; ``was put on`` tells the beginning alone."""
    before = draft.word(step - 1)
    return before in _NOT_NOW or (before == "been" and draft.word(step - 2) == "had")


_NOT_NOW = frozenset(("was", "were", "tried", "put", "placed", "commenced", "initiated", "begun", "started", "had"))
_AT_PRESENT = frozenset(("is", "currently", "still", "now", "been"))
_BEGUN_ON = re.compile(r"\b(?:goes|sessions|turns|shots|days|rounds|trips|blasts|put (?:me|him|her|us)) $")


def _begun_on(draft: Draft, step: int) -> bool:
    """``15 goes on the radiotherapy machine``, ``put me on lenvatinib``: how often, or its beginning alone."""
    start = draft.tokens[step].start
    return _BEGUN_ON.search(draft.text.low, max(0, start - 12), start) is not None


_OPENS_SPAN = frozenset(("from", "between", "since", "->"))


def _leads(draft: Draft, step: int, previous: Entry) -> bool:
    """A date right before a treatment leads it where a word or a colon says so (``since July lenvatinib``)."""
    day = draft.tokens[step].day
    return (
        draft.tokens[step].segment != draft.tokens[previous.last].segment
        or draft.word(step - 1) in ("since", "in", "from", "on", ",", "->")
        or (draft.word(step - 1) in TO and draft.word(step - 3) in _OPENS_SPAN)
        or draft.word(step + 1) == ":"
        or (day is not None and day.post)
        or (draft.word(step - 1) in THEN and names_next(draft, step))
    )
