"""Words that stand near each other, with nothing clinical between."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token


def nearby(draft: Draft, place: int, words: frozenset[str], reach: int = 5) -> bool:
    """Tell whether one of the words stands near a place in the same segment, no clinical word between."""
    segment = draft.tokens[place].segment
    for direction in (1, -1):
        for distance in range(1, reach + 1):
            token = draft.at(place + direction * distance)
            if token is None or token.segment != segment or blocks(token, draft.tokens[place]):
                break
            if token.text in words or (token.hit and token.hit.phrase in words):
                return True
    return False


def blocks(token: Token, of: Token) -> bool:
    """Tell whether a clinical word between two words parts them."""
    return (
        token.clinical
        and any(
            one.role in ("name", "condition", "kind", "agent", "cancer")
            for one in (token.hit.senses if token.hit else ())
        )
        and token is not of
    )
