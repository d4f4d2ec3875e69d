"""``same as before, we did not repeat it``: nothing new was measured, and all that is told says so."""

from __future__ import annotations

import re

from bot.nlu.lexicon.vocabulary import word_set

_SAID = word_set("same_again")
"""Words that tell that a test was not done again."""
_NOT = re.compile(r"\b(?:not|no|nobody|none)\b|n't\b|\b(?:didnt|since|last)\b")
_WORD = re.compile(r"[a-z']+|\d+")


def not_repeated(low: str) -> bool:
    """Tell whether a text says no more than that nothing was measured anew."""
    words = _WORD.findall(low)
    return bool(words) and _SAID.issuperset(words) and _NOT.search(low) is not None
