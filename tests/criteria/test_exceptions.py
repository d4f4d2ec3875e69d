"""The only ways in which more knowledge takes back a verdict: each replaces an assumption of the contract.

``test_properties.py`` shows that nothing else does. Each exception is proved here by a smallest pair of records.
"""

from typing import Any, NamedTuple

import pytest

from criteria import load_trials, read_record, screen
from tests.criteria.strategies import CATALOGUE, TODAY

TRIALS = {trial.id: trial for trial in load_trials(CATALOGUE)}
STAGED = {
    "largest_tumour": 4, "portal_vein_thrombus": "none", "hepatic_vein_invasion": False,
    "extrahepatic_metastasis": False, "ecog": "0", "child_pugh_class": "A",
}  # fmt: skip
CHILD_PUGH = {"bilirubin": 15, "albumin": 40, "ascites": "none", "encephalopathy": "never"}
SORAFENIB = {"kind": "systemic", "agents": ["sorafenib"], "start": "2026-01-05", "end": "2026-08-20"}
LENVATINIB = {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026-03-05", "end": "2026-05-20"}


class Replaced(NamedTuple):
    """An assumption that further knowledge replaces: what is assumed before, and known after."""

    criterion: str
    before: dict[str, Any]
    after: dict[str, Any]
    verdicts: tuple[str, str]


def facts(known: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"facts": {**known, **more}}


EXCEPTIONS = {
    "a limit of normal that was assumed is given": Replaced(
        "watch-and-wait I8b",
        facts({"sex": "male", "alt": 130}),
        facts({"sex": "male", "alt": {"value": 130, "uln": 40}}),
        ("satisfied", "violated"),
    ),
    "a test that was undated is dated": Replaced(
        "haic-after-ici I7c",
        facts({"platelets": 40}),
        facts({"platelets": {"value": 40, "date": "2026-10-01"}}),
        ("violated", "unknown"),
    ),
    "a pregnancy test that was undated is dated": Replaced(
        "watch-and-wait E7",
        facts({"sex": "female", "pregnancy_test": "positive"}),
        facts({"sex": "female", "pregnancy_test": {"value": "positive", "date": "2026-10-01"}}),
        ("violated", "unknown"),
    ),
    "a value that was derived is given": Replaced(
        "watch-and-wait I10",
        facts(CHILD_PUGH, inr=1.1),
        facts(CHILD_PUGH, inr=1.1, child_pugh_class="B"),
        ("satisfied", "violated"),
    ),
    "an event that was true is dated": Replaced(
        "haic-after-ici E11",
        facts({"immunosuppressant": True}),
        facts({"immunosuppressant": "2026-10-01"}),
        ("violated", "satisfied"),
    ),
    "heart failure that was present is dated": Replaced(
        "haic-after-ici E3b",
        facts({"heart_failure": True}),
        facts({"heart_failure": "2026-10-01"}),
        ("violated", "satisfied"),
    ),
    "uncontrolled hypertension is given where the pressures vouched for it": Replaced(
        "haic-after-ici E13",
        facts({"systolic_bp": 120, "diastolic_bp": 80}),
        facts({"systolic_bp": 120, "diastolic_bp": 80}, uncontrolled_hypertension=True),
        ("satisfied", "violated"),
    ),
    "an INR is given where the prothrombin time stood in for it": Replaced(
        "watch-and-wait I10",
        facts(CHILD_PUGH, prothrombin_time={"value": 14, "uln": 14}),
        facts(CHILD_PUGH, prothrombin_time={"value": 14, "uln": 14}, inr=3),
        ("satisfied", "violated"),
    ),
    "a pregnancy test is given where no childbearing potential vouched for it": Replaced(
        "watch-and-wait E7",
        facts({"sex": "female", "childbearing_potential": False, "breastfeeding": False}),
        facts({"sex": "female", "childbearing_potential": False, "breastfeeding": False, "pregnancy_test": "positive"}),
        ("satisfied", "violated"),
    ),
    "a component contradicts what is given, and the given counts again in full": Replaced(
        "haic-after-ici I1b",
        facts(STAGED, bclc=["A", "C"], portal_vein_thrombus="vp2"),
        facts(STAGED, bclc=["A", "C"], portal_vein_thrombus="vp2", ecog="3"),
        ("satisfied", "unknown"),
    ),
    "no tumour is left that could be staged": Replaced(
        "haic-after-ici I1b",
        facts(STAGED, tumour_count="<=1"),
        facts(STAGED, tumour_count=0),
        ("violated", "unknown"),
    ),
    "a history that was not complete gains a drug that was given together with others": Replaced(
        "haic-pd1-lenvatinib P3",
        {"treatments": [{**SORAFENIB, "outcome": "progression"}]},
        {"treatments": [{**SORAFENIB, "outcome": "progression"}, {**LENVATINIB, "outcome": "completed"}]},
        ("satisfied", "unknown"),
    ),
    "a course that was completed turns out to have had PD as its best response": Replaced(
        "haic-pd1-lenvatinib P3",
        {"treatments": [{**SORAFENIB, "outcome": "completed"}], "treatments_complete": True},
        {"treatments": [{**SORAFENIB, "outcome": "completed", "response": "PD"}], "treatments_complete": True},
        ("violated", "satisfied"),
    ),
}


def status(criterion: str, record: dict[str, Any]) -> str:
    trial, _, id_ = criterion.partition(" ")
    result = screen(read_record(record, CATALOGUE, TODAY), [TRIALS[trial]], CATALOGUE).trials[0]
    return next(one.status for one in result.criteria if one.criterion.id == id_)


@pytest.mark.parametrize("exception", EXCEPTIONS.values(), ids=list(EXCEPTIONS))
def test_an_assumption_that_is_replaced_takes_back_a_verdict(exception: Replaced) -> None:
    found = status(exception.criterion, exception.before), status(exception.criterion, exception.after)
    assert found == exception.verdicts
