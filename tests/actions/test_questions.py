"""Questions about the trials, one or several in a message, on a real log."""

import pytest

TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def payload(reply):
    return reply.custom["hepascreen"]


def status(reply, trial):
    return next(one["status"] for one in payload(reply)["screening"]["trials"] if one["trial"] == trial)


def text(reply):
    return "\n".join(reply.texts)


def test_a_fact_and_a_question_in_one_message_are_both_answered(ana):
    reply = ana.say("why_trial", "why not watch-and-wait? platelets are 60", facts={"platelets": 60})
    assert payload(reply)["recorded"] == {"platelets": 60}
    assert "watch and wait is ruled out: platelets 60 ×10⁹/L; the record asks: platelets above 75" in text(reply)
    assert "(“Normal hematological function (platelets>75×109/L”)" in text(reply)


def test_status_names_every_trial_and_carries_the_screening(ana):
    ana.say("new_patient", "new patient P-017")
    ana.say("inform", treatments=[TACE])
    reply = ana.say("status")
    assert text(reply).startswith("Screening P-017, 20 Nov 2026:")
    assert [line.split(".")[0] for line in reply.texts[1:6]] == ["1", "2", "3", "4", "5"]
    assert payload(reply)["recorded"] == {}
    assert len(payload(reply)["screening"]["trials"]) == 5


def test_status_before_any_fact_says_that_no_screening_is_open(ana):
    reply = ana.say("status")
    assert "No screening is open" in text(reply)
    assert {one["status"] for one in payload(reply)["screening"]["trials"]} == {"open"}


def test_when_gives_the_date_on_which_a_deferred_trial_opens(ana):
    reply = ana.say("inform", facts={"stroke": {"date": "2026-03-15"}})
    assert status(reply, "watch-and-wait") == "deferred"
    assert "watch and wait opens on 15 Mar 2027" in text(ana.say("when", "when does watch and wait open"))


def test_why_do_you_ask_names_the_criteria_that_wait(ana):
    reply = ana.say("why_ask", "why do you ask", asked=["ecog"])
    assert "watch and wait asks: ECOG 0 or 1 (“ECOG score 0-1”)" in text(reply)


def test_an_unclear_trial_name_offers_the_trials_that_bear_it(ana):
    reply = ana.say("why_trial", "why not HAIC")
    assert "Which one do you mean" in text(reply)
    assert {button.payload for button in reply.buttons} == {
        "why HAIC concurrent",
        "why HAIC after ICI",
        "why HAIC PD-1 lenvatinib",
    }


def test_an_unknown_trial_name_is_said_to_be_unknown(ana):
    assert "I know no trial of that name" in text(ana.say("why_trial", "why not LEAP-012"))


def test_a_trial_that_is_named_is_no_treatment(ana):
    words = "why is HAIC after ICI out"
    mention = {"fact": "treatments", "text": "HAIC", "start": 7, "end": 11}
    reply = ana.say("why_trial", words, treatments=[{"kind": "haic"}], mentions=[mention])
    assert payload(reply)["recorded"] == {}


@pytest.mark.parametrize("heard", [{"facts": {"ecog": "3"}}, {"hypothetical": {"ecog": "3"}}])
def test_what_if_records_nothing(ana, heard):
    ana.tell(age=61)
    reply = ana.say("what_if", "what if ECOG were 3", **heard)
    assert "nothing recorded: ECOG 3" in text(reply)
    assert "watch and wait: ECOG 3 (asks: ECOG 0 or 1)" in text(reply)
    assert payload(reply)["recorded"] == {}
    assert status(reply, "watch-and-wait") == "open"
    assert status(ana.say("status"), "watch-and-wait") == "open"


def test_several_questions_in_one_message_are_all_answered(ana):
    ana.tell(platelets=60)
    said = text(ana.say("why_trial", "why not watch and wait, and what is missing for haic after ici?"))
    assert "watch and wait is ruled out: platelets 60" in said
    assert "HAIC after ICI is still open, missing:" in said
    assert "nothing more is needed" not in said


def test_a_question_beside_facts_and_a_new_patient_is_answered_too(ana):
    reply = ana.say("new_patient", "new patient P-3, platelets 60, and what is missing?", facts={"platelets": 60})
    assert "Started a screening: P-3." in text(reply)
    assert payload(reply)["recorded"] == {"platelets": 60}
    assert "HAIC concurrent: missing" in text(reply)


def test_undo_and_a_question_are_done_in_one_message(ana):
    ana.tell(sex="female")
    ana.tell(platelets=60)
    reply = ana.say("what_missing", "what's missing for the second, and undo the last")
    assert payload(reply)["recorded"] == {"platelets": None}
    assert "Taken back your last message: platelets 60" in text(reply)
    assert "HAIC PD-1 lenvatinib is still open, missing:" in text(reply)


def test_an_off_topic_why_is_no_question_about_a_trial(ana):
    ana.tell(sex="female")
    assert "I screen patients" in text(ana.say("out_of_scope", "why is the sky blue"))


def test_it_and_that_one_are_the_trial_that_was_spoken_of(ana):
    ana.tell(platelets=60, bclc="A")
    ana.say("why_trial", "why not watch and wait")
    assert text(ana.say("reopen", "what would reopen it")).startswith("watch and wait would reopen")
    assert text(ana.say("what_missing", "what is missing for that one")).startswith("watch and wait is ruled out")


def test_it_is_the_trial_named_before_in_the_message(ana):
    ana.tell(platelets=60, bclc="A")
    said = text(ana.say("why_trial", "why not watch and wait, and what would reopen it?"))
    assert "watch and wait would reopen with platelets above 75" in said
    assert "palliative" not in said


def test_without_a_trial_spoken_of_all_are_meant(ana):
    ana.tell(platelets=60, bclc="A")
    said = text(ana.say("reopen", "what would reopen them"))
    assert "watch and wait would reopen" in said
    assert "palliative hepatectomy" in said


def test_a_number_that_is_nearly_one_is_asked_about_with_a_button(ana):
    ana.tell(platelets=60)
    reply = ana.say("why_trial", "why not NCT0534933")
    assert "Do you mean watch and wait?" in text(reply)
    assert [one.payload for one in reply.buttons] == ["why watch and wait"]


def test_a_drug_in_the_name_of_a_trial_is_no_treatment(ana):
    ana.tell(sex="female")
    entry = {"kind": "systemic", "agents": ["lenvatinib"]}
    reply = ana.say("why_trial", "what about the lenvatinib one", treatments=[entry])
    assert payload(reply)["recorded"] == {}
    told = {**entry, "start": "2026-07"}
    reply = ana.say("why_trial", "why not the hepatectomy one? she had lenvatinib since July", treatments=[told])
    assert payload(reply)["recorded"] == {"treatments": [told]}


def test_a_page_is_given_to_who_asks_for_it_alone(ana):
    ana.tell(sex="female")
    doubtful = ana.say("export", "he'd sign", confidence=0.3)
    assert "Every criterion" not in text(doubtful)
    assert "Every criterion" in text(ana.say("export", "export", confidence=0.3))


def test_a_stage_that_follows_from_much_is_given_alone(ana):
    burden = {"tumour_count": 2, "largest_tumour": 4.2, "portal_vein_thrombus": "none", "hepatic_vein_invasion": False}
    said = text(ana.tell(**burden, extrahepatic_metastasis=False, ecog="0", child_pugh_class="A"))
    assert "HAIC after ICI: BCLC stage B (asks: BCLC stage C)" in said


def test_the_name_of_a_trial_is_not_said_to_be_unused(ana):
    ana.tell(platelets=60)
    assert "Not used" not in text(ana.say("why_trial", "why not the 4th", unused=["why not the 4th"]))
    assert "Not used" not in text(ana.say("why_trial", "why not NCT05718491", unused=["why not NCT05718491"]))


def test_thanks_before_a_question_is_no_name(ana):
    ana.tell(platelets=60)
    assert "no trial of that name" not in text(ana.say("what_missing", "thanks. what is missing"))
