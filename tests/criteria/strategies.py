"""Hypothesis strategies for whole patients: every fact of the catalogue, in every form, at nested levels of knowledge.

A `Patient` holds each fact and each treatment in forms that go from exact to vague: every form allows all the values
of the one before it, and most end with None, which is missing. Two records of one patient, one nowhere vaguer than
the other, are then a record and what filling in and narrowing makes of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from criteria import Fact, load_catalogue
from criteria.knowledge import RULES
from criteria.spans import number_text
from criteria.trial_loader import TRIALS_FOLDER
from criteria.yaml_file import YamlFile, read_yaml
from tests.criteria.courses import courses, days

TODAY = date(2026, 11, 20)
CATALOGUE = load_catalogue()
Forms = tuple[Any, ...]

CLUSTERS = tuple(
    line.split()
    for line in (
        "bilirubin albumin inr prothrombin_time ascites encephalopathy child_pugh_class child_pugh_score",
        "tumour_count largest_tumour portal_vein_thrombus hepatic_vein_invasion extrahepatic_metastasis ecog "
        "child_pugh_class cnlc bclc",
        "sex childbearing_potential pregnant breastfeeding pregnancy_test contraception qtc alt creatinine",
        "gi_bleeding variceal_bleeding response complete_response_confirmed transplant age birth_date",
        "uncontrolled_hypertension systolic_bp diastolic_bp other_malignancy immunosuppressant heart_failure",
        "labs_correctable neutrophils platelets bilirubin creatinine alt sex",
    )
)
"""Facts that are judged together: one cluster is in every patient."""


@dataclass(frozen=True)
class Patient:
    """What is true of a patient: each fact and each treatment in forms from exact to vague."""

    facts: Mapping[str, Forms]
    treatments: tuple[Forms, ...]
    complete: bool

    def record(self, levels: Mapping[str, int], complete: bool | None = None) -> dict[str, Any]:
        """Write the record that tells each fact at a level (0 exact); treatments are levels ``0``, ``1``…"""
        facts = {name: forms[min(levels[name], len(forms) - 1)] for name, forms in self.facts.items()}
        entries = [forms[min(levels[str(n)], len(forms) - 1)] for n, forms in enumerate(self.treatments)]
        return {
            "screening_date": TODAY,
            "facts": {name: value for name, value in facts.items() if value is not None},
            "treatments": entries,
            "treatments_complete": self.complete if complete is None else complete,
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all that has levels."""
        return (*self.facts, *(str(n) for n in range(len(self.treatments))))


@lru_cache(maxsize=1)
def limits() -> Mapping[str, tuple[float, ...]]:
    """The numbers that the trial files compare each fact with: the interesting ones."""
    found: dict[str, set[float]] = {}
    for path in TRIALS_FOLDER.glob("*.yml"):
        file = read_yaml(path)
        assert isinstance(file, YamlFile)
        for fact, number in _numbers([one["must"] for one in file.data["criteria"]]):
            found.setdefault(fact, set()).add(number)
    return {fact: tuple(sorted(numbers)) for fact, numbers in found.items()}


def _numbers(data: Any, fact: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(data, list):
        for part in data:
            yield from _numbers(part, fact)
    elif isinstance(data, dict):
        for part in data.values():
            yield from _numbers(part, data.get("fact", fact))
    elif isinstance(data, (int, float)) and not isinstance(data, bool) and fact:
        yield fact, float(data)


def _number(fact: Fact) -> st.SearchStrategy[float]:
    low, high = fact.plausible or fact.possible or (0.0, 100.0)
    near = [round(limit + step, 3) for limit in limits().get(fact.id, ()) for step in (-1, -0.1, 0, 0.1, 1)]
    anywhere = (
        st.integers(int(low) + 1, int(high))
        if fact.integer or high > 50
        else st.floats(low, high).map(lambda x: round(x, 2))
    )
    inside = [int(x) if fact.integer else x for x in near if low <= x <= high and (not fact.integer or x == int(x))]
    return st.one_of(st.sampled_from(inside), anywhere) if inside else anywhere


@st.composite
def _quantity(draw: st.DrawFn, fact: Fact) -> Forms:
    value = draw(_number(fact))
    parts: dict[str, Any] = {}
    if fact.uln is not None and draw(st.booleans()):
        parts = draw(st.sampled_from([{"uln": 10}, {"uln": 15}, {"unit": "xULN"}]))
        value = round(min(value, 100) / 20, 2) if "unit" in parts else value
    if fact.lab and draw(st.booleans()):
        parts = {**parts, "date": draw(days()).isoformat()}
    step = 1 if fact.integer else draw(st.sampled_from([0.1, 0.5, 3]))
    low, high = number_text(max(value - step, 0)), number_text(min(value + step, fact.domain.high[0]))
    vague = draw(st.sampled_from([f"{low}-{high}", f">={low}", f"<={high}", f"<={number_text(value)}"]))
    return ({**parts, "value": value}, {**parts, "value": vague})


@st.composite
def _choice(draw: st.DrawFn, fact: Fact) -> Forms:
    dated = {"date": draw(days()).isoformat()} if fact.dated and draw(st.booleans()) else {}
    first, second = draw(st.permutations(list(fact.options)))[:2]
    if fact.several:
        return ({**dated, "value": first},)
    return ({**dated, "value": first}, {**dated, "value": [first, second]})


@st.composite
def _event(draw: st.DrawFn) -> Forms:
    day = draw(st.none() | days())
    return (False,) if day is None else (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}")


@st.composite
def _birth(draw: st.DrawFn) -> Forms:
    born = date(2026 - draw(st.integers(15, 80)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    return (born.isoformat(), f"{born:%Y-%m}", f"{born:%Y}")


@st.composite
def told(draw: st.DrawFn, name: str) -> Forms:
    """Forms of one fact from exact to vague; a derived one is never missing, since a given value decides."""
    fact = CATALOGUE.facts[name]
    if fact.kind == "quantity":
        forms = draw(_quantity(fact))
    elif fact.kind == "choice":
        forms = draw(_choice(fact))
    elif fact.kind == "event":
        forms = draw(_event())
    else:
        forms = draw(_birth()) if fact.kind == "date" else (draw(st.booleans()),)
    return forms if name in RULES else (*forms, None)


@st.composite
def patients(draw: st.DrawFn) -> Patient:
    """Patients with one cluster of facts that belong together and a few others, and a history."""
    cluster = draw(st.sampled_from(CLUSTERS))
    names = {
        *draw(st.sets(st.sampled_from(cluster))),
        *draw(st.sets(st.sampled_from(list(CATALOGUE.facts)), max_size=4)),
    }
    facts = {name: draw(told(name)) for name in sorted(names)}
    treatments = tuple(draw(st.lists(courses(CATALOGUE), max_size=4)))
    return Patient(facts, treatments, draw(st.booleans()))


@st.composite
def narrowings(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record, and one of the same patient that is nowhere vaguer."""
    patient = draw(patients())
    exact = {name: draw(st.integers(0, 3)) for name in patient.ids}
    vague = {name: level + draw(st.integers(0, 3)) for name, level in exact.items()}
    return patient.record(vague), patient.record(exact)


def records() -> st.SearchStrategy[dict[str, Any]]:
    """Any valid record."""
    return narrowings().map(lambda pair: pair[0])


def ago(**period: float) -> str:
    """A day that lies a period before today, as a record writes it."""
    return (TODAY - timedelta(**period)).isoformat()
