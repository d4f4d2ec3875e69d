"""Times of the clock and waits in an answer, which are no value: ``awaited, lab closes at 5``, ``takes 48 h``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_HOUR = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?(?![\d:]|[.,]\d|\s*(?:%|x\b|k\b|[a-zµ]+/))"
_TIMES = (
    re.compile(
        r"\b(?:at|by|from|till|until|after|before|around|@) (?:[01]?\d|2[0-4])[:h][0-5]\d\b(?: ?(?:h|hrs|am|pm)\b)?"
    ),
    re.compile(r"(?<![\d.,])(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?(?:a\.?m\b|p\.?m\b|o ?'? ?clock\b)"),
    re.compile(
        r"(?<![\d.,])\d{1,3}(?: ?(?:-|to|or) ?\d{1,3})?(?: more| further| (?:working|business))? ?-?"
        r"(?:h|hrs?|hours?|mins?|minutes?|days?|weeks?|wks?)\b(?! ?(?:old|/))"
    ),
    re.compile(rf"(?:\b(?:by|till|until|after|before|past)|@) (?:about |around )?{_HOUR}"),
)
_AT = re.compile(rf"\bat (?:about |around )?{_HOUR}")
_APPOINTED = re.compile(
    r"\b(?:clos(?:es?|ed|ing)|(?:re-?)?open(?:s|ed|ing)?|ask|call|ring|rang|rung|phoned?|called|text|page|"
    r"sen[dt]|drawn|taken|collected|runs? it|appointment|appt|"
    r"shift|meeting|courier|pick(?:ed)?|deliver(?:ed|y)?|starts?|ends?|batch|due)\b"
)
"""Words that say what is done at an hour; ``came back at 12`` tells a value."""
_TIME_UNITS = ("mo", "s", "ms")


def times_in(low: str) -> list[tuple[int, int]]:
    """Give the spans of the times of the clock and waits in a text."""
    found = [match.span() for pattern in _TIMES for match in pattern.finditer(low)]
    if _APPOINTED.search(low):
        found += [match.span() for match in _AT.finditer(low)]
    return found


def without_times(low: str) -> str:
    """Give a text without its times of the clock and waits."""
    for first, last in sorted(times_in(low), reverse=True):
        low = low[:first] + " " + low[last:]
    return low


_LONGEST = 90
_AWAITED = re.compile(
    r".*\b(?:in|by|will|should|comes?|coming|takes?|expected|due|ask|ready|sent|process|hopefully|promised|says?|said)\b"
)
_FRAME = re.compile(
    r"\W*(?:(?:the|our|my|lab|labs|they|it|it'?s|result|results|says?|said|promised|will|'ll|should|have|has|be|ready|there|here|"
    r"back|in|comes?|coming|takes?|expected|due|ask|me|again|us|we|i|i'll|we'll|tomorrow|today|tonight|later|process|progress|"
    r"about|around|or|so|only|not|sent|drawn|taken|hopefully|know|tell|you|earliest|at|the|on|monday|tuesday|wednesday|"
    r"thursday|friday|morning|afternoon|evening|no|yet|still)\b\W*)+$"
)


def awaited_until(low: str) -> bool:
    """Tell whether a whole text says no more than when something will be there: ``should have it by 12``."""
    bare = without_times(low)
    return bare != low and len(low) < _LONGEST and _AWAITED.match(low) is not None and _FRAME.match(bare) is not None


def without_times_of(draft: Draft, places: list[int], unit: str | None) -> list[int]:
    """Give the places of those numbers that belong to no time and no wait; of what is measured in time all."""
    if not places or unit in _TIME_UNITS:
        return places
    spans = times_in(draft.text.low)
    return [one for one in places if not any(first <= draft.tokens[one].start < last for first, last in spans)]
