"""Which of all rules may match a text, found in one pass over it.

A rule needs sets of pieces, of each of which a text must hold one (`bot.nlu.text.pieces`). All pieces are looked for
at once; which sets they fill and which rules have all of theirs is worked out for all rules together, in arrays.
A message is rewritten a few times only, while each rule asks about every wording: asking is looking up a byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from bot.nlu.text.pieces import Pieces, marked

OPEN = 1
"""What stands at the place of a rule that may match."""
_Places = NDArray[np.intp]


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


class _Scan:
    """The pieces of all rules there are, the sets that each of them fills, and the sets of every rule.

    ``_filled`` holds the sets that each piece fills, piece after piece from ``_filled_from`` on; ``_needs`` the sets of
    each rule (in columns), the one that the fewest pieces fill first, and set 0 where it needs no further one.
    """

    def __init__(self, sets: dict[Pieces, int], rules: list[tuple[int, ...]]) -> None:
        filled_by: dict[str, list[int]] = {}
        for pieces, place in sets.items():
            for piece in pieces:
                filled_by.setdefault(piece, []).append(place)
        self._automaton = ahocorasick.Automaton()
        for number, piece in enumerate(filled_by):
            self._automaton.add_word(piece, number)
        self._automaton.make_automaton()
        self._sets = len(sets)
        self._filled, self._filled_from = _in_a_row(filled_by.values())
        self._needs = np.zeros((max(map(len, rules), default=1), len(rules)), np.intp)
        common = [sum(len(filled_by[piece]) for piece in pieces) for pieces in sets]
        for rule, needed in enumerate(rules):
            self._needs[: len(needed), rule] = sorted(needed, key=common.__getitem__)

    @lru_cache(maxsize=8)  # noqa: B019 - one scan lives as long as the process
    def opened(self, low: str) -> bytes:
        """Give a byte for each rule: whether a text holds a piece of each set that it needs."""
        held = np.fromiter(map(itemgetter(1), self._automaton.iter(marked(low))), np.intp)
        filled = np.zeros(self._sets, np.bool_)
        filled[0] = True
        filled[_rows(self._filled, self._filled_from, held)] = True
        rules = np.flatnonzero(filled[self._needs[0]])
        for needed in self._needs[1:]:  # each of what is left by those before
            rules = rules[filled[needed[rules]]]
        opened = np.zeros(self._needs.shape[1], np.uint8)
        opened[rules] = OPEN
        return opened.tobytes()


def _in_a_row(lists: Iterable[Iterable[int]]) -> tuple[_Places, _Places]:
    """Put lists, none of them empty, one behind the other; give where each of them begins, and where the last ends."""
    each = [np.fromiter(one, np.intp) for one in lists]
    ends = np.cumsum([0, *map(len, each)], dtype=np.intp)
    return np.concatenate(each), ends


def _rows(row: _Places, begins: _Places, wanted: _Places) -> _Places:
    """Give what those lists hold that are wanted, of lists put one behind the other."""
    starts, counts = begins[wanted], begins[wanted + 1] - begins[wanted]
    before = np.cumsum(counts) - counts
    places: _Places = row[np.arange(counts.sum()) + np.repeat(starts - before, counts)]
    return places
