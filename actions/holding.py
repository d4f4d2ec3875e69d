"""Until when an eligible trial holds: labs grow old, a pregnancy test does too."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping

from actions.checking import check
from actions.desk import Desk
from actions.log import Known
from criteria import Screening, screen
from criteria.screening import ELIGIBLE

LOOKED_AHEAD = 366
"""Days; what holds that long is not dated."""


def holds_until(desk: Desk, known: Known, today: dt.date, judged: Screening) -> dict[str, dt.date | None]:
    """Give the last day on which each eligible trial is so if nothing is told; None where it holds a year.

    What time takes from a verdict it does not give back, so the day is found by halving.
    """
    eligible = [one.trial.id for one in judged.trials if one.status == ELIGIBLE]
    statuses = _Statuses(desk, known, today)
    until: dict[str, dt.date | None] = {}
    for trial in eligible:
        days = bisect_left(range(1, LOOKED_AHEAD + 1), True, key=lambda ahead: statuses.of(ahead)[trial] != ELIGIBLE)
        until[trial] = None if days == LOOKED_AHEAD else today + dt.timedelta(days=days)
    return until


class _Statuses:
    """The statuses of the trials on later days, each day screened once."""

    def __init__(self, desk: Desk, known: Known, today: dt.date) -> None:
        self._desk, self._known, self._today = desk, known, today
        self._days: dict[int, Mapping[str, str]] = {}

    def of(self, ahead: int) -> Mapping[str, str]:
        """Give the status of each trial so many days ahead."""
        if ahead not in self._days:
            day = self._today + dt.timedelta(days=ahead)
            catalogue = self._desk.catalogue
            record = check(self._known.record(day, catalogue), catalogue, day).record
            judged = screen(record, self._desk.trials, catalogue)
            self._days[ahead] = {one.trial.id: one.status for one in judged.trials}
        return self._days[ahead]
