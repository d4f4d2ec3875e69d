"""The day of what was found behind a course: in ``RFA in March 2025, Nov: recurrence`` the month is not the RFA's.

A date that opens what follows and stands right before an examination, a finding or another fact is theirs; one that a
colon follows heads what stands behind it, an outcome too.
"""

from __future__ import annotations

from itertools import takewhile

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.tumour.responses import EVALUATION

_OPENS = frozenset((",", ";", "/", "\n", ".", "(", "but"))
_SPANS = ("-", "->")
_LEADS = frozenset(("in", "on", "by", "as of"))
_HEADS = (":", "=")
_BETWEEN = frozenset((*_HEADS, ",", "-", "the", "a", "an", "his", "her", "then", "again"))
_FOUND = word_set("dated_findings") | EVALUATION


def behind_day_of_finding(draft: Draft, step: int, end: int, *, one_day: bool) -> int | None:
    """Give the place behind a date that opens what was found; nothing where the date may be the treatment's.

    Behind a treatment of ``one_day`` a dash leads to no last day.
    """
    place = step
    while draft.word(place) in _LEADS:
        place += 1
    if place + 1 >= end or day_at(draft, place) is None:
        return None
    headed = draft.word(place + 1) in _HEADS
    before = draft.word(step - 1)
    arrow = before == "->" and (headed or place > step or draft.word(place + 1) in _FOUND)  # else that of a span
    if before not in _OPENS and not arrow and not (one_day and before in _SPANS):
        return None
    first = next((one for one in range(place + 1, end) if draft.word(one) not in _BETWEEN), None)
    if first is None or not _found(draft, first, outcomes=headed or one_day):
        return None
    return None if not one_day and not headed and _ends_it(draft, first) else place + 1


def _ends_it(draft: Draft, first: int) -> bool:
    """``On 30 June CT showed progression, and treatment was stopped``: what was found ended the course that day."""
    sentence = draft.tokens[first].sentence
    behind = (draft.tokens[at] for at in range(first, len(draft.tokens)))
    told = takewhile(lambda one: one.sentence == sentence, behind)
    return any(one.cue("progressed", "stopped") for one in told)


def _found(draft: Draft, first: int, *, outcomes: bool) -> bool:
    """Tell whether a finding begins at a place; an outcome behind a bare date may be that of the last session."""
    token = draft.tokens[first]
    if token.text in _FOUND or (token.kind == "num" and draft.word(first + 1) == "/"):  # ``today 138/84``
        return True
    if outcomes and (token.cue("progressed") or token.senses("option")):
        return True
    return bool(token.senses("name")) and not token.treats
