"""Procedures that are planned ahead: a bare day some weeks ahead may be that of a plan."""

from __future__ import annotations

from bot.nlu.dating.days import Day, soon
from bot.nlu.dating.event_dates import date_beside
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_ELECTIVE = frozenset(["bypass_surgery", "live_vaccine", "transplant"])
"""What somebody may have an appointment for; an infarction has none."""
_APPOINTED = ("on", "for", "at", "by")
_DONE = word_set("maybe_planned_done")
"""Words of what was, or of a day that it is told from."""


def maybe_planned(draft: Draft, fact: str, place: int, last: int, day: Day | None = None) -> bool:
    """``transplant on 3 December`` typed in November: ask, where no word says that it was; True where it is asked."""
    if fact not in _ELECTIVE:
        return False
    beside = (day, last) if day is not None else date_beside(draft, place, last)
    if beside is None or not soon(beside[0], draft.today):
        return False
    if fact != "transplant" and draft.word(beside[1] - 1) not in _APPOINTED:
        return False  # ``CABG 3 Dec`` in a list of what was
    sentence = draft.tokens[place].sentence
    near = draft.tokens[max(0, place - 6) : beside[1] + 1]
    if any(one.sentence == sentence and not _DONE.isdisjoint(one.text.split(" ")) for one in near):
        return False
    draft.ask(fact, "ambiguous_date", place, max(last, beside[1]), beside[0].candidates)
    return True
