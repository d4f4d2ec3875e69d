"""Tumours told place by place where their number was asked for: ``2 in S6, 1 in S8``, ``one in each lobe``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.number_words import DOZEN

_COUNT = {**{word: value for word, value in DOZEN.items() if value <= 6}, "a": 1, "single": 1}
_ITEM = (
    rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})(?: (?:small|large|big|more|lesions?|tumou?rs?|nodules?))* "
    r"(?:in|on)(?: the| each| either)? (?:(?:s|seg|segment)\.? ?(?:\d[ab]?|[iv]{1,4})|"
    r"(?:right|left|each|either|both)?(?: ?(?:lobes?|side|liver))?)"
)
_ITEMS = re.compile(_ITEM)
_WHOLE = re.compile(rf"^\W*(?:{_ITEM.replace('?P<n>', '?:')}(?:[\s,;&.+]|and|plus)*)+$")


def answer_counts(draft: Draft) -> bool:
    """Add up the tumours of several places; True where they were told so."""
    low = draft.text.low.strip()
    if "tumour_count" not in draft.asked or not _WHOLE.match(low):
        return False
    last = len(draft.tokens) - 1
    items = [*_ITEMS.finditer(low)]
    each = re.search(r"\b(?:each|either) (?:lobe|side)\b|\bboth\b", low) is not None
    total = sum(_COUNT.get(one["n"]) or int(one["n"]) for one in items) * (2 if "each" in low or "either" in low else 1)
    for token in draft.tokens:
        token.used = False
    draft.record("tumour_count", total, 0, last)
    if each or ("left" in low and "right" in low):
        draft.record("tumours_in_one_lobe", False, 0, last)
    return True
