"""What can be done to a patient, and was not: ``CABG not done``, ``dialysis considered but not needed``."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_DONE_TO = (
    "anticoagulation",
    "bypass_surgery",
    "dialysis",
    "immunosuppressant",
    "live_vaccine",
    "transplant",
)
_UNDONE = frozenset(
    [
        "never carried out",
        "never done",
        "never given",
        "never happened",
        "never performed",
        "never started",
        "never taken",
        "never took place",
        "did not take place",
        "not carried out",
        "not done",
        "not given",
        "not performed",
        "not started",
        "not taken",
        "not yet",
        "not yet started",
    ]
)


def never_done(draft: Draft, place: int, step: int) -> tuple[Literal["no"], int] | None:
    """Deny what is done to a patient where a word behind its name says that it was not."""
    if not _done_to(draft.tokens[place]):
        return None
    step = _last_of_undone(draft, step)
    after = draft.at(step + 1)
    if step < 0:
        return None
    opens = after is not None and after.clinical and after.segment == draft.tokens[step].segment
    return None if opens else ("no", step)


_FRAME = word_set("undone_frame")
"""Between a name and ``not needed``: that it was thought of."""
_REACH = 14


def only_considered(draft: Draft, place: int) -> tuple[Literal["no"], int] | None:
    """``dialysis was considered but not needed``: what was only thought of, and told not to be needed, was not done."""
    if not _done_to(draft.tokens[place]):
        return None
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if (last := _last_of_undone(draft, step)) >= 0:
            return never_done(draft, place, step) if last < len(draft.tokens) else None
        if token.sentence != draft.tokens[place].sentence:
            return None
        if token.kind != "date" and not _FRAME.issuperset(token.text.split(" ")):
            return None
    return None


_NEEDED = frozenset(("needed", "required", "necessary", "called"))
_BECAME = frozenset(("been", "became", "become", "really", "actually", "yet", "be"))


def _last_of_undone(draft: Draft, step: int) -> int:
    """``never done``, ``not needed``, ``never became necessary``, ``no need for it``: the last word's place, or -1."""
    if draft.word(step) in _UNDONE:
        return step
    if draft.word(step) == "no need for":
        return step + 1 if draft.word(step + 1) in ("it", "this", "that") else -1
    if draft.word(step).split(" ")[-1:] not in (["not"], ["never"]):
        return -1
    step += 1
    while draft.word(step) in _BECAME:
        step += 1
    return step if draft.word(step) in _NEEDED else -1


_BRANDS = frozenset(("zostavax", "flumist", "fluenz", "mmr", "mmr vaccine", "yellow fever vaccine", "bcg vaccine"))
"""One of several: that it was not given says nothing of the others."""


def _done_to(token: Token) -> bool:
    """Tell whether a word names what is done to a patient: an operation, a drug."""
    return token.text not in _BRANDS and any(token.names(fact) for fact in _DONE_TO)
