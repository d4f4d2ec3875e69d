"""A call with the patient, as it stands in the log: what is told there, handed over, taken back and closed.

The messages are read by the real extractor; which intent each has is given. Costs some ten seconds.
"""

import datetime as dt
import random

import pytest

from actions.desk import open_desk
from actions.heard import Heard
from actions.log.replay import replay
from actions.log.verify import verify
from actions.reply import Turn
from actions.turn import take_turn
from actions.wording import lines
from criteria import load_catalogue
from criteria.phone import load_phone
from tests.actions.calls import NAIVE, RESPONDER, Caller
from tests.actions.conftest import TODAY

PHONE = load_phone(load_catalogue())


@pytest.fixture
def ana(desk, coordinator):
    return Caller(coordinator(desk, "ana", site="north"))


@pytest.fixture
def ben(desk, coordinator):
    return Caller(coordinator(desk, "ben", site="north"))


def rows(desk, number=1):
    with desk.log.transaction(writes=False) as pages:
        return pages.observations(number)


def test_consent_and_the_call_stand_in_the_log_and_its_chain_is_whole(ana, desk):
    ana.says(RESPONDER, "phone", "y", "3", "y", "hang up")
    told = [(row.fact, row.kind, row.value, row.channel) for row in rows(desk) if row.message > 1]
    assert told == [
        ("phone_call", "value", "started", "rest"),
        ("screening_consent", "value", True, "phone"),
        ("ascites", "heard", "uncontrolled", "phone"),
        ("ascites", "value", "uncontrolled", "phone"),
        ("phone_call", "value", "ended", "rest"),
    ]
    with desk.log.snapshot() as connection:
        assert verify(connection).flaws == []
    with desk.log.transaction(writes=False) as pages:
        assert all(one.agrees for one in replay(pages, desk.catalogue, desk.trials))


def test_what_waits_for_its_confirmation_is_no_part_of_a_verdict(ana, desk):
    ana.says(RESPONDER, "phone", "y", "3")
    assert ana.call["step"] == "confirm"
    assert ana.statuses["watch-and-wait"] == "open"
    with desk.log.transaction(writes=False) as pages:
        assert pages.verdicts(1)[-1].trials["watch-and-wait"]["status"] == "open"
    ana.type("y")
    assert ana.statuses["watch-and-wait"] == "ruled_out"


def test_a_colleague_of_the_site_goes_on_where_the_call_was(ana, ben, desk):
    ana.type("phone P-1")
    ana.type("phone P-1", "phone")
    ana.says("y", "n")
    assert ana.call["step"] == "confirm"
    ben.type("back to P-1", "resume_patient")
    assert "A phone call with this patient is under way" in ben.text
    assert ben.call is None
    ben.type("phone")
    assert (ben.call["step"], ben.call["facts"]) == ("confirm", ["treatments"])
    ben.type("y")
    assert ben.call["facts"] == ["ecog"]
    (complete,) = [row for row in rows(desk) if row.fact == "treatments_complete" and row.kind == "value"]
    assert (complete.sender, complete.channel) == ("ben", "phone")


def test_without_the_words_of_the_colleague_the_first_still_is_in_the_call(ana, ben):
    ana.type("phone P-1", "phone")
    ana.type("y")
    ben.type("back to P-1", "resume_patient")
    assert ana.says("?")["facts"] == ["ecog"]


def test_a_server_that_started_anew_goes_on_with_the_call(ana, log_url, coordinator):
    ana.type("phone P-1", "phone")
    ana.says("y", "?")
    later = Caller(coordinator(open_desk(log_url), "ana", site="north"))
    later.type("1")
    assert later.call["facts"] == ["ecog"]
    assert later.reply.custom["hepascreen"]["recorded"] == {}
    later.type("1")
    assert later.reply.custom["hepascreen"]["recorded"] == {"ecog": "1"}


def test_a_resumed_screening_is_in_the_chart_until_the_call_is_taken_up(ana):
    ana.type("phone P-1", "phone")
    ana.type("y")
    ana.type("back to P-1", "resume_patient")
    ana.type("HIV negative")
    assert "as told" not in ana.text
    assert ana.call is None


@pytest.mark.parametrize("text", ["phone", "y", "n", "hang up", "3"])
def test_a_message_that_comes_twice_is_answered_again_and_recorded_once(ana, desk, text):
    ana.says(RESPONDER, "phone", *(["y"] if text in ("3", "hang up") else []))
    first = ana.type(text, message_id="same")
    before = rows(desk)
    again = ana.type(text, message_id="same")
    assert rows(desk) == before
    assert (again["step"], again["on"]) == (first["step"], first["on"])
    assert ana.text


def test_who_only_reads_starts_no_call(desk, coordinator):
    coordinator(desk, "ana", site="north").tell(age=61)
    turn = Turn("eve", "phone", "phone", Heard(), TODAY, site="north", only_reads=True)
    assert take_turn(turn, desk).texts == [lines.ONLY_READS]
    assert [row.fact for row in rows(desk)] == ["age"]


@pytest.mark.parametrize(
    ("before", "typed", "outcome"),
    [
        (NAIVE, ["y"], "not_settled"),
        (NAIVE, [], "not_settled"),
        (NAIVE, ["n"], "declined"),
        ("BCLC A, HCC by biopsy, CNLC IIIb, extrahepatic metastasis", ["y"], "all_out"),
        ("HCC by biopsy, BCLC B, sorafenib January to June 2026, progression, no other treatment", ["y"], "some_open"),
    ],
)
def test_each_outcome_has_its_closing_line(ana, before, typed, outcome):
    ana.says(before, "phone", *typed)
    if outcome != "declined":
        ana.type("hang up")
    assert ana.call["closing"]["outcome"] == outcome
    assert ana.call["closing"]["text"] in ana.text
    assert ana.call["on"] is False


def test_what_is_not_understood_at_the_end_is_said(ana):
    ana.says("HCC by biopsy, BCLC B, sorafenib January to June 2026, progression, no other treatment", "phone", "y")
    assert ana.call["step"] == "closing"
    ana.type("wobble")
    assert "Not understood: “wobble”." in ana.text
    assert ana.call["step"] == "closing"


def test_what_no_question_asks_for_is_read_back_with_a_reason_too(ana):
    ana.says("61M", "phone", "y", "I have no HCC")
    assert ana.call["facts"] == ["hcc_diagnosis"]
    ana.type("why")
    assert "If the patient asks why: “It can decide which study fits.”" in ana.text
    ana.type("y")
    assert ana.call["closing"]["outcome"] == "all_out"


def test_where_time_alone_opens_a_trial_the_closing_line_says_later(ana):
    ana.says(RESPONDER.replace("BCLC B", "BCLC A"), "stroke in March 2026", "phone", "y", "hang up")
    assert ana.statuses["watch-and-wait"] == "deferred"
    assert set(ana.statuses.values()) == {"deferred", "ruled_out"}
    assert ana.call["closing"]["outcome"] == "later"


def test_what_is_measured_or_read_in_the_chart_is_the_coordinators_own_unless_the_patient_says_it(ana, desk):
    ana.says(NAIVE, "phone", "y", "plt 82, ECOG 1", "from the chart: HIV negative", "he says my INR was 1.1", "no mets")
    channels = {row.fact: row.channel for row in rows(desk) if row.kind == "value"}
    assert {name: channels[name] for name in ("platelets", "ecog", "hiv", "inr", "extrahepatic_metastasis")} == {
        "platelets": "rest",
        "ecog": "phone",
        "hiv": "rest",
        "inr": "phone",
        "extrahepatic_metastasis": "phone",
    }


def test_the_date_of_an_event_is_asked_for_once(ana):
    ana.says(RESPONDER, "phone", "y", "1", "1", "n")
    assert "myocardial_infarction" in ana.call["facts"]
    ana.type("y")
    assert ana.says("y")["question"] == PHONE.follow_ups.when
    ana.type("?")
    assert ana.call["facts"] == ["severe_angina"]
    ana.type("to fetch")
    assert "From the GP: myocardial infarction (patient unsure)" in ana.text


def test_no_other_treatment_ends_the_waiting_for_treatments(ana):
    ana.says("61M", "phone", "y", "?")
    assert [one["fact"] for errand in ana.call["fetch"] for one in errand["facts"] if one["asked"]] == ["treatments"]
    ana.says("never treated", "y")
    assert not [one for errand in ana.call["fetch"] for one in errand["facts"] if one["asked"]]


def test_other_treatments_are_asked_for_until_there_is_none(ana):
    ana.says("61M, HCC by biopsy, BCLC C", "phone", "y", "atezolizumab and bevacizumab since January 2026", "y")
    assert ana.call["facts"] == ["treatments"]
    assert ana.call["question"] == PHONE.follow_ups.more_treatment
    ana.type("y")
    assert ana.call["question"] == PHONE.follow_ups.more_treatment
    assert ana.call["is_again"]
    ana.says("TACE in May 2025", "y")
    assert ana.call["question"] == PHONE.follow_ups.more_treatment
    ana.says("n", "y")
    assert "no other treatment given" in ana.text
    assert ana.call["question"] != PHONE.follow_ups.more_treatment


ANSWERS = [
    "y",
    "n",
    "n",
    "n",
    "?",
    "1",
    "2",
    "wibble",
    "in March",
    "2019",
    "why",
    "again",
    "undo",
    "status",
    "no",
    "72",
]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_answered_a_call_comes_to_its_end(ana, seed):
    draw = random.Random(seed)
    ana.says(draw.choice([NAIVE, RESPONDER, "58F"]), "phone", "y")
    for _ in range(250):
        if ana.call["step"] == "closing":
            break
        assert set(ana.call["facts"]) <= PHONE.askable
        assert ana.call["progress"]["settled"] <= ana.call["progress"]["of"]
        assert ana.call["question"] or ana.call["heard"]
        ana.type(draw.choice([answer for answer in ANSWERS if answer != "undo" or draw.random() < 0.3]))
    assert ana.call["step"] == "closing"
    assert ana.coordinator.slots["asked"] == []


def test_a_day_later_the_call_goes_on_with_the_same_consent(ana, desk):
    ana.says(NAIVE, "phone", "y", "hang up")
    ana.coordinator.today = TODAY + dt.timedelta(days=1)
    ana.type("phone")
    assert ana.call["consent"] == {"state": "given", "on": "2026-11-20"}
    assert ana.call["step"] == "question"
