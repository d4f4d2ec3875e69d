"""How near the choice of questions comes to the best: an exhaustive look-ahead on small instances.

    python -m benchmarks.lookahead [--instances 30]

An instance is a patient of whom all but a few facts are known. The look-ahead tries every question
(each fact, each group as far as it is open) after every answer; both ways are charged by the same
answers and weights: 1 + 0.2 (n - 1) for a group of n, until nothing can change a verdict.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from benchmarks.questions import ON, cost, patient
from criteria import Catalogue, Record, Screening, Trial, load_catalogue, load_trials, screen
from criteria.conditions.entries import TREATMENTS
from criteria.expectations import Expectations, load_expectations
from criteria.knowledge import RULES

OPEN_FACTS = 5
ANSWERS = 3
State = tuple[tuple[str, int], ...]


class Instance:
    """A patient with a few open facts, and the answers that each can get with their weights."""

    def __init__(self, truth: Record, facts: tuple[str, ...], trials: tuple[Trial, ...], catalogue: Catalogue) -> None:
        self.trials, self.catalogue, self.facts = trials, catalogue, facts
        expected = load_expectations(catalogue)
        self.groups = [group.facts for group in expected.groups]
        kept = {fact: value for fact, value in truth.facts.items() if fact not in facts}
        self.base = replace(truth, facts=kept)
        self.answers = {fact: _few(expected, fact) for fact in facts}
        self._best: dict[State, float] = {}
        self._ours: dict[State, float] = {}
        self._screened: dict[State, Screening] = {}

    def screening(self, state: State) -> Screening:
        """Give the screening after these answers."""
        if state not in self._screened:
            told = {fact: self.answers[fact][place][1] for fact, place in state}
            record = replace(self.base, facts={**self.base.facts, **told})
            self._screened[state] = screen(record, self.trials, self.catalogue)
        return self._screened[state]

    def questions(self, state: State) -> Iterator[tuple[str, ...]]:
        """Give every question that can still change a verdict."""
        asked = {fact for fact, _ in state}
        missing = {fact for one in self.screening(state).trials for fact in one.missing}
        left = [fact for fact in self.facts if fact in missing and fact not in asked]
        yield from ((fact,) for fact in left)
        for group in self.groups:
            part = tuple(fact for fact in left if fact in group)
            if len(part) > 1:
                yield part

    def after(self, state: State, facts: tuple[str, ...]) -> Iterator[tuple[float, State]]:
        """Give every outcome of a question with its weight."""
        for places in product(*(range(len(self.answers[fact])) for fact in facts)):
            told = tuple(zip(facts, places, strict=True))
            weight = prod(self.answers[fact][place][0] for fact, place in told)
            yield weight, tuple(sorted((*state, *told)))

    def best(self, state: State = ()) -> float:
        """Give the least expected cost from here on."""
        if state not in self._best:
            costs = [
                cost(facts) + sum(weight * self.best(after) for weight, after in self.after(state, facts))
                for facts in self.questions(state)
            ]
            self._best[state] = min(costs, default=0.0)
        return self._best[state]

    def ours(self, state: State = ()) -> float:
        """Give the expected cost of what the product asks from here on."""
        if state not in self._ours:
            question = self.screening(state).question()
            facts = tuple(fact for fact in question.facts if fact in self.facts) if question else ()
            self._ours[state] = cost(facts) if facts else 0.0
            if facts:
                rest = sum(weight * self.ours(after) for weight, after in self.after(state, facts))
                self._ours[state] += rest
        return self._ours[state]


def _few(expected: Expectations, fact: str) -> list[tuple[float, Any]]:
    """Give at most a few answers of a fact: the extremes and the middle, or the likeliest options."""
    values = expected.values(fact, ON)
    if expected.priors[fact].values:
        return [(0.2, values[0][1]), (0.6, values[len(values) // 2][1]), (0.2, values[-1][1])]
    likely = sorted(values, key=lambda one: -one[0])[:ANSWERS]
    total = sum(weight for weight, _ in likely)
    return [(weight / total, value) for weight, value in likely]


def instances(number: int, trials: tuple[Trial, ...], catalogue: Catalogue) -> Iterator[Instance]:
    """Draw patients with open facts on which some verdict still hangs."""
    draw = random.Random(11)
    while number:
        truth = patient(catalogue, draw, 1.0)
        result = draw.choice(screen(truth, trials, catalogue).trials)
        read = sorted({fact for one in result.trial.criteria for fact in one.facts} - {TREATMENTS} - set(RULES))
        facts = tuple(sorted(draw.sample(read, min(OPEN_FACTS, len(read)))))
        one = Instance(truth, facts, trials, catalogue)
        if len(list(one.questions(()))) > 1:
            number -= 1
            yield one


def main() -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--instances", type=int, default=30)
    options = parser.parse_args()
    catalogue = load_catalogue()
    pairs = [(one.ours(), one.best()) for one in instances(options.instances, load_trials(catalogue), catalogue)]
    ratio = sum(ours for ours, _ in pairs) / sum(best for _, best in pairs)
    worst = max(ours / best for ours, best in pairs)
    sys.stdout.write(
        f"{len(pairs)} instances: expected cost {statistics.mean(o for o, _ in pairs):.2f} against "
        f"{statistics.mean(b for _, b in pairs):.2f} of the best ({ratio - 1:.1%} more, at worst {worst - 1:.0%})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
