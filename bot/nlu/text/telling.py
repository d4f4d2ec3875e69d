"""Looking for those rules alone that may concern a message.

Most of the rules that a message is searched for have nothing to do with it. What a rule needs is read off its
expression (`bot.nlu.text.pieces`), and the pieces of all rules are looked for in one pass over a text, so that to pass
over a rule takes a hundredth of the time of a search.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from operator import itemgetter

import ahocorasick

from bot.nlu.text.pieces import Pieces, marked, needed, telling


class _Scan:
    """The pieces of all rules there are, looked for in one pass over a text."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for piece in pieces:
            self._automaton.add_word(piece, piece)
        self._automaton.make_automaton()

    @lru_cache(maxsize=8)  # noqa: B019 - one scan lives as long as the process
    def held(self, low: str) -> Pieces:
        """Give the pieces that a text holds; a message is searched for one rule after the other."""
        return frozenset(map(itemgetter(1), self._automaton.iter(marked(low))))


class _Wanted:
    """What is looked for; a new scan is made when a rule has come that needs other pieces."""

    def __init__(self) -> None:
        self._pieces: set[str] = {"\0"}
        self._scan: _Scan | None = None
        self.last: tuple[str | None, Pieces] = (None, frozenset())

    def add(self, sets: Iterable[Pieces]) -> None:
        """Look for further pieces."""
        further = frozenset[str]().union(*sets) - self._pieces
        if further:
            self._pieces |= further
            self._scan, self.last = None, (None, frozenset())

    def held(self, low: str) -> Pieces:
        """Give the pieces that a text holds; the same text is asked about by one rule after the other."""
        last = self.last
        if low is last[0]:
            return last[1]
        scan = self._scan
        if scan is None:
            scan = self._scan = _Scan(self._pieces)
        held = scan.held(low)
        self.last = (low, held)
        return held


_WANTED = _Wanted()


class Gated:
    """A regular expression that is searched for in those texts alone that hold its telling pieces.

    It is compiled for the first of them.
    """

    def __init__(self, pattern: str, *, folded: bool = False, core: str | None = None) -> None:
        """With ``folded`` the pieces are those of the text in lower case, which `may_match` is to be given.

        ``core`` is a part that every match holds and that begins with letters: it is looked for first where the whole
        begins with what may stand anywhere, which takes twenty times as long.
        """
        self.source = pattern
        self.core = re.compile(core) if core is not None else None
        self.needed = needed(pattern, folded=folded)
        _WANTED.add(self.needed)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first asked for."""
        return re.compile(self.source)

    def may_match(self, low: str) -> bool:
        """Tell whether a text holds what the expression needs; if not, it does not match anywhere.

        This is asked five hundred times a message, nearly always of the text of the time before: it calls nothing then.
        """
        text, held = _WANTED.last
        if low is not text:
            held = _WANTED.held(low)
        for pieces in self.needed:  # noqa: SIM110 - `all` with a generator takes three times as long
            if held.isdisjoint(pieces):
                return False
        return True

    def finditer(self, low: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Give every match in a text."""
        return self.pattern.finditer(low, start, end) if self._holds_core(low) else iter(())

    def search(self, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Give the first match in a text."""
        return self.pattern.search(low, start, end) if self._holds_core(low) else None

    def match(self, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Give the match that begins at a place."""
        return self.pattern.match(low, start, end)

    def sub(self, wording: str | Callable[[re.Match[str]], str], low: str) -> str:
        """Put a wording in the place of every match."""
        return self.pattern.sub(wording, low) if self._holds_core(low) else low

    def _holds_core(self, low: str) -> bool:
        return self.may_match(low) and (self.core is None or self.core.search(low) is not None)


def _own(piece: str) -> tuple[Pieces, ...]:
    """Give the piece that a rule asks for besides what is read off it, where it tells enough."""
    own = (frozenset([marked(piece)[1:-1]]),) if telling(piece) > 1 else ()
    _WANTED.add(own)
    return own


class Gates:
    """Many expressions, of which those are found that may match a text."""

    def __init__(self, gated: Iterable[tuple[str, Gated]]) -> None:
        """``gated`` are the expressions, each with one more piece that a text must hold for it, or nothing."""
        self._by_piece: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._rules: list[tuple[str, tuple[Pieces, ...]]] = []
        rules = [(piece, _own(piece), one.needed) for piece, one in gated]
        wanted_by = Counter(each for _, own, wanted in rules for pieces in (*own, *wanted) for each in pieces)
        for place, (piece, own, wanted) in enumerate(rules):
            # What many rules need is what many messages hold: a rule is found by what the fewest need.
            sets = sorted((*own, *wanted), key=lambda one: sum(wanted_by[each] for each in one))
            self._rules.append(("" if own else piece, tuple(sorted(sets[1:], key=len))))
            for each in sets[0] if sets else ():
                self._by_piece.setdefault(each, []).append(place)
            if not sets:
                self._always.append(place)
        self._pieces = frozenset(self._by_piece)  # two sets are compared faster than a set and keys

    def open(self, low: str, behind: int = -1) -> list[int]:
        """Give the places, in their order, of the expressions that may match a text; only those ``behind`` a place."""
        held = _WANTED.held(low)
        places = set(self._always)
        for piece in held & self._pieces:
            places.update(self._by_piece[piece])
        rules = self._rules
        may = []
        for place in places:
            if place > behind:
                piece, further = rules[place]
                for pieces in further:  # a call for each of hundreds would take as long again
                    if held.isdisjoint(pieces):
                        break
                else:
                    if piece in low:
                        may.append(place)
        may.sort()
        return may
