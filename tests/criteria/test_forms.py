"""Every form of a patient record that the contract allows is read, and means the same as its plainest form."""

from datetime import date
from typing import Any

import pytest

from criteria import Record, load_catalogue, read_record
from criteria.days import Days, single
from criteria.spans import GREATEST, Span, between, point
from criteria.values import Choice, Event, Flag, Quantity, Several, Treatment, Value

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 20)


def read(**record: Any) -> Record:
    return read_record(record, CATALOGUE, TODAY)


def fact(name: str, data: Any) -> Value | None:
    return read(facts={name: data}).facts.get(name)


def quantity(span: Span, **parts: Any) -> Quantity:
    return Quantity((span,), **parts)


@pytest.mark.parametrize(
    ("data", "span"),
    [
        (82, point(82)),
        (82.0, point(82)),
        ("82", point(82)),
        (" 82 ", point(82)),
        ({"value": 82}, point(82)),
        ("70-80", between(70, 80)),
        ("70 - 80", between(70, 80)),
        ("70–80", between(70, 80)),
        ("<82", Span((0, 0), (82, -1))),
        ("<= 82", Span((0, 0), (82, 0))),
        ("≤82", Span((0, 0), (82, 0))),
        (">82", Span((82, 1), GREATEST)),
        (">=82", Span((82, 0), GREATEST)),
        ("≥ 82", Span((82, 0), GREATEST)),
        ({"value": ">82"}, Span((82, 1), GREATEST)),
        ({"value": "70-80", "unit": "K/uL"}, between(70, 80)),
        ({"value": 82000, "unit": "/uL"}, point(82)),
        ({"value": "<82000", "unit": "/mm3"}, Span((0, 0), (82, -1))),
        ({"value": 8.2, "unit": "10^4/uL"}, point(82)),
    ],
)
def test_a_number_or_an_interval(data: Any, span: Span) -> None:
    assert fact("platelets", data) == quantity(span)


@pytest.mark.parametrize(
    ("name", "data", "span"),
    [
        ("tumour_count", ">3", Span((4, 0), GREATEST)),
        ("tumour_count", ">=4", Span((4, 0), GREATEST)),
        ("age", "<18", between(0, 17)),
        ("age", ">17.5", Span((18, 0), GREATEST)),
        ("bilirubin", {"value": 1.4, "unit": "mg/dL"}, point(23.94)),
        ("afp_baseline", ">1210", Span((1210, 1), GREATEST)),
        ("afp", {"value": 1000, "unit": "IU/mL"}, point(1210)),
        ("albumin", {"value": 3.4, "unit": "g/dL"}, point(34)),
        ("inr", {"value": 1.2, "unit": "1"}, point(1.2)),
        ("inr", {"value": 1.2, "unit": 1}, point(1.2)),
        ("life_expectancy", {"value": 2, "unit": "years"}, point(24)),
    ],
)
def test_whole_numbers_and_units(name: str, data: Any, span: Span) -> None:
    assert fact(name, data) == quantity(span)


def test_a_number_beyond_six_significant_digits_is_rounded() -> None:
    assert fact("bilirubin", 34.2000001) == fact("bilirubin", {"value": 2.00000001, "unit": "mg/dL"})


def test_a_limit_of_normal_is_in_the_unit_of_the_value() -> None:
    assert fact("alt", {"value": 88, "uln": 40}) == quantity(point(88), uln=40)
    assert fact("bilirubin", {"value": 1, "uln": 1.2, "unit": "mg/dL"}) == quantity(point(17.1), uln=20.52)
    assert fact("ast", {"value": 2.5, "unit": "xULN"}) == quantity(point(2.5), in_uln=True)
    assert fact("ast", {"value": ">2.5", "unit": "x ULN", "uln": 38}) == quantity(
        Span((2.5, 1), GREATEST), in_uln=True, uln=38
    )


@pytest.mark.parametrize("data", ["2026-11-18", date(2026, 11, 18)])
def test_a_lab_may_be_dated(data: Any) -> None:
    assert fact("platelets", {"value": 82, "date": data}) == quantity(point(82), date=single(date(2026, 11, 18)))


@pytest.mark.parametrize("data", ["1", 1, ["1"], [1], {"value": 1}, {"value": ["1"]}])
def test_an_option_is_compared_as_text(data: Any) -> None:
    assert fact("ecog", data) == Choice(frozenset("1"))


@pytest.mark.parametrize("data", [["B", "C"], {"value": ["C", "B"]}, ["B", "C", "B"]])
def test_a_choice_may_name_several_options(data: Any) -> None:
    assert fact("bclc", data) == Choice(frozenset("BC"))


@pytest.mark.parametrize(
    ("data", "holds"), [(True, True), (False, False), ("yes", True), ("No", False), ({"value": True}, True)]
)
def test_a_flag(data: Any, holds: bool) -> None:
    assert fact("hiv", data) == Flag(holds)


OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("data", "event"),
    [
        (False, Event(False)),
        (True, Event(True)),
        ("2026-10", Event(True, OCTOBER)),
        ({"date": "2026-10"}, Event(True, OCTOBER)),
        ({"value": True, "date": "2026-10"}, Event(True, OCTOBER)),
        ({"value": "2026-10"}, Event(True, OCTOBER)),
        (date(2026, 10, 2), Event(True, single(date(2026, 10, 2)))),
        (2025, Event(True, Days(date(2025, 1, 1), date(2025, 12, 31)))),
        ("2025", Event(True, Days(date(2025, 1, 1), date(2025, 12, 31)))),
        ("2026-11", Event(True, Days(date(2026, 11, 1), TODAY))),  # days after the screening date are cut off
        (2026, Event(True, Days(date(2026, 1, 1), TODAY))),
    ],
)
def test_an_event(data: Any, event: Event) -> None:
    assert fact("gi_bleeding", data) == event


@pytest.mark.parametrize(
    ("data", "held"),
    [
        ("none", (("none", None),)),
        ({"value": "treated", "date": "2019-05-01"}, (("treated", single(date(2019, 5, 1))),)),
        (["skin", "in_situ"], (("skin", None), ("in_situ", None))),
        ([{"value": "treated", "date": "2019-05-01"}, "skin"], (("treated", single(date(2019, 5, 1))), ("skin", None))),
        ({"value": ["skin", "in_situ"]}, (("skin", None), ("in_situ", None))),
    ],
)
def test_other_malignancies_may_be_a_list_of_which_all_hold(data: Any, held: Any) -> None:
    assert fact("other_malignancy", data) == Several(held)


@pytest.mark.parametrize("data", [None, {}, {"value": None}, {"value": None, "unit": "K/uL"}])
def test_null_is_missing(data: Any) -> None:
    assert read(facts={"platelets": data}).facts == {}


def test_an_empty_record_knows_nothing() -> None:
    assert read() == read(facts=None, treatments=None, treatments_complete=None, screening_date=None)
    assert read() == Record(TODAY, {}, (), False)


@pytest.mark.parametrize("given", ["2026-11-20", date(2026, 11, 20)])
def test_the_screening_date(given: Any) -> None:
    assert read_record({"screening_date": given}, CATALOGUE, date(2030, 1, 1)).screening_date == TODAY


def entry(**fields: Any) -> Treatment:
    return read(treatments=[fields]).treatments[0]


@pytest.mark.parametrize(
    "agents", [["lenvatinib"], "lenvatinib", ["Lenvima"], [" LENVATINIB "], ["lenvatinib", "Lenvima"]]
)
def test_an_agent_by_its_generic_name_a_brand_or_alone(agents: Any) -> None:
    assert entry(kind="systemic", agents=agents).agents == ("lenvatinib",)


@pytest.mark.parametrize(
    ("brand", "generic"),
    [
        ("rivoceranib", "apatinib"), ("Nexavar", "sorafenib"), ("Stivarga", "regorafenib"),
        ("Cabometyx", "cabozantinib"),
        ("Cyramza", "ramucirumab"), ("Avastin", "bevacizumab"), ("Tecentriq", "atezolizumab"),
        ("Imfinzi", "durvalumab"),
        ("Imjudo", "tremelimumab"), ("Keytruda", "pembrolizumab"), ("Opdivo", "nivolumab"), ("Yervoy", "ipilimumab"),
        ("Tyvyt", "sintilimab"), ("AiRuiKa", "camrelizumab"), ("Tevimbra", "tislelizumab"), ("Loqtorzi", "toripalimab"),
    ],
)  # fmt: skip
def test_brands_of_the_clinical_reference(brand: str, generic: str) -> None:
    assert entry(kind="systemic", agents=[brand]).agents == (generic,)


def test_an_agent_that_no_class_holds_is_accepted() -> None:
    assert entry(kind="systemic", agents=["HLX-208"]).agents == ("hlx-208",)


def test_an_ongoing_treatment_ends_on_the_screening_date() -> None:
    assert entry(kind="systemic", start=2025, outcome="ongoing").end == single(TODAY)


def test_a_treatment_without_end_may_have_ended_on_any_day() -> None:
    assert entry(kind="tace", start="2026-08-02").end is None
    assert entry(kind="tace", agents=[], start=None) == Treatment("tace")
