"""What a value is not: ``platelets 28, not 82``, ``in August, not July``; what was said before is no value any more."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.nlu.corrections.retraction_words import ENTERED
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_NOT_BUT = Gated(r"\bnot\s+(?:\d\S*|[abcd])\s+but\b")
_NOT_VALUE = Gated(r"(?:,|\(|\s)\s*(?:and\s+)?(?:not|instead of|rather than)\s+(?P<old>[<>]?\s?\d[\d.,]*\d|\d)(?!\d)")
_TYPED_AS = Gated(
    r"(?:,|\(|\s)\s*(?:previously|formerly|wrongly|before|earlier|i had|had been|was)\s+(?:wrongly )?"
    rf"{ENTERED}(?: in)?\s+as\s+(?P<old>[<>]?\s?\d[\d.,]*\d|\d)(?!\d)"
)
_SELF = re.compile(
    r"^[?!.,;\s-]*(?:no|sorry|correction|oops|rather|actually|i mean|wait)\b[^a-z0-9]*"
    r"(?:(?:since|on|in|from|it was)\s+)*$"
)


def mask_denied_values(draft: Draft) -> None:
    """``platelets 28, not 82``: the denied value is no value."""
    _mask_instead(draft)
    _mask_replaced(draft)
    _mask_taken_back(draft)
    for match in (*_NOT_VALUE.finditer(draft.text.low), *_TYPED_AS.finditer(draft.text.low)):
        first = draft.place_at(match.start())
        for token in draft.tokens[first : first + 6]:
            if match.start() <= token.start < match.end("old") and token.end <= match.end("old") + 12:
                token.used = True


_REPLACED = Gated(
    r"\b(?:replace|change|correct|amend|exchange)\b[^.;,\n]{0,30}?(?P<old>[<>]?\s?\d[\d.,]*)\s+(?:with|by|to|into|"
    r"for)\s+(?=[<>\d])"
)


def _mask_replaced(draft: Draft) -> None:
    """``replace AFP 400 with 4000``, ``TACE 10 Oct should be 12 Oct``: what stood before is no value any more."""
    for match in _REPLACED.finditer(draft.text.low):
        for step in range(draft.place_at(match.end("old") - 1), draft.place_at(match.end() - 1) + 1):
            draft.tokens[step].used = True
            draft.tokens[step].scope.add("denied")
    for place in draft.places.kind("date"):
        told = draft.at(place + 3) if (draft.word(place + 1), draft.word(place + 2)) == ("should", "be") else None
        if told is not None and told.kind == "date":
            draft.tokens[place].used = True


def _mask_taken_back(draft: Draft) -> None:
    """``since 1/7?? no - since 15/7``: the date before the no was a slip."""
    for one, other in pairwise(draft.places.kind("date")):
        if _more_exact(draft, one, other):
            draft.tokens[one].scope.add("denied")
            draft.use(range(one, other))
            draft.tokens[one].day = draft.tokens[other].day
            continue
        if other - one <= 9 and _SELF.match(draft.text.low[draft.tokens[one].end : draft.tokens[other].start]):
            draft.tokens[one].scope.add("denied")
            draft.use(range(one, other))
            for token in draft.tokens[one : other + 1]:
                token.sentence, token.segment = draft.tokens[one].sentence, draft.tokens[one].segment
                token.scope.discard("neg")


_AND_THE = re.compile(
    r"[ ,;–-]*(?:(?:it was|i think|i believe|i guess|to be exact|exactly|probably|yes|yeah|on|the|"
    r"\d{1,2}(?:st|nd|rd|th))[ ,;:–-]+)*$"
)


def _more_exact(draft: Draft, one: int, other: int) -> bool:
    """``June, the fourth of June``: the same time told again, and better."""
    first, second = draft.tokens[one].day, draft.tokens[other].day
    if first is None or second is None or not first.iso or not second.iso or first.iso == second.iso:
        return False
    between = draft.text.low[draft.tokens[one].end : draft.tokens[other].start]
    return second.iso.startswith(first.iso + "-") and "," in between and _AND_THE.match(between) is not None


def _mask_instead(draft: Draft) -> None:
    """``ECOG 1 instead of ECOG 2``, ``in August, not July``: what was said before is no value any more."""
    for match in re.finditer(r"\b(?:instead of|rather than)\b", draft.text.low):
        first = draft.place_at(match.end() - 1) + 1
        for token in draft.tokens[first : first + 5]:
            if token.kind == "punct" and token.text in ",;.\n":
                break
            token.used = True
            if token.kind == "date" and token.text.endswith("."):
                break  # ``instead of 1.9. BCLC B``: a value that ends its sentence
    for match in _NOT_BUT.finditer(draft.text.low):
        draft.use(range(draft.place_at(match.start()), draft.place_at(match.end() - 1) + 1))
    for place in draft.places.text("not"):
        after = draft.at(place + 1)
        ends = draft.word(place + 2) in ("", ",", ".", ";", "\n", ")")
        if after is not None and ends and (after.kind == "date" or after.text in ("a", "b", "c", "d")):
            after.used = True
