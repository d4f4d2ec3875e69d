"""A bare answer after the server started anew, which knows no longer what it asked: it is asked again, not guessed."""

import pytest

from actions.wording import lines
from actions.wording.questions import question_buttons

FORGOTTEN = {"asked": [], "mode": None, "screening": None}
"""What a conversation knows after the server started anew."""


def text(reply):
    return "\n".join(reply.texts)


@pytest.fixture
def question(ana):
    asked = ana.tell(age=61).custom["hepascreen"]["screening"]["next"]
    ana.slots = dict(FORGOTTEN)
    return asked


@pytest.mark.parametrize(
    ("intent", "heard"),
    [("affirm", {}), ("deny", {}), ("dont_know", {"reply": "unknown"}), ("pending", {"reply": "pending"})],
)
def test_a_bare_answer_is_not_recorded_and_the_open_question_comes_again(ana, desk, question, intent, heard):
    reply = ana.say(intent, "yes", **heard)
    assert reply.texts[0] == lines.ASKED_ANEW
    assert question["ask"] in reply.texts[-1]
    assert reply.slots["asked"] == question["facts"]
    assert reply.buttons == question_buttons(desk.catalogue, question["facts"])
    assert reply.custom is None


def test_a_bare_number_is_named_as_not_used_and_the_open_question_comes_again(ana, question):
    reply = ana.say("inform", "2.1", unused=["2.1"])
    assert "Not used: “2.1”." in text(reply)
    assert question["ask"] in reply.texts[-1]
    assert reply.slots["asked"] == question["facts"]


def test_one_more_answer_then_settles_it(ana, question):
    ana.say("dont_know", "don't know", reply="unknown")
    reply = ana.say("dont_know", "don't know", reply="unknown")
    assert "Left open for now: " in text(reply)


def test_where_nothing_was_recorded_there_is_nothing_to_ask_again(ana):
    reply = ana.say("affirm", "yes")
    assert reply.texts == [lines.NOTHING_ASKED]
    assert "asked" not in reply.slots


def test_what_only_waits_for_a_result_is_not_asked_again(ana):
    following = ana.tell(age=61).custom["hepascreen"]["screening"]["next"]
    while following is not None and ana.slots["asked"]:
        following = ana.say("pending", "pending", reply="pending").custom["hepascreen"]["screening"]["next"]
    ana.slots = dict(FORGOTTEN)
    assert ana.say("affirm", "yes").texts == [lines.NOTHING_ASKED]


def test_a_message_that_tells_something_else_asks_only_once(ana, question):
    reply = ana.tell(sex="female")
    assert len([line for line in reply.texts if "(decides: " in line]) == 1


def test_the_reply_says_what_it_asks_where_that_is_not_the_next_question(ana):
    assert "asked" not in ana.tell(age=61).custom
    query = {"fact": "platelets", "kind": "unit", "text": "plt 8", "candidates": ["8 10*9/L", "80 10*9/L"]}
    assert ana.say("inform", facts={"sex": "female"}, queries=[query]).custom["asked"] == ["platelets"]
    assert ana.say("status", "status").custom["asked"] == ["platelets"]
    assert "asked" not in ana.tell(ecog=1).custom


def test_a_closed_screening_is_asked_nothing(ana):
    ana.tell(age=61)
    ana.say("close_patient", "close")
    ana.slots = dict(FORGOTTEN)
    assert ana.say("affirm", "yes").texts == [lines.NOTHING_ASKED]
