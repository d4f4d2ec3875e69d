"""Of dated stages, responses and values the latest counts, wherever it stands: on which day one was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.nlu.dating.days import last_day

if TYPE_CHECKING:
    from bot.nlu.lexicon.tokens import Token

STAGED = frozenset(["bclc", "cnlc", "ecog", "child_pugh_class", "child_pugh_score", "response", "portal_vein_thrombus"])
"""Choices and scores that change, and are told with the day on which they held."""
_NOW = frozenset(["now", "today", "current", "currently", "latest", "today's", "at present", "presently", "discharge"])
_PAST = frozenset(
    [
        "diagnosis",
        "dx",
        "baseline",
        "admission",
        "before",
        "previously",
        "formerly",
        "originally",
        "initially",
        "presentation",
        "outset",
        "earlier",
    ]
)
_LAST = frozenset(["last", "previous", "prior", "prev", "earlier", "old"])
_VISITS = frozenset(["visit", "labs", "lab", "bloods", "results", "values", "cycle", "clinic", "appointment"])
"""``last visit: plt 104`` below the values of this one."""
_LONG_AGO = "1900-01-01"
"""The day of what is only said to have been before."""
_THESE_DAYS = 28
_SCANS = frozenset(["ct", "mri", "pet", "scan", "imaging", "restaging", "evaluation", "response", "mrecist", "recist"])
_BEFORE = _SCANS | {
    ":",
    "of",
    "on",
    "in",
    "at",
    "the",
    "from",
    "by",
    "was",
    "=",
    "showed",
    "shows",
    "-",
    "that",
    "child",
}
_BEHIND = frozenset(["(", "on", "in", "at", "by", "as", "of", "from", "@", "["]) | _SCANS


def told_on(tokens: list[Token], first: int, last: int, piece: int, today: date) -> str | None:
    """Give the day on which what stands from ``first`` to ``last`` was told to hold, as an ISO date; None without one.

    ``now`` is today. The date stands behind (``ECOG 1 on 18 Nov``) or before it (``Nov CT: SD``), with no more than
    words that lead on between; or it heads the piece of the message that begins at ``piece``.
    """
    within = tokens[first : last + 1]
    inside = next((one.day.iso for one in within if one.kind == "date" and one.day is not None), None)
    inside = inside or next((day for one in within if (day := _marked(one, today))), None)
    behind = inside or _found(tokens, range(last + 1, last + 5), _BEHIND, today)
    before = behind or _found(tokens, range(first - 1, first - 6, -1), _BEFORE, today)
    return before or _headed(tokens, first, piece, today)


def leading(tokens: list[Token], first: int, piece: int, today: date) -> str | None:
    """``current PLT 82``, ``Oct PLT 104``: the day that the word right before a name says, or the head of its piece."""
    before = tokens[first - 1] if first else None
    if before is not None and before.day is not None:
        return before.day.iso
    return (_marked(before, today) if before is not None else None) or _headed(tokens, first, piece, today)


def as_of_now(tokens: list[Token], first: int, last: int, today: date) -> str | None:
    """``Hb now 97``, ``plt 59 currently``: today, where a word between a name and its value or right behind says so."""
    return today.isoformat() if any(one.text in _NOW for one in tokens[first : last + 2]) else None


def long_ago(day: str | None) -> bool:
    """Tell whether a day is that of what is only said to have been before."""
    return day == _LONG_AGO


def earlier(one: str | None, other: str | None) -> bool:
    """Tell whether a day is certainly before another, both as ISO dates that may be partial."""
    if one is None or other is None or one.startswith(other):
        return False  # ``last week``, which is told as a month, and ``today``
    return last_day(one) < last_day(other)


def latest_bare(value: dict[str, Any], today: date) -> str | None:
    """``plt 133, platelets were 99 in June``: the day from which on a value told first without one holds.

    Of a value of these days nobody can tell; one that is dated farther back was told to compare.
    """
    return (today - timedelta(days=_THESE_DAYS)).isoformat() if "date" in value else None


def _iso(token: Token) -> str | None:
    """The day of a date, the first of several that it can be."""
    if token.day is None:
        return None
    return token.day.iso or next(iter(token.day.candidates), None)


def _marked(token: Token, today: date) -> str | None:
    """``now`` is today, ``at diagnosis`` long ago."""
    words = token.text.split(" ")
    if token.text in _NOW or words[-1] in _NOW:
        return today.isoformat()
    return _LONG_AGO if words[0] in _PAST or words[-1] in _PAST else None


def _headed(tokens: list[Token], first: int, piece: int, today: date) -> str | None:
    """``On admission: ECOG 2, plt 61``: what heads the piece that a name stands in."""
    start = max(piece, first - 30)
    for step in range(start, min(start + 3, first)):
        if tokens[step + 1].text == ":" or step + 1 == first:
            visit = step > start and tokens[step - 1].text in _LAST and tokens[step].text in _VISITS
            return _LONG_AGO if visit else _marked(tokens[step], today)
    return None


def _found(tokens: list[Token], steps: range, links: frozenset[str], today: date) -> str | None:
    since = False
    for step in steps:
        if not 0 <= step < len(tokens):
            return None
        token = tokens[step]
        if token.kind == "date":
            return today.isoformat() if since else _iso(token)
        if (day := _marked(token, today)) is not None:
            return day
        since = since or token.text == "since"
        if token.text not in links and not since:
            return None
    return None
