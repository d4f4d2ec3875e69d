"""The days of two or three sessions, told one by one: ``two sessions of TACE: first on 4 March, second on 22 May``.

They are one treatment from the first to the last, and are put so: ``first 4 March, last 22 May``.
"""

from __future__ import annotations

import re

from bot.nlu.dating.day_forms import DAY, NUMBERED_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_KIND = (
    r"(?:c-?tace|deb-?tace|tace|haic|tae|sirt|tare|y-?90|rfa|mwa|(?:microwave|radio-?frequency|thermal) ablation|"
    r"ablation|(?:chemo|radio)?-?emboli[sz]ation|cryo-?ablation|pei)"
)
_COUNT = r"(?:two|three|four|[234])"
_SESSIONS = r"(?:sessions?|procedures?|treatments?|rounds?|courses?|applications?|times|cycles?)"
_SERIAL = r"(?:c-?tace|deb-?tace|tace|haic|tae|sirt|tare|y-?90|(?:chemo|radio)?-?emboli[sz]ation)"
"""Of these two are one course; of two ablations years apart each is its own."""
_HEAD = (
    rf"\b(?:{_COUNT} (?:[a-z-]+ ){{0,2}}?(?:of )?{_SERIAL}(?:s|'s)?|{_COUNT} {_SESSIONS} of {_KIND}|"
    rf"{_COUNT} {_KIND} {_SESSIONS}|"
    rf"{_SERIAL}(?:,| was| were| done| performed| given| in| ?\()* ?(?:x ?[234]|twice|thrice)\)?|"
    rf"{_KIND}(?:,| was| were| done| performed| given| in| ?\()* ?{_COUNT} {_SESSIONS}\)?)(?: {_SESSIONS})?"
    r"(?: (?:was|were|done|given|performed|carried out|received|so far))*"
)
_SAID = (
    r"(?: (?:one|session|time|procedure|treatment|was|done|given|took place|followed|being|on|in|of|dated))*"
    r"[ ]?[:=]?[ ]?"
)
_FIRST = (
    rf"(?:the )?(?:(?:first|one|initially|initial|a first)\b{_SAID}(?P<first>{DAY})|"
    rf"(?:1st|# ?1|no\.? ?1)\b{_SAID}(?P<first_day>{NUMBERED_DAY}))"
)
_NEXT = (
    r"(?:[ ]?[,;/][ ]?|[ ]and[ ]|[ ]?[,;] and[ ]|[ ]then[ ]|, then[ ])(?:the |then )?"
    r"(?:second|third|fourth|last|latest|final|other|another(?: one)?|next|repeated|repeat|again|"
    rf"2nd(?= {NUMBERED_DAY})|3rd(?= {NUMBERED_DAY})|# ?[234]|no\.? ?[234])\b"
)
_OF_MONTH = re.compile(r"^\d{1,2}\D|^[a-z]+\.? \d{1,2}(?!\d)|\d-\d\d-\d")
_EACH = Gated(
    rf"{_HEAD}(?P<said>[ ]?[:,;.(–-]*[ ]?{_FIRST}(?:{_NEXT}{_SAID}{DAY})*?"
    rf"{_NEXT}{_SAID}(?P<last>{DAY})\)?)(?=\s*(?:$|[.,;)\n]))"
)


def with_session_days(text: Text) -> Text:
    """Put the days of the first and the last of such sessions; a text without any stays as it is."""
    changes = [
        Change(*one.span("said"), f", first {_told(one['first'] or one['first_day'])}, last {_told(one['last'])}")
        for one in _EACH.finditer(text.low)
    ]
    return rewritten(text, changes) if changes else text


def _told(day: str) -> str:
    """``first in March``: the first of March is another day."""
    return day if _OF_MONTH.search(day) else f"in {day}"
