"""What the answer to a question can do to the criteria that wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from criteria.answers import possible_answers
from criteria.conditions.base import Finding
from criteria.knowledge import Knowledge
from criteria.outlook import chance
from criteria.screening import CriterionResult, Screening
from criteria.truth import Truth

Otherwise = Literal["ruled_out", "deferred", "satisfied", "unknown"]
"""The worst that an answer can do: rule out, put off, or no worse than settle, or narrow."""


@dataclass(frozen=True)
class Effect:
    """A criterion of a trial that waits for an answer, and the worst that the answer can do."""

    trial: str
    requirement: str
    quote: str
    otherwise: Otherwise


def effects_of(screening: Screening, asked: Iterable[str]) -> list[Effect]:
    """Give every undecided criterion that an answer about these facts can still change."""
    facts = tuple(asked)
    return [
        Effect(trial.trial.id, one.criterion.requirement, one.criterion.quote, _worst(one, told))
        for trial in screening.trials
        if trial.missing
        for one in trial.criteria
        if one.finding.truth is Truth.UNKNOWN and (told := tuple(fact for fact in facts if fact in one.finding.missing))
    ]


def _worst(result: CriterionResult, facts: tuple[str, ...]) -> Otherwise:
    findings = [finding for fact in facts for finding in _findings(result, fact)]
    violated = [one for one in findings if one.truth is Truth.VIOLATED]
    if any(one.open_from is None for one in violated):
        return "ruled_out"
    if violated:
        return "deferred"
    if len(facts) > 1 and chance(result.criterion, facts, result.knowledge).violated > 0:
        return "ruled_out"
    return "satisfied" if any(one.truth is Truth.SATISFIED for one in findings) else "unknown"


def _findings(result: CriterionResult, fact: str) -> list[Finding]:
    knowledge = result.knowledge
    return [
        result.criterion.judge(Knowledge(record, knowledge.catalogue)) for record in possible_answers(knowledge, fact)
    ]
