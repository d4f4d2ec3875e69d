"""Who works here or brought the news: ``the scan lady phoned``, ``a man from the lab called``; no patient."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_WORK = word_set("who_works_work")
_PLACES = _WORK | word_set("who_works_places")
_TELLS = word_set("who_works_tells")
_OF = ("from", "at", "in")
_THE = ("the", "our", "their", "your")


def who_works_here(draft: Draft, place: int) -> bool:
    """Tell whether a ``lady`` or ``man`` is one of those who work here: by the place beside, or a call too."""
    before, behind = draft.word(place - 1), draft.word(place + 1)
    if before in _WORK:
        return True
    step = place + 2 + (draft.word(place + 2) in _THE)
    if behind in _OF and draft.word(step) in _PLACES:
        return draft.word(step) in _WORK or draft.word(step + 1) in _TELLS
    return before in _PLACES and behind in _TELLS
