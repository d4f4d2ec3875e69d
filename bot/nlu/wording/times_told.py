"""Words of when and why something is told, for all that reads a finding told twice: now, before, because.

Each is an alternative of a regular expression, to be put into a group.
"""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.dating.day_forms import DAY
from bot.nlu.dating.moments import back

NOW = (
    r"now(?! and then)|today|today's|currently|curr|current|at present|presently|meanwhile|in the meantime|"
    r"at the moment|nowadays|as of (?:today|now)|by now|this (?:time|week|month|visit)|latest|these days"
)
"""That it is of now."""
BEFORE = (
    r"previously|previous|prev|formerly|former|earlier|initially|originally|prior|at first|in the past|back then|"
    r"last (?:time|visit|month|year|week|spring|summer|autumn|winter|scan|ct|mri)"
)
"""That it was before."""
BECAUSE = (
    r"because|bc|b/c|bcs|bcos|becuase|cos|coz|cause|cuz|due|d/t|dt|given|owing|on account|in view|in light|on grounds|"
    r"on the basis|by virtue|based on|secondary|sec|2/2|thanks|as|since|for|after|following|with|w/|despite|"
    r"considering|reason|seeing"
)
"""What leads to the reason."""
_GIVEN = r"(?:tace|haic|treatment|therapy|sbrt|sirt|surgery|resection|drainage|paracentesis|diuretics|lenvatinib)"
_IMAGE = r"(?:scan|ct|mri|imaging|us|ultrasound|pet)"
_ELSEWHERE = (
    rf"(?:at|from|by|in|on|per) (?:the |their )?(?:referring|referral|outside|local|other|previous|old|peripheral) "
    rf"(?:hospital|cent(?:re|er)|letter|clinic|site|team|doctor|physician|note|report|{_IMAGE})|elsewhere|"
    r"per (?:the )?referrer|in the letter(?: is (?:old|out of date))?"
)
"""Who told it before it came to us."""
_NOW = (
    rf"(?:{NOW}|most recent(?:ly)?|(?:on|at) "
    rf"re-?staging|restaging|afterwards|after(?: (?:it|that|{_GIVEN}))?|"
    rf"(?:on|at|in) the (?:latest|last|new|most recent) (?:{_IMAGE}|visit)|new(?=\))|"
    rf"(?:on|at|in|by|per) (?:yesterday|today|this (?:week|morning|month))(?:'?s)? (?:{_IMAGE}|visit|exam|"
    r"review|board|mdt)|"
    rf"(?:(?:ct|mri|scan|imaging) )?(?:a|one|two|three|four|six|\d{{1,2}}) (?:days?|weeks?|months?) later|"
    r"(?:at|on|since) (?:discharge|leaving|recovery)|since home|at home|on (?:recheck|repeat|review|second look)|"
    r"since (?:then|the (?:diuretics|drainage|tap|paracentesis))|here|with us|"
    r"(?:on|in|by|per) our (?:own )?(?:scan|ct|mri|imaging|read|review|exam|board|mdt)|"
    r"(?:but )?(?:they|we) (?:repeated|rechecked|remeasured) it:?|"
    r"(?:recovered|settled|back|down|up|shrunk|grown) (?:to|at))"
)
_FIRST = (
    r"(?:(?:at|on) (?:the )?(?:first(?: visit)?|baseline|diagnosis|dx|presentation|referral)|first visit|"
    r"baseline|initially|originally|(?:on|at) (?:arrival|admission|first)|(?:when|while) admitted|first)"
)
_THEN = (
    rf"(?:{BEFORE}|before(?: (?:that|it|{_GIVEN}))?|"
    r"was|used to be|had been|(?:up |down )?from|"
    r"(?:a|one|two|three|four|five|six|\d{1,2}) (?:days?|weeks?|months?|years?) (?:ago|earlier)|yesterday|old(?=\))|"
    rf"(?:during|in|on|post|after) (?:the )?(?:sepsis|ward|hospital|icu|infection|tace|haic|surgery|flare)|"
    rf"{_ELSEWHERE})"
)
_ON = (
    rf"(?:(?:back )?(?:in|on|of|from|since|by|at|as of)? ?(?:the )?(?:(?:ct|mri|scan|imaging|us|"
    rf"pet)(?: (?:of|in|on|from))? )?(?:{DAY}(?: {_IMAGE}(?![\w-]))?|may {_IMAGE}(?![\w-])|\d{{1,2}}/\d\d(?![\w/.])))"
)
TIME = rf"(?:(?P<now>{_NOW})|(?P<first>{_FIRST})|(?P<then>{_THEN})|(?P<day>{_ON}))"
"""A time that is told, by its kind."""
TIME_PLAIN = rf"(?:{_NOW}|{_FIRST}|{_THEN}|{_ON})"
"""The same without its kinds, so that it may stand twice in an expression."""
_TOLD = re.compile(TIME)


def rank(told: re.Match[str], today: date) -> int | None:
    """Where a time stands among others; nothing where it is not sure."""
    if told["now"]:
        return today.toordinal()
    if told["then"]:
        return 1
    if told["first"]:
        return 0
    day = _day(told["day"], today)
    return day.toordinal() if day is not None else None


def rank_of(said: str, today: date) -> int | None:
    """Where a time stands among others, by its words."""
    told = _TOLD.fullmatch(said)
    return rank(told, today) if told is not None else None


_SCAN = re.compile(r" ?\b(?:ct|mri|scan|imaging|us|ultrasound|pet)\b ?")
_FULL = re.compile(r"(\d{1,2})[./](\d{1,2})[./]((?:20)?\d\d)\Z")
_MONTH = re.compile(r"(\d{1,2})[./]((?:20)?\d\d)\Z")


def _day(said: str, today: date) -> date | None:
    if _SCAN.search(said):
        said = _SCAN.sub(" ", said).strip().replace("on the ", "in ")  # ``on the May MRI``
    full, month = _FULL.search(said), _MONTH.search(said)
    try:
        if full is not None:
            return date(_year(full[3]), int(full[2]), int(full[1]))
        if month is not None:
            return date(_year(month[2]), int(month[1]), 1)
    except ValueError:
        return None
    year = re.fullmatch(r"(?:(?:in|on|of|since|ct|mri|from|by) )*(20\d\d)", said)
    return date(int(year[1]), 1, 1) if year else back(f"since {said}", today)


def _year(said: str) -> int:
    return int(said) if len(said) == 4 else 2000 + int(said)
