"""Screenings are started, named, resumed, listed and closed by what is said."""

import pytest


def text(reply):
    return "\n".join(reply.texts)


def recorded(reply):
    return reply.custom["hepascreen"]["recorded"]


def test_a_code_starts_a_screening_and_the_first_question_is_asked(ana):
    reply = ana.say("new_patient", "new patient P-017")
    assert reply.texts[0] == "Started a screening: P-017."
    assert reply.slots["screening"] == "P-017"
    assert reply.slots["asked"]


def test_facts_beside_the_code_belong_to_the_new_patient(ana):
    ana.tell(hiv=True)
    reply = ana.say("new_patient", "new patient P-018, 61F", facts={"age": 61, "sex": "female"})
    assert "Recorded for P-018: age 61, female." in text(reply)
    assert "hiv" not in str(ana.say("status").custom["hepascreen"]["screening"]["trials"][0]["criteria"][0]["found"])


@pytest.mark.parametrize("words", ["new patient John Smith", "new patient, MRN 00482913", "new patient a@b.example"])
def test_a_name_or_number_is_refused_and_stored_nowhere(ana, tmp_path, words):
    reply = ana.say("new_patient", words)
    assert "Please give a code instead" in text(reply)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for word in words.removeprefix("new patient").strip(", ").split():
        assert word.encode() not in stored or word == "MRN"


def test_after_a_refused_name_facts_do_not_fall_to_the_patient_before(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(age=61)
    ana.say("new_patient", "new patient John Smith")
    ana.tell(age=70)
    assert "P-1 of 20 Nov 2026: 1 fact known" in text(ana.say("resume_patient", "back to P-1"))


def test_a_bare_code_names_the_screening_that_was_started_without_one(ana):
    assert "It has no code yet" in text(ana.say("new_patient", "new patient"))
    assert "This screening is P-5 now." in text(ana.say("inform", "P-5"))
    assert ana.slots["screening"] == "P-5"


def test_a_code_can_be_given_after_the_first_facts(ana):
    ana.tell(age=61)
    assert "This screening is P-5 now." in text(ana.say("name_patient", "code P-5"))
    assert "Recorded for P-5: ECOG 1." in text(ana.tell(ecog="1"))


def test_a_screening_keeps_its_code(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(age=61)
    assert "This screening is P-1 already" in text(ana.say("name_patient", "code P-2"))


def test_two_patients_in_turn_keep_their_facts_apart(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets=60)
    ana.say("new_patient", "new patient P-2")
    trials = ana.tell(age=50).custom["hepascreen"]["screening"]["trials"]
    assert {one["status"] for one in trials} == {"open"}
    reply = ana.say("resume_patient", "back to P-1")
    assert "Back to screening P-1 of 20 Nov 2026: 1 fact known." in text(reply)
    trials = {one["trial"]: one["status"] for one in reply.custom["hepascreen"]["screening"]["trials"]}
    assert trials["watch-and-wait"] == "ruled_out"


def test_a_code_that_is_known_is_resumed_rather_than_started_again(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(age=61)
    ana.say("new_patient", "new patient P-2")
    assert "Back to screening P-1" in text(ana.say("new_patient", "new patient p-1"))


def test_an_answer_after_a_new_patient_is_not_for_the_question_before(ana):
    ana.tell(age=61)
    reply = ana.say("new_patient", "new patient P-2, not sure", reply="unknown", asked=["ecog"])
    assert "Left open" not in text(reply)


def test_screenings_are_listed(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(age=61, sex="male")
    ana.say("new_patient", "new patient P-2")
    assert ana.say("list_patients").texts == ["P-1, 20 Nov 2026, 2 facts", "P-2, 20 Nov 2026, 0 facts (this one)"]


def test_after_closing_a_fact_starts_another_screening(ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(age=61)
    assert "Closed screening P-1" in text(ana.say("close_patient", "close this screening"))
    assert ana.slots["screening"] is None
    assert "Recorded: age 50." in text(ana.tell(age=50))
    assert "1 fact known" in text(ana.say("resume_patient", "back to P-1"))
