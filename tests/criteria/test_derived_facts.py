"""Facts that follow from one or two others: age, pregnancy, response, bleeding, transplant; and what does not."""

from typing import Any

import pytest

from criteria import load_catalogue, load_trials, read_record, screen
from criteria.derive import simple
from criteria.knowledge import RULES, Knowledge
from criteria.values import Event, Flag, Value
from tests.criteria.strategies import TODAY

CATALOGUE = load_catalogue()
NO = Flag(False)


def knowledge(record: dict[str, Any]) -> Knowledge:
    return Knowledge(read_record(record, CATALOGUE, TODAY), CATALOGUE)


def value(fact: str, **facts: Any) -> Value | None:
    return knowledge({"facts": facts}).known(fact).value


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("1965-11-20", "61"),
        ("1965-11-21", "60"),
        ("1965-11", "60-61"),
        ("1965", "60-61"),
        (1965, "60-61"),
        ("1965-12", "60"),
    ],
)
def test_the_age_is_the_completed_years_since_birth(birth: Any, age: str) -> None:
    known = value("age", birth_date=birth)
    assert known is not None
    assert str(known.spans[0]) == age  # type: ignore[union-attr]


@pytest.mark.parametrize("fact", ["pregnant", "breastfeeding", "childbearing_potential"])
def test_a_man_is_not_pregnant_breast_feeding_or_of_childbearing_potential(fact: str) -> None:
    assert value(fact, sex="male") == NO
    assert value(fact, sex="female") is None
    assert value(fact, sex=["female", "male"]) is None
    assert value(fact) is None


def test_without_childbearing_potential_a_woman_is_not_pregnant_but_may_breast_feed() -> None:
    assert value("pregnant", sex="female", childbearing_potential=False) == NO
    assert value("pregnant", sex="female", childbearing_potential=True) is None
    assert value("breastfeeding", sex="female", childbearing_potential=False) is None


@pytest.mark.parametrize(
    ("response", "confirmed"), [("PR", NO), (["PR", "SD"], NO), ("CR", None), (["CR", "PR"], None), (None, None)]
)
def test_a_latest_response_other_than_cr_means_no_confirmed_complete_response(response: Any, confirmed: Any) -> None:
    assert value("complete_response_confirmed", response=response) == confirmed


@pytest.mark.parametrize(
    ("bleeding", "variceal"), [(False, Event(False)), (True, None), ("2026-10", None), (None, None)]
)
def test_no_bleeding_at_all_means_no_variceal_bleeding(bleeding: Any, variceal: Any) -> None:
    assert value("variceal_bleeding", gi_bleeding=bleeding) == variceal


def test_a_liver_transplant_in_the_history_is_a_transplant_and_its_absence_is_not_none() -> None:
    transplant = [{"kind": "transplant", "start": "2020"}]
    assert knowledge({"treatments": transplant}).known("transplant").value == Flag(True)
    assert knowledge({"treatments": [], "treatments_complete": True}).known("transplant").value is None


CONFLICTS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"sex": "male", "pregnant": True}, {"fact": "pregnant", "given": True, "derived": False, "from": ["sex"]}),
    ({"age": 50, "birth_date": "1965-11-20"}, {"fact": "age", "given": 50, "derived": 61, "from": ["birth_date"]}),
    (
        {"response": "PD", "complete_response_confirmed": True},
        {"fact": "complete_response_confirmed", "given": True, "derived": False, "from": ["response"]},
    ),
    (
        {"gi_bleeding": False, "variceal_bleeding": "2026-10"},
        {"fact": "variceal_bleeding", "given": "2026-10", "derived": False, "from": ["gi_bleeding"]},
    ),
    (
        {"child_pugh_score": 8, "child_pugh_class": "A"},
        {"fact": "child_pugh_class", "given": "A", "derived": "B", "from": ["child_pugh_score"]},
    ),
]


@pytest.mark.parametrize(("facts", "conflict"), CONFLICTS)
def test_a_given_value_that_is_impossible_by_others_is_one_conflict_and_decides(
    facts: dict[str, Any], conflict: dict[str, Any]
) -> None:
    record = read_record({"facts": facts}, CATALOGUE, TODAY)
    screening = screen(record, load_trials(CATALOGUE), CATALOGUE)
    assert screening.as_json()["conflicts"] == [conflict]
    known = screening.knowledge.known(conflict["fact"])
    assert known.value == record.facts[conflict["fact"]]
    assert known.reads == (conflict["fact"],)


def test_a_given_value_that_the_derived_allows_is_no_conflict() -> None:
    record = read_record({"facts": {"age": 61, "birth_date": "1965"}}, CATALOGUE, TODAY)
    assert screen(record, load_trials(CATALOGUE), CATALOGUE).conflicts == ()


def test_every_derived_fact_of_the_contract_has_a_rule() -> None:
    assert set(RULES) == {*simple.RULES, "child_pugh_score", "child_pugh_class", "cnlc", "bclc"}


def test_a_derived_fact_names_itself_and_what_it_came_from() -> None:
    known = knowledge({"facts": {"sex": "female", "childbearing_potential": False}}).known("pregnant")
    assert known.reads == ("pregnant", "sex", "childbearing_potential")
