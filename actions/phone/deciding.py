"""Whether what was heard decides a verdict: such an answer is read back before it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.board import Standing, screened, standing_of
from actions.desk import Desk
from actions.log import COMPLETE, TREATMENTS, Draft, Known, Observation

DECIDED = ("ruled_out", "deferred", "eligible")


@dataclass(frozen=True)
class Decision:
    """What an answer does to one trial: its new status, and from when on it is open where that is a date."""

    trial: str
    status: str
    open_from: str | None


def decisions(desk: Desk, known: Known, told: Iterable[Draft | Observation], day: date) -> list[Decision]:
    """Give the trials that would be ruled out, deferred or eligible with these values, and are not so yet."""
    told = list(told)
    return _changes(_standing(desk, known, (), day), _standing(desk, known, told, day)) if told else []


def deciding(desk: Desk, known: Known, told: list[Draft], day: date) -> list[Draft]:
    """Give those values that decide a verdict by themselves; all of them where they do so only together."""
    if not told:
        return []
    before = _standing(desk, known, (), day)
    if not _changes(before, _standing(desk, known, told, day)):
        return []
    alone = [one for one in told if _changes(before, _standing(desk, known, [one], day))]
    return alone or told


def _changes(before: Standing, after: Standing) -> list[Decision]:
    return [
        Decision(trial, *now)
        for trial, now in after.trials.items()
        if now[0] in DECIDED and now != before.trials[trial]
    ]


def _standing(desk: Desk, known: Known, told: Iterable[Draft | Observation], day: date) -> Standing:
    return standing_of(screened(desk, _record_with(desk, known, told, day), day))


def _record_with(desk: Desk, known: Known, told: Iterable[Draft | Observation], day: date) -> dict[str, Any]:
    """Give the patient record as it would be with these values."""
    entries = {key: row.value for key, row in known.entries.items()}
    record = known.record(day, desk.catalogue)
    for place, one in enumerate(told):
        if one.fact == TREATMENTS:
            entries[one.entry or f"told {place}"] = one.value
        elif one.fact == COMPLETE:
            record[COMPLETE] = one.value
        elif one.fact in desk.catalogue.facts:
            record["facts"][one.fact] = one.value
    return {**record, TREATMENTS: list(entries.values())}
