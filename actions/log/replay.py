"""Replaying the log: every past verdict is worked out again from its rows and the criteria of its time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.checking import check
from actions.log.archive import Archive
from actions.log.fold import fold
from actions.log.rows import Observation
from actions.log.store import Pages
from actions.log.verdicts import Verdict, verdict_on
from criteria import Catalogue, Screening, Trial, screen


@dataclass(frozen=True)
class Replayed:
    """One verdict, worked out again: the trials on which it differs, and those whose criteria cannot be read.

    `differing` has for each trial what the log says and what follows from its rows.
    """

    verdict: Verdict
    differing: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every trial that can be read came out as the log says."""
        return not self.differing


def replay(pages: Pages, catalogue: Catalogue, today: Sequence[Trial]) -> Iterator[Replayed]:
    """Work out every verdict of the log again, screening by screening in the order of their rows.

    `today` are the trials as loaded now; a trial of another digest is read from the text that the log kept.
    """
    archive = Archive(pages.connection, catalogue, today)
    for number in pages.numbers():
        rows = pages.observations(number)
        for verdict in pages.verdicts(number):
            yield _again(verdict, rows, archive, catalogue)


def without_verdict(pages: Pages) -> list[int]:
    """Give the screenings of which something is known and no verdict was given: they were upgraded, and rest since."""
    return [number for number in pages.numbers() if not pages.verdicts(number) and pages.observations(number)]


def _again(verdict: Verdict, rows: list[Observation], archive: Archive, catalogue: Catalogue) -> Replayed:
    trials = {trial.id: trial for trial in archive.trials(verdict.trials)}
    screening = judged(rows_until(rows, verdict.sequence), tuple(trials.values()), verdict.as_of, catalogue)
    now = verdict_on(screening)
    differing = {
        trial: (said, now[trial]) for trial, said in verdict.trials.items() if trial in now and said != now[trial]
    }
    return Replayed(verdict, differing, tuple(sorted(set(verdict.trials) - set(trials))))


def rows_until(rows: list[Observation], sequence: int) -> list[Observation]:
    """Give the rows that stood in the log when a verdict was given."""
    return [row for row in rows if row.sequence <= sequence]


def judged(rows: list[Observation], trials: tuple[Trial, ...], day: date, catalogue: Catalogue) -> Screening:
    """Screen what a screening's rows say, as of a day."""
    known = fold(rows)
    record = check(known.record(day, catalogue), catalogue, day).record
    return screen(record, trials, catalogue, known.asked_last())
