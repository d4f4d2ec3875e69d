"""Every change of a trial file is caught by some plain-language case of that trial.

Each mutant is judged on the records of all cases; only where its finding differs from the trial's own is the case
checked in full, until one fails. A mutant that no case catches is a survivor: a case is missing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest

from criteria import Record, Trial, Truth, load_trials, read_record
from criteria.condition_reader import read_condition
from criteria.conditions.base import Condition, Finding
from criteria.faulty import Faulty
from criteria.knowledge import Knowledge
from criteria.trial_loader import TRIALS_FOLDER
from criteria.yaml_file import YamlFile, read_yaml
from tests.trials.cases import FOLDER, TODAY, Case, catalogue, load_cases
from tests.trials.mutants import condition_mutants

TRIALS = {trial.id: trial for trial in load_trials(catalogue())}


@dataclass(frozen=True)
class Bench:
    """A trial with its cases and what is known in each, computed once for all mutants."""

    trial: Trial
    cases: list[tuple[Case, Knowledge]]
    memory: dict[int, list[Finding]] = field(default_factory=dict)

    def kills_criterion(self, place: int, condition: Condition) -> bool:
        """Tell whether some case fails when one criterion is judged by another condition."""
        mutant = _with_condition(self.trial, place, condition)
        changed = (
            (case, condition.judge(knowledge), own)
            for (case, knowledge), own in zip(self.cases, self._findings(place), strict=True)
        )
        doubtful = []
        for case, judged, own in changed:
            if judged.truth is not own.truth and case.failures(mutant, catalogue()):
                return True
            if judged != own:
                doubtful.append(case)
        return any(case.failures(mutant, catalogue()) for case in doubtful)

    def _findings(self, place: int) -> list[Finding]:
        """How the trial's own criterion is judged in each case."""
        if place not in self.memory:
            own = self.trial.criteria[place].condition
            self.memory[place] = [own.judge(knowledge) for _, knowledge in self.cases]
        return self.memory[place]

    def kills(self, mutant: Trial) -> bool:
        """Tell whether some case fails for a trial that was changed as a whole."""
        return any(case.failures(mutant, catalogue()) for case, _ in self.cases)

    def kills_without(self, place: int) -> bool:
        """Tell whether some case fails for the trial without one of its criteria: first those that it decides."""
        criteria = self.trial.criteria
        mutant = replace(self.trial, criteria=(*criteria[:place], *criteria[place + 1 :]))
        cases = [case for case, _ in self.cases]
        decided = [c for c, own in zip(cases, self._findings(place), strict=True) if own.truth is not Truth.SATISFIED]
        return any(case.failures(mutant, catalogue()) for case in (*decided, *cases))


def _with_condition(trial: Trial, place: int, condition: Condition) -> Trial:
    own = trial.criteria[place]
    blank = condition.judge(Knowledge(Record(TODAY, {}), catalogue()))
    changed = replace(own, condition=condition, facts=tuple(dict.fromkeys(condition.reads())), blank=blank)
    return replace(trial, criteria=(*trial.criteria[:place], changed, *trial.criteria[place + 1 :]))


@lru_cache(maxsize=8)
def bench(trial_id: str) -> Bench:
    """Set up a trial's cases; its YAML file is read and its records are screened once."""
    cases = load_cases(FOLDER / f"{trial_id}.yml")
    known = [(case, Knowledge(read_record(case.record, catalogue(), TODAY), catalogue())) for case in cases]
    return Bench(TRIALS[trial_id], known)


def trial_data(trial_id: str) -> dict[str, Any]:
    file = read_yaml(TRIALS_FOLDER / f"{trial_id}.yml")
    assert isinstance(file, YamlFile)
    return file.data


def loaded_mutants(trial_id: str) -> Iterator[tuple[str, int, Condition]]:
    """Give label, place and condition of every mutant that the loader accepts."""
    for place, criterion in enumerate(trial_data(trial_id)["criteria"]):
        for label, must in condition_mutants(criterion["must"], catalogue()):
            try:
                yield f"{criterion['id']} {label}", place, read_condition(must, catalogue())
            except Faulty:
                continue


@pytest.mark.parametrize("trial_id", sorted(TRIALS))
def test_every_mutant_of_a_criterion_is_caught_by_a_case(trial_id: str) -> None:
    on = bench(trial_id)
    survived = {label for label, place, mutant in loaded_mutants(trial_id) if not on.kills_criterion(place, mutant)}
    assert survived == set()


@pytest.mark.parametrize("trial_id", sorted(TRIALS))
def test_every_criterion_that_is_left_out_is_missed_by_a_case(trial_id: str) -> None:
    on = bench(trial_id)
    survived = [one.id for place, one in enumerate(on.trial.criteria) if not on.kills_without(place)]
    assert survived == []


@pytest.mark.parametrize("trial_id", sorted(TRIALS))
def test_whether_a_trial_is_provisional_is_seen_by_a_case(trial_id: str) -> None:
    on = bench(trial_id)
    assert on.kills(replace(on.trial, provisional=not on.trial.provisional))


@pytest.mark.parametrize("trial_id", sorted(id_ for id_, trial in TRIALS.items() if trial.recruits_until))
@pytest.mark.parametrize("days", [-1, 1, None])
def test_the_last_day_of_recruitment_is_seen_by_a_case(trial_id: str, days: int | None) -> None:
    on = bench(trial_id)
    assert on.trial.recruits_until is not None
    until = None if days is None else on.trial.recruits_until + timedelta(days=days)
    assert on.kills(replace(on.trial, recruits_until=until))


def test_the_labels_of_mutants_are_unique() -> None:
    labels = Counter((trial_id, label) for trial_id in TRIALS for label, _, _ in loaded_mutants(trial_id))
    assert [label for label, count in labels.items() if count > 1] == []
