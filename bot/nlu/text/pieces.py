"""The pieces of text without which a regular expression cannot match, read off the expression itself.

Pieces are looked for in a text whose borders of words are marked (`marked`), so that they may say where a word begins
or ends: ``\\bpl[ :=]`` needs a word that begins with *pl*, which ``plt`` has, and ``\\bpl\\b`` a word *pl*. Every digit
stands as a nought in both, so that ``\\d/\\d`` needs two digits with a stroke between them.
"""

from __future__ import annotations

import re
import sre_parse
from collections.abc import Iterable
from functools import lru_cache
from sre_constants import (
    ASSERT,
    ASSERT_NOT,
    AT,
    AT_BOUNDARY,
    BRANCH,
    CATEGORY,
    CATEGORY_DIGIT,
    IN,
    LITERAL,
    MAX_REPEAT,
    MIN_REPEAT,
    RANGE,
    SUBPATTERN,
)
from typing import Any

Pieces = frozenset[str]
"""Pieces of text of which one must be there."""
BORDER = "\b"
"""What stands in a marked text where a word begins or ends."""
_MOST = 40
"""Texts of a run at most."""
_LARGEST = 100
"""Pieces of a set at most."""
_LONGEST = 10
"""Letters from which on a run is long enough, so that another begins."""
_KEPT = 4
"""Sets that are kept, the most telling ones."""
_ROUNDS = 4
"""Rounds of a repetition that are read one by one: the digits of a year."""
_NOTHING = frozenset([""])
_STRETCHES = re.compile(r"\w+|\W+")
_DIGITS = str.maketrans("123456789", "000000000")
_NUMBER = re.compile("0+")
_ANY_DIGIT = re.compile(r"\d")


def marked(text: str) -> str:
    """Give a text with a mark at every border of a word, and at both ends; every digit as a nought."""
    alike = text.translate(_DIGITS) if text.isascii() else _ANY_DIGIT.sub("0", text)
    return f"{BORDER}{BORDER.join(_STRETCHES.findall(alike))}{BORDER}"


def needed(pattern: str, *, folded: bool = False) -> tuple[Pieces, ...]:
    """Give the most telling sets of pieces, the best first; of each, a marked text must hold one.

    There are none where nothing can be told. The text is taken to be folded as the pattern is: case counts. With
    ``folded`` the pieces are in lower case, to be looked for in the text in lower case.
    """
    parsed = sre_parse.parse(pattern)
    if parsed.state.flags & re.IGNORECASE and not folded:
        return ()
    sets, end = _Reading(folded).along(parsed.data, _NOTHING)
    found = {_as_looked_for(one) for one in (*sets, end)}
    best = sorted((one for one in found if _weight(one) > 0), key=lambda one: (-_weight(one), sorted(one)))
    return tuple(best[:_KEPT])


class _Reading:
    """Reads a parsed expression from left to right.

    A *run* is a set of texts with one of which what was read so far must end, ``""`` where nothing is known.
    """

    def __init__(self, folded: bool) -> None:
        self._folded = folded

    def along(self, items: Iterable[Any], run: Pieces) -> tuple[list[Pieces], Pieces]:
        """Give the sets that what stands one behind the other needs, and the run at its end."""
        sets: list[Pieces] = []
        for operation, argument in items:
            if max(map(len, run)) >= _LONGEST and operation is not AT:
                sets.append(run)
                run = _NOTHING
            further, run = self._one(operation, argument, run)
            sets += further
        return sets, run

    def _one(self, operation: Any, argument: Any, run: Pieces) -> tuple[list[Pieces], Pieces]:
        if operation is LITERAL:
            return [], frozenset(one + self._char(argument) for one in run)
        if operation is AT and argument is AT_BOUNDARY:
            return [], frozenset(one + BORDER for one in run)
        if operation in (AT, ASSERT_NOT):
            return [], run
        if operation is ASSERT:
            sets, end = self.along(argument[1], run if argument[0] > 0 else _NOTHING)
            return [*sets, end], run
        if operation is SUBPATTERN and (self._folded or not argument[1] & re.IGNORECASE):
            return self.along(argument[3], run)
        if operation is BRANCH:
            return self._branch(argument[1], run)
        if operation in (MAX_REPEAT, MIN_REPEAT):
            least, most, repeated = argument
            return self._repeat(least, most, repeated, run)
        chars = self._chars(argument) if operation is IN else frozenset[str]()
        return _joined(run, chars) if chars else ([run], _NOTHING)

    def _branch(self, choices: list[Any], run: Pieces) -> tuple[list[Pieces], Pieces]:
        """One of several: the union of what each of them needs most."""
        last = _last(run)
        each = [self.along(one, run) for one in choices] if run == last or len(run) * len(choices) <= _MOST else []
        ends = frozenset[str]().union(*(end for _, end in each))
        if (not each or len(ends) > _MOST) and run != last:
            sets, end = self._branch(choices, last)
            return [run, *sets], end
        if not any(sets for sets, _ in each) and len(ends) <= _MOST:
            return [], ends
        best = [max(map(_as_looked_for, (*sets, end)), key=_weight) for sets, end in each]
        union = [frozenset[str]().union(*best)] if all(_weight(one) > 0 for one in best) else []
        return [run, *union], ends if len(ends) <= _MOST else _NOTHING

    def _repeat(self, least: int, most: int, items: Any, run: Pieces) -> tuple[list[Pieces], Pieces]:
        sets, end = self.along(items, run)
        if least == most == 1:
            return sets, end
        if len(items) > 1 or items[0][0] not in (IN, LITERAL):
            return self._repeat_of_many(least, most, run, sets, end)
        for _ in range(1, min(least, _ROUNDS)):
            further, end = self.along(items, end)
            sets = [*sets, *further]
        if least == most <= _ROUNDS:
            return sets, end
        last = self.along(items, _NOTHING)[1]  # with one of these the last round ends, however many there are
        if least:
            return [*sets, end], last
        if most == 1 and len(run | end) <= _MOST:
            return sets, run | end
        return [run], (run | last if len(run | last) <= _MOST else _NOTHING)

    def _repeat_of_many(self, least: int, most: int, run: Pieces, sets: list[Pieces], end: Pieces) -> Any:
        """A repetition of more than one character."""
        if least:
            return [*sets, end], _NOTHING
        if most == 1 and not sets and len(run | end) <= _MOST:
            return [], run | end
        return [run], _NOTHING

    def _chars(self, choices: list[Any]) -> Pieces:
        """Give the few characters that one may be, or none where there are many."""
        chars: set[str] = set()
        for operation, argument in choices:
            if operation is LITERAL:
                chars.add(self._char(argument))
            elif operation is RANGE and argument[1] - argument[0] < 10:
                chars.update(map(self._char, range(argument[0], argument[1] + 1)))
            elif operation is CATEGORY and argument is CATEGORY_DIGIT:
                chars.add("0")
            else:
                return frozenset()
        return frozenset(chars)

    def _char(self, code: int) -> str:
        char = chr(code)
        return "0" if char.isdecimal() else char.lower()[:1] if self._folded else char


def _last(run: Pieces) -> Pieces:
    """Give the character that all texts of a run end in, as a run of its own; nothing where they differ."""
    chars = frozenset(one[-1:] for one in run)
    return chars if len(chars) == 1 else _NOTHING


def _joined(run: Pieces, chars: Pieces) -> tuple[list[Pieces], Pieces]:
    """Put each of some characters behind each text of a run; where that makes too many, the run ends."""
    if len(run) * len(chars) > _MOST:
        return [run], chars
    return [], frozenset(one + char for one in run for char in chars)


def _as_looked_for(pieces: Pieces) -> Pieces:
    """Give the pieces as they are looked for: with the borders within them marked."""
    return frozenset(map(_piece, pieces))


@lru_cache(maxsize=4096)
def _piece(piece: str) -> str:
    """Mark the borders within a piece; at its ends they stand where the expression asks for one."""
    bare = piece.replace(BORDER, "")
    first, last = BORDER * (piece[:1] == BORDER), BORDER * (piece[-1:] == BORDER)
    return f"{first}{marked(bare)[1:-1]}{last}" if bare else ""


def _weight(pieces: Pieces) -> float:
    """How telling a set is: by its shortest piece."""
    if len(pieces) > _LARGEST:
        return 0
    shortest = min(map(telling, pieces), default=0)
    return shortest - len(pieces) / (_LARGEST + 1) if shortest else 0


def telling(piece: str) -> int:
    """Count what tells in a piece: its letters and the borders beside; nothing of a single letter that is no word.

    Digits stand in most messages: those of a number together count as one letter, those of a year as three.
    """
    letters = _NUMBER.sub(_weighed, piece.replace(BORDER, "").strip())
    inner = piece.strip(" ")
    borders = (inner[:1] == BORDER) + (inner[-1:] == BORDER)
    single = len(letters) == 1 and letters.isascii() and (letters.isalnum() or letters in ",.-/")
    return 0 if not letters or (single and borders < 2) else len(letters) + borders


def _weighed(number: re.Match[str]) -> str:
    return "000" if len(number.group()) >= _ROUNDS else "0"
