"""When something was measured, behind how it was: ``132/84, taken sitting this morning``."""

from __future__ import annotations

from bot.nlu.draft import Draft

DRAWN = ("drawn", "taken", "collected", "sampled", "measured", "obtained", "recorded", "checked")
_OPENS = (",", "(", "-", "–", "and", "it", "was", "were")
_FAR = 7
"""Words that may say how."""


def drawn_on(draft: Draft, step: int) -> int | None:
    """Give the place of the date of such a remark that begins at a place, or None."""
    first = step
    while draft.word(step) in _OPENS and step < first + 3:
        step += 1
    if draft.word(step) not in DRAWN:
        return None
    for place in range(step + 1, min(step + 2 + _FAR, len(draft.tokens))):
        token = draft.tokens[place]
        if token.kind == "date":
            return place if token.day is not None and not token.day.post else None
        counted = token.kind == "num" and token.number is not None and token.number.spelled
        plain = token.kind in ("word", "hit") or counted or token.text == "'"
        if token.clinical or not plain or token.text in ("and", "but", "until"):
            return None
    return None
