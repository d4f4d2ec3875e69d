"""A trial that uses known facts is added by its YAML and its cases alone: a made-up one, of criteria of all forms."""

from pathlib import Path

import pytest

from criteria import load_catalogue, load_trial, load_trials, read_record, screen
from criteria.quotes import uncovered
from criteria.trial_loader import TRIALS_FOLDER
from tests.trials.cases import TODAY, Case, load_cases

DATA = Path(__file__).parent / "data"
CATALOGUE = load_catalogue()
TRIAL = load_trial(DATA / "sixth-trial.yml", CATALOGUE)
CASES = load_cases(DATA / "sixth-cases.yml")


def test_the_sixth_trial_has_fifteen_criteria_and_no_python_of_its_own() -> None:
    assert len(TRIAL.criteria) == 15
    assert {path.suffix for path in DATA.iterdir()} == {".yml", ".txt"}


def test_its_quotes_cover_its_record() -> None:
    assert uncovered(TRIAL.eligibility, [one.quote for one in TRIAL.criteria]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert case.failures(TRIAL, CATALOGUE) == []


@pytest.mark.parametrize("status", ["satisfied", "violated", "unknown"])
def test_every_criterion_has_a_case_of_every_verdict(status: str) -> None:
    said = {key for case in CASES for key, wanted in case.expected.get("criteria", {}).items() if wanted == status}
    assert said >= {f"quote: {number}. " for number in range(1, 16)}


def test_it_is_screened_beside_the_others_in_the_order_of_the_folder(tmp_path: Path) -> None:
    for path in (*TRIALS_FOLDER.glob("*.yml"), DATA / "sixth-trial.yml"):
        text = path.read_text(encoding="utf-8").replace("../records/", f"{TRIALS_FOLDER.parent}/records/")
        (tmp_path / path.name).write_text(text.replace("record: sixth", f"record: {DATA}/sixth"), encoding="utf-8")
    trials = load_trials(CATALOGUE, tmp_path)
    screening = screen(read_record({}, CATALOGUE, TODAY), trials, CATALOGUE)
    assert len(screening.trials) == 6
    assert "sixth-trial" in [one.trial.id for one in screening.trials]
