"""LI-RADS categories: which lesions of a report are HCC, where it grades them one by one."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_GRADED = re.compile(r"\b(?:li[- ]?rads|lr)[- :]{0,2}(?:category )?(?P<grade>[1-5]|m\b|tiv\b|tr\b)")
_REACH = 14


def of_hcc(draft: Draft, place: int) -> bool | None:
    """Tell whether a size belongs to a lesion graded as HCC; None where no category stands with it.

    ``LR-5 3.8 cm S5`` is HCC, ``LR-3 S2 9 mm`` is not; the category of the same item counts, else the last one before.
    """
    if "lr" not in draft.text.low and "rads" not in draft.text.low:
        return None
    token = draft.tokens[place]
    own = [one for one in draft.tokens[max(0, place - _REACH) : place + _REACH] if one.segment == token.segment]
    found = list(_GRADED.finditer(draft.text.low, own[0].start, own[-1].end))
    if len(found) > 1:
        found = [one for one in found if one.end() <= token.start][-1:] or found[:1]
    if not found:
        near = [one for one in draft.tokens[max(0, place - _REACH) : place] if one.sentence == token.sentence]
        found = list(_GRADED.finditer(draft.text.low, near[0].start, token.start))[-1:] if near else []
    return found[0]["grade"] == "5" if found and found[0]["grade"] in "12345" else None
