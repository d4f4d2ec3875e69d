"""``six weeks after her resection (7 October)``: a count from what has a date of its own is no date of it."""

from __future__ import annotations

from bot.nlu.tokens import TREATING, Token

_TREATMENT = 6
"""Tokens between the count and the treatment that it counts from."""
_DATE = 4
"""Tokens between that treatment and its date."""
_LINKS = frozenset(("(", ",", "on", "of", "in", "done", "performed", "from", "dated", "at", "the"))
_RELATIVE = frozenset(("today", "now", "yesterday", "this", "last", "tomorrow"))
"""``day 12 post TACE today``: when it is told."""


def settle_counts(tokens: list[Token]) -> None:
    """Let a count of days or weeks after a treatment date nothing where the treatment's own date stands behind it."""
    for place, token in enumerate(tokens):
        if token.kind != "date" or token.day is None or not token.day.post:
            continue
        named = _named(tokens, place)
        if named and _dated(tokens, named):
            token.kind, token.day = "word", None


def _named(tokens: list[Token], place: int) -> int:
    """The place of the treatment behind a count, or 0."""
    for step in range(place + 1, min(place + 1 + _TREATMENT, len(tokens))):
        if tokens[step].kind in ("date", "punct", "num"):
            return 0
        if any(tokens[step].senses(role) for role in TREATING):
            return step
    return 0


def _dated(tokens: list[Token], named: int) -> bool:
    """Tell whether a date stands right behind a treatment."""
    for step in range(named + 1, min(named + 1 + _DATE, len(tokens))):
        if tokens[step].kind == "date":
            day = tokens[step].day
            return day is not None and not day.post and tokens[step].text.split(" ")[0] not in _RELATIVE
        if tokens[step].text not in _LINKS:
            return False
    return False
