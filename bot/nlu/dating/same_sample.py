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
from bot.nlu.wording.heading_words import MEASURED

_CUT = [one for one in DAYS if len(one) < 6]
_SAME = Gated(
    r"[ ,]{0,2}\(?(?:also |all |both )?(?:(?:from|in|on|at|of) )?(?:(?:the|that|this) )?(?:very )?same "
    r"(?:blood |venous )?(?:draw|sample|bloods?|tube|collection|sampling|venepuncture|venipuncture|"
    r"specimen|set|bleed|bloodwork|labs?|"
    r"panel|day|date)\)?(?=\s*(?:$|[,;)\n]|\.(?!\d)|and\b|too\b|as well\b|(?:was |is )?(?:neg|pos)))"
)
_ON_THE_DAY = Gated(
    r"(?:^|(?<=[.;\n] )|(?<=\n))(?P<day>on (?:the|that|the same) day),? (?=(?:the |her |his )?[a-z]{2,20})"
)
"""``Gastroscopy report, 11 Nov 2026. … On the day platelets were 88``."""
_DAY = re.compile(
    rf"(?<![\w./-])(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}|(?:last |this )?(?:{DAY_IN_FULL}|(?:{any_of(_CUT)}))|"
    r"yesterday(?:'?s)?|today|this morning)(?![\w/-])"
)
_VALUE_BEFORE = re.compile(
    rf"(?: ?(?:was|is|were|of|at|=|:))*[ ]?[<>]?=? ?{VALUE}(?:{UNIT})?(?: over \d{{2,3}})?"
    r"(?P<lain> (?:sitting|seated|lying|supine|standing))?$"
)
_RESULT = re.compile(r" (?:was |is )?(?:neg|pos)(?:ative|itive)?\b")
"""``pregnancy test the same day negative``: a result behind the day."""
_PRESSURE = re.compile(r"\b(?:bp|blood pressure)[ ,]*$")
_NEAR = 6
"""Characters of an article before the name of a test."""
_BACK = 160
"""How far before it the day may stand."""


def in_same_sample(text: Text, named: Named) -> Text:
    """Put the day that was told before in the place of ``same draw``, where a value stands before it."""
    changes = []
    for match in _SAME.finditer(text.low):
        before = _VALUE_BEFORE.search(text.low, max(0, match.start() - 40), match.start())
        days = [*_DAY.finditer(text.low, max(0, match.start() - _BACK), match.start())]
        start = before.start() if before else match.start() if _RESULT.match(text.low, match.end()) else -1
        if start < 0 or not days or not _named(text.low, start, named):
            continue
        day = days[-1].group()
        day = "yesterday" if day.startswith("yesterday") else day
        if not re.search(r"\n\s*\n", text.low[days[-1].end() : match.start()]):
            first = before.start("lain") if before and before["lain"] else match.start()
            changes.append(Change(first, match.end(), f" {'' if day[0] in 'ylt' else 'on '}{day}"))
    changes += [change for match in _ON_THE_DAY.finditer(text.low) for change in _of_the_day(text.low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _of_the_day(low: str, match: re.Match[str], named: Named) -> list[Change]:
    """The one day that a report has told before ``on the day``, where a test is named right behind it."""
    days = {one.group() for one in _DAY.finditer(low, 0, match.start())}
    names = sorted(named(low[match.end() : match.end() + 40]))
    tested = bool(names) and names[0][2] in MEASURED and names[0][0] < _NEAR
    return [Change(*match.span("day"), f"on {next(iter(days))}")] if tested and len(days) == 1 else []


def _named(low: str, start: int, named: Named) -> bool:
    """Tell whether a test or a pressure is named right before a place."""
    return _PRESSURE.search(low, max(0, start - 20), start) is not None or bool(names_before(low, start, named))
