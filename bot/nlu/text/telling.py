"""Looking for those rules alone that may concern a message.

Most of the rules that a message is searched for have nothing to do with it. What a rule needs is read off its
expression (`bot.nlu.text.pieces`), and the pieces of all rules are looked for in one pass over a text
(`bot.nlu.text.openings`), so that to pass over a rule takes a hundredth of the time of a search.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from bot.nlu.text.first_letters import with_first_letters
from bot.nlu.text.openings import OPEN, Openings
from bot.nlu.text.pieces import Pieces, marked, needed, telling

_OPENINGS = Openings()


class Gated:
    """A regular expression that is searched for in those texts alone that hold its telling pieces.

    It is compiled for the first of them.
    """

    def __init__(self, pattern: str, *, folded: bool = False, core: str | None = None) -> None:
        """With ``folded`` the pieces are those of the text in lower case, which `may_match` is to be given.

        ``core`` is a part that every match holds and that few texts hold: it is looked for first where the whole begins
        with what may stand anywhere, which takes up to twenty times as long.
        """
        self.source = pattern
        self.core = re.compile(with_first_letters(core)) if core is not None else None
        self.needed = needed(pattern, folded=folded)
        self._place = _OPENINGS.add(self.needed)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first asked for."""
        return re.compile(with_first_letters(self.source))

    def may_match(self, low: str) -> bool:
        """Tell whether a text holds what the expression needs; if not, it does not match anywhere.

        This is asked five hundred times a message, nearly always of the text of the time before: it calls nothing then.
        """
        text, opened = _OPENINGS.last
        if low is not text:
            opened = _OPENINGS.of(low)
        return opened[self._place] == OPEN

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
        text, opened = _OPENINGS.last  # as `may_match`, without a call
        if low is not text:
            opened = _OPENINGS.of(low)
        return opened[self._place] == OPEN and (self.core is None or self.core.search(low) is not None)


def _own(piece: str) -> tuple[Pieces, ...]:
    """Give the piece that a rule asks for besides what is read off it, where it tells enough."""
    return (frozenset([marked(piece)[1:-1]]),) if telling(piece) > 1 else ()


class Gates:
    """Many expressions, of which those are found that may match a text."""

    def __init__(self, gated: Iterable[tuple[str, Gated]]) -> None:
        """``gated`` are the expressions, each with one more piece that a text must hold for it, or nothing."""
        rules = [(piece, _own(piece), one.needed) for piece, one in gated]
        places = [
            _OPENINGS.add((*own, *wanted)) for _, own, wanted in rules
        ]  # one behind the other: none comes between
        self._first = places[0] if places else 0
        self._pieces = ["" if own else piece for piece, own, _ in rules]

    def open(self, low: str, behind: int = -1) -> list[int]:
        """Give the places, in their order, of the expressions that may match a text; only those ``behind`` a place."""
        opened, first, pieces = _OPENINGS.of(low), self._first, self._pieces
        end = first + len(pieces)
        may = []
        place = opened.find(OPEN, first + behind + 1, end)
        while place >= 0:
            if pieces[place - first] in low:
                may.append(place - first)
            place = opened.find(OPEN, place + 1, end)
        return may
