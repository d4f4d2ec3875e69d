"""The sex that stands beside an age: ``61F``, ``M/58``, ``65 y.o. WF``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

SEXES = {"f": "female", "m": "male"}
_BETWEEN_SEX = word_set("demographics_between")
_ENDS = word_set("demographics_ends")
_CLOSED = (",", "/", ";", "", ")", ".", "\n")
_OPENS = ("", ",", ";", "\n", ".", ":", "/", "|", "?", "pt", "patient")
_COMPOUND = {"wf": "female", "bf": "female", "aaf": "female", "wm": "male", "bm": "male", "aam": "male"}
"""``65 y.o. WF``: race and sex."""
_HEAD = 9
"""Places in which a question at the head of a message ends."""


def sex_behind(draft: Draft, place: int, sure: bool = False) -> tuple[str, int] | None:
    """The sex that stands behind an age, and its place."""
    step = place + 1
    if draft.word(place) in ("yof", "yom"):
        return ("female" if draft.word(place) == "yof" else "male"), place
    while draft.word(step) in _BETWEEN_SEX:
        step += 1
    token = draft.at(step)
    if token is None or token.used:
        return None
    if (
        token.kind == "word"
        and token.text in SEXES
        and sure
        and draft.word(place + 1) != ","
        and _stands_alone(draft, step, sure)
    ):
        return SEXES[token.text], step
    if sure and token.text in _COMPOUND:
        return _COMPOUND[token.text], step
    option = sex_option(token)
    return (option, step) if option else None


def _stands_alone(draft: Draft, step: int, sure: bool) -> bool:
    """A lone letter is a sex behind years, at the end of a clause, or glued to the number (``61F``)."""
    after = draft.at(step + 1)
    if draft.word(step + 1) in _ENDS or sure:
        return after is None or after.kind != "num"
    glued = draft.tokens[step - 1].end == draft.tokens[step].start
    opening = _opens_message(draft, step)
    return (
        (glued or opening)
        and after is not None
        and after.start > draft.tokens[step].end
        and after.kind in ("hit", "word", "num")
    )


def _opens_message(draft: Draft, step: int) -> bool:
    """``47 m hbv``, ``suitable? 57 F BCLC C``: age and sex open the message, or follow the question at its head."""
    number = draft.tokens[step - 1].number
    opens = step <= 2 or (step < _HEAD and draft.word(step - 2) == "?")
    return opens and number is not None and number.plain is not None and number.plain >= 18


def sex_in_front(draft: Draft, place: int) -> str | None:
    """``M/58``, ``F 61``: only at the start of a segment."""
    step = place - 1
    if draft.word(step) in ("/", "-", ","):
        step -= 1
    token = draft.at(step)
    if (
        token is None
        or token.used
        or (draft.tokens[place].unit and draft.tokens[place].unit not in ("year", "years", "yr", "yrs"))
    ):
        return None
    option = sex_option(token)
    if option is not None and (
        draft.word(place - 1) == "/"
        or _before_values(draft, step, place)
        or draft.word(place + 1) in _CLOSED
        or _before_dash(draft, step, place)
        or (draft.word(place + 1) in ("y", "yo", "yrs") and _item_ends(draft, place + 2))
    ):
        return option
    if token.kind != "word" or token.text not in SEXES:
        return None
    if _glued(draft, step, place) and draft.word(place + 1) in _CLOSED:
        return SEXES[token.text]
    aged = draft.word(place + 1) in ("y", "yo", "yrs") or draft.tokens[place].unit is not None
    return SEXES[token.text] if aged or draft.word(step - 1) in _OPENS else None


def _item_ends(draft: Draft, step: int) -> bool:
    """``female, 55 y Hb 10.9``, ``female, 55 y no MI``: what follows the years is another item."""
    after = draft.at(step)
    return draft.word(step) in (*_CLOSED, "and", "&", "with", "-") or (
        after is not None and after.kind == "hit" and (after.clinical or after.cue("neg"))
    )


def _before_dash(draft: Draft, step: int, place: int) -> bool:
    """``lady 58 - HIV negative``: an age, and a dash that opens no range."""
    number, after = draft.tokens[place].number, draft.at(place + 2)
    aged = number is not None and number.plain is not None and 18 <= number.plain <= 105
    return aged and step == place - 1 and draft.word(place + 1) == "-" and after is not None and after.kind != "num"


def _glued(draft: Draft, step: int, place: int) -> bool:
    """``inr 0.98 m/50``: letter, slash and the years of a grown person in one piece."""
    number, age = draft.tokens[place].number, draft.tokens[place]
    grown = number is not None and number.plain is not None and 18 <= number.plain <= 105
    joint = draft.tokens[place - 1]
    return grown and joint.text == "/" and draft.tokens[step].end == joint.start and joint.end == age.start


def _before_values(draft: Draft, step: int, place: int) -> bool:
    """``female 59 plt 101``: an age, since the name behind it has a value of its own."""
    number, after, value = draft.tokens[place].number, draft.at(place + 1), draft.at(place + 2)
    aged = number is not None and number.plain is not None and 18 <= number.plain <= 105
    named = after is not None and after.clinical and value is not None and value.kind == "num"
    return aged and named and place == step + 1


def sex_option(token: Token) -> str | None:
    """Give the sex that a word says, or None."""
    return next((sense.value for sense in token.senses("option") if sense.id == "sex"), None)


def sexed(draft: Draft, place: int) -> bool:
    """``the lady is 65``: a noun that says the sex of the patient, not of a relative."""
    token = draft.at(place)
    return token is not None and sex_option(token) is not None and "relative" not in token.scope
