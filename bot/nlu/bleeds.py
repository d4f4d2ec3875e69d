"""Where a bleed came from: the varices, or the gut."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.vocabulary import word_set

_GUT = word_set("conditions_gut")
_NO_BLEED = word_set("conditions_no_bleed")


def source_of(draft: Draft, place: int) -> str:
    """``bleeding from a duodenal ulcer``, ``varices banded, bled in May``: the event that the bleed was, or nothing."""
    token = draft.tokens[place]
    near = draft.tokens[max(0, place - 6) : place + 7]
    clause = [one for one in near if one.sentence == token.sentence and abs(one.segment - token.segment) <= 1]
    words = {word for one in clause for word in one.text.split()}
    beside = {word for one in draft.tokens[max(0, place - 3) : place + 2] for word in one.text.split()}
    if beside & _NO_BLEED:
        return ""
    if any(note.id == "varices" for one in clause for note in one.senses("note")):
        return "variceal_bleeding"
    own = {word for one in clause if one.segment == token.segment for word in one.text.split()}
    return "gi_bleeding" if own & _GUT or (words & _GUT and token.text == "bled") else ""
