"""Every question of a call: it has a reason and other words, and what is missed twice is fetched.

Costs some four seconds.
"""

import pytest

from criteria import load_catalogue
from criteria.phone import load_phone
from tests.actions.calls import NAIVE, RESPONDER, Caller

PHONE = load_phone(load_catalogue())
AFTER_ICI = (
    "HCC by biopsy, BCLC C, atezolizumab and bevacizumab from January 2026 to June 2026, progression, "
    "no other treatment"
)
PATIENTS = {
    "a woman of whom little is known": "58F",
    "a man of whom little is known": "61M",
    "nobody is known": "BCLC C",
    "responder": RESPONDER,
    "untreated": NAIVE,
    "a woman after immunotherapy": f"58F, {AFTER_ICI}",
    "somebody after immunotherapy": AFTER_ICI,
}


@pytest.fixture
def ana(desk, coordinator):
    return Caller(coordinator(desk, "ana", site="north"))


def questions_of(ana, patient):
    """Go through a call in which nothing is understood; give the facts of each question."""
    ana.says(patient, "phone", "y")
    asked = []
    while ana.call["step"] == "question":
        call = ana.call
        asked.append(tuple(call["facts"]))
        assert call["question"] != call["again"]
        assert f"“{call['question']}”" in ana.text
        ana.type("why")
        assert call["why"]
        assert f"If the patient asks why: “{call['why']}”" in ana.text
        ana.type("wobble wibble")
        assert ana.call["facts"] == call["facts"]
        assert "Not understood: “wobble wibble”." in ana.text
        assert f"In other words: “{call['again']}”" in ana.text
        ana.type("wobble wibble")
        assert "To fetch: " in ana.text
        assert tuple(ana.call["facts"]) not in asked
    assert ana.call["step"] == "closing"
    return {fact for facts in asked for fact in facts}


def test_who_may_be_a_man_is_not_said_to_be_unsure_of_a_pregnancy(ana):
    questions_of(ana, AFTER_ICI)
    ana.type("to fetch")
    assert "sex (patient unsure)" in ana.text
    assert "pregnant" in ana.text
    assert "pregnant (patient unsure)" not in ana.text


def test_what_is_missed_twice_goes_to_the_list_to_fetch_by_whom_to_ask(desk, coordinator):
    """Between them, these patients are asked for all that a patient can tell, and for nothing else."""
    asked = set()
    for place, patient in enumerate(PATIENTS.values()):
        caller = Caller(coordinator(desk, f"caller-{place}", site="north"))
        asked_here = questions_of(caller, patient)
        errands = caller.call["fetch"]
        fetched = {one["fact"]: errand["whom"] for errand in errands for one in errand["facts"] if one["asked"]}
        assert fetched == {fact: PHONE.facts[fact].whom for fact in asked_here}
        asked |= asked_here
    assert asked == PHONE.askable
