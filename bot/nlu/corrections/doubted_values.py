"""What somebody was not sure of: ``ECOG 1 but the nurse was not sure``, ``HIV negative, unconfirmed``.

The doubt is put as a question mark behind the value or verdict, so that it is asked about and not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_STAGE = r"(?:[abcd]\d{0,2}|(?:i{1,3}|iv)[ab]?|[0-4][ab]?|vp ?[0-4]|sd|pr|cr|pd)"
_VERDICT = r"(?:neg(?:ative)?|pos(?:itive)?|none|absent|present|controlled|uncontrolled|mild|moderate|current|never)"
_WHO = r"(?:i|we|he|she|they|(?:(?:the|our|my|his|her|a) )?(?:[a-z]+ )?[a-z]+)"
_IT = r"(?: (?:about|of) (?:it|that|this|the (?:reading|value|number|figure|grade|stage|score|result)))?"
_UNSURE = (
    rf"(?:(?:but|though|although|however|yet|and),? )?(?:{_WHO} )?(?:am |are |was |were |is )?(?:'m |'re )?"
    r"(?:not |(?:is|was|are|were|ai)n'?t |un)(?:at all |quite |so |too |entirely |really |very |100 ?% )?"
    rf"(?:sure|certain){_IT}"
)
_MAYBE = (
    r"(?:probably|possibly|perhaps|maybe|presumably|unconfirmed|"
    r"(?:still )?to be confirmed|tbc)"
)
_DOUBT = Gated(
    rf"(?<=[\w%)])(?P<doubt>[ ]?[,(;–-][ ]?(?:{_UNSURE}|{_MAYBE})\)?|[ ](?:{_UNSURE}|{_MAYBE}))(?=\s*(?:$|[.;,\n)]))"
)
_WHERE = (
    r"(?: (?:(?:in|on|per) (?:the|his|her|my|our) [a-z]+|(?:was |is )?(?:written|down|noted|recorded|there|given)"
    r"(?: down)?))?"
)
_LINK = r"(?:[ :=]|\b(?:is|was|of|at|stage|as|are)\b)*"
_TOLD = re.compile(rf"(?P<link>{_LINK})(?P<value>\b{_STAGE}|{VALUE}(?:{UNIT})?|\b{_VERDICT}){_WHERE}$")
_COUNTED = re.compile(r"\b\d+ (?:nodules?|lesions?|tumou?rs?|foci)$")
_COMPLETE = re.compile(r"\b(?:(?:cr|complete (?:response|remission))|or (?:[\w.]+ )?[\w.]+)$")
_BACK = 70
"""Characters before the doubt in which the name may stand."""
_TREATS = ("kind ", "agent ")


def with_doubts_beside(text: Text, named: Named) -> Text:
    """Put a question mark behind what somebody was not sure of."""
    low = text.low
    changes = [one for match in _DOUBT.finditer(low) for one in _doubted(low, match, named)] if _may(low) else []
    return rewritten(text, apart(changes)) if changes else text


def _may(low: str) -> bool:
    return any(one in low for one in ("sure", "certain", "confirmed", "tbc", "ably", "ibly", "perhaps", "maybe"))


def _doubted(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    first = max(0, match.start() - _BACK)
    first = max(first, *(low.rfind(mark, first, match.start()) + 1 for mark in (";", "\n", ". ")))
    head = low[first : match.start()]
    if _COMPLETE.search(head):
        return  # whether it was confirmed is a fact of its own; ``SD or PD, unsure`` says between what
    told = _TOLD.search(head)
    if told is not None and names_before(low, first + told.start(), named):
        yield Change(first + told.end("value"), match.end(), "?")
    elif _COUNTED.search(head) or any(
        end == len(head) and not fact.startswith(_TREATS) for _, end, fact in named(head)
    ):
        yield Change(*match.span(), "?")
