"""Which of all rules may match a text, found in one pass over it.

A rule needs sets of pieces, of each of which a text must hold one (`bot.nlu.text.pieces`). All pieces are looked for
at once; which sets they fill and which rules have all of theirs is worked out for all rules together, in arrays.
A message is rewritten a few times only, while each rule asks about every wording: asking is looking up a byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from bot.nlu.text.pieces import Pieces, marked

OPEN = 1
"""What stands at the place of a rule that may match."""
_Places = NDArray[np.intp]
_PLACE = np.int32
"""How the places of sets and rules are kept with the pieces."""


class Openings:
    """What the rules need; a new scan is made when a rule has come."""

    def __init__(self) -> None:
        self._sets: dict[Pieces, int] = {frozenset(["\0"]): 0}  # the first stands for nothing: it is always filled
        self._rules: list[tuple[int, ...]] = []
        self._scan: _Scan | None = None
        self.last: tuple[str | None, bytes] = (None, b"")
        """The text that was asked about last, and what `of` gave for it."""

    def add(self, needed: Iterable[Pieces]) -> int:
        """Take a rule by the sets of pieces that it needs; give its place."""
        self._rules.append(tuple(self._sets.setdefault(pieces, len(self._sets)) for pieces in needed) or (0,))
        self._scan, self.last = None, (None, b"")
        return len(self._rules) - 1

    def of(self, low: str) -> bytes:
        """Give a byte for each rule, `OPEN` where it may match a text; the same text is asked about again and again."""
        last = self.last
        if low is last[0]:
            return last[1]
        scan = self._scan
        if scan is None:
            scan = self._scan = _Scan(self._sets, self._rules)
        opened = scan.opened(low)
        if scan is self._scan:  # no rule has come in another thread
            self.last = (low, opened)
        return opened


class _Piece(NamedTuple):
    """What it means that a text holds a piece: places as bytes, so that those of all pieces found make one array."""

    fills: bytes
    """The sets that it fills."""
    opens: bytes
    """The rules that may match by it: those of which one of the sets is the one that the fewest pieces fill."""


class _Found(NamedTuple):
    """The pieces that a marked text holds, in the order of the places where they end."""

    text: str
    ends: _Places
    pieces: list[_Piece]


class _Scan:
    """The pieces of all rules there are, and which rules they open.

    ``_needs`` holds the sets of each rule (in columns) beside the one that the fewest pieces fill; set 0 where it needs
    no further one.
    """

    def __init__(self, sets: dict[Pieces, int], rules: list[tuple[int, ...]]) -> None:
        filled_by: dict[str, list[int]] = {}
        for pieces, place in sets.items():
            for piece in pieces:
                filled_by.setdefault(piece, []).append(place)
        common = [sum(len(filled_by[piece]) for piece in pieces) for pieces in sets]
        opened_by: dict[int, list[int]] = {}
        self._needs = np.zeros((max((len(one) - 1 for one in rules), default=0), len(rules)), np.intp)
        for rule, needed in enumerate(rules):
            first, *further = sorted(needed, key=common.__getitem__)
            self._needs[: len(further), rule] = further
            opened_by.setdefault(first, []).append(rule)
        self._automaton = ahocorasick.Automaton()
        for piece, filled in filled_by.items():
            opens = (rule for one in filled for rule in opened_by.get(one, ()))
            self._automaton.add_word(piece, _Piece(_as_bytes(filled), _as_bytes(opens)))
        self._automaton.make_automaton()
        self._longest = max(map(len, filled_by), default=1)
        self._sets = len(sets)
        self._always = np.zeros(len(rules), np.uint8)
        self._always[opened_by.get(0, [])] = OPEN
        self._found = _Found("", np.zeros(0, np.intp), [])

    @lru_cache(maxsize=8)  # noqa: B019 - one scan lives as long as the process
    def opened(self, low: str) -> bytes:
        """Give a byte for each rule: whether a text holds a piece of each set that it needs."""
        found = self._find(marked(low), self._found)
        if 2 * len(found.text) > len(self._found.text):  # what is read apart is no wording of the message
            self._found = found
        filled = np.zeros(self._sets, np.bool_)
        filled[0] = True
        filled[np.frombuffer(b"".join([one.fills for one in found.pieces]), _PLACE)] = True
        rules = np.frombuffer(b"".join([one.opens for one in found.pieces]), _PLACE)
        for needed in self._needs:  # each of what is left by those before
            rules = rules[filled[needed[rules]]]
        opened = self._always.copy()
        opened[rules] = OPEN
        return opened.tobytes()

    def _find(self, text: str, before: _Found) -> _Found:
        """Find all pieces in a marked text; only what differs from the text before is looked through.

        A message is rewritten in few places, and what was found around them is found there again.
        """
        same = _alike(text, before.text)
        behind = _alike_behind(text[same:], before.text[same:])
        reach = self._longest - 1  # so far a piece that lies in what differs may reach into what is alike
        new = list(self._automaton.iter(text, max(0, same - reach), min(len(text), len(text) - behind + reach)))
        ends = np.fromiter((end for end, _ in new), np.intp, len(new))
        begun = ends.searchsorted(same)
        first, last = before.ends.searchsorted((same, len(before.text) - behind + reach))
        moved = len(text) - len(before.text)
        return _Found(
            text,
            np.concatenate((before.ends[:first], ends[begun:], before.ends[last:] + moved)),
            [*before.pieces[:first], *(piece for _, piece in new[begun:]), *before.pieces[last:]],
        )


def _as_bytes(places: Iterable[int]) -> bytes:
    return np.fromiter(places, _PLACE).tobytes()


def _alike(one: str, other: str) -> int:
    """Count the letters with which two texts begin alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _alike_behind(one: str, other: str) -> int:
    """Count the letters with which two texts end alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[len(one) - middle : len(one) - least] == other[len(other) - middle : len(other) - least]:
            least = middle
        else:
            most = middle - 1
    return least
