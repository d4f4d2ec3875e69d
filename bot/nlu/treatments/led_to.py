"""Treatments that a stage leads to, a visit is for, or that came to nothing: ``he's in for TACE on Monday``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import DAY_NAMES

_STAGE = re.compile(r"[0abcd][12]?|i{1,3}[ab]?|iv")
_STAGED = frozenset(("stage", "bclc", "cnlc"))
_COMES = frozenset(("is", "'s", "he's", "she's", "pt's", "coming", "comes", "be"))
_WEEKDAYS = frozenset(one for one in DAY_NAMES if len(one) > 2)


def for_stage(draft: Draft, place: int) -> bool:
    """``stage B -> TACE`` and nothing behind: what is given at a stage; ``BCLC B -> TACE x3 -> lenvatinib`` was."""
    if draft.word(place - 1) != "->" or draft.word(place + 1) not in ("", ".", "\n"):
        return False
    return _STAGE.fullmatch(draft.word(place - 2)) is not None and draft.word(place - 3) in _STAGED


def in_for(draft: Draft, place: int) -> bool:
    """``he's in for atezo/bev on Monday``: a visit that is to come, or just begins."""
    if (draft.word(place - 2), draft.word(place - 1)) != ("in", "for") or draft.word(place - 3) not in _COMES:
        return False
    day = draft.at(place + 1)
    return day is None or (day.kind == "date" and not _WEEKDAYS.isdisjoint(day.text.split(" ")))


_AT = frozenset(
    (
        "on",
        "in",
        "of",
        "from",
        "for",
        "at",
        "the",
        "was",
        "had",
        "to",
        "be",
        "had to be",
        "has been",
        "been",
        "got",
        ",",
        "-",
    )
)
_NOTHING = frozenset(("aborted", "abandoned", "cancelled", "canceled"))
_NOT_DONE = frozenset(("done", "performed", "given", "delivered", "carried"))


def came_to_nothing(draft: Draft, place: int) -> bool:
    """``TACE 26 Oct was aborted``, ``TACE 26 Oct could not be done``: a procedure with a day, and none of giving."""
    kind = draft.tokens[place].sense("kind")
    if kind is None or kind.id == "systemic" or draft.at(place + 1) is None:
        return False
    step, dated = place + 1, False
    while step < min(place + 8, len(draft.tokens)) and (draft.word(step) in _AT or draft.tokens[step].kind == "date"):
        dated = dated or draft.tokens[step].kind == "date"
        step += 1
    if not dated:
        return False
    words = draft.word(step).split(" ")
    if words[-1] in _NOTHING:
        return draft.word(step + 1) not in ("after", "halfway", "midway", "early")
    told = [*words, *(draft.word(one) for one in range(step + 1, step + 4))]
    return words[0] in ("could", "couldn't", "couldnt") and not _NOT_DONE.isdisjoint(" ".join(told).split(" "))


_FIRST = frozenset(("c", "c1", "cycle", "dose", "first", "1", "#", "d", "d1", "one", "1st", "infusion"))


def first_due(draft: Draft, place: int) -> bool:
    """``atezo/bev C1 due 24 Nov``: the first round is still to come; of ``C5 due`` the others were given."""
    step = place + 1
    while draft.word(step) in _FIRST:
        step += 1
    return step > place + 1 and draft.word(step) in ("due", "is due")
