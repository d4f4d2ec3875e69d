"""A thrombus that was staged at the beginning and is gone since: ``at diagnosis Vp2. Now PVT gone``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.scope.gone import over_now
from bot.nlu.scope.polarity import polarity

_LATER = re.compile(r"\b(?:now|currently|current|latest|last|today|repeat|restaging|follow-?up|recent)\b")
_PART = re.compile(r"\b(?:left|right|main|trunk|branch|segmental|mpv|lpv|rpv)\b")
_NO_MORE = re.compile(r"\b(?:no|without|any)(?: (?:evidence|signs?|of|residual|more|longer|tumou?r|visible|any))* $")
"""``no progression of the PVT`` is no denial of it."""
_NONE = re.compile(r"(?: is| was| now)? ?[:=-]? ?(?:none|absent|negative|neg|not seen|no longer|no)\b")
_REACH = 60


def gone_since(draft: Draft, place: int, clause: str) -> bool:
    """Tell whether a thrombus named behind its stage is denied as it is now; of a part of the vein nothing is said."""
    token = draft.tokens[place]
    told = next((one for one in draft.mentions if one.fact == "portal_vein_thrombus"), None)
    if told is None or told.value == "none" or told.start >= draft.text.raw_span(token.start, token.end)[0]:
        return False
    if _PART.search(clause):
        return False
    said = polarity(draft, place)[0]
    if said == "yes" and over_now(draft, place):
        return True
    low, sentence = draft.text.low, token.sentence
    first = next(one.start for one in draft.tokens[max(0, place - _REACH) :] if one.sentence == sentence)
    plainly = _NO_MORE.search(low, first, token.start) or _NONE.match(low, token.end)
    return said == "no" and plainly is not None and _LATER.search(low, first, token.end) is not None
