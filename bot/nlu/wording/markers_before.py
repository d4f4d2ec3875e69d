"""A tumour marker of before, told before its number: ``AFP initially 4500, 130 last week``.

``before the operation the AFP was 1540`` is put as ``AFP 1540 before the operation``, and the value of before and the
one behind it are told apart: ``baseline AFP 4500; AFP 130 last week``.
"""

from __future__ import annotations

import re

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import WRITTEN_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.baseline_heads import MARKER

_V = rf"[<>]?=? ?{VALUE}(?:{UNIT})?"
_THEN = r"(?:initially|originally|at first|at the (?:start|beginning|outset)|to (?:begin|start) with)"
_INITIALLY = Gated(
    rf"(?P<name>\b{MARKER}\b)(?: (?:level|was|were|had been|stood at))*[ ,:]{{1,2}}{_THEN}(?: (?:was|at|of))?"
    r"[ :]{1,2}"
    rf"(?P<first>{_V}),(?: (?:and|but|then|now))*[ ](?P<last>{_V})(?![\d.,]*\d|\w)"
    rf"(?=\s*(?:$|[,;)\n]|\.(?!\d)|(?:now|today|yesterday|currently|this|last (?:week|month|time|visit))\b|"
    rf"(?:on |in )?{WRITTEN_DAY}))"
)
_TREATED = r"(?:operation|op|surgery|resection|hepatectomy|procedure|tace|haic|rfa|ablation)"
_OPENED = Gated(
    rf"(?:^|(?<=[\n;])|(?<=[.;] ))(?P<when>[ ]?(?:before|prior to|pre) (?:the |his |her |any |first )*{_TREATED}),? "
    rf"(?:the |his |her )?(?P<name>{MARKER})\b(?: level)?(?: was| were| had been| stood at|:)? (?P<value>{_V})"
    r"(?![\d.,]*\d|\w)"
)

_PRIOR = Gated(
    rf"\b{MARKER}\b(?: (?:level|was|were|of|at))*[ :]{{1,2}}{_V} (?P<prior>prior to) "
    rf"(?=(?:the |his |her |any |first )*{_TREATED})"
)


def with_markers_before(text: Text) -> Text:
    """Tell such a value of before apart from what stands behind it."""
    low = text.low
    changes = [
        Change(*match.span(), f"baseline {match['name']} {match['first']}; {match['name']} {match['last']}")
        for match in _INITIALLY.finditer(low)
    ]
    changes += [
        Change(*match.span(), f"{match['name']} {match['value']} {re.sub('^ ', '', match['when'])}")
        for match in _OPENED.finditer(low)
    ]
    changes += [Change(*match.span("prior"), "before") for match in _PRIOR.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text
