"""``…, and the newest count is 74,000``: the value that a series of values ends in."""

from __future__ import annotations

from datetime import date

from bot.nlu.beside import Found
from bot.nlu.days import last_day
from bot.nlu.draft import Draft

_OPENS = frozenset([",", "and", ";", "but", "while", "with", "."])
_NEWEST = frozenset(["newest", "latest", "last", "most recent", "current", "present", "today's", "final"])
_NOUNS = frozenset(
    ["count", "value", "figure", "result", "one", "reading", "level", "measurement", "number", "test", "check"]
)
_VERBS = frozenset(
    ["is", "was", "reads", "read", "gave", "shows", "showed", "stands", "stood", "at", "=", ":", "being"]
)


def newest_behind(draft: Draft, found: Found) -> Found | None:
    """Give the number that is told as the newest right behind a value, or None."""
    step = found.last + 1
    if draft.word(step) not in _OPENS:
        return None
    while draft.word(step) in _OPENS:
        step += 1
    step += draft.word(step) == "the"
    if draft.word(step) not in _NEWEST:
        return None
    step += 1
    if draft.word(step) not in _NOUNS and draft.word(step) not in _VERBS:
        return None
    step += draft.word(step) in _NOUNS
    while draft.word(step) in _VERBS:
        step += 1
    token = draft.at(step)
    if token is None or token.kind != "num" or token.used:
        return None
    passed = [*found.passed, found.place, *range(found.last + 1, step)]
    return Found(step, step, None, unit=found.unit, passed=passed)


def _reach(draft: Draft, iso: str) -> date:
    """The last day up to now that a date can be."""
    return min(last_day(iso), draft.today)


def later(draft: Draft, before: Found, after: Found) -> Found:
    """Of two dated values the later one counts."""
    if (
        before.day
        and after.day
        and before.day.iso
        and after.day.iso
        and _reach(draft, before.day.iso) >= _reach(draft, after.day.iso)
        and len(before.day.iso) >= len(after.day.iso)
        and before.day.iso != after.day.iso
    ):
        before.passed.append(after.place)
        before.last = after.last
        return before
    return after
