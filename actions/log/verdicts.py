"""Verdicts as the log keeps them: for each trial its status, what is violated, and the file that says so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.rulebook import Rulebook
from criteria import Screening


@dataclass(frozen=True)
class Ruling:
    """What followed for every trial, ready to be logged.

    `trials` has for each trial `status`, `open_from`, the ids of the criteria `violated`, and the `digest` of its
    file, whose text is in `rules`.
    """

    as_of: date
    trials: dict[str, dict[str, Any]]
    rules: Rulebook


@dataclass(frozen=True)
class Verdict:
    """A verdict that stands in the log: of the observations up to `sequence`, as of a day."""

    id: int
    screening_id: int
    message: int
    sequence: int
    as_of: date
    trials: dict[str, dict[str, Any]]
    catalogue: str
    version: str


def ruling_of(screening: Screening, rules: Rulebook) -> Ruling:
    """Give what a screening ruled, ready to be logged."""
    return Ruling(screening.screening_date, verdict_on(screening), rules)


def verdict_on(screening: Screening) -> dict[str, dict[str, Any]]:
    """Give the verdict of each trial in the form of the log."""
    return {
        one.trial.id: {
            "status": one.status,
            "open_from": one.open_from.isoformat() if one.open_from else None,
            "violated": [each.criterion.id for each in one.criteria if each.status == "violated"],
            "digest": one.trial.digest,
        }
        for one in screening.trials
    }
