"""Why something was put off: ``TACE was cancelled because of a chest infection`` tells what was then, not what is."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_REASON = re.compile(
    r"\b(?:cancel\w+|postponed|delayed|deferred|put off|put back|held|paused|interrupted|missed|skipped|called off|"
    r"abandoned|rescheduled|fell through|did(?: not|n't) (?:happen|go ahead|take place))\b"
    r"[^.;\n]{0,40}\b(?:because of|due to|owing to|on account of|as a result of|thanks to|for|after|by|amid|during)"
    r"(?: an?| the| his| her)? (?:[a-z]+ ){0,2}$"
)
_LEAD = 80
"""Characters before the reason that are looked at."""


def put_off_for(draft: Draft, place: int) -> bool:
    """Tell whether what stands at a place is only why something was not done then."""
    start = draft.tokens[place].start
    return _REASON.search(draft.text.low, max(0, start - _LEAD), start) is not None
