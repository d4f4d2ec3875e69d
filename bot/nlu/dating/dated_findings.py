"""The day of what was found behind a course: in ``RFA in March 2025, Nov: recurrence`` the month is not the RFA's.

A date that opens what follows and stands right before an examination, a finding or another fact is theirs; one that a
colon follows heads what stands behind it, an outcome too.
"""

from __future__ import annotations

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
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
    pressure = first is not None and draft.tokens[first].kind == "num" and draft.word(first + 1) == "/"
    if first is None or not (pressure or _found(draft.tokens[first], outcomes=headed or one_day)):
        return None
    return None if not one_day and not headed and _ends_it(draft, first) else place + 1


def _ends_it(draft: Draft, first: int) -> bool:
    """``On 30 June CT showed progression, and treatment was stopped``: what was found ended the course that day."""
    sentence = draft.tokens[first].sentence
    return any(one.cue("progressed", "stopped") for one in draft.tokens[first:] if one.sentence == sentence)


def _found(token: Token, *, outcomes: bool) -> bool:
    """Tell whether a token opens a finding; an outcome behind a bare date may be that of the last session."""
    if token.text in _FOUND:
        return True
    if outcomes and (token.cue("progressed") or token.senses("option")):
        return True
    return bool(token.senses("name")) and not token.treats
