"""``August 17, 2024-September 14, 2024``: the day in front of its month, so that no comma stands within a date.

Commas and dashes part cells, items and spans; in a day that puts its month first they part nothing.
"""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_MONTH_FIRST = Gated(
    rf"(?<![a-z\d])(?<!\d[ .-])(?P<month>{ANY_MONTH})(?![a-z])\.? ?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,"
    r" ?(?P<year>(?:19|20)\d\d)(?![\d/.-]\d|\d)"
)
_GLUED = Gated(rf"(?<=[a-z] (?:19|20)\d\d)-(?=(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.? ?(?:{ANY_MONTH})(?![a-z]))")
"""The dash of a span between two days that are spelt out: ``26 April 2025-26 August 2025``."""


def with_days_first(text: Text) -> Text:
    """Put the day in front of its month, and spaces around the dash between two such days."""
    for rule, wording in ((_MONTH_FIRST, r"\g<day> \g<month> \g<year>"), (_GLUED, " - ")):
        changes = [Change(*one.span(), one.expand(wording)) for one in rule.finditer(text.low)]
        text = rewritten(text, changes) if changes else text
    return text
