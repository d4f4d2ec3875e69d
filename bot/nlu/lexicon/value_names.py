"""Names that a number may belong to."""

from __future__ import annotations

from bot.nlu.draft import Draft


def is_name(draft: Draft, place: int) -> bool:
    """Tell whether a quantity's name (or another measurement's) stands at a place."""
    token = draft.at(place)
    if token is None or token.hit is None:
        return False
    if token.senses("decoy") or token.text in ("bp", "blood pressure"):
        return True
    return any(
        draft.catalogue.facts[one.id].kind == "quantity" or one.id in ("ecog", "bclc", "cnlc", "child_pugh_class")
        for one in token.senses("name")
    )
