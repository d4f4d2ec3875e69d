"""A letter and a number that are no class and score: ``C11`` is a cycle, ``A5 envelopes`` are paper.

And a stage without the name of its system, ``stage B``: which name beside it is that of the system.
"""

from __future__ import annotations

import re

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


def named_stage(draft: Draft, place: int) -> bool:
    """Tell whether another staging's name stands beside ``stage``; a name behind it with a value is another item."""
    segment = draft.tokens[place].segment
    before = [one for one in draft.tokens[max(0, place - 2) : place] if one.segment == segment]
    if any(one.senses("decoy") or any(named.id in _STAGINGS for named in one.senses("name")) for one in before):
        return before[-1].kind != "num" or len(before) < 2  # ``fibrosis 3 stage B``
    for step in range(place + 2, place + 5):
        one = draft.at(step)
        if one is None or one.segment != segment:
            return False
        if one.hit is not None and (one.senses("decoy") or one.senses("name")):
            return not _other_item(draft, place + 2, step)
    return False


_PARTS = frozenset(("and", "&", "+", "-", "–", "/", "with", "no", "not", "never", "on"))


def _other_item(draft: Draft, first: int, step: int) -> bool:
    """``stage B & ECOG 0``, ``stage B labs correctable``: tell whether a name behind a stage is not what it is of."""
    token, after = draft.tokens[step], draft.at(step + 1)
    if token.senses("decoy") or any(one.id in _STAGINGS for one in token.senses("name")):
        return after is not None and (after.kind == "num" or _STAGE.fullmatch(after.text) is not None)
    return step == first or any(draft.word(one) in _PARTS for one in range(first, step))


_STAGE = re.compile(r"[a-d]|i{1,3}[ab]?|iv|vp\d?")
_STAGINGS = frozenset(("bclc", "cnlc", "child_pugh_class", "child_pugh_score", "portal_vein_thrombus"))
