"""Where a patient lies: ``the lady in bed 4 is 61``, ``*Bed 14* 77M``; the number is none of hers.

Nor are the numbers of a numbered list, ``(1) 71M (2) HCC (3) no stroke, PE (4) BP 135/70``: each begins an item.
"""

from __future__ import annotations

import re
from itertools import takewhile

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_PLACE = r"(?:(?:hospital |side |hdu |icu )?(?:bed|room|ward|bay|cubicle))"
_NUMBER = (
    r"(?:(?:no\.?|number|nr\.?|#) ?)?(?:\d{1,3}[a-z]?(?![\w.,/%-]?\d)|[a-h]\d{0,2}(?= )|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)(?!-)\b"
)
_YEARS = r"(?:\d\d\b(?! ?%)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)"
_LIES = Gated(
    r"(?<=\b)(?:lady|gentleman|gent|man|woman|chap|patient|pt|guy|bloke|one|girl|lad|fellow|male|female)"
    rf"(?P<lies> (?:(?:in|on|from|at|of) (?:the )?)?{_PLACE} {_NUMBER})"
    rf"(?=,? (?:(?:(?:s?he|who) )?(?:is|was|'s|s?he's|who's) (?:now )?{_YEARS}|"
    rf"\({_YEARS} ?(?:y|\))|{_YEARS} ?(?:y|[,:])))"
)
_HEAD = Gated(
    rf"(?:^|(?<=\n))(?P<lies>[*#_>\s-]{{0,3}}(?:{_PLACE} {_NUMBER},? ?[/-]? ?){{1,2}}[*_]{{0,2}}[ :;,.-]{{1,3}})"
    r"(?=(?:\d\d|[mf]\b|[mf]\d\d|mr|mrs|ms|male|female|man|woman|lady|gent))"
)

_NUMBERED = re.compile(r"(?P<mark>[.,;:])? ?\((?P<number>\d{1,2})\) ?(?=[a-z<>\d])")
_ITEMS = 3
"""Numbers that follow each other from 1 on, of which so many make a list."""


def without_beds(text: Text) -> Text:
    """Leave out bed, room and ward beside the patient who lies there."""
    if "not our" in text.low:
        return text
    if "(1)" in text.low and "(2)" in text.low:
        text = _without_numbers(text)
    changes = [Change(*match.span("lies"), "") for pattern in (_LIES, _HEAD) for match in pattern.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text


def _without_numbers(text: Text) -> Text:
    """Put a semicolon for each number of a numbered list."""
    found = list(_NUMBERED.finditer(text.low))
    run = [one for _, one in takewhile(lambda pair: int(pair[1]["number"]) == pair[0], enumerate(found, 1))]
    if len(run) < _ITEMS:
        return text
    marks = [(one["mark"] or ";") + " " if one.start() else "" for one in run]
    return rewritten(text, [Change(*one.span(), mark) for one, mark in zip(run, marks, strict=True)])
