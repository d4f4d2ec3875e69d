"""Letters that were set at one width throughout: every full line of them goes on in the next one.

One paragraph alone leaves it open whether its lines were broken at a width or are rows; several lines of a letter that
are full and broken within a sentence, with hardly one that is broken short of the width, leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.nlu.text.own_courses import opens_course

_WIDTHS = range(50, 180)
"""Letters of a line that editors and mail programs break at."""
_PROOFS = 2
"""Lines broken within a sentence that show the width."""
_GOES_ON = re.compile(r"[^\n]*[a-z,]$")
_WORD = re.compile(r"\s{0,4}[a-z]{2,}[ ,.;]")
_NO_PROSE = re.compile(r"\t|\||\S {3,}\S|\.{4}")
_POINT = re.compile(r"\s*(?:[-*#>•|+–]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_KEY = re.compile(r"\s*[A-Z][\w ./()-]{1,32}:(?=\s|$)")


def set_at_width(lines: list[str]) -> list[int]:
    """Give the numbers of the lines that go on in the next one, where a letter was set at one width."""
    width = max(map(len, lines))
    if width not in _WIDTHS or len(lines) < 3:
        return []
    broken = [at for at, (line, behind) in enumerate(pairwise(lines)) if _within(line, behind)]
    full = [at for at in broken if _full(lines[at], lines[at + 1], width)]
    if len(full) < _PROOFS or (len(broken) - len(full)) * 4 > len(full):
        return []
    return list(_going_on(lines, width))


def _within(line: str, behind: str) -> bool:
    """Tell whether a break is within a sentence, whatever the width."""
    return len(line) > _WIDTHS[0] // 2 and _GOES_ON.match(line.rstrip()) is not None and _WORD.match(behind) is not None


def _full(line: str, behind: str, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted into a line."""
    first = behind.split(maxsplit=1)
    return bool(first) and len(line.rstrip()) + 1 + len(first[0]) > width


def _going_on(lines: list[str], width: int) -> Iterator[int]:
    for at, (line, behind) in enumerate(pairwise(lines)):
        shown = line.rstrip()
        if not _full(shown, behind, width):
            continue
        if _NO_PROSE.search(line) or _NO_PROSE.search(behind) or _POINT.match(behind):
            continue
        if _WORD.match(behind) is None and (_KEY.match(behind) or opens_course(shown, behind)):
            continue
        yield at
