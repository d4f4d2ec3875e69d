"""Screening: one record against trials; every verdict with its reason and the record's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from criteria.catalogue import Catalogue
from criteria.conditions.base import Finding
from criteria.found import describe
from criteria.knowledge import RULES, Conflict, Knowledge
from criteria.record import Record
from criteria.trial import Criterion, Trial
from criteria.truth import Truth

RULED_OUT, DEFERRED, OPEN, ELIGIBLE = "ruled_out", "deferred", "open", "eligible"
PROVISIONAL = "provisional"
RECRUITMENT_END_PASSED = "recruitment_end_passed"


class CriterionResult(NamedTuple):
    """One criterion, judged."""

    criterion: Criterion
    finding: Finding
    knowledge: Knowledge

    @property
    def status(self) -> str:
        """``satisfied``, ``violated`` or ``unknown``."""
        return self.finding.truth.value

    @property
    def found(self) -> str:
        """What was found of the facts that the criterion read, in words."""
        return describe(self.knowledge, self.finding.facts)

    def as_json(self) -> dict[str, Any]:
        """Give the criterion in the form of the contract."""
        finding = self.finding
        return {
            "id": self.criterion.id,
            "status": self.status,
            "facts": list(finding.facts),
            "requirement": self.criterion.requirement,
            "found": self.found,
            "quote": self.criterion.quote,
            "open_from": finding.open_from.isoformat() if finding.open_from else None,
            "notes": sorted(finding.notes),
        }


@dataclass(frozen=True)
class TrialResult:
    """One trial, judged: its status, since what facts, and what is missing (most useful first)."""

    trial: Trial
    status: str
    open_from: date | None
    criteria: tuple[CriterionResult, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the trial in the form of the contract."""
        return {
            "trial": self.trial.id,
            "title": self.trial.title,
            "status": self.status,
            "open_from": self.open_from.isoformat() if self.open_from else None,
            "criteria": [one.as_json() for one in self.criteria],
            "missing": list(self.missing),
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Screening:
    """What follows from a record for every trial, what contradicts itself, what to ask next."""

    screening_date: date
    trials: tuple[TrialResult, ...]
    conflicts: tuple[Conflict, ...]
    knowledge: Knowledge = field(repr=False)
    later: frozenset[str] = frozenset()

    def question(self) -> Any:
        """Give the question that is expected to settle most, None where nothing is to be asked."""
        from criteria.next_question import next_question

        return next_question(self, self.later)

    def as_json(self) -> dict[str, Any]:
        """Give the screening in the form of the contract."""
        question = self.question()
        return {
            "screening_date": self.screening_date.isoformat(),
            "trials": [one.as_json() for one in self.trials],
            "conflicts": [
                {"fact": one.fact, "given": one.given, "derived": one.derived, "from": list(one.sources)}
                for one in self.conflicts
            ],
            "next": question.as_json() if question else None,
        }


def screen(
    record: Record,
    trials: Sequence[Trial],
    catalogue: Catalogue,
    later: Iterable[str] = (),
) -> Screening:
    """Screen a record against trials; a pure function of its arguments.

    ``later`` names facts that nobody could tell yet: they are asked last.
    """
    knowledge = Knowledge(record, catalogue)
    results = tuple(_judge(trial, knowledge) for trial in trials)
    for fact in record.facts:
        if fact in RULES:
            knowledge.known(fact)
    conflicts = tuple(knowledge.conflicts[fact] for fact in catalogue.sort(knowledge.conflicts))
    return Screening(record.screening_date, results, conflicts, knowledge, frozenset(later))


def _judge(trial: Trial, knowledge: Knowledge) -> TrialResult:
    results = tuple([CriterionResult(one, one.judge(knowledge), knowledge) for one in trial.criteria])
    status, open_from = _status(trial, results)
    missing = () if status == RULED_OUT else _missing(results, knowledge.catalogue.order)
    return TrialResult(trial, status, open_from, results, missing, _notes(trial, results, knowledge.day))


def _status(trial: Trial, results: Sequence[CriterionResult]) -> tuple[str, date | None]:
    violated = [one.finding.open_from for one in results if one.finding.truth is Truth.VIOLATED]
    dates = [day for day in violated if day is not None]
    if violated:
        return (DEFERRED, max(dates)) if len(dates) == len(violated) else (RULED_OUT, None)
    unknown = any(one.finding.truth is Truth.UNKNOWN for one in results)
    return (OPEN if unknown or trial.provisional else ELIGIBLE), None


def _missing(results: Sequence[CriterionResult], order: Mapping[str, int]) -> tuple[str, ...]:
    """Give what could still change an unknown criterion: what decides most of them alone first."""
    weight: dict[str, float] = {}
    for one in results:
        if one.finding.truth is Truth.UNKNOWN:
            missing = one.finding.missing
            for place, fact in enumerate(missing):
                weight[fact] = weight.get(fact, 0.0) + 1.0 / (len(missing) + place)
    return tuple(sorted(weight, key=lambda fact: (-weight[fact], order[fact])))


def _notes(trial: Trial, results: Sequence[CriterionResult], day: date) -> tuple[str, ...]:
    notes = {note for one in results for note in one.finding.notes}
    if trial.provisional:
        notes.add(PROVISIONAL)
    if trial.recruits_until is not None and day > trial.recruits_until:
        notes.add(RECRUITMENT_END_PASSED)
    return tuple(sorted(notes))
