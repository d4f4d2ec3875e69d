"""What would reopen a trial: the smallest changes that really would, and nothing that cannot change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


RAW = {"bilirubin": 20, "albumin": 40, "inr": 1.1, "ascites": "none", "encephalopathy": "never"}
"""Child-Pugh A5."""


def test_a_confirmed_complete_response_needs_a_response_that_is_complete() -> None:
    ways = wanted(screened(facts={"response": "PD"}), "watch-and-wait")
    assert ways == [({"complete_response_confirmed": "yes", "response": "CR"}, None)]


def test_a_denied_confirmation_needs_no_other_response() -> None:
    ways = wanted(screened(facts={"response": "CR", "complete_response_confirmed": False}), "watch-and-wait")
    assert ways == [({"complete_response_confirmed": "yes"}, None)]


def test_a_class_that_follows_from_its_items_changes_with_one_of_them() -> None:
    # Albumin 32 g/L is 2 points, current encephalopathy 2 or 3, each other item 1: 7 or 8, class B. Without the
    # encephalopathy it is 6, class A; with more albumin 6 or 7.
    ways = wanted(screened(facts={**RAW, "albumin": 32, "encephalopathy": "current"}), "watch-and-wait")
    assert ways == [
        ({"encephalopathy": "past"}, None),
        ({"child_pugh_class": "A", "albumin": "above 35 g/L"}, None),
    ]


def test_a_class_that_follows_from_what_changes_anyway_is_not_asked_for() -> None:
    # Bilirubin 40 umol/L and albumin 32 g/L are 2 points each: 7, class B; the bilirubin asked for is 1 point.
    ways = wanted(screened(facts={**RAW, "bilirubin": 40, "albumin": 32}), "watch-and-wait")
    assert ways == [({"bilirubin": "at most 30.75 umol/L"}, None)]


def test_a_given_class_changes_together_with_the_items_it_must_follow() -> None:
    facts = {**RAW, "albumin": 32, "encephalopathy": "current", "child_pugh_class": "B"}
    ways = [changes for changes, _ in wanted(screened(facts=facts), "watch-and-wait")]
    assert {"child_pugh_class": "A", "encephalopathy": "past"} in ways
    assert all("child_pugh_class" in changes and len(changes) > 1 for changes in ways)


def test_a_given_score_changes_together_with_the_class() -> None:
    ways = wanted(screened(facts={"child_pugh_score": 8}), "watch-and-wait")
    assert [changes for changes, _ in ways] == [{"child_pugh_score": "5 to 6"}]


def test_a_class_given_alone_changes_alone() -> None:
    assert wanted(screened(facts={"child_pugh_class": "B"}), "watch-and-wait") == [({"child_pugh_class": "A"}, None)]


def test_a_stage_that_no_criterion_on_the_performance_status_asks_for_changes_with_it() -> None:
    # Without a tumour burden, ECOG 0 to 2 leave BCLC B or C possible; ECOG 3 is BCLC D.
    ways = wanted(screened(facts={"ecog": "3"}), "palliative-hepatectomy")
    assert ways == [({"ecog": "0 or 1 or 2"}, None)]


def test_a_response_that_rules_out_for_good_cannot_change() -> None:
    entries = [
        {"kind": "tace", "start": "2026-01-10", "end": "2026-01-10"},
        {"kind": "systemic", "agents": ["lenvatinib", "durvalumab"], "start": "2026-01-10", "outcome": "ongoing"},
    ]
    screening = screened(facts={"response": "PR"}, treatments=entries, treatments_complete=True)
    result = next(one for one in screening.trials if one.trial.id == "palliative-hepatectomy")
    assert result.status == "ruled_out"
    assert wanted(screening, "palliative-hepatectomy") == []


RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "platelets": st.sampled_from([60, 82]),
        "bilirubin": st.sampled_from([15, 40, 60]),
        "albumin": st.sampled_from([25, 32, 40]),
        "inr": st.sampled_from([1.0, 1.9, 2.5]),
        "ascites": st.sampled_from(["none", "controlled", "uncontrolled"]),
        "encephalopathy": st.sampled_from(["never", "current"]),
        "child_pugh_class": st.sampled_from(["A", "B", "C"]),
        "child_pugh_score": st.sampled_from([5, 7, 11]),
        "ecog": st.sampled_from(["0", "1", "3"]),
        "response": st.sampled_from(["CR", "PR", "PD"]),
        "complete_response_confirmed": st.booleans(),
        "sex": st.sampled_from(["male", "female"]),
        "pregnant": st.booleans(),
        "breastfeeding": st.booleans(),
        "childbearing_potential": st.booleans(),
        "labs_correctable": st.booleans(),
    },
)


@given(RECORDS, st.sampled_from([trial.id for trial in TRIALS]))
def test_every_way_is_a_record_that_can_be_and_no_longer_rules_out(facts: dict[str, Any], trial: str) -> None:
    screening = screened(facts=facts)
    given_before = {one.fact for one in screening.conflicts}
    for way in reopenings(screening, trial):
        changed = {**screening.knowledge.record.facts, **{one.fact: one.value for one in way.changes}}
        after = screen(replace(screening.knowledge.record, facts=changed), TRIALS, CATALOGUE)
        assert {one.fact for one in after.conflicts} <= given_before
        assert next(one.status for one in after.trials if one.trial.id == trial) != "ruled_out"
