"""What is said in a bracket not to count, beside what does: ``active infection (HBV not counted)``."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_VIRUS = r"(?:hbv|hcv|(?:hepatitis|hep\.?) ?[bc])"
_EXEMPT = Gated(
    rf"\binfections?(?P<aside> \((?:chronic )?{_VIRUS}(?: ?(?:and|&|/|or) ?(?:{_VIRUS}|[bc]))? "
    r"(?:is |are |do |does )?(?:not counted|not count(?:ing)?|not included|excluded|excepted)\))"
)


def without_exempt(text: Text) -> Text:
    """Leave the bracket out, so that what is denied or affirmed around it holds of what stands before it."""
    changes = [Change(*match.span("aside"), "") for match in _EXEMPT.finditer(text.low)]
    return rewritten(text, changes) if changes else text
