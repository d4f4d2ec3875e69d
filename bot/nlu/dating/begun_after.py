"""``regorafenib, begun in May after sorafenib had failed``: the date is that of what was begun, named before."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_BEGUN = word_set("courses_starts") | {"added", "introduced", "resumed", "restarted"}
_AFTER = frozenset(("after", "following", "post", "once", "when", "upon", "because"))
_LEADS = frozenset(
    ("which", "was", "were", "and", "has", "been", "both", "in", "on", "from", "since", "early", "late", "mid")
)


def begun_after(draft: Draft, first: int, named: int) -> int | None:
    """Give the place of the date, where the words from ``first`` to a later treatment begin an earlier one with it."""
    begun = False
    for step in range(first, named):
        token = draft.tokens[step]
        words = token.text.split(" ")
        if token.kind == "date":
            behind = [one.text.split(" ")[0] for one in draft.tokens[step + 1 : named]]
            return step if begun and behind[:1] and behind[0] in _AFTER else None
        begun = begun or words[0] in _BEGUN
        if not (words[0] in _BEGUN or words[0] in _LEADS):
            return None
    return None
