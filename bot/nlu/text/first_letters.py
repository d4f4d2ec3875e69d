"""An expression told with the characters that its matches may begin with, so that it is not tried anywhere else.

The engine looks for the first character of an expression by itself where that is the first thing an expression says.
Where the expression begins with what stands before (``(?<!\\d)``), or with what may be left out, it is tried at every
place of a text, which takes several times as long as to look at the character there.
"""

from __future__ import annotations

import re
import sre_parse
from collections.abc import Iterable
from sre_constants import (
    ASSERT,
    ASSERT_NOT,
    AT,
    BRANCH,
    CATEGORY,
    CATEGORY_DIGIT,
    CATEGORY_SPACE,
    CATEGORY_WORD,
    IN,
    LITERAL,
    MAX_REPEAT,
    MIN_REPEAT,
    RANGE,
    SUBPATTERN,
)
from typing import Any

_First = tuple[frozenset[str], bool]
"""The characters that something may begin with, as parts of a class, and whether it may be nothing at all."""
_NONE: _First = (frozenset(), True)
_CATEGORIES = {CATEGORY_DIGIT: r"\d", CATEGORY_SPACE: r"\s", CATEGORY_WORD: r"\w"}
_TYPICAL = "61f, bclc b, ecog 1, plt 82, afp 400 ng/ml (9 nov). no ascites or bleeding; tace x2, last on 10/10/2026\n"
"""How often characters stand in a message."""
_OFTEN = 0.7
"""Share of the places of a message from which on looking at the character first does not pay."""


def with_first_letters(pattern: str) -> str:
    """Give an expression with the characters before it that it may begin with; itself where that gains nothing."""
    parsed = sre_parse.parse(pattern)
    if parsed.state.flags & re.IGNORECASE or _is_led(parsed.data):
        return pattern
    found = _of_all(parsed.data)
    if found is None or found[1]:
        return pattern
    one_of = f"[{''.join(sorted(found[0]))}]"
    return pattern if len(re.findall(one_of, _TYPICAL)) > _OFTEN * len(_TYPICAL) else f"(?={one_of})(?:{pattern})"


def _is_led(items: Any) -> bool:
    """Tell whether an expression begins with its first character, or one of those, without anything before."""
    if not len(items):
        return False
    operation, argument = items[0]
    if operation is SUBPATTERN:
        return _is_led(argument[3])
    if operation is BRANCH:
        return all(len(one) and one[0][0] is LITERAL for one in argument[1])
    return operation in (LITERAL, IN)


def _of_all(items: Iterable[Any]) -> _First | None:
    """Give what things one behind the other begin with; nothing where that may be any character."""
    chars = frozenset[str]()
    for operation, argument in items:
        found = _of_one(operation, argument)
        if found is None:
            return None
        chars |= found[0]
        if not found[1]:
            return chars, False
    return chars, True


def _of_one(operation: Any, argument: Any) -> _First | None:
    if operation in (AT, ASSERT, ASSERT_NOT):
        return _NONE
    if operation is LITERAL:
        return frozenset([re.escape(chr(argument))]), False
    if operation is IN:
        return _of_class(argument)
    if operation is SUBPATTERN:
        return None if argument[1] & re.IGNORECASE else _of_all(argument[3])
    if operation is BRANCH:
        return _of_any(map(_of_all, argument[1]))
    if operation in (MAX_REPEAT, MIN_REPEAT):
        least, _, repeated = argument
        found = _of_all(repeated)
        return found and (found[0], found[1] or not least)
    return None


def _of_any(choices: Iterable[_First | None]) -> _First | None:
    chars, nothing = frozenset[str](), False
    for one in choices:
        if one is None:
            return None
        chars, nothing = chars | one[0], nothing or one[1]
    return chars, nothing


def _of_class(choices: Iterable[Any]) -> _First | None:
    chars = set()
    for operation, argument in choices:
        if operation is LITERAL:
            chars.add(re.escape(chr(argument)))
        elif operation is RANGE:
            chars.add("-".join(re.escape(chr(one)) for one in argument))
        elif operation is CATEGORY and argument in _CATEGORIES:
            chars.add(_CATEGORIES[argument])
        else:
            return None
    return frozenset(chars), False
