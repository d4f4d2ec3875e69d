"""The page to file: everything that is known and judged of one screening, from the log."""

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from actions.board import screened
from actions.decisive import trials_to_read
from actions.desk import Desk
from actions.disputes import Dispute, disputes
from actions.holding import Held, holds_until
from actions.log import Known, Observation, Screening, fold
from actions.phone.asking import outlook
from actions.phone.call import call_of, had_call
from actions.phone.fetching import Errand, errands
from actions.trials import label_of
from criteria import Screening as Judged
from criteria import Trial
from criteria.phone import load_phone


@dataclass(frozen=True)
class Page:
    """What a page shows: the screening, its rows that count, the verdicts in the contract's form, versions.

    `trials` are those of the site in the order of the board; `until` has the last day on which an
    eligible one is so. `errands` are what is to be fetched, after a call with the patient.
    """

    screening: Screening
    day: dt.date
    known: Known
    trials: tuple[Trial, ...]
    closed: tuple[Trial, ...]
    board: dict[str, Any]
    brief: list[dict[str, Any]]
    until: dict[str, Held | None]
    labels: dict[str, str]
    version: str
    disputes: tuple[Dispute, ...] = ()
    errands: tuple[Errand, ...] = ()

    @property
    def is_declined(self) -> bool:
        """Whether the patient does not want to be screened, so that nothing more is to be asked or fetched."""
        return call_of(self.known).is_declined

    @property
    def rows(self) -> list[Observation]:
        """The rows of facts and treatments that count, in the order in which they were told."""
        rows = [*self.known.facts.values(), *self.known.entries.values()]
        rows += [self.known.complete] if self.known.complete else []
        return sorted(rows, key=lambda row: row.sequence)


def page_of(desk: Desk, screening: Screening, rows: list[Observation], day: dt.date) -> Page:
    """Gather the page of a screening from all its rows, judged as of `day`."""
    known = fold(rows)
    judged = screened(desk, known.record(day, desk.catalogue), day, known.asked_last())
    return Page(
        screening=screening,
        day=day,
        known=known,
        trials=desk.trials,
        closed=desk.closed,
        board=judged.as_json(),
        brief=trials_to_read(judged),
        until=holds_until(desk, known, day, judged),
        labels={trial.id: label_of(trial) for trial in (*desk.trials, *desk.closed)},
        version=version("hepascreen"),
        disputes=tuple(disputes(rows, desk.catalogue).values()),
        errands=_errands(desk, known, judged),
    )


def _errands(desk: Desk, known: Known, judged: Judged) -> tuple[Errand, ...]:
    """Give what is to be fetched, where the patient was called and did not decline to be screened."""
    if not had_call(known) or call_of(known).is_declined:
        return ()
    return tuple(errands(desk.catalogue, known, outlook(judged, known, load_phone(desk.catalogue))))
