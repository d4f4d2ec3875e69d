"""A tumour of before: it was taken away by a treatment, and the text goes on to tell that it has come back.

``Diagnosed in 2025 with a single 3 cm HCC and had ablation. Recurrence with multiple nodules.``
"""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.dating.days import first_day, last_day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.entries import SINGLE

_BACK = Gated(
    r"\b(?:(?<!no )(?<!without )(?:local |intrahepatic |multifocal |multiple |new |tumou?r |hcc )?recurren(?:ce|t)\b|"
    r"recurred\b|(?<!no )relapsed?\b|(?:has|had|have) (?:now |since )?(?:come|grown) back\b|(?:came|grew) back\b)"
)
_FIRST = frozenset(
    [
        "diagnosed",
        "initially",
        "originally",
        "first",
        "initial",
        "first diagnosed",
        "at diagnosis",
        "had",
        "was",
        "found",
    ]
)
_NOW = frozenset(["now", "currently", "current", "recurrent", "recurrence", "new", "today", "latest"])
_REACH = 30


def takes_away(token: Token) -> bool:
    """Tell whether a word names a treatment that takes a tumour away."""
    return any(one.id in SINGLE for one in token.senses("kind"))


def removed_and_back(draft: Draft, place: int) -> bool:
    """Tell whether the tumour at a place was there before a treatment took it away, and another has come since."""
    back = _last_told(draft.text.low)
    if back < draft.tokens[place].end:
        return False
    removal = _removal_behind(draft, place, back)
    return removal is not None and _of_before(draft, place, removal)


@lru_cache(maxsize=8)
def _last_told(low: str) -> int:
    """Where a text last tells that a tumour has come back; -1 where it does not."""
    return max((match.start() for match in _BACK.finditer(low)), default=-1)


def _removal_behind(draft: Draft, place: int, end: int) -> int | None:
    """The treatment behind a tumour that took it away, in its sentence or the next; before it came back."""
    sentence = draft.tokens[place].sentence
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence > sentence + 1 or token.start >= end:
            return None
        if takes_away(token) and not token.scope & {"plan", "refuse", "neg"}:
            return step
    return None


def _of_before(draft: Draft, place: int, removal: int) -> bool:
    """Tell whether a word or a day of its sentence tells that the tumour was seen at the beginning."""
    sentence = draft.tokens[place].sentence
    for step in range(place - 1, max(-1, place - _REACH), -1):
        token = draft.tokens[step]
        if token.sentence != sentence or token.text in _NOW:
            return False
        if token.text in _FIRST:
            return True
        if (seen := _iso(draft, step)) is not None:
            gone = next((day for one in range(removal, removal + 6) if (day := _iso(draft, one)) is not None), None)
            return gone is None or first_day(seen) <= last_day(gone)
    return False


def _iso(draft: Draft, place: int) -> str | None:
    day = day_at(draft, place)
    return day.iso if day is not None else None
