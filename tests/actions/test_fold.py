"""From rows to what is known: the latest counts, what was taken back does not, undated tests keep their day."""

from datetime import date

import pytest

from actions.log import Observation, fold
from criteria import load_catalogue

RECORDED = date(2026, 11, 10)
LATER = date(2026, 11, 20)


def row(number, fact, value=None, kind="value", *, entry=None, replaces=None, on=RECORDED):
    return Observation(number, number, number, fact, kind, entry, value, None, None, None, "ana", on, replaces)


def record(*rows, today=LATER):
    return fold(rows).record(today, load_catalogue())


def test_the_latest_value_of_a_fact_counts():
    assert record(row(1, "age", 61), row(2, "age", 62))["facts"] == {"age": 62}


def test_a_retracted_fact_is_unknown_again():
    assert record(row(1, "age", 61), row(2, "age", kind="retraction"))["facts"] == {}


def test_undoing_a_row_lets_the_one_before_count_again():
    assert record(row(1, "age", 61), row(2, "age", 62), row(3, "age", kind="undo", replaces=2))["facts"] == {"age": 61}


def test_undoing_a_retraction_restores_the_value():
    rows = [row(1, "age", 61), row(2, "age", kind="retraction"), row(3, "age", kind="undo", replaces=2)]
    assert record(*rows)["facts"] == {"age": 61}


@pytest.mark.parametrize(
    ("fact", "value", "counted"),
    [
        ("platelets", 82, {"value": 82, "date": "2026-11-10"}),
        ("platelets", {"value": 82, "unit": "10*9/L"}, {"value": 82, "unit": "10*9/L", "date": "2026-11-10"}),
        ("platelets", {"value": 82, "date": "2026-11-02"}, {"value": 82, "date": "2026-11-02"}),
        ("pregnancy_test", "negative", {"value": "negative", "date": "2026-11-10"}),
    ],
)
def test_a_test_without_a_date_counts_from_the_day_on_which_it_was_recorded(fact, value, counted):
    assert record(row(1, fact, value))["facts"] == {fact: counted}


@pytest.mark.parametrize(
    ("fact", "value"), [("age", 61), ("hiv", False), ("other_malignancy", "treated"), ("afp_baseline", ">1210")]
)
def test_what_is_no_test_of_a_day_gets_no_date(fact, value):
    assert record(row(1, fact, value))["facts"] == {fact: value}


def test_on_its_own_day_a_test_needs_no_date():
    assert record(row(1, "platelets", 82), today=RECORDED)["facts"] == {"platelets": 82}


def test_a_treatment_entry_counts_as_last_told_and_keeps_its_place():
    rows = [
        row(1, "treatments", {"kind": "tace"}, entry="1"),
        row(2, "treatments", {"kind": "haic"}, entry="2"),
        row(3, "treatments", {"kind": "tace", "end": "2026-10-10"}, entry="1"),
    ]
    assert record(*rows)["treatments"] == [{"kind": "tace", "end": "2026-10-10"}, {"kind": "haic"}]


def test_a_history_is_complete_only_while_that_was_said():
    said = row(1, "treatments_complete", True)
    assert record(said)["treatments_complete"] is True
    assert "treatments_complete" not in record(said, row(2, "treatments_complete", kind="retraction"))


def test_what_nobody_could_tell_is_asked_last_until_it_is_told():
    known = fold([row(1, "hiv", kind="later"), row(2, "ecog", kind="pending")])
    assert known.asked_last() == {"hiv", "ecog"}
    assert known.pending() == ["ecog"]
    assert fold([row(1, "hiv", kind="later"), row(2, "hiv", False)]).asked_last() == frozenset()
