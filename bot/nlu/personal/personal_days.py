"""A day where a number that identifies a person could stand: ``Lab fax 20/11/2026``, ``chart 2026-11-20``."""

from __future__ import annotations

import re

_YEAR = r"20[0-4]\d"
_DAY = re.compile(
    rf"(?P<y>{_YEAR})(?P<sign>[-./])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)(?![\d/-]|\.\d)|"
    rf"(?P<one>\d\d?)(?P<other_sign>[-./])(?P<two>\d\d?)(?P=other_sign)(?:{_YEAR}|(?:1[5-9]|[234]\d))(?![\d/-]|\.\d)"
)
_OF_NUMBER = re.compile(
    r"(?:\b(?:no|nr|num|number|id|mrn|urn|ur|hn|uhid|pid|nhc|csn|ipp|acct|account)\b\.?|[#\u2116号码])[\s:=#.-]*$",
    re.IGNORECASE,
)
"""What says of a number in so many words that it is one."""


def is_day(text: str, start: int, end: int) -> bool:
    """Tell whether a span of a text is a day, or begins one, that no word calls a number."""
    found = _DAY.match(text, start)
    if found is None or found.end() < end:
        return False
    first, second = (found["m"], found["d"]) if found["y"] else (found["one"], found["two"])
    lower, higher = sorted((int(first), int(second)))
    return 1 <= lower <= 12 and higher <= 31 and _OF_NUMBER.search(text, max(0, start - 16), start) is None
