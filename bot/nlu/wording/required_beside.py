"""What a trial asks for, in brackets behind a value: ``plt 75 (>=75 needed)``, ``bili 30 umol/L (<=51 ok)``.

It is no limit of normal, and the value before it is told, not supposed.
"""

from __future__ import annotations

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_BOUND = (
    r"(?:(?:[<>≥≤]=?|at least|at most|up to|over|under|above|below|min(?:imum)?\.?|max(?:imum)?\.?) ?)?"
    rf"(?:{VALUE})(?:{UNIT}| ?x ?uln)?"
)
_ASKED = (
    r"(?:needed|required|ok|okay|allowed|fine|wanted|asked|demanded|accepted|acceptable|permitted|is the (?:limit|"
    r"cut-?off|threshold)|(?:needed |required |ok |allowed )?(?:for|per|by|in) (?:the )?(?:trial|study|protocol|"
    r"inclusion|entry))"
)
_ASKS = (
    r"(?:needs?|needed|required?|requires|must be|should be|has to be|wants?|trial wants|protocol|limit|cut-?off|"
    r"threshold|allowed)"
)
_BEHIND = Gated(
    rf"(?<=[\da-z%])(?:{UNIT})?(?P<bar> ?[(\[] ?(?:{_BOUND} {_ASKED}|{_ASKS}(?: is|:|=)* {_BOUND})[ ,]*[)\]]|"
    rf"(?<=\d)(?: - |, )[<>≥≤]=? ?(?:{VALUE})(?:{UNIT})? {_ASKED}(?=\s*(?:$|[.;,\n])))"
)


def without_required(text: Text) -> Text:
    """Leave such brackets out, as not used."""
    changes = [Change(*one.span("bar"), "", unused=True) for one in _BEHIND.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text
