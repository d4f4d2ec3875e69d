"""Units are converted per analyte: as the clinical reference says, there and back, and as physics has it."""

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import load_catalogue
from criteria.spans import rounded
from criteria.units import folded, is_xuln

CATALOGUE = load_catalogue()
QUANTITIES = [name for name, fact in CATALOGUE.facts.items() if fact.kind == "quantity"]
PAIRS = [(fact, unit) for fact in QUANTITIES for unit in CATALOGUE.table(fact).factors]

REFERENCE = {
    "platelets neutrophils leukocytes": {
        "10*9/L": 1, "K/uL": 1, "10^3/uL": 1, "10^3/mm3": 1, "/uL": 0.001, "/mm3": 0.001, "10^4/uL": 10, "10^9/L": 1,
    },
    "hemoglobin albumin": {"g/L": 1, "g/dL": 10},
    "bilirubin": {"umol/L": 1, "mg/dL": 17.1, "mg/L": 1.71},
    "creatinine": {"umol/L": 1, "mg/dL": 88.4},
    "afp afp_baseline": {"ng/mL": 1, "ug/L": 1, "IU/mL": 1.21, "kU/L": 1.21},
    "pivka2 pivka2_baseline": {"mAU/mL": 1, "AU/mL": 1000, "ng/mL": None},
    "alt ast": {"U/L": 1, "IU/L": 1, "ukat/L": 60},
    "prothrombin_time": {"s": 1, "%": None},
}  # fmt: skip
"""The table of the clinical reference; None is a unit that must not be converted."""


@pytest.mark.parametrize(
    ("fact", "unit", "factor"),
    [
        (fact, unit, factor)
        for facts, units in REFERENCE.items()
        for fact in facts.split()
        for unit, factor in units.items()
    ],
)
def test_the_factors_of_the_clinical_reference(fact: str, unit: str, factor: float | None) -> None:
    assert CATALOGUE.table(fact).factor(unit) == factor


@given(st.sampled_from(PAIRS), st.floats(0.001, 1e6))
def test_a_value_converts_there_and_back(pair: tuple[str, str], value: float) -> None:
    factor = CATALOGUE.table(pair[0]).factor(pair[1])
    assert factor is not None
    assert factor > 0
    assert rounded(rounded(value * factor) / factor) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("fact", QUANTITIES)
def test_the_canonical_unit_is_the_facts_and_its_factor_is_1(fact: str) -> None:
    table = CATALOGUE.table(fact)
    assert table.factor(CATALOGUE.facts[fact].unit) == 1


@pytest.mark.parametrize("table", CATALOGUE.tables.values(), ids=lambda table: table.name)
def test_two_spellings_of_one_unit_have_one_factor(table: object) -> None:
    factors: dict[str, set[float]] = {}
    for unit, factor in table.factors.items():  # type: ignore[attr-defined]
        factors.setdefault(folded(unit), set()).add(factor)
    assert all(len(one) == 1 for one in factors.values())


PHYSICS = {  # canonical unit of a table, and other units that differ by powers of ten or of sixty alone
    "length": ("cm", {"mm": "mm"}),
    "milliseconds": ("ms", {"s": "s"}),
    "protein": ("g/L", {"g/dL": "g/dL"}),
    "cells": ("1e9/L", {"/uL": "1/uL", "/mm3": "1/mm**3", "K/uL": "1e3/uL", "10*4/uL": "1e4/uL", "/nL": "1/nL"}),
    "afp": ("ng/mL", {"ug/L": "ug/L"}),
    "enzyme": ("umol/min/L", {"ukat/L": "umol/s/L"}),
    "months": ("month", {"a": "year"}),
}


@pytest.mark.parametrize(
    ("table", "canonical", "unit", "other"),
    [(table, canonical, unit, other) for table, (canonical, units) in PHYSICS.items() for unit, other in units.items()],
)
def test_factors_that_physics_gives(table: str, canonical: str, unit: str, other: str) -> None:
    ask = pint.UnitRegistry()
    given_factor = CATALOGUE.tables[table].factor(unit)
    assert given_factor == pytest.approx((ask(other) / ask(canonical)).to("").magnitude)


def test_molar_factors_follow_from_the_molar_masses() -> None:
    for fact, grams_per_mole in (("bilirubin", 584.66), ("creatinine", 113.12)):
        assert CATALOGUE.table(fact).factor("mg/dL") == pytest.approx(10_000 / grams_per_mole, rel=1e-3)


@pytest.mark.parametrize(
    "spelling", ["10*9/L", "10^9/L", "x10^9/L", "x 10*9/l", "×10⁹/L", "10⁹/L", "10**9/L", "10 ^ 9 / L", "10^9/litre"]
)
def test_spellings_of_a_count(spelling: str) -> None:
    assert CATALOGUE.table("platelets").factor(spelling) == 1


@pytest.mark.parametrize("spelling", ["umol/L", "µmol/L", "μmol/l", "UMOL/L", "mcmol/L"])
def test_spellings_of_the_micro_sign(spelling: str) -> None:
    assert CATALOGUE.table("bilirubin").factor(spelling) == 1


@pytest.mark.parametrize("unit", ["G/L", "GL", "g", "K", "mg/dl/h", "percent", "10", "foo"])
def test_a_unit_of_another_analyte_is_not_known(unit: str) -> None:
    assert CATALOGUE.table("bilirubin").factor(unit) is None


@pytest.mark.parametrize(
    ("unit", "multiple"), [("xULN", True), ("x ULN", True), ("ULN", True), ("× ULN", True), ("U/L", False)]
)
def test_multiples_of_normal(unit: str, multiple: bool) -> None:
    assert is_xuln(unit) is multiple
