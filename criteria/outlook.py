"""What the answer to a question is expected to decide: chances per criterion, by the priors.

The chances are those of the expected answers, judged on what is known already. For a criterion of
which nothing is known they are always the same and are computed once.
"""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from criteria.conditions.entries import TREATMENTS
from criteria.expectations import Expectations, load_expectations
from criteria.knowledge import Knowledge
from criteria.record import Record
from criteria.trial import Criterion
from criteria.truth import Truth

SAMPLES = 16
"""How many joint answers are tried where there are too many to try them all."""


class Chance(NamedTuple):
    """How likely an answer violates a criterion, and how likely it decides it at all."""

    violated: float
    decided: float


Answer = tuple[float, dict[str, Any]]


def chance(criterion: Criterion, facts: tuple[str, ...], knowledge: Knowledge) -> Chance:
    """Give what an answer about ``facts`` does to a criterion that is unknown so far.

    What is known of a patient changes little from turn to turn, so every chance is remembered for
    as long as nothing changes that the criterion reads.
    """
    return criterion.remembered(("chance", facts), knowledge, lambda: _chance(criterion, facts, knowledge))


def _chance(criterion: Criterion, facts: tuple[str, ...], knowledge: Knowledge) -> Chance:
    expectations = load_expectations(knowledge.catalogue)
    violated = decided = 0.0
    for weight, changes in _answers(expectations, facts, knowledge):
        supposed = Knowledge(_changed(knowledge.record, changes), knowledge.catalogue)
        truth = criterion.condition.judge(supposed).truth  # once for each answer: the chance is remembered
        violated += weight * (truth is Truth.VIOLATED)
        decided += weight * (truth is not Truth.UNKNOWN)
    return Chance(violated, decided)


def _changed(record: Record, changes: dict[str, Any]) -> Record:
    supposed = record.supposing({fact: value for fact, value in changes.items() if fact != TREATMENTS})
    if TREATMENTS not in changes:
        return supposed
    return supposed.supposing_history((*record.treatments, *changes[TREATMENTS]), complete=True)


def _answers(expectations: Expectations, facts: tuple[str, ...], knowledge: Knowledge) -> list[Answer]:
    """Give joint answers about several facts, independent of each other, with their weights."""
    each = [_single(expectations, fact, knowledge) for fact in facts]
    if prod(len(one) for one in each) <= SAMPLES:
        return [
            (prod(weight for weight, _ in joint), {fact: value for fact, (_, value) in zip(facts, joint, strict=True)})
            for joint in product(*each)
        ]
    draw = random.Random(0)  # noqa: S311  the same answers every time
    columns = [draw.choices([v for _, v in one], [w for w, _ in one], k=SAMPLES) for one in each]
    return [(1.0 / SAMPLES, dict(zip(facts, joint, strict=True))) for joint in zip(*columns, strict=True)]


def _single(expectations: Expectations, fact: str, knowledge: Knowledge) -> list[tuple[float, Any]]:
    if fact == TREATMENTS:
        if knowledge.treatments:  # what was told is told; most often nothing else was given
            return [(1.0, ())]
        return list(_histories(expectations, knowledge))
    values = expectations.values(fact, knowledge.day)
    options = knowledge.options(fact) if knowledge.catalogue.facts[fact].kind == "choice" else None
    if options is not None and not knowledge.catalogue.facts[fact].several:
        left = [(w, v) for w, v in values if getattr(v, "options", options) <= options]
        total = sum(w for w, _ in left)
        values = [(w / total, v) for w, v in left] if total else values
    return list(values)


@lru_cache(maxsize=64)
def _told(expectations: Expectations, day: Any) -> tuple[tuple[float, Any], ...]:
    return tuple(expectations.treatments(day))


def _histories(expectations: Expectations, knowledge: Knowledge) -> tuple[tuple[float, Any], ...]:
    return _told(expectations, knowledge.day)
