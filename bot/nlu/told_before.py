"""What was told before and no longer holds: ``I told you no ascites but the ultrasound of yesterday shows a trace``.

What the writer said before is left out where what follows speaks of the same fact: by its name, by a word that points
back to it, or as what was found after all. What leaves it open leaves the message as it stands.
"""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.telling import Gated

_SAID = (
    r"(?:(?:(?:i|we)(?:'d|'ve| had| have)?|^|(?<=[.;\n]) ?) ?(?:told|said|wrote|reported|noted|recorded|entered|typed|"
    r"mentioned|put|gave|informed|documented)(?: (?:down|you|him|them|the trial team))*|"
    r"you (?:have|had|recorded|noted|put)(?: (?:him|her|them|it|us|the patient|this patient|down|noted|recorded))*)"
)
_LEAD = r"(?: (?:that|as|with|there|was|were|is|are|had|has|he|she|they|the patient|of|an?|down))*"
_WHEN = (
    r"(?:,? (?:yesterday|earlier|before|last time|this morning|above|on \w+day|last week|at first|initially|so far))*"
)
_BUT = (
    r"(?: ?[,;.–-]+ ?(?:(?:but|however|though|although|yet|whereas|only|well|now)\b,? )?|"
    r" (?:but|however|though|yet|whereas)\b,? )"
)
_TOLD = Gated(
    rf"(?:(?:^|(?<=[.;\n]))\s*(?:(?:earlier|yesterday|before|last time|so|sorry|hi|hello|initially|at first|ok)\b\W*)*)"
    rf"{_SAID}{_LEAD} (?P<what>(?:(?:no|not|never|without|none)\b[^.;,\n]{{2,50}}?|"
    rf"[^.;,\n]{{2,30}}? (?:neg(?:ative)?|none|absent|no|[0-4a-c]))){_WHEN}"
    rf"{_BUT}(?P<rest>[^\n;]{{6,160}}?)(?=$|[;\n]|\.(?!\d))"
)
"""``we said never encephalopathy but she had an episode in May``."""
_POINTS = re.compile(
    r"\b(?:of it|it|one|some|so|that|this|them)\b"
    r"(?=\W*(?:$|[.,;]|in\b|on\b|of\b|at\b|[\d(]|is\b|was\b|[a-d]\d?\b|i{1,3}[ab]\b|vp))"
)
_AMOUNT = re.compile(r"\ba (?:(?:small|tiny|little|moderate|large|minimal|slight) )?(?:amount|trace|bit|quantity|rim)$")
_ASSERTS = re.compile(
    r"\b(?:positive|grade [1-4]|had (?:an?|one|two) (?:\w+ )?(?:episodes?|bouts?|attacks?|spells?)|"
    r"(?:shows?|showed|found|finds|sees|saw|has|made|makes) (?:an?|some|one|two|several|mild|moderate|severe|[0-4])\b)"
)
"""What somebody found after all, where it has no name of its own."""
_DOUBTS = re.compile(
    r"\b(?:missing|await\w*|pending|not|no|never|n't|unclear|unsure|borderline|yet|maybe|perhaps|possib\w*|probab\w*|"
    r"suspicious|equivocal|indeterminate|wonders?|asks?|if|whether|planned|high|low)\b|\?"
)


def without_told_before(text: Text, named: Named) -> Text:
    """Leave out what was said before of a fact that is told anew behind it."""
    changes = []
    for match in _TOLD.finditer(text.low) if _TOLD.may_match(text.low) else ():
        hits = [one for one in named(match["what"]) if " " not in one[2]]
        facts = {fact for _, _, fact in hits}
        rest = match["rest"]
        if not hits or len(facts) > 2 or _DOUBTS.search(rest):
            continue
        name = match["what"][hits[0][0] : hits[0][1]]
        if facts & {fact for _, _, fact in named(rest)}:
            changes.append(Change(match.start(), match.start("rest"), " "))
        elif (points := _POINTS.search(rest)) is not None and not name.startswith(("no ", "never ")):
            of = "of " if points.group().startswith("of ") else ""
            start = match.start("rest")
            changes.append(Change(match.start(), start + points.end(), f"{rest[: points.start()]}{of}{name}"))
        elif _AMOUNT.search(rest):
            changes.append(Change(match.start(), match.end("rest"), f"{rest} of {name}"))
        elif _ASSERTS.search(rest) and not named(rest):
            changes.append(Change(match.start(), match.start("rest"), f"{name}: "))
    return rewritten(text, apart(changes)) if changes else text
