"""``he has ECOG 1`` beside the question for dialysis: what he has is something else than what was asked."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_HAS = re.compile(
    r"\W*(?:s?he|pt|(?:the |our |this )?(?:patient|lady|gentleman|man|woman)|they|i|we)(?:'s|'ve)?"
    r" ?(?:has|have|had|is|was|did)?(?: (?:had|got|also|an?|the|known|been))*(?= )"
)


def has_another(draft: Draft, fact: str) -> bool:
    """Tell whether what opens like a yes goes on with something else that was read of the patient."""
    low = draft.text.low
    match = _HAS.match(low)
    if match is None or len(draft.asked) != 1:
        return False
    token = draft.tokens[draft.place_at(match.end() + 1)]
    return token.clinical and token.used and fact not in draft.facts and not token.names(fact) and bool(draft.facts)
