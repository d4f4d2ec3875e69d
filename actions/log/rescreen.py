"""Screening again after a trial file changed: only where the verdict flips, and by which criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.log.archive import Archive
from actions.log.replay import judged, rows_until
from actions.log.rows import Observation, Screening
from actions.log.store import Pages
from actions.log.verdicts import Verdict
from criteria import Catalogue, CriterionResult, Trial
from criteria.screening import TrialResult


@dataclass(frozen=True)
class Change:
    """A criterion that came out otherwise: its status before and now (None where it was not there), its words."""

    criterion: str
    before: str | None
    now: str | None
    requirement: str
    found: str


@dataclass(frozen=True)
class Flip:
    """A trial whose verdict on a screening flips: what it was by the logged criteria, what it is by those of today.

    `before` is None for a trial that was not screened then. `digests` are those of the two files.
    """

    screening: Screening
    day: date
    trial: str
    before: tuple[str, date | None] | None
    now: tuple[str, date | None]
    digests: tuple[str | None, str]
    changes: tuple[Change, ...]


def rescreen(pages: Pages, catalogue: Catalogue, today: Sequence[Trial], on: date | None = None) -> Iterator[Flip]:
    """Screen what every screening last knew again, by the logged criteria and by those of today, as of one day.

    The day is that of the last verdict, unless `on` names another. Only what the criteria change is found:
    what time changes is the same for both. A trial that is new to a screening is given unless it is ruled out.
    """
    archive = Archive(pages.connection, catalogue, today)
    for number in pages.numbers():
        verdicts = pages.verdicts(number)
        if verdicts:
            rows = rows_until(pages.observations(number), verdicts[-1].sequence)
            yield from _flips(pages.screening(number), verdicts[-1], rows, archive, catalogue, tuple(today), on)


def _flips(
    screening: Screening,
    verdict: Verdict,
    rows: list[Observation],
    archive: Archive,
    catalogue: Catalogue,
    today: tuple[Trial, ...],
    on: date | None,
) -> Iterator[Flip]:
    day = on or verdict.as_of
    old = {one.trial.id: one for one in judged(rows, archive.trials(verdict.trials), day, catalogue).trials}
    for new in judged(rows, today, day, catalogue).trials:
        was = _standing(old.get(new.trial.id), verdict, new.trial.id, on)
        now = (new.status, new.open_from)
        if was == now or (was is None and new.status == "ruled_out"):
            continue
        said = verdict.trials.get(new.trial.id)
        digests = (said["digest"] if said else None, new.trial.digest)
        changes = tuple(_changes(old.get(new.trial.id), new))
        yield Flip(screening, day, new.trial.id, was, now, digests, changes)


def _standing(old: TrialResult | None, verdict: Verdict, trial: str, on: date | None) -> tuple[str, date | None] | None:
    """Give where a trial stood; by the log's own word where its criteria can be read no more, or said otherwise."""
    said = verdict.trials.get(trial)
    if said is None:
        return None
    if old is not None and on is not None:
        return old.status, old.open_from
    return said["status"], date.fromisoformat(said["open_from"]) if said["open_from"] else None


def _changes(old: TrialResult | None, new: TrialResult) -> Iterator[Change]:
    before = {one.criterion.id: one for one in old.criteria} if old else {}
    now = {one.criterion.id: one for one in new.criteria}
    for name in dict.fromkeys([*now, *before]):
        was, is_ = _status(before.get(name)), _status(now.get(name))
        if was != is_ and old is not None:
            shown = now.get(name) or before[name]
            yield Change(name, was, is_, shown.criterion.requirement, shown.found)


def _status(result: CriterionResult | None) -> str | None:
    return result.status if result else None
