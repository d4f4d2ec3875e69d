"""A heading and a denial behind it: ``HIV: no history`` denies it, ``Bleeding: no varices on OGD`` something else."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_NO = frozenset(["no", "not", "without", "denies"])
_OF_ITSELF = word_set("headed_denials_of_itself")
"""Words that deny the heading itself."""
_NOT_KNOWN = frozenset(["documented", "recorded", "reported", "known", "given", "clear", "tested", "done", "checked"])
"""Behind ``not`` these say that nothing is known."""
_AGAIN = word_set("headed_denials_again")
"""What is denied comes after what the heading names: it was there."""
_DRUGS = {"anticoagulation": "anticoag", "immunosuppressant": "immunosup", "autoimmune_disease": "autoimmun"}
"""Facts of which a heading is the general word; an illness or a drug by its name is there."""
_HEADS = frozenset(["bleeding", "infection"])


def denied_under(draft: Draft, place: int) -> tuple[Literal["no", "none"], int] | None:
    """Tell what a denial behind the colon says of the word at a place: that it is denied, nothing, or None."""
    opened = draft.word(place + 2).split(" ")
    if draft.word(place + 1) != ":" or opened[0] not in _NO or not _heads(draft.tokens[place]):
        return None
    words = opened[1:]
    for token in draft.tokens[place + 3 : place + 12]:
        if token.segment != draft.tokens[place].segment or token.kind == "punct":
            break
        words += token.text.split(" ")
    if opened[0] == "not" and _NOT_KNOWN.intersection(words):
        return None
    if not words or _AGAIN.intersection(words) or draft.tokens[place].scope & {"past", "uncertain"}:
        return None
    plain = _OF_ITSELF.issuperset(words) and "residual" not in words
    return ("no", place + 2) if plain else ("none", place)


def _heads(token: Token) -> bool:
    """Tell whether a word is one that heads a line of a form, and not an illness or a drug by its own name."""
    if (condition := token.sense("condition")) is not None:
        return condition.id in _HEADS
    named = [one.id for one in token.senses("name")]
    return bool(named) and all(_DRUGS.get(fact, "") in token.phrase for fact in named)
