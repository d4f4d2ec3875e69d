"""What is named and doubted in one breath."""

from __future__ import annotations

from bot.nlu.draft import Draft


def in_doubt(draft: Draft, fact: str) -> bool:
    """``TIA doubtful``, ``possible stroke years back``: what is named and doubted is asked about, and no yes."""
    asked = any(one.fact == fact and one.kind == "uncertain" for one in draft.queries)
    return asked and any(one.names(fact) and "uncertain" in one.scope for one in draft.tokens)
