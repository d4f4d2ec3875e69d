"""Whether the day of a treatment may lie ahead: ``TACE 10 Dec``, ``lenvatinib from December`` typed in November."""

from __future__ import annotations

from bot.nlu.dating.days import Day, first_day, soon, soon_month
from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import Entry

_FROM = frozenset(
    (
        "from",
        "starting",
        "as of",
        "commencing",
        "beginning",
        "starting in",
        "starting from",
        "before",
        "after",
        "by",
        "around",
    )
)
_BEGINS = frozenset(
    ("starts", "begins", "start", "begin", "commences", "starting", "kick off", "kicks off", "kickoff", "kick-off")
)
"""Told of now: ``starts lenvatinib in December``."""
_LIVED = word_set("may_lie_ahead_lived")
"""Before the treatment: it ran by then."""


def is_planned(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    """Tell whether a day without a year is told in words of what is to come."""
    return day.ahead or soon(day, draft.today) or _to_come(draft, entry, day, step)


def may_lie_ahead(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    """Tell whether a day is to be asked about, since it may be one that has not come yet."""
    return not day.clear or is_planned(draft, entry, day, step) or _other_reading(draft, day)


def _to_come(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    if not soon_month(day, draft.today) or draft.word(step + 1) in TO:
        return False
    sentence = draft.tokens[entry.first].sentence
    before = [one.text for one in draft.tokens[max(0, entry.first - 6) : entry.first] if one.sentence == sentence]
    if not _LIVED.isdisjoint(before):
        return False
    behind = [one.text for one in draft.tokens[entry.last + 1 : step]]
    return draft.word(step - 1) in _FROM or not _BEGINS.isdisjoint(before) or not _BEGINS.isdisjoint(behind)


def _other_reading(draft: Draft, day: Day) -> bool:
    """``TACE 03/12/2026`` typed in November: the other reading is some days ahead, and may be a plan."""
    return len(day.candidates) > 1 and any(0 < (first_day(one) - draft.today).days <= 45 for one in day.candidates)
