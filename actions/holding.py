"""Until when an eligible trial holds: labs grow old, a pregnancy test does too."""

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass

from actions.checking import check
from actions.desk import Desk
from actions.log import Known
from criteria import Screening, screen
from criteria.screening import ELIGIBLE, CriterionResult
from criteria.truth import Truth

LOOKED_AHEAD = 366
"""Days; what holds that long is not dated."""


@dataclass(frozen=True)
class Held:
    """The last day on which a trial is eligible, the facts that are too old on the next, and what it violates then."""

    day: dt.date
    aged: tuple[str, ...] = ()
    violated: tuple[str, ...] = ()


def holds_until(desk: Desk, known: Known, today: dt.date, judged: Screening) -> dict[str, Held | None]:
    """Give until when each eligible trial is so if nothing is told; None where it holds a year.

    What time takes from a verdict it does not give back, so the day is found by halving.
    """
    eligible = [one.trial.id for one in judged.trials if one.status == ELIGIBLE]
    later = _Later(desk, known, today)
    until: dict[str, Held | None] = {}
    for trial in eligible:
        days = bisect_left(range(1, LOOKED_AHEAD + 1), True, key=lambda ahead: later.status(trial, ahead) != ELIGIBLE)
        held = days < LOOKED_AHEAD
        until[trial] = _held(today + dt.timedelta(days=days), later.criteria(trial, days + 1)) if held else None
    return until


def _held(day: dt.date, next_day: tuple[CriterionResult, ...]) -> Held:
    aged = [fact for one in next_day if one.finding.truth is Truth.UNKNOWN for fact in one.finding.missing]
    violated = [one.criterion.requirement for one in next_day if one.finding.truth is Truth.VIOLATED]
    return Held(day, tuple(dict.fromkeys(aged)), tuple(violated))


class _Later:
    """The screenings of later days, each day screened once."""

    def __init__(self, desk: Desk, known: Known, today: dt.date) -> None:
        self._desk, self._known, self._today = desk, known, today
        self._days: dict[int, Screening] = {}

    def status(self, trial: str, ahead: int) -> str:
        """Give the status of a trial so many days ahead."""
        return next(one.status for one in self._on(ahead).trials if one.trial.id == trial)

    def criteria(self, trial: str, ahead: int) -> tuple[CriterionResult, ...]:
        """Give the criteria of a trial so many days ahead."""
        return next(one.criteria for one in self._on(ahead).trials if one.trial.id == trial)

    def _on(self, ahead: int) -> Screening:
        if ahead not in self._days:
            day = self._today + dt.timedelta(days=ahead)
            catalogue = self._desk.catalogue
            record = check(self._known.record(day, catalogue), catalogue, day).record
            self._days[ahead] = screen(record, self._desk.trials, catalogue)
        return self._days[ahead]
