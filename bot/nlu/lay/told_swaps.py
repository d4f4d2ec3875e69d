"""One drug in place of another: ``they swapped the Lenvima for Cabometyx in July because it was growing``.

When the second began the first had ended, and why it was changed is said of the first.
"""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.lay.told_words import LONGEST_TOLD, rules_of
from bot.nlu.text.normalise import normalise
from bot.nlu.text.telling import Gated

_SWAPPED = Gated(
    r"\b(?:swap\w*|switch\w*|chang\w*|moved) (?:(?:me|him|her|us|it|them|over|up) )*(?:on |over )?"
    r"(?:for|to|onto|from|with)\b"
    r"|\b(?:swap\w*|switch\w*|changed|moved|replaced) (?:me |him |her )?(?:over )?(?:the |my |his |her )?\w+(?: \w+)? "
    r"(?:for|to|with|by)\b"
)
_NOT_SWAPPED = Gated(
    r"\b(?:back (?:to|on)|never|not|n't|want\w*|going to|will|might|plan\w*|talk\w*|if|added|along with|"
    r"together|as well)\b"
)
_TOLD = re.compile(r"\b(?:i|i'm|i'd|i've|me|my|they|we)\b")
"""A patient's own words; a letter says when a drug ended where that is known."""
_REASONS = ("progression", "intolerance")


def read_swaps(draft: Draft) -> None:
    """Give the first of two drugs, the one exchanged for the other, its end and the reason."""
    drugs = [one for one in draft.treatments if one["kind"] == "systemic" and one.get("agents")]
    if len(drugs) != 2 or len(draft.text.raw) > LONGEST_TOLD:
        return
    low = normalise(draft.text.raw).low
    if not _SWAPPED.search(low) or _NOT_SWAPPED.search(low):
        return
    if draft.asked != ("treatments",) and not _TOLD.search(low):
        return
    old, new = drugs
    since = new.get("start")
    if since is not None and "end" not in old and since != old.get("start"):
        old["end"] = since
        if old.get("outcome") == "ongoing":
            del old["outcome"]
    _reason(draft, old, new, low)


def _reason(draft: Draft, old: dict[str, Any], new: dict[str, Any], low: str) -> None:
    """Move what was put on the second drug to the first, and read it where it was on neither."""
    told = {rule.wording for rule, _ in rules_of("outcomes").matches(low)} & set(_REASONS)
    wrong = new.get("outcome") in _REASONS and "end" not in new
    if old.get("outcome") is None and (wrong or len(told) == 1):
        old["outcome"] = new["outcome"] if wrong else told.pop()
    if wrong:
        del new["outcome"]
        if draft.facts.get("response") == "PD" and "outcome" in old:
            del draft.facts["response"]
