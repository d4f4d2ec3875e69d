"""What is said in a call beside the answers, and what is said in the place of what was read back."""

import pytest
import textstat

from actions.heard import Heard
from actions.phone import keys
from actions.phone.asides import PATIENT_ASKS, WAIT, aside_in
from actions.wording import phone as wording
from tests.actions.calls import RESPONDER, Caller


@pytest.fixture
def caller(ana):
    return Caller(ana)


WAITS = [
    "hold on",
    "hang on please",
    "one moment please",
    "wait a minute, the doorbell",
    "just a second",
    "let me get my glasses",
    "let me look at my tablets",
    "I will get the letter",
    "she is crying",
    "he is looking for the letter",
    "she left the room",
    "someone's at the door",
    "bear with me",
]
FAREWELLS = [
    "I have to go now, sorry",
    "call me back at three",
    "can you call back tomorrow?",
    "she has to go",
    "sorry, I've got to go",
    "please ring me back on Tuesday",
]
QUESTIONS = [
    "will I get the drug?",
    "is this going to help me live longer?",
    "do I have to stop my tablets?",
    "is it safe?",
    "how long will this take",
    "who are you",
    "he asks what HAIC means",
    "she wants to know if she can still drive",
]


@pytest.mark.parametrize(("texts", "meaning"), [(WAITS, WAIT), (FAREWELLS, "hang_up"), (QUESTIONS, PATIENT_ASKS)])
def test_what_answers_nothing_is_told_by_its_words(texts, meaning):
    assert {text: aside_in(text, Heard()) for text in texts} == dict.fromkeys(texts, meaning)


def test_a_wait_leaves_the_question_open_and_is_no_answer(caller):
    before = caller.says("phone", "y")
    for text in ("wait a minute, the doorbell", "hang on please"):
        caller.type(text, "pending")
        assert caller.text.startswith("There is time; the question stays open.")
        assert (caller.call["question"], caller.call["is_again"]) == (before["question"], False)
        assert caller.call["progress"] == before["progress"]
        assert "To fetch" not in caller.text


def test_a_wait_before_consent_is_no_consent_and_no_refusal(caller):
    caller.says("phone", "hold on please")
    assert caller.call["step"] == "consent"
    assert not caller.call["is_again"]


def test_a_wait_leaves_what_was_read_back_waiting(caller):
    caller.says("phone", "y", "HIV positive", "hang on")
    assert caller.call["step"] == "confirm"
    assert caller.says("y")["facts"] == ["treatments"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [("sorry, wait, 2019", {}), ("wait, 3 years ago", {}), ("hang on, I had a stroke once", {"stroke": True})],
)
def test_what_tells_something_is_no_wait(text, facts):
    assert aside_in(text, Heard(facts=facts)) is None
    assert aside_in("hang on", Heard()) == WAIT


def test_a_farewell_ends_the_call(caller):
    caller.says("phone", "y")
    caller.type("I have to go now, sorry", "goodbye", confidence=0.5)
    assert caller.call["step"] == "ended"
    assert "Close with: “Thank you." in caller.text


def test_a_goodbye_ends_the_call_where_the_model_is_sure(caller):
    caller.says("phone", "y")
    caller.type("well then, all the best", "goodbye", confidence=0.5)
    assert caller.call["step"] == "question"
    caller.type("well then, all the best", "goodbye")
    assert caller.call["step"] == "ended"


def test_a_question_of_the_patients_is_no_answer_and_gets_a_line_that_promises_nothing(caller):
    before = caller.says("phone", "y")
    for text in ("will I get the drug?", "he asks what HAIC means"):
        caller.type(text, "out_of_scope")
        assert f"“{wording.ASKED_BY_PATIENT}”" in caller.text
        assert (caller.call["step"], caller.call["question"]) == ("question", before["question"])
        assert caller.reply.custom["hepascreen"]["recorded"] == {}


@pytest.mark.parametrize("text", ["why not watch and wait?", "what is missing?", "what if I said 90?", "HIV?", "why"])
def test_the_coordinators_questions_are_not_the_patients(text):
    assert aside_in(text, Heard()) is None


def test_the_line_for_the_patients_question_is_easy():
    assert textstat.flesch_kincaid_grade(wording.ASKED_BY_PATIENT) <= 7
    assert len(wording.ASKED_BY_PATIENT.split()) <= 25


def test_a_guess_of_the_model_that_nobody_knows_is_asked_again_not_given_up(caller):
    caller.says("phone", "y")
    caller.type("I'm not good with names", "dont_know", confidence=0.5)
    assert caller.call["is_again"]
    assert "To fetch" not in caller.text


@pytest.mark.parametrize("text", ["no, 1", "no sorry 1"])
def test_another_key_takes_the_place_of_the_one_that_was_read_back(caller, text):
    caller.says(RESPONDER, "phone", "y", "2")
    assert caller.call["step"] == "confirm"
    caller.type(text)
    assert caller.reply.custom["hepascreen"]["recorded"] == {"ascites": "none"}


def test_a_bare_number_takes_no_place_since_it_may_be_that_of_the_yes(caller):
    caller.says(RESPONDER, "phone", "y", "2", "1")
    assert caller.call["step"] == "confirm"
    assert caller.reply.custom["hepascreen"]["recorded"] == {}


def test_undo_brings_back_what_was_dropped_by_a_wrong_key(caller):
    caller.says(RESPONDER, "phone", "y", "2", "n", "undo")
    assert "Taken back your last message: dropping ascites." in caller.text
    assert (caller.call["step"], caller.call["heard"]["text"]) == ("confirm", "ascites: controlled")
    assert caller.reply.custom["hepascreen"]["recorded"] == {}
    caller.type("y")
    assert caller.reply.custom["hepascreen"]["recorded"] == {"ascites": "controlled"}


def test_undo_brings_back_what_another_answer_took_the_place_of(caller):
    caller.says("phone", "y", "heart attack in March", "no, it was a stroke in March", "undo")
    assert caller.call["facts"] == ["myocardial_infarction"]
    caller.says("undo")
    assert caller.call["step"] == "question"


def test_no_sorry_is_a_no(caller):
    caller.says(RESPONDER, "phone", "y", "2", "no sorry, the other thing")
    assert caller.call["step"] == "question"
    assert "Not recorded." in caller.text


def test_what_was_not_understood_is_named_once(caller):
    caller.says("phone", "y", "my brother had a stroke")
    assert caller.text.count("my brother had a stroke") == 1


def test_which_date_of_a_treatment_was_meant_is_asked_before_the_read_back(caller):
    caller.says("phone", "y", "they burnt it on 03/04/2025")
    assert (caller.call["step"], [one["key"] for one in caller.call["keys"]]) == ("question", ["a", "b", "?"])
    caller.type(caller.call["keys"][1]["say"])
    assert caller.call["step"] == "confirm"
    assert "ablation on 4 Mar 2025" in caller.text
    caller.type("y")
    (entry,) = caller.reply.custom["hepascreen"]["recorded"]["treatments"]
    assert entry == {"kind": "ablation", "start": "2025-03-04", "end": "2025-03-04"}


@pytest.mark.parametrize("answer", ["?", "y"])
def test_whoever_does_not_know_which_date_keeps_the_treatment_without_one(caller, answer):
    caller.says("phone", "y", "they burnt it on 03/04/2025", answer)
    assert caller.call["step"] == "confirm"
    assert caller.call["heard"]["text"] == "ablation"
    caller.type("y")
    assert caller.reply.custom["hepascreen"]["recorded"]["treatments"] == [{"kind": "ablation"}]


def test_a_date_that_stayed_open_is_asked_for_again_and_not_lost(caller):
    caller.says("phone", "y", "she is 81", "stroke on 03/04/2026")
    assert caller.call["step"] == "confirm"
    caller.says("y")
    assert caller.call["facts"] == ["stroke"]
    caller.says("stroke on 03/04/2026", "wobble")
    assert caller.call["facts"] == ["stroke"]


def test_a_no_to_which_date_drops_the_treatment(caller):
    caller.says("phone", "y", "they burnt it on 03/04/2025", "n")
    assert (caller.call["step"], caller.call["facts"]) == ("question", ["treatments"])


@pytest.mark.parametrize("text", ["no, 1", "no sorry 1", "n, 1", "no, I mean 1", "wrong, it's 1", "no wait, 1."])
def test_what_stands_behind_a_no(text):
    assert keys.in_place(text) == "1"


def test_what_says_no_no_stands_in_no_place():
    assert keys.in_place("1") == ""
