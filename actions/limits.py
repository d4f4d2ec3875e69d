"""Which verdicts rest on an assumed limit of normal, and whether another limit would change them."""

from dataclasses import dataclass, replace

from criteria.knowledge import ASSUMED_ULN, Knowledge
from criteria.screening import CriterionResult, Screening
from criteria.values import Quantity

FACTORS = tuple(step / 100 for step in range(75, 151))
"""Limits of normal of other laboratories, as multiples of the assumed one; beyond these none is likely."""


@dataclass(frozen=True)
class Assumed:
    """A limit of normal that was assumed for a value, in its canonical unit.

    `limits` has one for each sex that is possible, `lowest` and `highest` are the limits that were
    tried, `turns` is the one nearest to the assumed at which the verdict would be `otherwise`, None
    where none of them changes it.
    """

    fact: str
    unit: str
    requirement: str
    limits: tuple[float, ...]
    lowest: float
    highest: float
    turns: float | None = None
    otherwise: str | None = None


def assumed_limits(screening: Screening, trial: str) -> list[Assumed]:
    """Give the limits of normal that were assumed for a trial's criteria, in their order."""
    result = next(one for one in screening.trials if one.trial.id == trial)
    noted = [one for one in result.criteria if ASSUMED_ULN in one.finding.notes]
    return [_assumed(one, fact) for one in noted for fact in _measured(one)]


def _measured(result: CriterionResult) -> list[str]:
    """Give the facts whose value came without a limit of normal, where there is one to assume."""
    facts = result.knowledge.record.facts
    return [name for name in result.finding.facts if _lacks_limit(facts.get(name)) and _limits(result, name)]


def _lacks_limit(value: object) -> bool:
    return isinstance(value, Quantity) and value.uln is None


def _limits(result: CriterionResult, fact: str) -> tuple[float, ...]:
    knowledge = result.knowledge
    return knowledge.catalogue.facts[fact].limits_of_normal(knowledge.options("sex"))


def _assumed(result: CriterionResult, fact: str) -> Assumed:
    limits = _limits(result, fact)
    others = {uln * factor for uln in limits for factor in FACTORS}
    tried = sorted(others, key=lambda one: min(abs(one - uln) for uln in limits))
    verdicts = ((uln, _verdict(result, fact, uln)) for uln in tried)
    turns, otherwise = next(((uln, verdict) for uln, verdict in verdicts if verdict != result.status), (None, None))
    unit, asks = result.knowledge.catalogue.facts[fact].unit, result.criterion.requirement
    return Assumed(fact, unit, asks, limits, min(tried), max(tried), turns, otherwise)


def _verdict(result: CriterionResult, fact: str, uln: float) -> str:
    record = result.knowledge.record
    value = record.facts[fact]
    assert isinstance(value, Quantity)  # noqa: S101  _measured gives no other
    supposed = record.supposing({fact: replace(value, uln=uln)})
    return result.criterion.judge(Knowledge(supposed, result.knowledge.catalogue)).truth.value
