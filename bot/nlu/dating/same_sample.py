"""What is of the sample told before: ``Bilirubin 0.8 mg/dL last Friday, albumin 3.9 g/dL same draw``."""

from __future__ import annotations

import re

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, DAYS, WRITTEN_DAY
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_CUT = [one for one in DAYS if len(one) < 6]
_SAME = Gated(
    r"[ ,]{0,2}\(?(?:also |all |both )?(?:(?:from|in|on|at|of) )?(?:(?:the|that|this) )?(?:very )?same "
    r"(?:blood |venous )?(?:draw|sample|bloods?|tube|collection|sampling|venepuncture|venipuncture|"
    r"specimen|set|bleed|bloodwork|labs?|"
    r"panel|day|date)\)?(?=\s*(?:$|[,;)\n]|\.(?!\d)|and\b|too\b|as well\b))"
)
_DAY = re.compile(
    rf"(?<![\w./-])(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}|(?:last |this )?(?:{DAY_IN_FULL}|(?:{any_of(_CUT)}))|yesterday|"
    r"today|this morning)(?![\w/-])"
)
_VALUE_BEFORE = re.compile(rf"(?: ?(?:was|is|were|of|at|=|:))*[ ]?[<>]?=? ?{VALUE}(?:{UNIT})?$")
_BACK = 160
"""How far before it the day may stand."""


def in_same_sample(text: Text, named: Named) -> Text:
    """Put the day that was told before in the place of ``same draw``, where a value stands before it."""
    changes = []
    for match in _SAME.finditer(text.low):
        before = _VALUE_BEFORE.search(text.low, max(0, match.start() - 40), match.start())
        days = [*_DAY.finditer(text.low, max(0, match.start() - _BACK), match.start())]
        if before is None or not days or not names_before(text.low, before.start(), named):
            continue
        day = days[-1].group()
        if not re.search(r"\n\s*\n", text.low[days[-1].end() : match.start()]):
            changes.append(Change(*match.span(), f" {'' if day[0] in 'ylt' else 'on '}{day}"))
    return rewritten(text, apart(changes)) if changes else text
