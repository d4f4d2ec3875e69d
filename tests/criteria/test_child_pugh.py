"""Child-Pugh from its items: both sides of every boundary, intervals while items are missing."""

from itertools import product
from typing import Any

import pytest

from criteria import load_catalogue, load_trials, read_record, screen
from criteria.knowledge import Knowledge
from criteria.spans import Span, between
from criteria.values import Choice, Quantity
from tests.criteria.strategies import TODAY

CATALOGUE = load_catalogue()
ONE_EACH = {"bilirubin": 20, "albumin": 40, "inr": 1.0, "ascites": "none", "encephalopathy": "never"}


def known(fact: str, **facts: Any) -> Any:
    return Knowledge(read_record({"facts": facts}, CATALOGUE, TODAY), CATALOGUE).known(fact)


def score(**facts: Any) -> tuple[Span, ...]:
    value = known("child_pugh_score", **facts).value
    assert isinstance(value, Quantity)
    return value.spans


def total(points: int) -> tuple[Span, ...]:
    return (between(points, points),)


@pytest.mark.parametrize(
    ("fact", "value", "points"),
    [
        ("bilirubin", 34.1, 1), ("bilirubin", 34.2, 2), ("bilirubin", 51.3, 2), ("bilirubin", 51.4, 3),
        ("bilirubin", {"value": 1.99, "unit": "mg/dL"}, 1), ("bilirubin", {"value": 2, "unit": "mg/dL"}, 2),
        ("bilirubin", {"value": 3, "unit": "mg/dL"}, 2), ("bilirubin", {"value": 3.01, "unit": "mg/dL"}, 3),
        ("albumin", 35.1, 1), ("albumin", 35, 2), ("albumin", 28, 2), ("albumin", 27.9, 3),
        ("inr", 1.69, 1), ("inr", 1.7, 2), ("inr", 2.3, 2), ("inr", 2.31, 3),
        ("ascites", "none", 1), ("ascites", "controlled", 2), ("ascites", "uncontrolled", 3),
        ("encephalopathy", "never", 1), ("encephalopathy", "past", 1),
    ],
)  # fmt: skip
def test_boundary_values_belong_to_the_middle_band(fact: str, value: Any, points: int) -> None:
    assert score(**{**ONE_EACH, fact: value}) == total(4 + points)


@pytest.mark.parametrize(
    ("time", "points"),
    [
        ({"value": 17.9, "uln": 14}, 1), ({"value": 18, "uln": 14}, 2), ({"value": 20, "uln": 14}, 2),
        ({"value": 20.1, "uln": 14}, 3), ({"value": 1.5, "unit": "xULN", "uln": 12}, 2), (17.9, 1), (18, 2),
    ],
)  # fmt: skip
def test_the_prothrombin_time_above_control_stands_in_for_a_missing_inr(time: Any, points: int) -> None:
    items = {name: value for name, value in ONE_EACH.items() if name != "inr"}
    assert score(**items, prothrombin_time=time) == total(4 + points)


def test_the_inr_decides_where_both_are_known() -> None:
    assert score(**ONE_EACH, prothrombin_time={"value": 30, "uln": 14}) == total(5)


def test_an_assumed_control_is_noted_and_a_given_one_is_not() -> None:
    items = {name: value for name, value in ONE_EACH.items() if name != "inr"}
    assert known("child_pugh_class", **items, prothrombin_time=15).notes == {"assumed_uln"}
    assert known("child_pugh_class", **items, prothrombin_time={"value": 15, "uln": 14}).notes == frozenset()


def test_current_encephalopathy_without_a_grade_is_two_or_three_points() -> None:
    assert score(**{**ONE_EACH, "encephalopathy": "current"}) == (between(6, 7),)


def test_a_missing_item_leaves_an_interval() -> None:
    items = {name: value for name, value in ONE_EACH.items() if name != "albumin"}
    assert score(**items) == (between(5, 7),)


def test_an_interval_of_an_item_leaves_what_it_allows() -> None:
    assert score(**{**ONE_EACH, "albumin": "<35"}) == (between(6, 7),)
    assert score(**{**ONE_EACH, "albumin": "≤35"}) == (between(6, 7),)
    assert score(**{**ONE_EACH, "albumin": ">=35"}) == (between(5, 6),)
    assert score(**{**ONE_EACH, "bilirubin": ">51.3"}) == total(7)


@pytest.mark.parametrize(("points", "name"), [(5, "A"), (6, "A"), (7, "B"), (9, "B"), (10, "C"), (15, "C")])
def test_the_class_of_a_score(points: int, name: str) -> None:
    assert known("child_pugh_class", child_pugh_score=points).value == Choice(frozenset(name))


@pytest.mark.parametrize(("scores", "names"), [("5-6", "A"), ("6-7", "AB"), (">=7", "BC"), ("7-9", "B"), (">9", "C")])
def test_the_classes_of_an_interval(scores: str, names: str) -> None:
    assert known("child_pugh_class", child_pugh_score=scores).value == Choice(frozenset(names))


def test_the_class_is_known_as_soon_as_every_completion_gives_the_same() -> None:
    late = {"bilirubin": 60, "albumin": 20, "ascites": "uncontrolled"}
    assert known("child_pugh_class", **late).value == Choice(frozenset("C"))
    assert known("child_pugh_class", bilirubin=60, ascites="uncontrolled").value == Choice(frozenset("BC"))
    assert known("child_pugh_class", bilirubin=20).value is None


def test_every_combination_of_points_adds_up() -> None:
    values = {
        "bilirubin": (20, 40, 60),
        "albumin": (40, 30, 20),
        "inr": (1, 2, 3),
        "ascites": ("none", "controlled", "uncontrolled"),
    }
    for places in product(range(3), repeat=4):
        facts = {name: values[name][place] for name, place in zip(values, places, strict=True)}
        assert score(**facts, encephalopathy="never") == total(sum(places) + 5)


def test_a_given_class_decides_and_a_contradiction_is_told() -> None:
    record = {"facts": {**ONE_EACH, "bilirubin": 60, "child_pugh_class": "A"}}
    screening = screen(read_record(record, CATALOGUE, TODAY), load_trials(CATALOGUE), CATALOGUE).as_json()
    assert screening["conflicts"] == [
        {"fact": "child_pugh_class", "given": "A", "derived": "B",
         "from": ["bilirubin", "albumin", "inr", "ascites", "encephalopathy"]},
    ]  # fmt: skip


def test_a_given_value_that_is_one_of_several_possible_is_no_conflict() -> None:
    record = {"facts": {"bilirubin": 60, "ascites": "uncontrolled", "child_pugh_class": "C"}}
    assert screen(read_record(record, CATALOGUE, TODAY), load_trials(CATALOGUE), CATALOGUE).conflicts == ()


def test_several_given_options_are_narrowed() -> None:
    narrowed = known("child_pugh_class", **{**ONE_EACH, "bilirubin": 60}, child_pugh_class=["B", "C"])
    assert narrowed.value == Choice(frozenset("B"))
    assert set(narrowed.reads) >= {"child_pugh_class", *ONE_EACH}


def test_the_inr_is_missing_where_the_prothrombin_time_only_stands_in_for_it() -> None:
    items = {"bilirubin": 20, "prothrombin_time": 14, "ascites": "none", "encephalopathy": "never"}
    record = read_record({"facts": items}, CATALOGUE, TODAY)
    trial = next(
        one for one in screen(record, load_trials(CATALOGUE), CATALOGUE).trials if one.trial.id == "watch-and-wait"
    )
    finding = next(one.finding for one in trial.criteria if one.criterion.id == "I10")
    assert finding.missing == ("child_pugh_class", "child_pugh_score", "albumin", "inr")
