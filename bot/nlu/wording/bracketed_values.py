"""A value in brackets right behind its name is told, whatever its sentence asks or supposes.

``Call me if the INR (1.2) needs a repeat``, ``do you want the creatinine (88 umol/L) redone?``: what is supposed or
asked is what should be done; the value is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token

_LIMITS = frozenset(("limit", "limits", "threshold", "cutoff", "cut-off", "minimum", "maximum", "required", "or"))
_OPEN = ("hypothesis", "question", "uncertain", "plan")


def mark_bracketed_values(tokens: Sequence[Token]) -> None:
    """Take what asks, supposes or doubts from such values and from their names."""
    for place in range(len(tokens) - 3):
        if tokens[place + 1].text == "(" and _told(tokens, place) and not _limits(tokens[place + 4 : place + 12]):
            for token in tokens[place : place + 4]:
                token.scope.difference_update(_OPEN)


def _limits(behind: Sequence[Token]) -> bool:
    """``if platelets (100) are the limit``: what must be."""
    return any(one.text in _LIMITS for one in behind)


def _told(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a name stands here, and behind it a number alone in brackets that is no bound and no share."""
    name, value, closes = tokens[place], tokens[place + 2], tokens[place + 3]
    if closes.text != ")" or not name.senses("name") or value.number is None or name.scope.isdisjoint(_OPEN):
        return False
    return value.kind == "num" and not value.number.sign and value.number.high is None and value.unit != "%"
