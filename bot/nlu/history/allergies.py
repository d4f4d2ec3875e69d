"""Allergies: to a drug of the trials, or to something that does not count."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_ALLERGENS = word_set("conditions_allergens")
_CHEMOTHERAPY = word_set("conditions_chemotherapy")


def other_allergy(draft: Draft, place: int) -> bool:
    """``Allergies: penicillin``: none that counts; kept as a note."""
    if _drug_listed(draft, place) or not any(draft.word(one) in _ALLERGENS for one in range(place + 1, place + 6)):
        return False
    draft.notes.append("allergy to something other than the study drugs")
    draft.use([place])
    return True


def to_chemotherapy(draft: Draft, place: int) -> bool:
    """``oxaliplatin hypersensitivity``, ``allergic reaction to cisplatin``: to a drug of the trials."""
    near = draft.tokens[max(0, place - 2) : place + 5]
    agents = [one for token in near if token.segment == draft.tokens[place].segment for one in token.senses("agent")]
    return bool(agents) or any(token.text in _CHEMOTHERAPY for token in near) or _drug_listed(draft, place)


def _drug_listed(draft: Draft, place: int) -> bool:
    """``Allergies: penicillin (rash), cisplatin``: a drug of the trials somewhere in the list."""
    if draft.word(place + 1) not in (":", "-", "="):
        return False
    for token in draft.tokens[place + 2 : place + 24]:
        if token.sentence != draft.tokens[place].sentence or token.text in (";", "\n"):
            return False
        named = token.senses("agent") or token.senses("regimen") or token.text in _CHEMOTHERAPY
        if named and "neg" not in token.scope:
            return True
    return False
