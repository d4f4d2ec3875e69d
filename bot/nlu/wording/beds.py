"""Where a patient lies: ``the lady in bed 4 is 61``, ``*Bed 14* 77M``; the number is none of hers."""

from __future__ import annotations

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
    rf"(?=,? (?:(?:s?he|who) )?(?:is|was|'s|s?he's|who's) (?:now )?{_YEARS})"
)
_HEAD = Gated(
    rf"(?:^|(?<=\n))(?P<lies>[*#_>\s-]{{0,3}}(?:{_PLACE} {_NUMBER},? ?[/-]? ?){{1,2}}[*_]{{0,2}}[ :;,.-]{{1,3}})"
    r"(?=(?:\d\d|[mf]\b|[mf]\d\d|mr|mrs|ms|male|female|man|woman|lady|gent))"
)


def without_beds(text: Text) -> Text:
    """Leave out bed, room and ward beside the patient who lies there."""
    if "not our" in text.low:
        return text
    changes = [Change(*match.span("lies"), "") for pattern in (_LIES, _HEAD) for match in pattern.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text
