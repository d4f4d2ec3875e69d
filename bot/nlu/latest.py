"""Of dated stages, responses and values the latest counts, wherever it stands: on which day one was told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.nlu.days import last_day

if TYPE_CHECKING:
    from bot.nlu.tokens import Token

STAGED = frozenset(["bclc", "cnlc", "ecog", "child_pugh_class", "child_pugh_score", "response"])
"""Choices and scores that change, and are told with the day on which they held."""
_NOW = frozenset(["now", "today", "current", "currently", "latest", "today's", "at present", "presently"])
_SCANS = frozenset(["ct", "mri", "pet", "scan", "imaging", "restaging", "evaluation", "response", "mrecist", "recist"])
_BEFORE = _SCANS | {":", "of", "on", "in", "at", "the", "from", "by", "was", "=", "showed", "shows", "-"}
_BEHIND = frozenset(["(", "on", "in", "at", "by", "as", "of", "from", "@", "["]) | _SCANS


def told_on(tokens: list[Token], first: int, last: int, today: date) -> str | None:
    """Give the day on which what stands from ``first`` to ``last`` was told to hold, as an ISO date; None without one.

    ``now`` is today. The date stands behind (``ECOG 1 on 18 Nov``) or before it (``Nov CT: SD``), with no more than
    words that lead on between.
    """
    inside = next((one.day.iso for one in tokens[first : last + 1] if one.kind == "date" and one.day is not None), None)
    behind = inside or _found(tokens, range(last + 1, last + 5), _BEHIND, today)
    return behind or _found(tokens, range(first - 1, first - 6, -1), _BEFORE, today)


def leading(tokens: list[Token], first: int, today: date) -> str | None:
    """``current PLT 82``, ``Oct PLT 104``: the day that the word right before a name says."""
    before = tokens[first - 1] if first else None
    if before is None or before.day is None:
        return today.isoformat() if before is not None and before.text in _NOW else None
    return before.day.iso


def earlier(one: str | None, other: str | None) -> bool:
    """Tell whether a day is certainly before another, both as ISO dates that may be partial."""
    return one is not None and other is not None and last_day(one) < last_day(other)


def _found(tokens: list[Token], steps: range, links: frozenset[str], today: date) -> str | None:
    for step in steps:
        if not 0 <= step < len(tokens):
            return None
        token = tokens[step]
        if token.kind == "date":
            return token.day.iso if token.day is not None else None
        if token.text in _NOW:
            return today.isoformat()
        if token.text not in links:
            return None
    return None
