"""The screening of what is known: the contract's JSON after a message, the mere standing before it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.checking import check
from actions.desk import Desk
from actions.log import Known
from criteria import Screening, screen

Board = dict[str, Any]
"""A screening in the contract's JSON."""


@dataclass(frozen=True)
class Standing:
    """Where the trials stand: status and first open date of each, and the facts in conflict."""

    trials: dict[str, tuple[str, str | None]]
    conflicts: frozenset[str]


def screened(desk: Desk, mapping: dict[str, Any], today: date, later: frozenset[str] = frozenset()) -> Screening:
    """Screen a patient record in the contract's form; what no record may hold any more is left out."""
    record = check(mapping, desk.catalogue, today).record
    return screen(record, desk.trials, desk.catalogue, later)


def board_of(desk: Desk, known: Known, today: date) -> Board:
    """Screen what is known as of `today`."""
    return screened(desk, known.record(today, desk.catalogue), today, known.asked_last()).as_json()


def standing_of(desk: Desk, known: Known, today: date) -> Standing:
    """Give the mere standing of what is known as of `today`, which takes no question and no words."""
    screening = screened(desk, known.record(today, desk.catalogue), today)
    trials = {
        one.trial.id: (one.status, one.open_from.isoformat() if one.open_from else None) for one in screening.trials
    }
    return Standing(trials, frozenset(one.fact for one in screening.conflicts))
