"""CNLC and BCLC from tumour burden, spread, ECOG and Child-Pugh: the rows of the tables in their order."""

from typing import Any

import pytest

from criteria import load_catalogue, load_trials, read_record, screen
from criteria.knowledge import Knowledge
from criteria.values import Choice
from tests.criteria.strategies import TODAY

CATALOGUE = load_catalogue()
EARLY = {
    "tumour_count": 1, "largest_tumour": 4, "portal_vein_thrombus": "none", "hepatic_vein_invasion": False,
    "extrahepatic_metastasis": False, "ecog": "0", "child_pugh_class": "A",
}  # fmt: skip


def stage(fact: str, **facts: Any) -> str | None:
    """Give the possible stages, joined by a space in the catalogue's order; None where every stage is possible."""
    value = Knowledge(read_record({"facts": facts}, CATALOGUE, TODAY), CATALOGUE).known(fact).value
    if value is None:
        return None
    assert isinstance(value, Choice)
    return " ".join(option for option in CATALOGUE.facts[fact].options if option in value.options)


CNLC: list[tuple[dict[str, Any], str | None]] = [
    ({}, "Ia"),
    ({"largest_tumour": 5}, "Ia"),
    ({"largest_tumour": 5.1}, "Ib"),
    ({"tumour_count": 2, "largest_tumour": 3}, "Ib"),
    ({"tumour_count": 3, "largest_tumour": 3}, "Ib"),
    ({"tumour_count": 2, "largest_tumour": 3.1}, "IIa"),
    ({"tumour_count": 3, "largest_tumour": 12}, "IIa"),
    ({"tumour_count": 4, "largest_tumour": 1}, "IIb"),
    ({"tumour_count": ">3"}, "IIb"),
    ({"portal_vein_thrombus": "vp1"}, "IIIa"),
    ({"portal_vein_thrombus": "vp4", "tumour_count": 9}, "IIIa"),
    ({"hepatic_vein_invasion": True}, "IIIa"),
    ({"extrahepatic_metastasis": True}, "IIIb"),
    ({"extrahepatic_metastasis": True, "portal_vein_thrombus": "vp4"}, "IIIb"),
    ({"ecog": "2"}, "Ia"),
    ({"ecog": "3"}, "IV"),
    ({"ecog": "4", "extrahepatic_metastasis": True}, "IV"),
    ({"child_pugh_class": "B"}, "Ia"),
    ({"child_pugh_class": "C"}, "IV"),
    ({"child_pugh_class": ["B", "C"]}, "Ia IV"),
    ({"ecog": ["2", "3"]}, "Ia IV"),
    ({"tumour_count": None}, "Ia IIa IIb"),
    ({"tumour_count": "2-4", "largest_tumour": "2-4"}, "Ib IIa IIb"),
    ({"largest_tumour": None}, "Ia Ib"),
    ({"portal_vein_thrombus": None}, "Ia IIIa"),
    ({"tumour_count": 0}, None),
]


@pytest.mark.parametrize(("change", "expected"), CNLC)
def test_cnlc(change: dict[str, Any], expected: str | None) -> None:
    assert stage("cnlc", **{**EARLY, **change}) == expected


BCLC: list[tuple[dict[str, Any], str | None]] = [
    ({"largest_tumour": 2}, "0"),
    ({"largest_tumour": 2, "child_pugh_class": "B"}, "A"),
    ({"largest_tumour": 2.1}, "A"),
    ({"largest_tumour": 12}, "A"),
    ({"tumour_count": 2, "largest_tumour": 3}, "A"),
    ({"tumour_count": 3, "largest_tumour": 3}, "A"),
    ({"tumour_count": 3, "largest_tumour": 3.1}, "B"),
    ({"tumour_count": 4, "largest_tumour": 1}, "B"),
    ({"portal_vein_thrombus": "vp1"}, "C"),
    ({"hepatic_vein_invasion": True}, "C"),
    ({"extrahepatic_metastasis": True}, "C"),
    ({"ecog": "1"}, "A C"),
    ({"ecog": "2", "tumour_count": 4}, "B C"),
    ({"ecog": "2", "portal_vein_thrombus": "vp2"}, "C"),
    ({"ecog": "3"}, "D"),
    ({"ecog": "4", "portal_vein_thrombus": "vp2"}, "D"),
    ({"child_pugh_class": "C"}, "A D"),
    ({"child_pugh_class": "C", "portal_vein_thrombus": "vp2"}, "C D"),
    ({"child_pugh_class": "C", "ecog": "1"}, "A C D"),
    ({"child_pugh_class": "C", "ecog": "3"}, "D"),
    ({"child_pugh_class": None, "largest_tumour": 2}, "0 A D"),
    ({"tumour_count": None, "largest_tumour": 2}, "0 A B"),
    ({"tumour_count": 0}, None),
]


@pytest.mark.parametrize(("change", "expected"), BCLC)
def test_bclc(change: dict[str, Any], expected: str | None) -> None:
    assert stage("bclc", **{**EARLY, **change}) == expected


def test_nothing_known_leaves_every_stage() -> None:
    assert stage("cnlc") is None
    assert stage("bclc") is None


def test_the_stage_follows_from_the_items_of_child_pugh_too() -> None:
    items = {"bilirubin": 60, "albumin": 20, "ascites": "uncontrolled"}
    facts = {name: value for name, value in EARLY.items() if name != "child_pugh_class"}
    assert stage("cnlc", **facts, **items) == "IV"


def conflicts(**facts: Any) -> list[dict[str, Any]]:
    record = read_record({"facts": facts}, CATALOGUE, TODAY)
    found: list[dict[str, Any]] = screen(record, load_trials(CATALOGUE), CATALOGUE).as_json()["conflicts"]
    return found


def test_a_stage_that_the_components_exclude_is_a_conflict_and_counts() -> None:
    (conflict,) = conflicts(**EARLY, bclc="B")
    assert (conflict["fact"], conflict["given"], conflict["derived"]) == ("bclc", "B", "A")
    assert set(conflict["from"]) == set(EARLY)
    assert stage("bclc", **EARLY, bclc="B") == "B"


def test_ecog_1_contradicts_neither_the_stage_of_the_tumour_nor_c() -> None:
    assert conflicts(**{**EARLY, "ecog": "1"}, bclc="A") == []
    assert conflicts(**{**EARLY, "ecog": "1"}, bclc="C") == []


def test_several_given_stages_are_narrowed_to_those_that_follow() -> None:
    assert stage("bclc", **{**EARLY, "portal_vein_thrombus": "vp2"}, bclc=["B", "C"]) == "C"
    assert stage("bclc", bclc=["B", "C"]) == "B C"
    assert stage("bclc", bclc=["B", "C"], portal_vein_thrombus="vp1") == "C"


def test_nothing_is_inferred_from_a_stage() -> None:
    known = Knowledge(read_record({"facts": {"cnlc": "IIIb", "bclc": "C"}}, CATALOGUE, TODAY), CATALOGUE)
    for fact in ("extrahepatic_metastasis", "portal_vein_thrombus", "hepatic_vein_invasion", "ecog"):
        assert known.known(fact).value is None
