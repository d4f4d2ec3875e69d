"""Names and numbers with slashes between them: ``AST/ALT 60/45``, ``Na/K/Cr 138/4.1/0.9``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name
from bot.nlu.lexicon.vocabulary import word_set

JOINTS = frozenset(["/", "&", "and", "+", ","])
"""What joins names, and what joins the numbers behind them."""


def others_beside(draft: Draft, place: int, way: int) -> int:
    """``Na/K/Cr``, ``Hb/Hct``: how many names of tests that are not read stand beside a name, slashes between them."""
    count = 0
    while draft.word(place + way) == "/" and (token := draft.at(place + 2 * way)) is not None:
        if token.kind not in ("word", "hit") or lab_name(draft, token) is not None:
            return 0
        count, place = count + 1, place + 2 * way
    return count


_NOUNS = word_set("tumour_nouns")
_ADJECTIVES = frozenset(("liver", "hepatic", "small", "new", "large", "measurable", "target", "hcc"))
_YEARS = frozenset(("yo", "y", "yr", "yrs", "year", "years"))


def _counts(draft: Draft, place: int) -> bool:
    """``AST/ALT 60/45, 3 lesions``, ``60/45, 61 yo``: a number of tumours or of years is no further value."""
    behind = place + 1 + (draft.word(place + 1) in _ADJECTIVES)
    return draft.word(behind) in _NOUNS or draft.word(place + 1) in _YEARS or draft.tokens[place].unit in ("cm", "mm")


def numbers_from(draft: Draft, place: int) -> list[int]:
    """The numbers of a list that starts at a place: ``60/45``, ``60 and 45``, ``60, 45``."""
    numbers = [place]
    while draft.word(numbers[-1] + 1) in JOINTS:
        token = draft.at(numbers[-1] + 2)
        if token is None or token.kind != "num" or token.used or _counts(draft, numbers[-1] + 2):
            break
        numbers.append(numbers[-1] + 2)
    return numbers
