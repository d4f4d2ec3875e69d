"""A table whose tabs were lost in pasting, a cell a line: its rows put back in lines of their own.

``Test`` over ``18/11`` over ``11/11`` over ``ALT`` over ``61`` over ``72``: names at even distances begin rows.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import gcd

from bot.nlu.labs.cells import role_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten

_FEWEST = 6
"""Lines of the smallest such table."""
_MOST = 200
_CELL = 32
"""Letters of a cell at most."""
_WIDEST = 9
_LETTERS = re.compile(r"[a-z][^:=?!|\t]*")
_VALUE = re.compile(
    r"[<>≤≥]?=?[ ]?\d[\d.,]*[ ]?(?:\(?(?:hh?|ll?|\*)\)?|[↑↓*]|(?:x ?)?[a-zµ%\d^*]{0,8}/[a-zµ]{1,3}\d?|s)?|"
    r"pending|n/?a|-+|"
)
_DAY = re.compile(
    r"(?:[a-z]{2,4} )?(?:\d{4}-\d\d?-\d\d?|\d{1,2}[-./](?:\d{1,2}|[a-z]{3})(?:[-./](?:\d\d){1,2}|\.)?|"
    r"\d{1,2} [a-z]{3,9}(?: \d{4})?|[a-z]{3,9} \d{1,2}(?:, \d{4})?)(?: \d\d:\d\d)?"
)
_Line = tuple[int, int, str]
"""Where a line begins and ends, and what stands in it."""


def with_rows_of_cells(text: Text, named: Named) -> Text:
    """Put the cells of each row in one line, parted by tabs; a message without such a table stays as it is."""
    low = text.low
    count = low.count("\n") + 1
    if not _FEWEST <= count <= _MOST or len(low) > count * _CELL or "\t" in low or "|" in low:
        return text
    lines = [(one.start(), one.end(), one.group().strip()) for one in re.finditer(r"[^\n]*", low) if _begins(low, one)]
    changes = _rows(lines, named) or _rows([one for one in lines if one[2]], named)
    return rewritten(text, changes) if changes else text


def _begins(low: str, line: re.Match[str]) -> bool:
    """Tell whether a match is a line: behind each there is an empty match at its end."""
    return line.start() == 0 or low[line.start() - 1] == "\n"


def _rows(lines: list[_Line], named: Named) -> list[Change]:
    """Where tabs are to be put; none where the names do not stand at even distances, or the cells are none."""
    names = [at for at, one in enumerate(lines) if _is_name(one[2], named)]
    wide = gcd(*(later - one for one, later in pairwise(names)))
    if len(names) < 2 or not 3 <= wide <= _WIDEST:
        return []
    texts = [one[2] for one in lines]
    first = names[0]
    while first >= 2 * wide and _LETTERS.fullmatch(texts[first - wide]) and _VALUE.fullmatch(texts[first - wide + 1]):
        first -= wide
    rows = list(range(first, names[-1] + 1, wide))
    if rows[-1] + wide > len(lines) or not _in_columns(texts, rows, wide):
        return []
    changes = [change for row in rows for change in _joined(lines[row : row + wide])]
    if first >= wide and role_of(texts[first - wide]) == "name":
        return [*_joined(lines[first - wide : first]), *changes]
    if first >= wide - 1 and all(map(_heads, texts[first - wide + 1 : first])):
        start = lines[first - wide + 1][0]
        return [Change(start, start, "test\t"), *_joined(lines[first - wide + 1 : first]), *changes]
    return changes


def _joined(cells: list[_Line]) -> list[Change]:
    return [Change(one[1], later[0], "\t") for one, later in pairwise(cells)]


def _heads(cell: str) -> bool:
    """Tell whether a cell can head a column: a day, or a word for what stands in it."""
    return _DAY.fullmatch(cell) is not None or bool(role_of(cell))


def _is_name(cell: str, named: Named) -> bool:
    """Tell whether a line is the name of a test, and nothing else."""
    if len(cell) > _CELL or not _LETTERS.fullmatch(cell) or role_of(cell):
        return False
    return any(start == 0 and 2 * end > len(cell) for start, end, _ in named(cell))


def _in_columns(texts: list[str], rows: list[int], wide: int) -> bool:
    """Tell whether each row begins with letters, and one of the columns holds values alone."""
    if not all(_LETTERS.fullmatch(texts[row]) and len(texts[row]) <= _CELL for row in rows):
        return False
    columns = [[texts[row + step] for row in rows] for step in range(1, wide)]
    return any(any(column) and all(map(_VALUE.fullmatch, column)) for column in columns)
