"""What a text must hold for a regular expression to match, read off the expression itself.

Most of the rules that a message is searched for have nothing to do with it. To find that out by letters (``"ago" in
low``) takes a hundredth of the time of a search, so a :class:`Gated` expression looks for its letters first.
"""

from __future__ import annotations

import re
import sre_parse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from sre_constants import ASSERT, BRANCH, IN, LITERAL, MAX_REPEAT, MIN_REPEAT, SUBPATTERN
from typing import Any

import ahocorasick

Pieces = frozenset[str]
"""Pieces of text of which one must be there."""
_LONGEST = 6
"""Letters of a piece that are looked for: more tell hardly more."""
_MOST = 40
"""Pieces that are looked for at most: looking for more costs as much as the search."""
_KEPT = 3
"""Sets that are looked for, the most telling ones."""


def needed(pattern: str, *, folded: bool = False) -> tuple[Pieces, ...]:
    """Give the most telling sets of pieces of which a text must hold one each; none where nothing can be told.

    The text is taken to be folded as the pattern is: case counts. With ``folded`` the pieces are in lower case, to be
    looked for in the text in lower case.
    """
    return tuple(_all_needed(pattern, folded=folded)[:_KEPT])


def _all_needed(pattern: str, *, folded: bool = False) -> list[Pieces]:
    """Give every telling set, the most telling first."""
    parsed = sre_parse.parse(pattern)
    if parsed.state.flags & re.IGNORECASE and not folded:
        return []
    found = {_short(pieces) for pieces in _of_all(_lowered(parsed.data) if folded else parsed.data)}
    return sorted((one for one in found if _weight(one) > 0), key=lambda one: (-_weight(one), sorted(one)))


def _lowered(items: Any) -> Any:
    """Give a parsed expression with its letters in lower case, and no part of which case does not count."""
    if isinstance(items, sre_parse.SubPattern):
        return [_lowered(one) for one in items.data]
    if isinstance(items, list):
        return [_lowered(one) for one in items]
    if not isinstance(items, tuple):
        return items
    if len(items) == 2 and items[0] is LITERAL:
        return (LITERAL, ord(chr(items[1]).lower()[:1]))
    if len(items) == 2 and items[0] is SUBPATTERN:
        group, _, _, inner = items[1]
        return (SUBPATTERN, (group, 0, 0, _lowered(inner)))
    return tuple(_lowered(one) for one in items)


def _of_all(items: Iterable[Any]) -> list[Pieces]:
    """The sets of what stands one behind the other; letters in a row are one piece."""
    sets: list[Pieces] = []
    run = ""
    for operation, argument in items:
        if operation is LITERAL:
            run += chr(argument)
            continue
        if run:
            sets.append(_begun(run, argument[1]) if operation is BRANCH else frozenset([run]))
            run = ""
        sets.extend(_of_one(operation, argument))
    return [*sets, frozenset([run])] if run else sets


def _begun(run: str, choices: Iterable[Any]) -> Pieces:
    """The pieces of letters that go on in one of several ways: ``y(?:r|ear)`` is ``yr`` or ``year``."""
    return frozenset(run + _lead(one) for one in choices)


def _lead(items: Iterable[Any]) -> str:
    letters = ""
    for operation, argument in items:
        if operation is not LITERAL:
            break
        letters += chr(argument)
    return letters


def _of_one(operation: Any, argument: Any) -> list[Pieces]:
    if operation is SUBPATTERN:
        return [] if argument[1] & re.IGNORECASE else _of_all(argument[3])
    if operation in (MAX_REPEAT, MIN_REPEAT):
        return _of_all(argument[2]) if argument[0] else []
    if operation is ASSERT:
        return _of_all(argument[1])
    if operation is IN and all(kind is LITERAL for kind, _ in argument):
        return [frozenset(chr(one) for _, one in argument)]
    if operation is BRANCH:
        best = [max(map(_short, _of_all(one)), key=_weight, default=frozenset()) for one in argument[1]]
        return [frozenset().union(*best)] if all(best) else []
    return []


def _short(pieces: Pieces) -> Pieces:
    return frozenset(piece.strip(" ")[:_LONGEST] or " " for piece in pieces)


def _weight(pieces: Pieces) -> float:
    """How telling a set is: by its shortest piece, a single letter or digit tells nothing."""
    if not pieces or len(pieces) > _MOST:
        return 0
    shortest = min(len(piece) if len(piece) > 1 or not (piece.isalnum() or piece in " ,.-/") else 0 for piece in pieces)
    return 0 if not shortest else shortest - len(pieces) / (_MOST + 1)


class Gated:
    """A regular expression that is searched for in those texts alone that hold its telling pieces.

    It is compiled for the first of them. A search of a part of a text (from ``start`` on) looks for no pieces, so that
    many of them in one text take no longer than they must.
    """

    def __init__(self, pattern: str, *, folded: bool = False) -> None:
        """With ``folded`` the pieces are those of the text in lower case, which `may_match` is to be given."""
        self.source = pattern
        self._needed = tuple(tuple(sorted(pieces)) for pieces in needed(pattern, folded=folded))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first asked for."""
        return re.compile(self.source)

    def may_match(self, low: str) -> bool:
        """Tell whether a text holds what the expression needs; if not, it does not match anywhere."""
        for pieces in self._needed:
            for piece in pieces:
                if piece in low:
                    break
            else:
                return False
        return True

    def finditer(self, low: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Give every match in a text."""
        return self.pattern.finditer(low, start, end) if start or self.may_match(low) else iter(())

    def search(self, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Give the first match in a text."""
        return self.pattern.search(low, start, end) if start or self.may_match(low) else None

    def match(self, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Give the match that begins at a place."""
        return self.pattern.match(low, start, end)

    def sub(self, wording: str | Callable[[re.Match[str]], str], low: str) -> str:
        """Put a wording in the place of every match."""
        return self.pattern.sub(wording, low) if self.may_match(low) else low


class Gates:
    """The telling pieces of many expressions, looked for in one pass over a text."""

    def __init__(self, gated: Iterable[tuple[str, Gated]]) -> None:
        """``gated`` are the expressions, each with one more piece that a text must hold for it, or nothing."""
        places: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._gated: list[tuple[str, Gated]] = list(gated)
        for place, (piece, one) in enumerate(self._gated):
            sets = [*_all_needed(one.source), *([frozenset([piece])] if len(piece) > 1 else [])]
            for each in max(sets, key=_weight, default=()):
                places.setdefault(each, []).append(place)
            if not sets:
                self._always.append(place)
        self._automaton = ahocorasick.Automaton()
        for piece, those in places.items():
            self._automaton.add_word(piece, tuple(those))
        self._automaton.make_automaton()

    def open(self, low: str) -> list[int]:
        """Give the places, in their order, of the expressions that may match a text."""
        found = set(self._always)
        for _, places in self._automaton.iter(low):
            found.update(places)
        return [place for place in sorted(found) if self._may_match(place, low)]

    def _may_match(self, place: int, low: str) -> bool:
        piece, gated = self._gated[place]
        return piece in low and gated.may_match(low)
