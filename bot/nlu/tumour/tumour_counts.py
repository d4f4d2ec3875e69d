"""How many tumours there are in the liver."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.dating.held_on import latest_of
from bot.nlu.draft import Draft
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.tokens import Token
from bot.nlu.tumour.counts_of_nouns import ELSEWHERE, MANY, NO_TUMOUR, NOUNS, of_noun
from bot.nlu.tumour.listed_sizes import plural
from bot.nlu.tumour.removed import was_removed
from bot.nlu.tumour.satellites import read_satellites
from bot.nlu.tumour.what_it_is_not import is_not


def read_counts(draft: Draft) -> None:
    """Read the number of tumours; that of the liver alone."""
    read_satellites(draft)
    places = draft.places
    told = merged(places.naming("tumour_count"), places.text(*_SAYING), places.phrase(*NOUNS), many_at(draft))
    told = [one for one in told if not draft.word(one + 1).startswith("thromb")]
    latest = latest_of(draft, told)
    _read_at(draft, latest)
    if len(latest) < len(told) and any(draft.word(one).startswith("multi") for one in latest):
        _focality(draft)
    if "tumour_count" not in draft.facts and not any(_measured_now(draft, one) for one in latest):
        _read_at(draft, [one for one in told if one not in latest])
    _focality(draft)


def _measured_now(draft: Draft, place: int) -> bool:
    """``now the remaining 2.1 cm nodule``: one that is left of those told before."""
    before = range(max(0, place - 3), place)
    left = any(draft.word(one) in ("remaining", "residual", "surviving") for one in before)
    return left and not plural(draft.word(place)) and any(draft.tokens[one].unit in ("cm", "mm") for one in before)


def many_at(draft: Draft) -> list[int]:
    """Give the places that tell of several tumours without a number: ``multifocal``, ``multiple nodules``."""
    return [
        one
        for one in draft.places.text("multifocal", "multinodular", "multiple")
        if draft.word(one) != "multiple" or _of_tumours(draft, one)
    ]


def _read_at(draft: Draft, places: Sequence[int]) -> None:
    for place in places:
        token = draft.tokens[place]
        if token.used or draft.barred(place) or token.scope & {"neg", "elsewhere"}:
            continue
        if was_removed(draft, place):
            continue
        if token.names("tumour_count"):
            found = forward(draft, place + 1)
            if found is not None and not _broken(draft.tokens[found.place]):
                draft.measure("tumour_count", draft.tokens[found.place], place, found.last)
            elif found is not None and (token.text in NOUNS or token.phrase in NOUNS):
                _said_here(draft, place, token)
        elif token.text in _SAYING or token.phrase in NOUNS:
            _said_here(draft, place, token)


def _broken(token: Token) -> bool:
    """``lesions 2.1 and 1.8 cm``: no count of tumours."""
    return token.number is not None and token.number.value != int(token.number.value)


_SAYING = {*NOUNS, "number", "n", "single", "solitary"}
"""Words with which a number of tumours is told."""


def _said_here(draft: Draft, place: int, token: Token) -> None:
    """The number that stands around such a word."""
    if token.text in NOUNS or token.phrase in NOUNS:
        number = draft.at(place - 1)
        if number is None or number.kind != "num" or not is_not(draft.text.low, number.start):
            of_noun(draft, place)
    elif token.text in ("number", "n"):
        if _size_before(draft, place):
            _number_behind(draft, place)
    elif _sized(draft, place) or draft.word(place + 1) in _MEASURABLE:
        draft.record("tumour_count", 1, place, place)


def _sized(draft: Draft, place: int) -> bool:
    """``single 4.5 cm``, ``(single, 6.8 cm)``: a size stands behind the word."""
    size = draft.at(place + (2 if draft.word(place + 1) == "," else 1))
    return size is not None and size.unit in ("cm", "mm")


_MEASURABLE = ("measurable lesion", "measurable tumour", "measurable tumor", "measurable nodule")


def _focality(draft: Draft) -> None:
    """``multifocal``, where no number says more."""
    for place in draft.places.text(*MANY):
        token = draft.tokens[place]
        if token.used or draft.barred(place) or token.scope & {"neg", "elsewhere"} or "tumour_count" in draft.facts:
            continue
        if token.text == "multiple" and not _of_tumours(draft, place):
            continue
        if token.text in MANY and token.text.startswith(("multi", "uni", "solitary")) and not was_removed(draft, place):
            _elsewhere(draft, place) or draft.record("tumour_count", MANY[token.text], place, place)


_BEHIND_MULTIPLE = frozenset(
    ("", ",", ".", ";", "\n", ")", "(", "in", "bilobar", "both", "throughout", "intrahepatic", "hcc")
)


def _of_tumours(draft: Draft, place: int) -> bool:
    """``multiple, both lobes``, ``multiple small nodules``; but ``multiple comorbidities``."""
    behind = [draft.word(one) for one in range(place + 1, place + 6)]
    if NO_TUMOUR.intersection(behind[:3]):
        return False
    return behind[0] in _BEHIND_MULTIPLE or any(word in NOUNS for word in behind)


def _size_before(draft: Draft, place: int) -> bool:
    """``max diameter 5 cm, number 3``: the clause before speaks of the size."""
    return any(
        one.names("largest_tumour") or one.unit in ("cm", "mm") for one in draft.tokens[max(0, place - 8) : place]
    )


def _number_behind(draft: Draft, place: int) -> None:
    step = place + 2 if draft.word(place + 1) in ("=", ":", "of") else place + 1
    token = draft.at(step)
    if token is None or (draft.word(place) == "n" and token.start == draft.tokens[place].end):
        return  # ``T4N0M1``
    if token.number is not None and token.number.plain is not None and not token.unit:
        draft.measure("tumour_count", token, place, step)


_JOINTS = frozenset(("+", "&", "and", "with", "w/", "-", "–", "/", "no"))
"""``multifocal + lung mets``, ``multifocal no mets``: what joins another item."""


def _elsewhere(draft: Draft, place: int) -> bool:
    segment = draft.tokens[place].segment
    joined = next((one for one in range(place + 1, place + 4) if draft.word(one) in _JOINTS), place + 4)
    near = draft.tokens[max(0, place - 3) : joined]
    return any(one.text in ELSEWHERE and (one.segment == segment or one.text != "ascites") for one in near)
