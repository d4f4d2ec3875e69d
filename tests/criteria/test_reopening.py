"""What would reopen a trial: the smallest changes that really would, and nothing that cannot change."""

from datetime import date
from typing import Any

import pytest

from criteria import Screening, load_catalogue, load_trials, read_record, screen
from criteria.reopening import reopenings

CATALOGUE = load_catalogue()
TRIALS = load_trials(CATALOGUE)
TODAY = date(2026, 11, 20)


def screened(**record: Any) -> Screening:
    return screen(read_record(record, CATALOGUE, TODAY), TRIALS, CATALOGUE)


def wanted(screening: Screening, trial: str) -> list[tuple[dict[str, str], str | None]]:
    return [
        ({one.fact: one.wanted for one in way.changes}, way.open_from and way.open_from.isoformat())
        for way in reopenings(screening, trial)
    ]


def test_a_low_platelet_count_reopens_above_the_limit() -> None:
    assert wanted(screened(facts={"platelets": 60}), "watch-and-wait") == [({"platelets": "above 75 10*9/L"}, None)]


def test_a_lab_that_can_be_corrected_has_two_ways() -> None:
    screening = screened(facts={"platelets": 60, "labs_correctable": False})
    assert wanted(screening, "haic-concurrent") == [
        ({"platelets": "at least 75 10*9/L"}, None),
        ({"labs_correctable": "yes"}, None),
    ]


def test_a_multiple_of_normal_is_said_in_the_unit_of_the_value() -> None:
    screening = screened(facts={"alt": {"value": 300, "uln": 40}})
    assert wanted(screening, "watch-and-wait") == [({"alt": "at most 120 U/L"}, None)]


def test_changes_of_several_criteria_are_joined() -> None:
    screening = screened(facts={"neutrophils": 1.2, "bilirubin": 60})
    ways = wanted(screening, "haic-after-ici")
    assert ways == [({"neutrophils": "above 3 10*9/L", "bilirubin": "below 51 umol/L"}, None)]


def test_a_washout_that_is_not_over_names_its_date() -> None:
    screening = screened(
        facts={"bilirubin": 60}, treatments=[{"kind": "tace", "start": "2026-11-10", "end": "2026-11-10"}]
    )
    assert wanted(screening, "haic-after-ici") == [({"bilirubin": "below 51 umol/L"}, "2026-12-08")]


def test_a_stage_that_follows_from_the_performance_status_changes_with_it() -> None:
    assert wanted(screened(facts={"ecog": "3"}), "haic-concurrent") == [({"ecog": "0 or 1"}, None)]


@pytest.mark.parametrize(
    ("facts", "trial"),
    [
        ({"age": 16}, "watch-and-wait"),
        ({"hiv": True}, "watch-and-wait"),
        ({"variceal_bleeding": "2020"}, "haic-after-ici"),
        ({"encephalopathy": "past"}, "haic-after-ici"),
        ({"initial_resectability": "resectable"}, "watch-and-wait"),
        ({"afp_baseline": 5, "pivka2_baseline": 5}, "watch-and-wait"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_what_was_cannot_change(facts: dict[str, Any], trial: str) -> None:
    assert wanted(screened(facts=facts), trial) == []


def test_a_treatment_that_was_given_cannot_change() -> None:
    assert wanted(screened(treatments=[{"kind": "tace", "end": "2025"}]), "haic-concurrent") == []


def test_an_open_trial_needs_nothing() -> None:
    assert wanted(screened(facts={"age": 61}), "watch-and-wait") == []
