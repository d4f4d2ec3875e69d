"""The converter of the real cohort maps a column only to what it says, and every patient is screened."""

import csv
from datetime import date
from pathlib import Path

import pytest

from criteria import load_catalogue, load_trials, read_record, screen
from examples.hcc_survival import COLUMNS, LEFT_OUT, MEASURED, convert, main, measured, records
from tests.conftest import shared_path

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(193000.0, "/uL"), (193.0, "10*9/L"), (1.71, None)],
    ids=["per microlitre", "per litre", "plausible in neither"],
)
def test_the_unit_of_platelets_is_the_one_that_is_plausible(value: float, unit: str | None) -> None:
    found = measured("platelets", value, ("10*9/L", "/uL"), load_catalogue())
    assert (found and found["unit"]) == unit


def test_what_a_column_does_not_say_is_not_guessed() -> None:
    facts, _ = convert(
        {"Portal Vein Thrombosis": "1", "Ascites degree": "3", "Encefalopathy\tdegree": "1", "Number of Nodules": "5",
         "Gender": "0", "Performance Status": "?"},
        load_catalogue(),
    )  # fmt: skip
    assert facts == {
        "hcc_diagnosis": ["clinical", "pathological"],
        "sex": "female",
        "ascites": ["controlled", "uncontrolled"],
        "encephalopathy": ["never", "past"],
        "tumour_count": ">=5",
    }


@pytest.fixture(scope="module")
def cohort() -> Path:
    return shared_path("data", "hcc-survival.csv")


def test_every_column_that_is_read_stands_in_the_file(cohort: Path) -> None:
    with cohort.open(encoding="utf-8", newline="") as lines:
        titles = {" ".join(title.split()) for title in next(csv.reader(lines))}
    assert set(COLUMNS) | set(MEASURED) | set(LEFT_OUT) <= titles


def test_every_patient_gets_a_screening(cohort: Path) -> None:
    catalogue = load_catalogue()
    trials = load_trials(catalogue)
    screenings = [
        screen(read_record(record, catalogue, TODAY), trials, catalogue)
        for record, _ in records(cohort, TODAY, catalogue)
    ]
    assert len(screenings) == 165
    assert all(len(one.as_json()["trials"]) == 5 for one in screenings)
    assert not any(result.status == "eligible" for one in screenings for result in one.trials)


def test_the_table_counts_every_patient_for_every_trial(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(cohort), "--on", "2026-11-20"]) == 0
    printed = capsys.readouterr()
    heads = [line for line in printed.out.splitlines()[1:] if not line.startswith(" ")]
    assert [sum(int(word) for word in head.split() if word.isdigit()) for head in heads] == [165] * 5
    assert "Platelets (G/L) 1.71 is plausible in no unit, left out" in printed.err
