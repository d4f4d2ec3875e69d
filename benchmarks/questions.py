"""How few questions it takes: the cost until every trial is settled, over simulated patients.

    python -m benchmarks.questions [--patients 200] [--cohort ../shared/data/hcc-survival.csv]

A group of n facts costs 1 + 0.2 (n - 1). Peers in the same run: a fixed questionnaire that asks fact
by fact in the catalogue's order, and, on instances that are small enough, the best of an exhaustive
look-ahead. Patients are drawn from the priors, also with every rare answer twice and half as likely.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from criteria import Catalogue, Record, Screening, Trial, load_catalogue, load_trials, read_record, screen
from criteria.conditions.entries import TREATMENTS
from criteria.expectations import load_expectations
from criteria.knowledge import RULES, Knowledge
from criteria.screening import RULED_OUT
from examples.hcc_survival import records

ON = date(2026, 11, 20)
Ask = Callable[[Screening], tuple[str, ...]]


def cost(facts: tuple[str, ...]) -> float:
    """Give what it costs to ask for facts as one."""
    return 1.0 + 0.2 * (len(facts) - 1)


def scaled(weights: list[float], factor: float) -> list[float]:
    """Make every answer but the likeliest ``factor`` times as likely."""
    top = max(range(len(weights)), key=weights.__getitem__)
    others = [0.0 if place == top else weight * factor for place, weight in enumerate(weights)]
    room = min(1.0, 0.9 / sum(others)) if sum(others) else 1.0
    others = [weight * room for weight in others]
    others[top] = 1.0 - sum(others)
    return others


def patient(catalogue: Catalogue, draw: random.Random, factor: float, known: Record | None = None) -> Record:
    """Draw a patient of whom everything is known; derived facts follow, ``known`` ones stay."""
    expected = load_expectations(catalogue)
    facts: dict[str, Any] = {}
    for fact in catalogue.facts:
        if fact in expected.priors and fact not in RULES:
            pairs = expected.values(fact, ON)
            weights = scaled([weight for weight, _ in pairs], factor)
            facts[fact] = draw.choices([value for _, value in pairs], weights)[0]
    if known is not None:
        facts.update({fact: value for fact, value in known.facts.items() if value.is_point})
    histories = expected.treatments(ON)
    entries = draw.choices([entries for _, entries in histories], scaled([w for w, _ in histories], factor))[0]
    record = Record(ON, facts, entries, treatments_complete=True)
    for fact in RULES:
        value = Knowledge(record, catalogue).known(fact).value
        if value is None or not value.is_point:
            value = draw.choice([value for _, value in expected.values(fact, ON)])
        facts = {**record.facts, fact: value}
        record = Record(ON, facts, entries, treatments_complete=True)
    return record


def told(truth: Record, facts: frozenset[str]) -> Record:
    """Give the record of a patient of whom only these facts have been told."""
    known = {fact: value for fact, value in truth.facts.items() if fact in facts}
    entries = truth.treatments if TREATMENTS in facts else ()
    return Record(ON, known, entries, treatments_complete=TREATMENTS in facts)


def chosen(screening: Screening) -> tuple[str, ...]:
    """Ask what the product asks."""
    question = screening.question()
    return question.facts if question else ()


def in_order(catalogue: Catalogue) -> Ask:
    """Ask fact by fact in the catalogue's order, the history last, as a printed form does."""
    questionnaire = [fact for fact in catalogue.facts if fact in load_expectations(catalogue).priors]

    def ask(screening: Screening) -> tuple[str, ...]:
        known = screening.knowledge.told
        left = [fact for fact in (*questionnaire, TREATMENTS) if fact not in known]
        return tuple(left[:1]) if any(one.missing for one in screening.trials) else ()

    return ask


def interview(truth: Record, trials: tuple[Trial, ...], catalogue: Catalogue, ask: Ask) -> Iterator[tuple[float, int]]:
    """Ask until nothing can change a verdict; give cost so far and trials ruled out after each question."""
    known: frozenset[str] = frozenset()
    spent = 0.0
    while True:
        screening = screen(told(truth, known), trials, catalogue)
        yield spent, sum(one.status == RULED_OUT for one in screening.trials)
        facts = ask(screening)
        if not facts:
            return
        spent += cost(facts)
        known |= frozenset(facts)


def compare(patients: list[Record], trials: tuple[Trial, ...], catalogue: Catalogue, name: str) -> str:
    """Interview every patient in both ways and give one line."""
    ours, fixed, early, final = [], [], 0, 0
    for truth in patients:
        steps = list(interview(truth, trials, catalogue, chosen))
        ours.append(steps[-1][0])
        early += steps[min(5, len(steps) - 1)][1]
        final += steps[-1][1]
        *_, last = interview(truth, trials, catalogue, in_order(catalogue))
        fixed.append(last[0])
    ratio = statistics.median(ours) / statistics.median(fixed)
    return (
        f"{name}: {len(patients)} patients, median cost {statistics.median(ours):.1f} against "
        f"{statistics.median(fixed):.1f} of the fixed questionnaire ({ratio:.0%}); the first five questions rule out "
        f"{early / final:.0%} of the trials that are ruled out in the end"
    )


def main() -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--patients", type=int, default=200)
    parser.add_argument("--cohort", type=Path, default=Path("../shared/data/hcc-survival.csv"))
    options = parser.parse_args()
    catalogue = load_catalogue()
    trials = load_trials(catalogue)
    for factor in (1.0, 0.5, 2.0):
        draw = random.Random(7)
        patients = [patient(catalogue, draw, factor) for _ in range(options.patients)]
        sys.stdout.write(compare(patients, trials, catalogue, f"rare answers x {factor:g}") + "\n")
    if options.cohort.exists():
        draw = random.Random(7)
        rows = [read_record(data, catalogue, ON) for data, _ in records(options.cohort, ON, catalogue)]
        patients = [patient(catalogue, draw, 1.0, known) for known in rows]
        sys.stdout.write(compare(patients, trials, catalogue, "the real cohort, completed") + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
