"""What stands between a value and its day, or between two values with their days, and is neither.

``QTc 458 ms on the ECG of 12 Nov`` is ``QTc 458 ms on 12 Nov``; ``Hb 8.9 on Tues, transfused 2 units, 10.1 on Thurs``
has two values, of which the later counts.
"""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_DAY = rf"(?:{WRITTEN_DAY}|(?:last |this )?(?:{any_of(DAYS)})\b|yesterday|today|\d{{1,2}}/\d{{1,2}})"
_SHEET = (
    r"(?:ecg|ekg|tracing|12-lead(?: ecg)?|electrocardiogram|cbc|fbc|blood count|blood test|"
    r"lab(?:oratory)? (?:sheet|report)|printout|print-out)"
)
_ON_SHEET = Gated(
    rf"(?<=\d)(?: ?(?:ms|msec|[a-zµ]{{1,4}}/[a-z]{{1,2}}))?"
    rf"(?P<sheet>,? (?:on|in|per|by|from) (?:the |his |her |an? |our )?{_SHEET}"
    rf"(?: (?:of|from|dated|done|taken|on|this))*(?: on)? )(?:the )?(?={_DAY})"
)
_UNIT = r"(?: ?(?:x ?10\^\d/l|[a-zµ]{1,5}/[a-zµ]{1,3}|k|s|secs?))?"
_GIVEN = (
    r"(?:transfus\w+|infus\w+|(?:was |were )?(?:given|got|received|had) |after |then |gave |topped up|"
    r"(?:\d+|one|two|three) (?:units?|bags?|pools?) )"
)
_BETWEEN = Gated(
    rf"(?<=\d){_UNIT},? (?:on )?{_DAY}(?P<aside>[,;] ?(?:and |so |was |then )?{_GIVEN}[^,;.\n]{{0,40}})"
    rf"(?=[,;] ?(?:then |now |and )?\d+(?:\.\d+)?{_UNIT},? (?:on )?{_DAY})"
)


def with_days_at_values(text: Text) -> Text:
    """Put a value and its day side by side, and two such values too."""
    low = text.low
    changes = [Change(*one.span("sheet"), " on ") for one in _ON_SHEET.finditer(low)]
    changes += [Change(*one.span("aside"), "", unused=True) for one in _BETWEEN.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text
