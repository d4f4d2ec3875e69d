"""``ECOG 2 but was 1 last month``: what was stands behind what is."""

from __future__ import annotations

from bot.nlu.beside import Found
from bot.nlu.draft import Draft

_TURNS = frozenset(["but", "though", "although", "yet"])
_WAS = frozenset(["was", "were", "been"])
_WORDS = _TURNS | _WAS | {",", "it", "they", "had", "still", "only", "at", "a", "then"}
_BEFORE_IT = frozenset(["was", "were", "had", "been", "from", "baseline", "initially"])


def was_before(draft: Draft, found: Found, moved: list[int]) -> bool:
    """Tell whether the value behind ``moved`` is an older one than the value found, which is told as of now."""
    words = [draft.word(one) for one in moved if draft.tokens[one].kind != "date"]
    told = [word for word in words if word != ","]
    if found.day is not None or not told or told[0] not in _TURNS or not _WAS.intersection(told):
        return False
    return set(words) <= _WORDS and _BEFORE_IT.isdisjoint(draft.word(one) for one in found.passed)
