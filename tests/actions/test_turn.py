"""One turn, from what was heard to the answer, on a real log."""

import datetime as dt
import sqlite3

import pytest

from actions.desk import open_desk
from criteria import load_catalogue, load_trials, read_record, screen

TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}
PLATELETS = {"value": 82, "unit": "10*9/L"}


def payload(reply):
    return reply.custom["hepascreen"]


def status(reply, trial):
    return next(one["status"] for one in payload(reply)["screening"]["trials"] if one["trial"] == trial)


def text(reply):
    return "\n".join(reply.texts)


def test_a_first_fact_starts_a_screening_without_a_code(ana, desk):
    reply = ana.tell(age=61)
    assert payload(reply)["recorded"] == {"age": 61}
    assert "Recorded: age 61." in text(reply)
    with desk.log.transaction() as pages:
        assert pages.current(ana.sender).code is None


def test_the_screening_is_that_of_all_that_was_recorded(ana):
    ana.tell(age=61, sex="female", bclc=["B", "C"])
    reply = ana.say("inform", facts={"platelets": PLATELETS}, treatments=[TACE])
    told = {"age": 61, "sex": "female", "bclc": ["B", "C"], "platelets": PLATELETS}
    catalogue = load_catalogue()
    record = read_record({"facts": told, "treatments": [TACE]}, catalogue, ana.today)
    assert payload(reply)["screening"] == screen(record, load_trials(catalogue), catalogue).as_json()
    assert payload(reply)["recorded"] == {"platelets": PLATELETS, "treatments": [TACE]}


def test_what_changed_is_said_with_its_reason_and_what_is_still_open(ana):
    ana.tell(sex="female")
    reply = ana.say("inform", treatments=[TACE])
    assert status(reply, "haic-concurrent") == "ruled_out"
    line = next(line for line in reply.texts if line.startswith("Now ruled out: HAIC concurrent: TACE"))
    assert "10 Oct 2026" in line
    assert "asks: no earlier treatment of the tumour" in line
    assert "Still open: HAIC PD-1 lenvatinib, palliative hepatectomy, watch and wait, HAIC after ICI." in line


def test_the_next_question_is_asked_and_remembered(ana):
    reply = ana.tell(age=61)
    following = payload(reply)["screening"]["next"]
    assert reply.slots["asked"] == following["facts"]
    assert any(following["ask"] in line for line in reply.texts)


def test_a_changed_value_is_read_back_with_the_old_one(ana):
    ana.tell(platelets=PLATELETS)
    assert "platelets 28 ×10⁹/L (was 82 ×10⁹/L)" in text(ana.tell(platelets={"value": 28, "unit": "10*9/L"}))


def test_a_retracted_fact_is_null_and_unknown_again(ana):
    ana.tell(platelets=60)
    reply = ana.say("retract", "forget the platelets", retracted=["platelets"])
    assert payload(reply)["recorded"] == {"platelets": None}
    assert status(reply, "watch-and-wait") == "open"
    assert "Taken back, now unknown: platelets." in text(reply)
    assert "Open again: watch and wait" in text(reply)


def test_forgetting_what_was_never_told_changes_nothing(ana):
    ana.tell(age=61)
    reply = ana.say("retract", "forget the AFP", retracted=["afp"])
    assert reply.custom is None
    assert "AFP was not recorded" in text(reply)


def test_a_request_to_forget_that_names_no_fact_is_asked_about(ana):
    ana.tell(afp=830)
    reply = ana.say("retract", "the AFP was from a different patient, remove it", unused=["the AFP was"])
    assert "Which fact shall I forget?" in text(reply)
    assert "Not used: “the AFP was”." in text(reply)


def test_undo_takes_back_the_last_message_as_a_whole(ana):
    ana.tell(platelets=82)
    ana.say("inform", facts={"platelets": 60, "hiv": True}, treatments=[TACE])
    reply = ana.say("undo")
    assert payload(reply)["recorded"] == {"platelets": 82, "hiv": None, "treatments": []}
    assert status(reply, "haic-concurrent") == "open"
    again = ana.say("undo")
    assert payload(again)["recorded"] == {"platelets": None}
    assert "nothing to undo" in text(ana.say("undo"))


def test_two_messages_about_one_treatment_make_one_entry(ana):
    start = {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07"}
    ana.say("inform", treatments=[start])
    reply = ana.say("inform", treatments=[{"kind": "systemic", "outcome": "progression"}])
    assert payload(reply)["recorded"] == {"treatments": [{**start, "outcome": "progression"}]}


def test_a_treatment_after_no_other_treatment_is_questioned(ana):
    ana.say("inform", treatments_complete=True)
    reply = ana.say("inform", treatments=[TACE])
    assert "was anything else given?" in text(reply)
    assert payload(reply)["recorded"] == {"treatments": [TACE], "treatments_complete": None}


def test_dont_know_leaves_the_question_to_the_end(ana):
    asked = ana.tell(age=61).slots["asked"]
    reply = ana.say("dont_know", "don't know", reply="unknown")
    assert payload(reply)["recorded"] == {}
    assert "Left open for now: " in text(reply)
    assert reply.slots["asked"] != asked
    assert not set(asked) & set(reply.slots["asked"])


def test_what_is_pending_is_listed_as_to_fetch(ana):
    ana.tell(age=61)
    reply = ana.say("pending", "pending", reply="pending", asked=["qtc"])
    assert "To fetch: QTc." in text(reply)
    assert "To fetch: QTc." in text(ana.say("what_missing", "what is missing"))
    ana.tell(qtc=440)
    assert "To fetch" not in text(ana.say("what_missing", "what is missing"))


def test_dont_know_without_a_question_records_nothing(ana):
    reply = ana.say("dont_know", "don't know", reply="unknown")
    assert reply.custom is None
    assert "asked nothing" in text(reply)


def test_what_cannot_be_is_named_with_its_remedy_and_the_rest_recorded(ana):
    reply = ana.say("inform", facts={"age": 300, "sex": "female"})
    assert payload(reply)["recorded"] == {"sex": "female"}
    assert any(line.startswith("Not recorded: age: 300") for line in reply.texts)


def test_what_was_not_used_is_named(ana):
    assert "Not used: “MELD 12”." in text(ana.say("inform", facts={"age": 61}, unused=["MELD 12"]))


def test_a_doubt_is_asked_about_before_anything_else(ana):
    query = {"fact": "platelets", "kind": "unit", "text": "plt 8", "candidates": ["8 10*9/L", "80 10*9/L"]}
    reply = ana.say("inform", facts={"age": 61}, queries=[query])
    assert "Platelets “plt 8”: in which unit? Not recorded yet." in reply.texts
    assert reply.slots["asked"] == ["platelets"]
    assert [button.payload for button in reply.buttons] == ["platelets 8 10*9/L", "platelets 80 10*9/L"]


def test_of_several_doubts_the_one_with_buttons_is_asked_last_beside_them(ana):
    attack = {"fact": "stroke", "kind": "uncertain", "text": "maybe a TIA"}
    day = {"fact": "treatments", "kind": "date", "text": "TACE 12/5", "candidates": ["2026-05-12", "2026-12-05"]}
    bleed = {"fact": "gi_bleeding", "kind": "uncertain", "text": "possible bleed"}
    reply = ana.say("inform", facts={"age": 61}, queries=[attack, day, bleed])
    asked = [line for line in reply.texts if "Not recorded yet." in line]
    assert [next(one for one in ("TIA", "bleed", "TACE") if one in line) for line in asked] == ["TIA", "bleed", "TACE"]
    assert reply.slots["asked"] == ["treatments"]
    assert [button.payload for button in reply.buttons] == ["TACE 12 May 2026", "TACE 5 Dec 2026"]


def test_two_misses_in_a_row_offer_buttons(ana):
    assert ana.say("inform", "hm").buttons == []
    assert [button.title for button in ana.say("out_of_scope", "hm hm").buttons] == [
        "Status",
        "What is missing",
        "New patient",
        "Help",
    ]
    ana.say("status")
    assert ana.say("out_of_scope", "hm").buttons == []


@pytest.mark.parametrize("intent", ["greet", "thanks", "goodbye", "help", "out_of_scope"])
def test_talk_does_not_touch_the_log(ana, tmp_path, intent):
    reply = ana.say(intent)
    assert reply.texts
    assert reply.custom is None
    assert not list(tmp_path.iterdir())


def test_a_message_sent_twice_is_answered_again_and_recorded_once(ana, desk):
    ana.say("inform", facts={"platelets": 82}, message_id="m-1")
    first = ana.say("inform", facts={"platelets": 60}, message_id="m-2")
    again = ana.say("inform", facts={"platelets": 60}, message_id="m-2")
    assert again.texts == first.texts
    assert again.custom == first.custom
    with desk.log.transaction() as pages:
        assert len(pages.observations(1)) == 2


def test_undo_sent_twice_undoes_once(ana):
    ana.tell(platelets=82)
    ana.tell(platelets=60)
    ana.say("undo", message_id="m-3")
    assert payload(ana.say("undo", message_id="m-3"))["recorded"] == {"platelets": 82}


def test_new_patient_sent_twice_opens_one(ana, desk):
    ana.say("new_patient", "new patient P-1", message_id="m-1")
    ana.say("new_patient", "new patient P-1", message_id="m-1")
    with desk.log.transaction() as pages:
        assert len(pages.of_sender(ana.sender)) == 1


def test_every_message_is_screened_as_of_its_own_day(ana):
    ana.tell(neutrophils=3.5)
    ana.today = dt.date(2026, 12, 1)
    reply = ana.tell(age=61)
    assert payload(reply)["screening"]["screening_date"] == "2026-12-01"
    trial = next(one for one in payload(reply)["screening"]["trials"] if one["trial"] == "haic-after-ici")
    assert "stale_lab" in trial["notes"]


def test_what_lies_in_the_future_of_an_earlier_day_is_left_out_of_that_screening(ana):
    """A replay with an earlier fixed date must not fail on what was recorded since."""
    ana.say("inform", treatments=[TACE])
    ana.today = dt.date(2026, 10, 1)
    assert status(ana.say("status"), "haic-concurrent") == "open"


def test_senders_do_not_see_each_other(desk, ana, coordinator):
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets=60)
    ben = coordinator(desk, "coordinator-2")
    assert "no screening with the code P-1" in text(ben.say("resume_patient", "back to P-1"))
    assert {one["status"] for one in payload(ben.say("status"))["screening"]["trials"]} == {"open"}


def test_facts_are_there_again_after_the_process_ended(ana, log_url, coordinator):
    ana.tell(platelets=60)
    later = coordinator(open_desk(log_url))
    assert status(later.say("status"), "watch-and-wait") == "ruled_out"


def test_a_log_that_cannot_be_written_acknowledges_nothing(tmp_path, coordinator):
    folder = tmp_path / "missing"
    ana = coordinator(open_desk(f"sqlite:///{folder / 'log.db'}"))
    reply = ana.tell(platelets=60)
    assert reply.texts == [
        "Not recorded: the screening log cannot be written at the moment. Please send your message again."
    ]
    assert reply.custom is None
    folder.mkdir()
    assert payload(ana.tell(platelets=60))["recorded"] == {"platelets": 60}


def test_a_locked_log_is_said_and_recovers(ana, tmp_path, monkeypatch):
    monkeypatch.setattr("actions.log.engine.BUSY_SECONDS", 0.05)
    ana.say("status")
    holder = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert "Not recorded" in text(ana.tell(platelets=60))
    holder.execute("ROLLBACK")
    assert payload(ana.tell(platelets=60))["recorded"] == {"platelets": 60}


@pytest.mark.parametrize("intent", ["undo", "new_patient", "close_patient", "resume_patient"])
def test_a_doubtful_intent_moves_and_takes_back_nothing(ana, desk, intent):
    ana.tell(platelets=60)
    reply = ana.say(intent, "hm hm", confidence=0.2)
    assert reply.custom is None
    assert status(ana.say("status"), "watch-and-wait") == "ruled_out"
    with desk.log.transaction() as pages:
        assert len(pages.of_sender(ana.sender)) == 1


@pytest.mark.parametrize(("intent", "confidence"), [("undo", 0.5), ("undo", 0.9), ("new_patient", 0.9)])
def test_a_message_that_is_all_facts_is_recorded_whatever_its_intent(ana, desk, intent, confidence):
    ana.tell(age=61)
    words = "HAIC x3, last one 12 Sept"
    mention = {"fact": "treatments", "text": words, "start": 0, "end": len(words)}
    reply = ana.say(intent, words, confidence=confidence, treatments=[{"kind": "haic"}], mentions=[mention])
    assert payload(reply)["recorded"] == {"treatments": [{"kind": "haic"}]}
    with desk.log.transaction() as pages:
        assert len(pages.of_sender(ana.sender)) == 1


@pytest.mark.parametrize("words", ["plt\0 82", "plt \ud800 82", "plt '); DROP TABLE observations; -- 82", "plt 🩸 82"])
def test_whatever_the_words_are_they_are_kept_beside_the_value(ana, desk, words):
    mention = {"fact": "platelets", "text": words, "start": 0, "end": len(words)}
    ana.say("inform", words, facts={"platelets": 82}, mentions=[mention])
    with desk.log.transaction() as pages:
        (row,) = pages.observations(1)
    assert (row.value, row.said) == (82, words.replace("\0", "").replace("\ud800", "?"))
