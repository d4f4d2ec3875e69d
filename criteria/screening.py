"""Screening: one record against trials; every verdict with its reason and the record's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from itertools import repeat
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
        knowledge, facts = self.knowledge, self.finding.facts
        return self.criterion.remembered("found", knowledge, lambda: describe(knowledge, facts))

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
            "criteria": [dict(one) for one in self._written],
            "missing": list(self.missing),
            "notes": list(self.notes),
        }

    @cached_property
    def _written(self) -> list[dict[str, Any]]:
        return [one.as_json() for one in self.criteria]


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
    findings = [one.judge(knowledge) for one in trial.criteria]
    results = tuple(map(_result, zip(trial.criteria, findings, repeat(knowledge))))
    truths = [finding.truth for finding in findings]
    status, open_from = RULED_OUT, None
    if Truth.VIOLATED not in truths:
        status = OPEN if Truth.UNKNOWN in truths or trial.provisional else ELIGIBLE
    else:
        ends = [finding.open_from for finding in findings if finding.truth is Truth.VIOLATED]
        dates = [day for day in ends if day is not None]
        if len(dates) == len(ends):
            status, open_from = DEFERRED, max(dates)
    unknown = () if status == RULED_OUT else tuple([one.missing for one in findings if one.truth is Truth.UNKNOWN])
    missing = _by_use(unknown, knowledge.catalogue)
    return TrialResult(trial, status, open_from, results, missing, _notes(trial, findings, knowledge.day))


# As CriterionResult(*row), but without a step in Python for each of the hundred criteria.
_result = partial(tuple.__new__, CriterionResult)


@lru_cache(maxsize=4096)
def _by_use(missing: tuple[tuple[str, ...], ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Order what is missing for several unknown criteria: what decides most of them alone first."""
    weight: dict[str, float] = {}
    for facts in missing:
        for place, fact in enumerate(facts, start=len(facts)):
            weight[fact] = weight.get(fact, 0.0) + 1.0 / place
    return tuple(sorted(weight, key=lambda fact: (-weight[fact], catalogue.order[fact])))


def _notes(trial: Trial, findings: Iterable[Finding], day: date) -> tuple[str, ...]:
    notes = set().union(*{finding.notes for finding in findings})
    if trial.provisional:
        notes.add(PROVISIONAL)
    if trial.recruits_until is not None and day > trial.recruits_until:
        notes.add(RECRUITMENT_END_PASSED)
    return tuple(sorted(notes))
