"""Bad input of every form is told in one clear line that names the place and the remedy."""

import math
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import RecordError, load_catalogue, read_record
from tests.criteria.strategies import TODAY, records

CATALOGUE = load_catalogue()


def faults(record: Any) -> list[str]:
    """Read a record and give its faults, one line each."""
    try:
        read_record(record, CATALOGUE, TODAY)
    except RecordError as error:
        return str(error).splitlines()
    return []


FACTS: list[tuple[dict[str, Any], str, str]] = [
    # (facts, place, words of the problem or remedy)
    ({"age": 300}, "facts.age", "0 to 125"),
    ({"age": -1}, "facts.age", "0 to 125"),
    ({"age": 61.5}, "facts.age", "whole number"),
    ({"age": "sixty"}, "facts.age", "not a number"),
    ({"age": True}, "facts.age", "not a number"),
    ({"age": [61]}, "facts.age", "not a number"),
    ({"age": "75-70"}, "facts.age", "smaller end first"),
    ({"age": {"value": 61, "uln": 70}}, "facts.age.uln", "no such part"),
    ({"tumour_count": "2.2-2.8"}, "facts.tumour_count", "holds no number"),
    ({"platelets": -3}, "facts.platelets", "0 to 5000"),
    ({"platelets": "-3"}, "facts.platelets", "not a number"),
    ({"platelets": math.nan}, "facts.platelets", "number"),
    ({"platelets": math.inf}, "facts.platelets", "number"),
    ({"platelets": 10**400}, "facts.platelets", "number"),
    ({"platelets": 193000}, "facts.platelets", "check value and unit"),
    ({"platelets": {"value": 82, "unit": "mg/dL"}}, "facts.platelets.unit", "10*9/L"),
    ({"platelets": {"value": 82, "unit": 5}}, "facts.platelets.unit", "10*9/L"),
    ({"platelets": {"value": 82, "unit": ["K/uL"]}}, "facts.platelets.unit", "10*9/L"),
    ({"platelets": {"value": 2, "unit": "xULN"}}, "facts.platelets.unit", "limit of normal"),
    ({"platelets": {"value": 82, "date": "2026-11-21"}}, "facts.platelets.date", "after the screening date"),
    ({"platelets": {"value": 82, "date": "yesterday"}}, "facts.platelets.date", "2026-10-02"),
    ({"platelets": {"value": 82, "day": "2026-11-01"}}, "facts.platelets.day", "value, unit, date, uln"),
    ({"pivka2": {"value": 82, "unit": "ng/mL"}}, "facts.pivka2.unit", "mAU/mL"),
    ({"prothrombin_time": {"value": 76, "unit": "%"}}, "facts.prothrombin_time.unit", "use one of s"),
    ({"alt": {"value": 88, "uln": 0}}, "facts.alt.uln", "above zero"),
    ({"alt": {"value": 88, "uln": "40"}}, "facts.alt.uln", "above zero"),
    ({"alt": {"value": 88, "uln": True}}, "facts.alt.uln", "above zero"),
    ({"alt": {"value": 88, "uln": 10**400}}, "facts.alt.uln", "above zero"),
    ({"bclc": "E"}, "facts.bclc", "0, A, B, C, D"),
    ({"bclc": ["B", "E"]}, "facts.bclc", "'E'"),
    ({"bclc": []}, "facts.bclc", "empty"),
    ({"bclc": {"value": "B", "unit": "x"}}, "facts.bclc.unit", "value, date"),
    ({"ecog": 1.5}, "facts.ecog", "0, 1, 2, 3, 4"),
    ({"ecog": True}, "facts.ecog", "0, 1, 2, 3, 4"),
    ({"sex": "unknown"}, "facts.sex", "female, male"),
    ({"hiv": "perhaps"}, "facts.hiv", "write true or false"),
    ({"hiv": 1}, "facts.hiv", "write true or false"),
    ({"hiv": [True, False]}, "facts.hiv", "write true or false"),
    ({"stroke": "last year"}, "facts.stroke", "2026-10"),
    ({"stroke": "2026-13"}, "facts.stroke", "2026-10"),
    ({"stroke": "2026-02-30"}, "facts.stroke", "2026-10"),
    ({"stroke": "2027"}, "facts.stroke", "after the screening date"),
    ({"stroke": {"value": False, "date": "2026-10"}}, "facts.stroke.date", "remove"),
    ({"stroke": {"value": "2026-10", "date": "2026-09"}}, "facts.stroke.value", "two dates"),
    ({"birth_date": "2027-01-01"}, "facts.birth_date", "after the screening date"),
    ({"birth_date": "1066-10-14"}, "facts.birth_date", "too long ago"),
    ({"birth_date": 61.5}, "facts.birth_date", "is not a date"),
    ({"other_malignancy": ["none", "treated"]}, "facts.other_malignancy", "'none'"),
    ({"other_malignancy": []}, "facts.other_malignancy", "empty"),
    ({"other_malignancy": [{"date": "2019"}]}, "facts.other_malignancy", "no value"),
    ({"other_malignancy": "cured"}, "facts.other_malignancy", "treated"),
    ({"plateletts": 82}, "facts.plateletts", "did you mean platelets"),
    ({5: 82}, "facts.5", "no fact has this id"),
]


@pytest.mark.parametrize(("facts", "place", "words"), FACTS, ids=[str(facts)[:60] for facts, _, _ in FACTS])
def test_a_bad_fact_is_one_line_with_place_and_remedy(facts: dict[str, Any], place: str, words: str) -> None:
    (line,) = faults({"facts": facts})
    assert line.startswith(f"{place}: ")
    assert words in line
    assert "; " in line


PARTS: list[tuple[Any, str, str]] = [
    (None, "record", "start with `facts:`"),
    ([], "record", "start with `facts:`"),
    ("age: 61", "record", "start with `facts:`"),
    ({"fact": {"age": 61}}, "fact", "screening_date, facts, treatments, treatments_complete"),
    ({"facts": [61]}, "facts", "one fact a line"),
    ({"screening_date": "soon"}, "screening_date", "2026-11-20"),
    ({"screening_date": "2026-11"}, "screening_date", "2026-11-20"),
    ({"screening_date": "1815-06-18"}, "screening_date", "2026-11-20"),
    ({"treatments_complete": "yes"}, "treatments_complete", "write true or false"),
    ({"treatments": {"kind": "tace"}}, "treatments", "one entry a line"),
    ({"treatments": ["tace"]}, "treatments[0]", "{kind: tace"),
    ({"treatments": [{"start": "2026-10"}]}, "treatments[0].kind", "it is missing"),
    ({"treatments": [{"kind": "tase"}]}, "treatments[0].kind", "did you mean"),
    ({"treatments": [{"kind": ["tace"]}]}, "treatments[0].kind", "did you mean"),
    ({"treatments": [{"kind": "tace"}, {"kind": "tace", "date": 2026}]}, "treatments[1].date", "kind, start, end"),
    ({"treatments": [{"kind": "tace", "start": "2026-12"}]}, "treatments[0].start", "after the screening date"),
    ({"treatments": [{"kind": "tace", "start": "2026-03", "end": "2026-02"}]}, "treatments[0].end", "before the start"),
    ({"treatments": [{"kind": "tace", "end": "2026-02", "outcome": "ongoing"}]}, "treatments[0].end", "no end"),
    ({"treatments": [{"kind": "systemic", "outcome": "failed"}]}, "treatments[0].outcome", "progression"),
    ({"treatments": [{"kind": "systemic", "response": "NE"}]}, "treatments[0].response", "CR, PR, SD, PD"),
    ({"treatments": [{"kind": "systemic", "agents": [5]}]}, "treatments[0].agents", "generic names"),
    ({"treatments": [{"kind": "systemic", "agents": {"a": "b"}}]}, "treatments[0].agents", "generic names"),
    ({"treatments": [{"kind": "systemic", "agents": [" "]}]}, "treatments[0].agents", "generic names"),
]


@pytest.mark.parametrize(("record", "place", "words"), PARTS, ids=[str(record)[:60] for record, _, _ in PARTS])
def test_a_bad_record_is_one_line_with_place_and_remedy(record: Any, place: str, words: str) -> None:
    (line,) = faults(record)
    assert line.startswith(f"{place}: ")
    assert words in line


def test_every_fault_of_a_record_is_told_at_once() -> None:
    lines = faults({"facts": {"age": 300, "sex": "x", "hiv": False}, "treatments": [{"kind": "y"}], "z": 1})
    assert [line.partition(":")[0] for line in lines] == ["z", "facts.age", "facts.sex", "treatments[0].kind"]


def test_an_ambiguous_number_for_yes_is_not_taken_for_one() -> None:
    assert faults({"facts": {"hiv": 0}}) == ["facts.hiv: 0 is neither true nor false; write true or false"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.integers(), inner, max_size=3),
    max_leaves=8,
)
WORDS = st.sampled_from(
    ["value", "unit", "date", "uln", "2026-10", ">5", "<= 3", "1-2", "xULN", "mg/dL", "tace", "B", ""]
)
PARTLY = st.recursive(
    ANYTHING | WORDS,
    lambda inner: st.dictionaries(WORDS, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["kind", "start", "end", "agents", "outcome", "response"])


@given(ANYTHING)
def test_anything_is_read_or_refused(data: Any) -> None:
    assert all("; " in line for line in faults(data))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "facts": st.dictionaries(st.sampled_from(list(CATALOGUE.facts)), PARTLY, max_size=4),
            "treatments": st.lists(st.dictionaries(FIELDS, PARTLY, max_size=4), max_size=2),
            "screening_date": PARTLY,
            "treatments_complete": ANYTHING,
        },
    )
)
def test_anything_in_the_places_of_a_record_is_read_or_refused(data: dict[str, Any]) -> None:
    assert all("; " in line for line in faults(data))


@given(records())
def test_a_valid_record_has_no_fault(record: dict[str, Any]) -> None:
    assert faults(record) == []


def test_dates_of_every_form_are_the_same() -> None:
    forms = ["2026-10-02", date(2026, 10, 2), datetime(2026, 10, 2, 12, 30)]
    read = [read_record({"facts": {"stroke": one}}, CATALOGUE, TODAY).facts["stroke"] for one in forms]
    assert read[0] == read[1] == read[2]
