"""Tumours that a treatment took away: their number and size are not today's."""

from __future__ import annotations

import re

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.came_back import removed_and_back, takes_away

_TO = ("for", "of", "to", "on")
_NOW = ("new", "now", "currently", "recurrent")
_BETWEEN = frozenset(["were", "was", "been", "have", "has", "had", "both", "all", "treated", "by", "with", "using"])
_BY = ("by", "with", "using")


def was_removed(draft: Draft, place: int) -> bool:
    """Tell whether the tumour at a place is gone.

    ``resection for a solitary 3.8 cm HCC``, ``RFA to 2 lesions``, ``resected two tumours``,
    ``2 tumours were resected``.
    """
    return (
        in_operation_note(draft, place)
        or _before(draft, place)
        or _behind(draft, place)
        or _bracketed(draft, place)
        or removed_and_back(draft, place)
    )


_OPERATION = Gated(
    r"(?:^|(?<=\n))[^\n.:]{0,30}?\b(?:operation|operative|op|surgical|surgery|theatre|theater|or)[ -](?:notes?|"
    r"reports?|record)\b"
)
_SINCE = re.compile(
    r"\b(?:now|today|currently|recurren\w+|new|residual|remaining|remnant|follow-?up|postop\w*|remains?)\b"
)


def in_operation_note(draft: Draft, place: int) -> bool:
    """Tell whether an operation note tells of the tumour at a place, which the operation took away."""
    low, at = draft.text.low, draft.tokens[place].start
    note = _OPERATION.search(low, 0, at)
    if note is None or not any(takes_away(one) for one in draft.tokens):
        return False
    if "\n\n" in low[note.end() : at]:
        return False  # another part of the message
    return _SINCE.search(low, note.end(), at) is None


_LONG = 14
"""How many tokens a bracket behind a treatment is looked through at most."""


def _bracketed(draft: Draft, place: int) -> bool:
    """``resected 2020 (4.5 cm, solitary)``: the bracket behind a dated treatment tells what it took away."""
    opened = next((one for one in range(place - 1, max(-1, place - _LONG), -1) if draft.word(one) in ("(", ")")), -1)
    if opened < 1 or draft.word(opened) != "(" or any(draft.word(one) in _NOW for one in range(opened, place)):
        return False
    for step in range(opened - 1, max(-1, opened - 5), -1):
        if takes_away(draft.tokens[step]):
            return any(day_at(draft, one) is not None for one in range(step, opened))
    return False


def _before(draft: Draft, place: int) -> bool:
    """The treatment stands before, and goes to the tumour."""
    for step in range(place - 1, max(-1, place - 12), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or token.text in _NOW:
            return False
        if takes_away(token):
            between = draft.tokens[step + 1 : place]
            if place - step <= 3 and all(one.kind == "num" or one.text == ")" for one in between):
                return True  # ``RFA 2 lesions in 2024``
            verb = token.text.endswith("ed") and token.segment == draft.tokens[place].segment
            return verb or any(draft.word(one) in _TO for one in range(step, place))
    return False


def _behind(draft: Draft, place: int) -> bool:
    """``2 lesions treated with RFA``, ``both tumours were resected``, ``single 3 cm HCC in 2024, ablated``."""
    step = place + 1
    while draft.word(step) in _NOUNS or (draft.word(step - 1) in _SEGMENTS and draft.tokens[step - 1].text != ")"):
        step += 1  # ``a 3 cm nodule in segment 6 was treated by RFA``
    while _BETWEEN.issuperset(words := draft.word(step).split()) and words:
        step += 1
    token = draft.at(step)
    if token is None:
        return False
    if not takes_away(token) or token.segment != draft.tokens[place].segment:
        return _then_removed(draft, place)
    return token.text.endswith("ed") or draft.word(step - 1).endswith(_BY)


_SEGMENTS = ("seg", "segment", "s")
_NOUNS = frozenset(("nodule", "lesion", "tumour", "tumor", "hcc", "mass", "lump", "focus", "in", *_SEGMENTS))
_PASSED = frozenset(
    [",", "(", ")", "in", "of", "hcc", "tumour", "tumor", "lesion", "nodule", "lesions", "nodules", *_BETWEEN]
)


def _then_removed(draft: Draft, place: int) -> bool:
    """``a 3 cm HCC in 2024, ablated``: with a day, what was done to it stands behind a comma."""
    dated = False
    for step in range(place + 1, min(place + 12, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return False
        if takes_away(token):
            return dated and token.text.endswith("ed") and draft.word(step - 1) in (",", "was", "were")
        year = day_at(draft, step) is not None
        dated = dated or year
        if not (year or token.kind == "num" or token.text in _PASSED):
            return False
    return False
