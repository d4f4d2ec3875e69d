"""Names and numbers with slashes between them: ``AST/ALT 60/45``, ``Na/K/Cr 138/4.1/0.9``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name

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


def numbers_from(draft: Draft, place: int) -> list[int]:
    """The numbers of a list that starts at a place: ``60/45``, ``60 and 45``, ``60, 45``."""
    numbers = [place]
    while draft.word(numbers[-1] + 1) in JOINTS:
        token = draft.at(numbers[-1] + 2)
        if token is None or token.kind != "num" or token.used:
            break
        numbers.append(numbers[-1] + 2)
    return numbers
