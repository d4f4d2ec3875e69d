"""What is named, and doubted or denied in one breath."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.scope.polarity import polarity


def in_doubt(draft: Draft, fact: str) -> bool:
    """``TIA doubtful``, ``possible stroke years back``: what is named and doubted is asked about, and no yes."""
    asked = any(one.fact == fact and one.kind == "uncertain" for one in draft.queries)
    doubted = fact != "anticoagulation"  # whether a drug is still taken may be told further on
    return asked and any(one.names(fact) and (doubted or "uncertain" in one.scope) for one in draft.tokens)


def denied_by_name(draft: Draft, fact: str) -> bool:
    """``azathioprine in his records: none``: all that names a fact nobody asked for is denied where it stands."""
    places = [place for place, token in enumerate(draft.tokens) if token.names(fact)]
    return fact not in draft.asked and bool(places) and all(polarity(draft, one)[0] == "no" for one in places)
