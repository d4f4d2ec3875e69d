"""The years behind a name at the head of a message: ``Ann Brown, 59, no ascites``, ``Results for Ann Brown | 59``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_HEADS = frozenset((
    "patient", "pt", "pat", "pts", "name", "subject", "case", "re", "the", "our", "this", "my", ":", ".", "-", "–", "*",
    "•", "new", "screening", "results", "result", "labs", "bloods", "update", "for", "on", "of", "about", "regarding",
    "is", "can", "could", "you", "check", "screen", "please", "hi", "hello", "team", "all", ",", "i", "saw", "seen",
    "participant", "candidate",
))  # fmt: skip
"""Words that announce a patient's name and tell nothing themselves."""
_BEFORE = (",", "|", "-", "–", "(", ";", "/", "?")
_BEHIND = (",", "|", "-", "–", ")", ";", ":", "/", ".", "\n", "")
_FAR = 12


def behind_name(draft: Draft, place: int) -> bool:
    """``Ann Brown is 47``: a name is no token, so that it is what stands between this word and the one before."""
    place -= draft.word(place - 1) == ","  # ``our patient, Ann Brown, is 47``
    before = draft.at(place - 1)
    gap = draft.text.low[before.end if before else 0 : draft.tokens[place].start]
    return any(letter.isalpha() for letter in gap)


def heads(draft: Draft, place: int, age: int | None, years: bool) -> bool:
    """Tell whether a number is the years of a grown person behind the name at the head of a message.

    ``years`` says that the number has no other unit than years.
    """
    if draft.asked or place > _FAR or not years or not 18 <= (age or 0) <= 105:
        return False
    parted = draft.word(place - 1) in _BEFORE
    if not behind_name(draft, place - 1 if parted else place) or not _closed(draft, place, parted):
        return False
    return all(one.text in _HEADS for one in draft.tokens[: place - parted])


def _closed(draft: Draft, place: int, parted: bool) -> bool:
    """Whether the number ends there; right behind the name something clinical may follow (``Ann Brown 59 BCLC B``)."""
    after = draft.at(place + 1)
    if after is None or after.text in _BEHIND or "\n" in draft.text.low[draft.tokens[place].end : after.start]:
        return not (after and after.text in ("-", "–", "/") and after.start == draft.tokens[place].end)
    return not parted and after.clinical and after.kind == "hit" and not _names_value(draft, place + 1)


def _names_value(draft: Draft, place: int) -> bool:
    """``Ann Brown 88 platelets``: the number is the value of what stands behind it, which has no other."""
    known = draft.catalogue.facts
    if not any(draft.tokens[place].names(one) for one in known if known[one].kind == "quantity"):
        return False
    return not any(one.kind == "num" for one in draft.tokens[place + 1 : place + 4])


_SPANS = word_set("ages_spans")


def of_a_span(draft: Draft, place: int) -> bool:
    """``male, 25 years of alcohol``, ``20 yrs post transplant``: the years are no age."""
    behind = draft.word(place + 1)
    return draft.tokens[place].unit in ("year", "years", "yr", "yrs") and (
        behind in _SPANS or (behind == "of" and draft.word(place + 2) != "age")
    )
