"""The patient's own value behind another one: ``the limit of the INR is 1.7, his 1.3``.

Who has it is told, and what it is of was named before: the name is put in front of the value.
"""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.slips import UNIT, VALUE
from bot.nlu.telling import Gated
from criteria import load_catalogue

_OWN = Gated(
    r"(?P<lead>(?:^|(?<=[.;,:(] )|(?<=[.;,:(]))(?:and |but |while |whereas )?)"
    r"(?P<whose>(?:his|hers|her own|his own|ours|mine|(?:our|the|this|my) (?:patient|pt|man|lady|gentleman|woman)'s)"
    r"(?: own)?(?: value| level| count| one)?(?: (?:is|was|are|were|at|=|currently|now|only))*"
    r"(?P<day> (?:today|yesterday|this morning))?[ :]*)"
    rf"(?=(?:<|>)?(?:{VALUE})(?:/\d{{2,3}})?(?:{UNIT})?(?:\s*(?:$|[.;,)\n])|\s(?:today|now|on|and|this)\b))"
)
"""``hers is 12``, ``his 1.3``, ``our patient's is 34 g/L``."""
_NEEDS = Gated(
    r"(?P<lead>\b(?:needs?|required|requires|limit|minimum|cut-?off|wants)"
    r"(?: is| of| at least)? ?\d[\d.,]*(?: ?[a-z/]{1,8})?, ?)"
    rf"(?P<whose>s?he has |s?he is at |s?he's at )(?=(?:{VALUE})(?:{UNIT})?\s*(?:$|[.;,)\n]))"
)
_REACH = 120
_PRESSURES = ("systolic_bp", "diastolic_bp")


@lru_cache(maxsize=1)
def _measured() -> frozenset[str]:
    return frozenset(("ecog", *(fact for fact, spec in load_catalogue().facts.items() if spec.lab)))


def with_own_values(text: Text, named: Named) -> Text:
    """Put the name of what was measured in front of the patient's own value of it."""
    changes = [
        Change(match.start("whose"), match.end("whose"), f"; {name}{match.groupdict().get('day') or ''} ")
        for pattern in (_OWN, _NEEDS)
        for match in pattern.finditer(text.low)
        if (name := _before(text.low, match.start("whose"), named))
    ]
    return rewritten(text, apart(changes)) if changes else text


def _before(low: str, place: int, named: Named) -> str:
    """The name of what was measured last, if it is one thing alone that the words before name."""
    start = max(0, place - _REACH)
    told = [one for one in named(low[start:place]) if one[2] in _measured()]
    facts = {"bp" if fact in _PRESSURES else fact for _, _, fact in told}
    return low[start + told[-1][0] : start + told[-1][1]] if len(facts) == 1 else ""
