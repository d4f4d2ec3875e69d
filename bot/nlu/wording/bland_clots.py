"""A bland clot told beside a tumour thrombus: ``thrombus bland in main PV, tumour thrombus in left branch``.

The bland clot is left out, wherever it lies, so that the place of the tumour thrombus is its own.
"""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_BLAND = r"(?:bland|non-?tumou?r(?:al|ous)?|non-?malignant|benign)"
_CLOT = r"(?:pvt|(?:portal )?(?:vein )?(?:thromb(?:us|osis|i)|clots?))"
_WHERE = r"(?: (?:in|of|within|at) (?:the )?[a-z -]{2,34}?)"
_PLACE = r"(?:the )?(?:main|left|right|mpv|lpv|rpv|trunk|smv)(?: (?:portal|vein|pv|branch|trunk|portal vein))*"
_SAID = (
    rf"(?:{_BLAND} {_CLOT}{_WHERE}?|{_CLOT}{_WHERE}? (?:is |was )?{_BLAND}{_WHERE}?|{_CLOT} {_BLAND}{_WHERE}|"
    rf"{_PLACE} {_CLOT}? ?(?:is |was |: ?)?{_BLAND}(?: {_CLOT})?)"
)
_TUMOUR = (
    r"(?:the )?(?:(?:left|right|main|segmental|anterior|posterior)(?: portal)?(?: branch| pv| vein)? "
    r"(?:has |with |holds )?)?"
)
_FIRST = Gated(
    rf"(?:^|(?<=[.;\n,:(] )|(?<=[.;\n]))(?P<bland>{_SAID}[,;.]? "
    rf"(?:and |but |while |plus )?){_TUMOUR}(?:tumou?r|malignant) thromb"
)
_LAST = Gated(
    rf"(?:tumou?r|malignant) thromb\w+[^.;,\n]{{0,40}}(?P<bland>(?:[,;.]| and| but| plus| with) "
    rf"(?:and |but |a )?{_SAID})"
    r"(?=\s*(?:$|[.;,)\n]))"
)


def without_bland_clots(text: Text) -> Text:
    """Leave out the bland clot beside a tumour thrombus."""
    changes = [
        Change(*match.span("bland"), "" if frame is _FIRST else ",")
        for frame in (_FIRST, _LAST)
        for match in frame.finditer(text.low)
    ]
    return rewritten(text, apart(changes)) if changes else text
