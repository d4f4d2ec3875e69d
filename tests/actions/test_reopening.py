"""What would reopen a trial, said from what is known."""

import pytest

TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def text(reply):
    return "\n".join(reply.texts)


def test_the_nearest_accepted_value_reopens_a_trial_ruled_out_by_a_lab(ana):
    ana.tell(platelets=60)
    assert "watch and wait would reopen with platelets above 75 ×10⁹/L." in text(
        ana.say("reopen", "what would reopen watch and wait")
    )


def test_several_facts_must_change_together_and_time_must_pass(ana):
    ana.say("inform", facts={"platelets": 60, "ecog": "3", "stroke": {"date": "2026-03-15"}})
    line = text(ana.say("reopen", "what would reopen watch and wait"))
    assert "platelets above 75 ×10⁹/L and ECOG 0 or 1, not before 15 Mar 2027" in line


def test_what_was_cannot_change_and_its_criterion_is_named(ana):
    ana.say("inform", treatments=[TACE])
    line = text(ana.say("reopen", "what would reopen haic concurrent"))
    assert "Nothing can reopen HAIC concurrent, because this cannot change: TACE on 10 Oct 2026" in line
    assert "asks: no earlier treatment of the tumour" in line


def test_time_alone_reopens_a_deferred_trial(ana):
    ana.tell(stroke={"date": "2026-03-15"})
    assert "watch and wait reopens by time alone: on 15 Mar 2027." in text(
        ana.say("reopen", "what would reopen watch and wait")
    )


def test_alternatives_are_listed_each_on_its_line(ana):
    ana.say("inform", facts={"platelets": 60})
    reply = ana.say("reopen", "what would reopen haic concurrent", facts={"hemoglobin": 80, "labs_correctable": False})
    lines = reply.texts[reply.texts.index("HAIC concurrent would reopen with any one of these:") + 1 :]
    assert 2 <= sum(line.startswith("- ") for line in lines) <= 3
    assert any("out-of-range" in line or "correct" in line for line in lines)


def test_an_open_trial_needs_no_reopening(ana):
    ana.tell(age=61)
    assert "watch and wait needs no reopening; it is still open" in text(
        ana.say("reopen", "what would reopen watch and wait")
    )


def test_without_a_name_every_trial_that_is_out_is_answered(ana):
    ana.say("inform", facts={"platelets": 60}, treatments=[TACE])
    said = text(ana.say("reopen", "what would reopen them"))
    assert "HAIC concurrent" in said
    assert "watch and wait" in said


@pytest.mark.parametrize("message", ["what would reopen them"])
def test_nothing_is_out_at_first(ana, message):
    ana.tell(age=61)
    assert "No trial is ruled out or deferred." in text(ana.say("reopen", message))
