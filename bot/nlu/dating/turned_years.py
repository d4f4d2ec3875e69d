"""Months that share a year across its turn: ``TACE in December, February and April 2026`` began in December 2025."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_LATE = r"(?:aug|sep|sept|oct|nov|dec)[a-z]*"
_EARLY = r"(?:jan|feb|mar|apr|may|june?|july?)[a-z]*"
_JOINT = r"(?:, and |, ?| and | ?& ?| ?/ ?)"
_TURN = Gated(rf"\b(?P<late>{_LATE}(?:{_JOINT}{_LATE})*)(?={_JOINT}(?:{_EARLY}{_JOINT})*{_EARLY},? (?P<year>20\d\d)\b)")


def across_years(text: Text) -> Text:
    """Give the months before the turn of the year the year that they were in."""
    changes = [
        Change(*match.span("late"), f"{match['late']} {int(match['year']) - 1}") for match in _TURN.finditer(text.low)
    ]
    return rewritten(text, changes) if changes else text
