"""A letter and a number that are no class and score: ``C11`` is a cycle, ``A5 envelopes`` are paper."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_BEHIND = word_set("staging_behind")
"""The words that may stand behind a class and score without their name."""


def names_else(draft: Draft, place: int) -> bool:
    """Tell whether the letter and number from this place on name something else than a class and score."""
    behind = draft.at(place + 2)
    if behind is not None and behind.kind == "word" and len(behind.text) > 2 and behind.text not in _BEHIND:
        return True
    if draft.word(place) != "c" or (behind is not None and behind.kind == "date"):
        return draft.word(place) == "c"
    near = draft.tokens[max(0, place - 24) : place]
    return any(one.senses("agent") or one.senses("regimen") for one in near)
