"""The date of an answer that stands apart from what it answers: ``yes. It was in 2020``."""

from __future__ import annotations

import re

from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.dating.whose_day import day_of_else
from bot.nlu.draft import Draft


def date_apart(draft: Draft, fact: str) -> None:
    """``it came on at rest, I was in casualty with it three weeks ago``: the only date is that of the event."""
    told = draft.facts.get(fact)
    if told is False and fact in _NOW and _ENDED.search(draft.text.low):
        told = True  # "not any more, stopped at Christmas"
    if told is None:
        return
    lasting = fact in _NOW and not _ENDED.search(draft.text.low)
    event = told is True and draft.catalogue.facts[fact].kind == "event" and not lasting
    if not event and not (isinstance(told, str) and told in DATED.get(fact, ())):
        return
    bare = event or told in ("treated", "in_situ")
    every = [(place, _day_at(draft, place, bare=bare)) for place in range(len(draft.tokens))]
    dates = [place for place, day in every if day is not None]
    day = dict(every)[dates[0]] if len(dates) == 1 else None
    if day is None or not day.clear or _taken(draft, dates[0], day) or draft.barred(dates[0]) or draft.treatments:
        return
    if not draft.asked and day_of_else(draft, fact, dates[0]):
        return
    value = {"date": day.iso} if event else {"value": told, "date": day.iso}
    draft.record(fact, value, dates[0], dates[0])
    if fact == "variceal_bleeding" and draft.facts.get("gi_bleeding") is True:
        draft.record("gi_bleeding", value, dates[0], dates[0])


def date_of_one(draft: Draft) -> None:
    """``the first no, the second yes, in 2020``: of several facts asked about, the one that happened."""
    happened = [one for one in draft.asked if draft.facts.get(one) is True]
    if len(happened) == 1:
        date_apart(draft, happened[0])


def _day_at(draft: Draft, place: int, *, bare: bool) -> Day | None:
    token = draft.tokens[place]
    return day_at(draft, place) if bare or token.kind == "date" else None


def _taken(draft: Draft, place: int, day: Day) -> bool:
    """Tell whether a date was read as that of something else; what a list of answers was read with keeps its dates."""
    return draft.tokens[place].used and (len(draft.asked) < 2 or str(day.iso) in str(draft.facts))


DATED = {"pregnancy_test": ("negative", "positive"), "other_malignancy": ("treated", "skin", "in_situ")}
"""Options that a date belongs to."""
_ENDED = re.compile(r"\b(?:the last|last (?:one|dose|time|injection|was)|stopped|finished|came off|done with)\b")
_NOW = ("immunosuppressant",)
"""Events whose date is that of the end."""
