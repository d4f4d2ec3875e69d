"""Every plain-language case of every trial holds."""

import pytest

from criteria import load_trials
from tests.trials.cases import FOLDER, Case, catalogue, load_cases

TRIALS = {trial.id: trial for trial in load_trials(catalogue())}
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in load_cases(path)]


def test_every_trial_has_cases() -> None:
    assert {case.trial for case in CASES} == set(TRIALS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.trial}: {case.name}")
def test_case(case: Case) -> None:
    assert case.failures(TRIALS[case.trial], catalogue()) == []
