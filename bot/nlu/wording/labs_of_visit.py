"""Values of the day of a visit: ``Follow-up visit 18/11/2026. … Labs of the day: bilirubin 25``."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import WRITTEN_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_LABS = (
    r"(?:labs?|bloods?|lab(?:oratory)?(?: (?:values|tests|results))?|blood (?:tests|results|work)|bloodwork|"
    r"results|values)"
)
_OF_DAY = Gated(
    rf"\b(?:{_LABS},? (?:of|on|from|for)? ?(?:the|that|this|that same|the same|this same) (?:day|morning)"
    rf"|(?:same[- ]day|the day's|that day's|today's) {_LABS}"
    rf"|(?:{_LABS},? )?(?P<same>(?:of|on|from|at|during|in) )?(?:the |that |this )?(?:very )?same[- ]"
    rf"(?:visit|appointment|consultation|review|occasion|clinic(?: visit)?)(?P<behind> {_LABS})?)\b"
)
_OF_LABS = re.compile(_LABS)
_CUFF = re.compile(r" ?[:,]? ?(?:bp|blood pressure)\b")
_VISIT = Gated(
    r"(?:^|\n|(?<=[.;] ))[^.;:\n]{0,40}?\b(?:visit|clinic|review(?:ed)?|seen|follow-?up|consultation|outpatient|"
    r"appointment|ward round|assessment|examination|day unit|attended|came in)\b[^.;\n]{0,40}?"
    rf"(?P<day>{WRITTEN_DAY})"
)


def labs_of_visit(text: Text) -> Text:
    """Say with the values of ``the day`` the day of the visit that was told before them."""
    changes = []
    for one in _OF_DAY.finditer(text.low):
        visits = list(_VISIT.finditer(text.low, 0, one.start()))
        if visits:
            day = visits[-1]["day"].rstrip(" .")
            cuff = _CUFF.match(text.low, one.end())
            if cuff:
                changes.append(Change(one.start(), cuff.end(), f"bp on {day}"))
                continue
            lead = "labs " if _OF_LABS.search(one.group()) else "on " if one["same"] else ""
            changes.append(Change(*one.span(), f"{lead}{day}"))
    return rewritten(text, changes) if changes else text
