"""Which question is expected to settle most of the trials that are still undecided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from criteria.answers import possible_answers
from criteria.catalogue import Fact
from criteria.conditions.entries import TREATMENTS
from criteria.knowledge import Knowledge
from criteria.truth import Truth

if TYPE_CHECKING:
    from criteria.screening import CriterionResult, Screening, TrialResult

HISTORY_QUESTION = (
    "Which treatments of the tumour have been given so far, with dates, drugs and outcome (or none at all)?"
)
COST = {"chart": 1.0, "patient": 1.2, "test": 2.0, "board": 2.5}
NEVER_ASKED = frozenset(("birth_date",))
"""The age is asked instead: a date of birth is personal data."""
DEFAULT_PRIOR = 0.1


@dataclass(frozen=True)
class Question:
    """What to ask next, and the trials that an answer can decide."""

    facts: tuple[str, ...]
    ask: str
    settles: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the question in the form of the contract."""
        return {"facts": list(self.facts), "ask": self.ask, "settles": list(self.settles)}


def next_question(screening: Screening, later: frozenset[str]) -> Question | None:
    """Give the most useful question; one about a fact of ``later`` only when no other is left."""
    weights = _weights(screening)
    if not weights:
        return None
    catalogue = screening.knowledge.catalogue
    best = min(weights, key=lambda fact: (fact in later, -weights[fact], catalogue.order[fact]))
    ask = HISTORY_QUESTION if best == TREATMENTS else catalogue.facts[best].question
    settles = (one.trial.id for one in _undecided(screening) if can_decide(one, best, screening.knowledge))
    return Question((best,), ask, tuple(settles))


def _undecided(screening: Screening) -> Iterator[TrialResult]:
    return (one for one in screening.trials if one.missing)


def _unknown(result: TrialResult) -> list[CriterionResult]:
    return [one for one in result.criteria if one.finding.truth is Truth.UNKNOWN]


def _weights(screening: Screening) -> dict[str, float]:
    """Weigh each missing fact: how many criteria it decides, and what ruling out would spare."""
    weights: dict[str, float] = {}
    facts = screening.knowledge.catalogue.facts
    for result in _undecided(screening):
        unknown = _unknown(result)
        for one in unknown:
            missing = [fact for fact in one.finding.missing if fact not in NEVER_ASKED]
            for fact in missing:
                share = 1.0 if fact in one.criterion.facts else 1.0 / (1 + len(missing))
                gain = share * (1.0 + _prior(facts.get(fact)) * len(unknown))
                weights[fact] = weights.get(fact, 0.0) + gain / _cost(facts.get(fact))
    return weights


def _prior(fact: Fact | None) -> float:
    """Give the assumed probability that an answer excludes; the history's is high."""
    if fact is None:
        return 0.5
    return DEFAULT_PRIOR if fact.prior is None else fact.prior


def _cost(fact: Fact | None) -> float:
    return COST["chart"] if fact is None else COST[fact.ask]


def can_decide(result: TrialResult, fact: str, knowledge: Knowledge) -> bool:
    """Tell whether some answer about ``fact`` rules the trial out or completes it."""
    unknown = [one for one in _unknown(result) if fact in one.finding.missing]
    for facts in possible_answers(knowledge, fact):
        supposed = Knowledge(replace(knowledge.record, **facts), knowledge.catalogue)
        truths = [one.criterion.judge(supposed).truth for one in unknown]
        if Truth.VIOLATED in truths:
            return True
        if len(unknown) == len(_unknown(result)) and Truth.UNKNOWN not in truths:
            return True
    return False
