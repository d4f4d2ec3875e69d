"""Two blood pressures beside each other: which of them counts, by what is said of each.

``138/84 (160/95 on admission)``: the first one, where only the second is told of before. ``160/95 on admission
(146/88 last week)``, ``150/90 left, 138/84 right``, ``lying 150/90, standing 130/80``: which counts is asked.
"""

from __future__ import annotations

from enum import Enum

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_EARLY = word_set("pressures_early")
_POSITIONS = (
    (frozenset(("l", "left", "la")), frozenset(("r", "right", "ra"))),
    (
        frozenset(("lying", "supine")),
        frozenset(("sitting", "seated")),
        frozenset(("standing", "upright", "erect")),
    ),
)
"""The arms, and how somebody is placed."""
_NOW = frozenset(("now", "today", "currently", "current", "latest", "after", "discharge", "repeat", "repeated"))
_STOPS = frozenset((",", ";", "(", ")", ".", "\n", "/", "->", "and", "but"))
_REACH = 5


class Counts(Enum):
    """Which of two pressures counts."""

    FIRST = 1
    SECOND = 2
    ASKED = 3


def which_counts(draft: Draft, first: int, second: int) -> Counts:
    """Tell which of two pressures counts, each by the place of its first number; mostly it is the later one."""
    if _placed_apart(draft, first, second):
        return Counts.ASKED
    parted = any(draft.word(one) in _STOPS for one in range(first + 3, second))
    if not _early(draft, [*(_before(draft, second) if parted else []), *_behind(draft, second)]):
        return Counts.SECOND
    before = _before(draft, first)
    now = any(draft.word(one) in _NOW for one in before)
    return Counts.ASKED if _early(draft, before if now else before + _behind(draft, first)) else Counts.FIRST


def _early(draft: Draft, places: list[int]) -> bool:
    """Tell whether one of some words, none of them of now, is of before."""
    if any(draft.word(one) in _NOW for one in places):
        return False
    return any(draft.word(one) in _EARLY or _of_before(draft, one) for one in places)


def _of_before(draft: Draft, place: int) -> bool:
    """Tell whether a token is a day before that of the message."""
    token = draft.tokens[place]
    day = token.day if token.kind == "date" else None
    return day is not None and bool(day.iso) and (day.iso or "") < draft.today.isoformat()[: len(day.iso or "")]


def _before(draft: Draft, place: int) -> list[int]:
    """The words right before a pressure, up to a mark or a number."""
    found = []
    for step in range(place - 1, max(-1, place - 1 - _REACH), -1):
        if draft.word(step) in _STOPS or draft.tokens[step].kind == "num":
            break
        found.append(step)
    return found


def _behind(draft: Draft, place: int) -> list[int]:
    """The words right behind a pressure, up to a mark or a number."""
    found = []
    for step in range(place + 3, min(place + 3 + _REACH, len(draft.tokens))):
        if draft.word(step) in _STOPS or draft.tokens[step].kind == "num":
            break
        found.append(step)
    return found


def _placed_apart(draft: Draft, first: int, second: int) -> bool:
    """``150/90 L, 138/84 R``: tell whether the two are of two arms, or were taken in two ways."""
    around = range(max(0, first - 2), min(second + 6, len(draft.tokens)))
    said = {draft.word(one) for one in around if draft.tokens[one].sentence == draft.tokens[first].sentence}
    return any(sum(not one.isdisjoint(said) for one in kinds) > 1 for kinds in _POSITIONS)
