"""A second look at measured values: a name, its number, and words between them that no rule knows.

``Creatinine pre-session 512 umol/L``, ``INR (fingerprick) 1.1``: what stands between a name and its value has no end.
Where nothing else was taken from either, where nothing clinical stands between and no word makes the number a limit, an
aim or a value of before, it can only be the value of the name. It is read back, as a value with an inferred unit is.
"""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.extraction import Inferred
from bot.nlu.labs.headers import lab_name
from bot.nlu.labs.values import Reading
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_REACH = 9
"""How many tokens behind a name its number may stand."""
_ELSE = word_set("second_look_else")
"""Words with which a number is a limit, an aim, a change, another value or one of before."""
_LEADS = word_set("second_look_leads")
"""What a number without a unit may stand right behind."""
_GOES_ON = frozenset(("and", "but", "or", "was", "had", "were", "been"))
"""Words with which a sentence goes on behind a value."""


def look_again(draft: Draft) -> None:
    """Record the number behind each name that nothing was taken from, where it can only be its value."""
    for place in draft.places.role("name"):
        token = draft.tokens[place]
        fact = lab_name(draft, token)
        if fact is None or token.used or token.scope or _told(draft, fact):
            continue
        number = _number(draft, place, fact)
        if number is not None and draft.measure(fact, draft.tokens[number], place, number):
            _read_back(draft, fact, place, number)


def _told(draft: Draft, fact: str) -> bool:
    """Tell whether a fact is read, asked about or taken back already."""
    return fact in draft.facts or fact in draft.retracted or any(one.fact == fact for one in draft.queries)


def _number(draft: Draft, place: int, fact: str) -> int | None:
    """Give the place of the one number that the name at ``place`` can have."""
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "num":
            return step if _is_value(draft, step, fact) and not _another(draft, step) else None
        apart = token.sentence != draft.tokens[place].sentence or "\n" in token.text
        if apart or token.kind == "date" or token.clinical or token.used or token.scope or token.text in _ELSE:
            return None
    return None


def _is_value(draft: Draft, step: int, fact: str) -> bool:
    """Tell whether a free number is a value of the fact by its own unit, or by a word that leads to a value."""
    token = draft.tokens[step]
    if token.used or token.scope or token.number is None or token.number.sign:
        return False
    known = token.unit and draft.catalogue.table(fact).factor(token.unit) is not None  # ``mid 70s`` is no unit
    if draft.word(step + 1) in _ELSE - _GOES_ON or not (known or draft.word(step - 1) in _LEADS):
        return False
    return isinstance(draft.reader.read(fact, token.number, token.unit), Reading)


def _another(draft: Draft, step: int) -> bool:
    """Tell whether the sentence goes on with a number that could be meant as well, without a name of its own."""
    for place in range(step + 1, len(draft.tokens)):
        token: Token = draft.tokens[place]
        if token.sentence != draft.tokens[step].sentence or "\n" in token.text or token.clinical:
            return False
        if token.kind == "num" and not token.used:
            return True
    return False


def _read_back(draft: Draft, fact: str, place: int, number: int) -> None:
    """Note the value as one that is read back."""
    value = draft.facts[fact]
    if isinstance(value, dict) and all(one.fact != fact for one in draft.inferred):
        draft.inferred.append(Inferred(fact, draft.source(place, number), value["value"], value["unit"]))
