"""A date that opens the sentence of a treatment: ``In January he progressed and was commenced on lenvatinib``."""

from __future__ import annotations

from bot.nlu.dating.dated_after import dated_next
from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.tokens import Token
from bot.nlu.treatments.days_before import dated_behind
from bot.nlu.treatments.entries import LOCAL, Entry

_BEGUN = frozenset(
    [
        "started on",
        "commenced on",
        "put on",
        "switched to",
        "changed to",
        "placed on",
        "started",
        "commenced",
        "begun",
        "began",
        "put",
        "placed",
        "switched",
        "given",
        "changed",
        "received",
    ]
)
_SCANS = frozenset(["ct", "mri", "scan", "scans", "imaging", "restaging", "pet", "pet-ct", "ultrasound", "us", "uss"])


def opened_with(draft: Draft, entry: Entry, previous: Entry | None) -> None:
    """``In January he progressed and was commenced on lenvatinib``: the date that opens the sentence."""
    sentence = draft.tokens[entry.first].sentence
    if previous is not None and _begun_then(draft, entry, previous):
        return
    verb = next((one for one in range(entry.first - 1, max(0, entry.first - 4), -1) if draft.word(one) in _BEGUN), 0)
    if not verb or entry.start is not None or entry.sessions or draft.tokens[verb].sentence != sentence:
        return
    if draft.barred(verb) or "neg" in draft.tokens[verb].scope:
        return
    first = verb
    while first > 0 and first > verb - 20 and draft.tokens[first - 1].sentence == sentence:
        first -= 1
    if draft.word(first) in ("-", "*") or (draft.word(first).isdigit() and draft.word(first + 1) in (")", ".")):
        first += 1 if draft.word(first) in ("-", "*") else 2
    told = [one for one in range(first, verb) if draft.tokens[one].kind == "date"]
    if told != [first + 1] or draft.word(first) not in ("in", "on") or (previous and previous.last > first):
        return
    if dated_behind(draft, entry) and any(draft.word(one) in ("and", ",", "so") for one in range(first + 3, verb)):
        return  # ``In December it came back, and he was given TACE in May``
    day = draft.tokens[first + 1].day
    if day is not None and day.clear:
        entry.start = day.iso
        draft.use([first, first + 1, verb])


def _begun_then(draft: Draft, entry: Entry, previous: Entry) -> bool:
    """``in May 2026 after TACE he started lenvatinib``: the day that stands before the treatment that came first."""
    if entry.start or entry.end or entry.sessions:
        return False
    for step in range(previous.first - 1, max(-1, previous.first - 12), -1):
        token = draft.tokens[step]
        if token.kind == "date" and token.day is not None and dated_next(draft, step) == entry.first:
            if token.day.clear and entry.kind in LOCAL:
                entry.sessions.append(token.day.iso or "")
            elif token.day.clear:
                entry.start = token.day.iso
            draft.use([step])
            return token.day.clear
    return False


def joins_dates(draft: Draft, step: int) -> bool:
    """``from Feb till Sept lenvatinib``: the word between two dates."""
    before = draft.at(step - 1)
    dated = before is not None and before.kind == draft.tokens[step + 1].kind == "date"
    return dated and draft.word(step) in TO


def opens_outcome(draft: Draft, step: int, entry: Entry) -> bool:
    """``SIRT in May, and in October the disease progressed``: a day that opens a clause on how it went.

    ``on regorafenib, but the October CT shows nodules``: nor is the day of a scan one of the course.
    """
    if draft.word(step + 1) in _SCANS and draft.word(step - 1) in ("the", "a", "his", "her"):
        return True
    if entry.kind not in LOCAL:
        return False
    if draft.word(step - 1) in (",", ";") and step + 1 < len(draft.tokens) and _tells_outcome(draft.tokens[step + 1]):
        return True  # ``Mar 2024 TACE, Jun 2024 progressed``
    if draft.word(step - 1) not in ("in", "on", "at", "by"):
        return False
    if draft.word(step - 2) not in ("and", ",", "but", ";", "."):
        return False
    for one in draft.tokens[step + 1 : step + 8]:
        if one.segment != draft.tokens[step].segment or one.treats:
            return False
        if _tells_outcome(one):
            return True
    return False


def _tells_outcome(token: Token) -> bool:
    return token.cue("progressed") or any(sense.id == "response" for sense in token.senses("option"))
