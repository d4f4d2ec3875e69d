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
_PART = frozenset(("early", "mid", "mid-", "late", "end of", "beginning of", "start of", "early in", "late in"))
"""``TACE early Dec`` typed in November: part of a month is told of one that is near."""
_WEEK = frozenset(("week", "wk"))
_BEGINS = frozenset(
    ("starts", "begins", "start", "begin", "commences", "starting", "kick off", "kicks off", "kickoff", "kick-off")
)
"""Told of now: ``starts lenvatinib in December``."""
_LIVED = word_set("may_lie_ahead_lived")
"""Before the treatment: it ran by then."""


def is_planned(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    """Tell whether a day without a year is told in words of what is to come."""
    return day.ahead or soon(day, draft.today) or _of_next_year(draft, day, step) or _to_come(draft, entry, day, step)


def _of_next_year(draft: Draft, day: Day, step: int) -> bool:
    """``TACE 1/27`` typed in November 2026: the day of a year that was not said, or a month of the next one."""
    year = f"/{(draft.today.year + 1) % 100:02d}"
    return day.guessed and draft.word(step).endswith(year) and draft.word(step).count("/") == 1


def _week_ahead(draft: Draft, day: Day, step: int) -> bool:
    """``TACE week of 30 Nov`` typed in November: of a week without a year the one to come may be meant."""
    if not day.guessed or day.iso is None or _WEEK.isdisjoint(draft.word(step).split(" ")):
        return False
    return soon_month(day, draft.today) or day.iso == f"{draft.today.year - 1}-{draft.today.month:02d}"


def may_lie_ahead(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    """Tell whether a day is to be asked about, since it may be one that has not come yet."""
    return not day.clear or is_planned(draft, entry, day, step) or _other_reading(draft, day)


def _to_come(draft: Draft, entry: Entry, day: Day, step: int) -> bool:
    week = _week_ahead(draft, day, step)
    if not (week or soon_month(day, draft.today)) or draft.word(step + 1) in TO:
        return False
    sentence = draft.tokens[entry.first].sentence
    before = [one.text for one in draft.tokens[max(0, entry.first - 6) : entry.first] if one.sentence == sentence]
    if not _LIVED.isdisjoint(before):
        return False
    behind = [one.text for one in draft.tokens[entry.last + 1 : step]]
    if "since" in behind:
        return False
    return (
        week
        or draft.word(step - 1) in _FROM | _PART
        or (draft.word(step - 1) == "in" and draft.word(step - 2) in ("sometime", "time"))
        or not _BEGINS.isdisjoint(before)
        or not _BEGINS.isdisjoint(behind)
    )


def _other_reading(draft: Draft, day: Day) -> bool:
    """``TACE 03/12/2026`` typed in November: the other reading is some days ahead, and may be a plan."""
    return len(day.candidates) > 1 and any(0 < (first_day(one) - draft.today).days <= 45 for one in day.candidates)
