"""Help that fits the moment, and what is said where nothing was understood."""

import pytest

from actions.wish import asks_for_help


def text(reply):
    return "\n".join(reply.texts)


def titles(reply):
    return [one.title for one in reply.buttons]


def test_before_a_patient_it_says_how_to_begin(ana):
    reply = ana.say("help", "help")
    assert "Type what is known of the patient" in text(reply)
    assert "new patient P-017" in text(reply)
    assert "New patient" in titles(reply)


def test_while_a_question_is_asked_it_says_how_to_answer_and_keeps_the_question(ana):
    ana.tell(sex="female")
    asked = ana.slots["asked"]
    reply = ana.say("help", "help")
    assert "I asked for treatments so far." in text(reply)
    assert "don't know" in text(reply)
    assert "Why do you ask" in titles(reply)
    assert "No other treatment" in titles(reply)
    assert ana.slots["asked"] == asked


def test_after_a_why_it_says_what_goes_on_from_there(ana):
    ana.tell(platelets=60)
    ana.say("why_trial", "why not watch and wait")
    assert "“more” gives every reason" in text(ana.say("help", "help"))


def test_after_a_supposition_it_says_that_nothing_was_recorded(ana):
    ana.tell(platelets=60)
    ana.say("what_if", "what if platelets were 90", hypothetical={"platelets": 90})
    assert "Nothing that you supposed was recorded" in text(ana.say("help", "help"))


def test_with_a_patient_and_nothing_asked_it_says_what_can_be_asked(ana):
    ana.tell(sex="female")
    reply = ana.say("help", "help", asked=())
    assert "why not TRIAL" in text(reply)
    assert "Type what is known" not in text(reply)


def test_a_second_miss_offers_the_answers_to_the_question_again(ana):
    ana.tell(sex="female")
    first = ana.say("out_of_scope", "order a pizza")
    assert titles(first) == []
    second = ana.say("out_of_scope", "and a coke")
    assert "I asked for treatments so far." in text(second)
    assert {"No other treatment", "Don't know", "Help"} <= set(titles(second))


def test_a_second_miss_without_a_question_offers_the_menu(ana):
    ana.say("out_of_scope", "order a pizza")
    assert {"Status", "New patient", "Help"} <= set(titles(ana.say("out_of_scope", "and a coke")))


@pytest.mark.parametrize(
    "words",
    [
        "I don't understand the question",
        "what do you mean?",
        "can you repeat the question",
        "what was the question",
        "how do I answer this",
        "I don't get it",
    ],
)
def test_who_does_not_understand_is_helped(ana, words):
    assert asks_for_help(words)
    ana.tell(sex="female")
    reply = ana.say("dont_know", words, reply="unknown")
    assert "I asked for treatments so far." in text(reply)
    assert reply.custom is None


@pytest.mark.parametrize(
    "words", ["I don't know", "not known", "what does she need", "don't understand why HIV is asked, no HIV"]
)
def test_an_answer_is_no_call_for_help(words):
    assert not asks_for_help(words)


def test_a_question_of_which_only_words_are_known_is_a_miss(ana):
    said = text(ana.say("out_of_scope", "what does MELD mean", unused=["MELD"]))
    assert "Not used: “MELD”." in said
    assert "I screen patients with liver cancer" in said
