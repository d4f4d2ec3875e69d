"""What can be done to a patient, and was not: ``CABG not done``, ``dialysis never started``."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.tokens import Token

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
    after = draft.at(step + 1)
    if draft.word(step) not in _UNDONE or not _done_to(draft.tokens[place]):
        return None
    opens = after is not None and after.clinical and after.segment == draft.tokens[step].segment
    return None if opens else ("no", step)


_BRANDS = frozenset(("zostavax", "flumist", "fluenz", "mmr", "mmr vaccine", "yellow fever vaccine", "bcg vaccine"))
"""One of several: that it was not given says nothing of the others."""


def _done_to(token: Token) -> bool:
    """Tell whether a word names what is done to a patient: an operation, a drug."""
    return token.text not in _BRANDS and any(token.names(fact) for fact in _DONE_TO)
