"""Age, sex and date of birth: ``61F``, ``61-year-old woman``, ``M/58``, ``born 12.03.1965``."""

from __future__ import annotations

from bot.nlu.dating.births import ages_of, record_birth
from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.history.ages import read_age, read_age_behind, read_named_age
from bot.nlu.history.pronouns import read_pronoun
from bot.nlu.history.sexes import SEXES, sex_option
from bot.nlu.history.titles import read_title
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.tokens import Token
from bot.nlu.wording.who_works import who_works_here

__all__ = ["ages_of", "read_demographics", "record_birth"]


def read_demographics(draft: Draft) -> None:
    """Read age, sex and date of birth."""
    places = draft.places
    for place in merged(
        places.kind("num"), places.role("option"), places.text("b"), places.naming("birth_date", "age")
    ):
        token = draft.tokens[place]
        if token.used:
            continue
        if token.kind == "num":
            read_age(draft, place)
        elif token.sense("option") and draft.word(place + 1) == "of":
            read_age_behind(draft, place)
        elif token.text == "b" and draft.word(place + 1) == "." and (draft.at(place + 2) or token).kind == "date":
            _birth(draft, place + 1)
        elif token.names("birth_date"):
            _birth(draft, place)
        elif token.names("age"):
            read_named_age(draft, place)
    for place in merged(places.option("sex"), places.naming("sex"), places.text(*SEXES, *_WHOSE)):
        token = draft.tokens[place]
        if not token.used:
            _sex(draft, place, token)
    read_title(draft)
    read_pronoun(draft)


def _sex(draft: Draft, place: int, token: Token) -> None:
    option = sex_option(token)
    if token.names("sex"):
        step = place + 1
        while draft.word(step) in (":", "=", "is", "-"):
            step += 1
        found = draft.at(step)
        if found is not None and found.text in SEXES:
            draft.record("sex", SEXES[found.text], place, step)
        elif found is not None and (said := sex_option(found)) and "neg" not in found.scope:
            draft.record("sex", said, place, step)
    elif (option and "neg" in token.scope and draft.facts.get("sex") not in (None, option)) or (
        option and who_works_here(draft, place)
    ):
        draft.use([place])
    elif option and "relative" not in token.scope and "neg" not in token.scope:
        draft.record("sex", option, place, place)
    elif (
        token.text in ("f", "m")
        and token.kind == "word"
        and draft.word(place - 1) in _ITEMS
        and draft.word(place + 1) in _ITEMS
        and (token.segment < 4 or len(draft.tokens) > _DENSE)
        and len(draft.tokens) > 3
    ) or (token.text in SEXES and token.kind == "word" and _beside_age(draft, place)):
        draft.record("sex", SEXES[token.text], place, place)
    elif token.text in _WHOSE and draft.word(place - 1) in _OURS and "sex" not in draft.facts:
        draft.record("sex", _WHOSE[token.text], place, place)


_WHOSE = {"man's": "male", "gentleman's": "male", "woman's": "female", "lady's": "female"}
_OURS = ("the", "this", "our", "that")
"""``the man's case number is ...``."""
_PARTS = (",", ";", "\n", "|", ".")
_DENSE = 24
"""Tokens from which on a line of items may hold the letter of the sex anywhere."""
_ITEMS = ("", ",", ";", "\n", "|")
"""What parts the first items of a line: ``M; HV clear``."""


def _beside_age(draft: Draft, place: int) -> bool:
    """``age 62; m; plt 88``: a letter that is a part of its own behind the age."""
    before, years = draft.at(place - 2), draft.at(place - 3)
    aged = before is not None and before.kind == "num" and years is not None and years.names("age")
    return aged and draft.word(place - 1) in _PARTS and draft.word(place + 1) in (*_PARTS, "")


def _birth(draft: Draft, place: int) -> None:
    """A date of birth is read as the age that follows from it; the date itself is not kept."""
    for step in range(place + 1, min(place + 5, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "date" and token.day is not None:
            record_birth(draft, token.day, place, step)
            return
        if (
            token.kind == "num"
            and token.number
            and token.number.plain
            and 1900 <= token.number.plain <= draft.today.year
        ):
            record_birth(draft, Day(str(token.number.plain), (str(token.number.plain),)), place, step)
            return
        if token.text not in (":", "=", "is", "-", "in", "on", "(", "was", "the", "back"):
            return
