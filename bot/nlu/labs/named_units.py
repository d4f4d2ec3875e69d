"""The unit that stands with the name, before the value: ``ALT (U/L) 88``, ``Albumin g/L: 35``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.units import unit_at

_LONGEST = 9
"""Tokens that a unit takes at most, its brackets included."""
_MARKS = (":", "=")


def named_unit(draft: Draft, place: int) -> tuple[str, int] | None:
    """Give the unit that stands behind a name, in brackets or before a mark, and the last place that it takes up."""
    token = draft.at(place)
    if token is None or token.kind not in ("word", "punct"):
        return None
    bracketed = token.text in ("(", "[")
    found = unit_at(draft.text.low, token.end if bracketed else token.start)
    if found is None or (not bracketed and token.kind != "word"):
        return None
    for step in range(place, min(place + _LONGEST, len(draft.tokens))):
        one = draft.tokens[step]
        if one.start >= found[0]:
            closed = one.text in ((")", "]") if bracketed else _MARKS)
            return (found[1], step) if closed else None
    return None
