"""Numbers between a name and its value that are no value: ``Hb at 8 am 10.9``, ``TB 2nd sample 1.4``, ``plt (2) 84``.

A time, a dose, a count, or the number of a sample, a visit or a laboratory is passed over where the value stands
behind it.
"""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

ORDINALS = ("st", "nd", "rd", "th")
"""What makes a number that of a sample."""
_HOURS = re.compile(r"\d{1,3} ?h(?:rs?)?")
_DOSES = ("mg", "ml")
_COUNTED = word_set("no_values_counted")
_NUMBERED = word_set("no_values_numbered")
_ENDS = ("", ",", ".", ";", "\n", ")", "|", "and", "on", "today", "yesterday", "now")
_CLOSED = (")", "]")
_MOST = 30
"""A sample or a visit has no higher number."""
_NEAR = 6


def is_no_value(draft: Draft, place: int) -> bool:
    """Tell whether a number behind the name of a test is none of its values."""
    token, after = draft.tokens[place], draft.word(place + 1)
    if after in ORDINALS:
        return True
    timed = token.text[-1:].isalpha() and _HOURS.fullmatch(token.text) is not None
    if timed or (after in _COUNTED and token.unit is None) or token.unit in _DOSES or _of_clock(draft, place):
        return _value_beyond(draft, place)
    if token.unit is not None or not token.text.isdigit() or int(token.text) > _MOST:
        return False
    closed = after in _CLOSED or (after == ":" and draft.word(place - 1) in _NUMBERED)
    beyond = draft.at(place + 1 + closed)
    told = beyond is not None and beyond.kind == "num" and not beyond.used
    return (
        told
        and (closed or draft.word(place - 1) in _NUMBERED or _starred(draft, place))
        and not is_name(draft, place + 2 + closed)
    )


def _starred(draft: Draft, place: int) -> bool:
    """``Hb *3 10.9``: the mark of a footnote."""
    star = draft.at(place - 1)
    return star is not None and star.text == "*" and star.end == draft.tokens[place].start


def _of_clock(draft: Draft, place: int) -> bool:
    """``08:30``: two numbers and the colon between them, in one piece."""
    for first in (place, place - 2):
        three = [draft.at(step) for step in (first, first + 1, first + 2)] if first >= 0 else []
        if all(one is not None for one in three) and len(three) == 3:
            hour, mark, minute = (one for one in three if one is not None)
            if mark.text == ":" and hour.kind == minute.kind == "num" and len(minute.text) == 2:
                return hour.end == mark.start and mark.end == minute.start
    return False


def _value_beyond(draft: Draft, place: int) -> bool:
    """Tell whether a number that ends its clause stands soon behind, and no other name before it."""
    for step in range(place + 1, min(place + _NEAR, len(draft.tokens))):
        token = draft.tokens[step]
        if is_name(draft, step) or token.text in (",", ";", "\n"):
            return False
        if token.kind == "num" and not token.used and (token.unit is not None or draft.word(step + 1) in _ENDS):
            return not _of_clock(draft, step)
    return False
