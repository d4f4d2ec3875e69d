"""A day of the month that was told before: ``finished 30 September (began on the 14th of the same month)``."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SAME = Gated(r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?:the same|that(?: same)?|this same) month\b")
_TOLD = re.compile(rf"\d[a-z]{{0,2}} (?:of )?(?P<month>{SOME_MONTH})\b\.?(?:,? (?P<year>(?:19|20)\d\d)\b)?")
_NEAR = 160


def in_same_month(text: Text) -> Text:
    """Write the month, and the year that was told with it, behind such a day; without one the day is left as it is."""
    changes = []
    for match in _SAME.finditer(text.low):
        told = list(_TOLD.finditer(text.low, max(0, match.start() - _NEAR), match.start()))
        if told:
            year = f" {told[-1]['year']}" if told[-1]["year"] else ""
            changes.append(Change(*match.span(), f"{match['day']} {told[-1]['month']}{year}"))
    return rewritten(text, changes) if changes else text
