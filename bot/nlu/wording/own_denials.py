"""``father had ascites and HE; patient neither``: what somebody else has is denied of the patient without its name.

The names of what was told before are put into the denial.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.compounds import ILLNESSES
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_DENIES = Gated(
    r"(?:(?<=[.;,:] )|(?<=[.;,:(\n])|(?<= - )|(?<= but )|(?<= and )|(?<= while )|(?<= whereas ))"
    r"(?P<denial>(?:(?:the |our |this )?(?:patient|pt|man|lady)(?: (?:him|her)self)?|ours|mine|s?he (?:him|her)self|"
    r"(?:him|her)self) "
    r"(?:neither|none|no|(?:(?:has )?(?:tested|tests)|is|was) negative for (?:it|that|this|them|those)|"
    r"never(?: (?:has|had|did|was))?|not|(?:does|has|is|did|was|had) (?:not|never)"
    r"(?: (?:any|have(?: (?:any|it|one|them|that))?|had(?: (?:any|it|one))?))?))(?=\s*(?:$|[.;,()\n]))"
)
_ELSE = Gated(
    rf"\b(?:(?:{KIN})s?|namesake|same (?:sur)?name|one has|somebody|someone|bed \d+|next door|"
    r"other (?:patient|pt|man|lady|one)|"
    r"(?:lady|man|woman|patient|pt|gentleman|one) (?:in|from|of|next))\b"
)
_STATES = ("ascites", "encephalopathy", "hiv", "transplant", "dialysis")
_REACH = 120


def with_own_denials(text: Text, named: Named) -> Text:
    """Put the names of what somebody else has into the patient's own denial of it."""
    changes = [
        Change(*match.span("denial"), "; " + ", ".join(f"no {one}" for one in names))
        for match in _DENIES.finditer(text.low)
        if (names := _before(text.low, match.start(), named))
    ]
    return rewritten(text, apart(changes)) if changes else text


def _before(low: str, place: int, named: Named) -> list[str]:
    """The names of illnesses that the words before tell of somebody else."""
    start = max(low.rfind(". ", 0, place - 2) + 1, place - _REACH, 0)
    if not _ELSE.search(low[start:place]):
        return []
    clause = _clause(low, start, place)
    told = [one for one in named(low[start:place]) if one[2] in ILLNESSES or one[2] in _STATES]
    last = [one for one in told if start + one[0] >= clause]
    told = last if last or _VERB.search(low, clause, place) else told
    return list(dict.fromkeys(low[start + one[0] : start + one[1]] for one in told))


_VERB = re.compile(r"\b(?:has|had|have|with|died|is|was|on|got|suffers|suffered)\b")
"""The clause tells an illness of somebody that has no fact of its own here."""
_MARKS = (". ", "; ", "\n", ", ", " | ", " - ")


def _clause(low: str, start: int, place: int) -> int:
    """``CVA 2018; father had an MI``: where the clause begins that speaks of somebody else last."""
    last = max((one.start() for one in _ELSE.finditer(low[start:place])), default=0) + start
    return max(max((low.rfind(mark, start, last) for mark in _MARKS), default=start), start)
