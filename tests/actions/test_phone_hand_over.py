"""A call in two hands: only who took it up last records answers, and nobody answers a question that is over."""

import pytest

from tests.actions.calls import Caller


@pytest.fixture
def hands(coordinator, desk):
    ana, ben = (Caller(coordinator(desk, name, site="liver-centre")) for name in ("ana", "ben"))
    ana.type("phone P-900", "phone")
    ana.says("y")
    ben.type("back to P-900", "resume_patient")
    return ana, ben


def test_whoever_handed_a_call_over_records_nothing_more_in_it(hands):
    ana, ben = hands
    assert "under way" in ben.text
    ben.says("phone", "?", "1")
    ana.type("no", "deny")
    assert ana.text == ("Nothing is recorded from here: a colleague goes on with this call. “phone” takes it back.")
    ben.type("status")
    assert "ECOG" not in ben.call["question"]
    ana.says("phone")
    assert ana.call["question"] == ben.call["question"]


def test_an_answer_to_a_call_that_a_colleague_ended_is_none_at_the_chart(hands):
    ana, ben = hands
    ben.says("phone", "hang up")
    ana.type("y", "affirm")
    assert ana.text.startswith("Nothing is recorded: the call was ended meanwhile.")
    assert ana.reply.custom is None
    ana.type("platelets 60")
    assert ana.reply.custom["hepascreen"]["recorded"]["platelets"]["value"] == 60


def test_hanging_up_what_a_colleague_has_taken_up_leaves_the_call_to_the_colleague(hands):
    ana, ben = hands
    ben.says("phone")
    ana.says("hang up")
    assert ana.call is None
    assert ben.says("?")["on"]
