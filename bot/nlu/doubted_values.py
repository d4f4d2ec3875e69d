"""A value that somebody was not sure of: ``ECOG 1 but the nurse was not sure``, ``plt 88, uncertain``.

The doubt is put as a question mark behind the value, so that it is asked about and not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.names_before import BACK, names_before
from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.slips import UNIT, VALUE
from bot.nlu.telling import Gated

_STAGE = r"(?:[abcd]\d{0,2}|(?:i{1,3}|iv)[ab]?|[1-4][ab]|vp ?[0-4])"
_WHO = r"(?:i|we|he|she|they|(?:(?:the|our|my|his|her|a) )?(?:[a-z]+ )?[a-z]+)"
_UNSURE = Gated(
    rf"(?P<value>{VALUE}(?:{UNIT})?|\b{_STAGE})(?P<where> (?:(?:in|on|per) (?:the|his|her|my|our) [a-z]+|"
    r"(?:was |is )?(?:written|down|noted|recorded|there|given)(?: down)?))?"
    rf"(?P<doubt>[ ,(;–-]+(?:(?:but|though|although|however|yet|and),? )?(?:{_WHO} )?(?:am |are |was |were |is )?"
    r"(?:'m |'re )?(?:not |(?:is|was|are|were|ai)n'?t |un)(?:at all |quite |so |too |entirely |really |very |100 ?% )?"
    r"(?:sure|certain)(?: (?:about|of) (?:it|that|this|the (?:reading|value|number|figure|grade|stage|score|result)))?"
    r"\)?)(?=\s*(?:$|[.;,\n)]))"
)
_LINK = re.compile(r"(?:[ :=]|\b(?:is|was|of|at|stage|as)\b)*$")


def with_doubts_beside(text: Text, named: Named) -> Text:
    """Put a question mark behind a value that somebody was not sure of."""
    if "sure" not in text.low and "certain" not in text.low:
        return text
    changes = [one for match in _UNSURE.finditer(text.low) for one in _doubted(text.low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _doubted(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    start = match.start("value")
    link = _LINK.search(low, max(0, start - BACK), start)
    if names_before(low, link.start() if link else start, named):
        yield Change(match.end("value"), match.end("doubt"), "?")
