"""What if: what would follow, as a difference to now; nothing recorded."""

import datetime as dt

import pytest

TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def text(reply):
    return "\n".join(reply.texts)


def statuses(reply):
    return {one["trial"]: one["status"] for one in reply.custom["hepascreen"]["screening"]["trials"]}


def test_several_facts_are_supposed_at_once(ana):
    ana.tell(platelets=60, ecog="3")
    one = text(ana.say("what_if", hypothetical={"platelets": 90}))
    assert "No verdict would change." in one
    assert "Would stay ruled out: " in one
    assert "watch and wait: ECOG 3 (asks: ECOG 0 or 1)" in one
    both = text(ana.say("what_if", hypothetical={"platelets": 90, "ecog": "1"}))
    assert "Only supposed, nothing recorded: platelets 90 ×10⁹/L, ECOG 1." in both
    assert "Would be open: " in both
    assert "watch and wait (" in both


def test_a_treatment_is_supposed_and_the_board_stays_the_truth(ana, desk):
    ana.tell(age=61)
    reply = ana.say("what_if", supposed={"treatments": [TACE]})
    assert "nothing recorded: TACE on 10 Oct 2026" in text(reply)
    assert "Would be ruled out: HAIC concurrent: TACE" in text(reply)
    assert statuses(reply)["haic-concurrent"] == "open"
    assert reply.custom["hepascreen"]["recorded"] == {}
    with desk.log.transaction() as pages:
        assert [row.fact for row in pages.observations(1)] == ["age"]


def test_waiting_ends_what_time_ends(ana):
    ana.tell(stroke={"date": "2026-03-15"})
    reply = ana.say("what_if", supposed={"day": "2027-03-15"})
    assert "Only supposed, nothing recorded: it is 15 Mar 2027." in text(reply)
    assert "Would be open: watch and wait" in text(reply)
    assert statuses(reply)["watch-and-wait"] == "deferred"
    assert "No verdict would change." in text(ana.say("what_if", supposed={"day": "2027-03-14"}))


def test_an_undated_lab_ages_while_one_waits(ana):
    ana.tell(neutrophils=3.5)
    said = text(ana.say("what_if", supposed={"day": "2026-12-20"}))
    assert "Would stay open: HAIC after ICI" in said


def test_waiting_and_a_treatment_count_together(ana):
    ana.tell(age=61)
    entry = {"kind": "tace", "start": "2026-12-01", "end": "2026-12-01"}
    soon = text(ana.say("what_if", supposed={"treatments": [entry], "day": "2026-12-01"}))
    assert "Would be deferred: HAIC after ICI until 29 Dec 2026" in soon
    later = text(ana.say("what_if", supposed={"treatments": [entry], "day": "2026-12-29"}))
    assert "deferred" not in later


def test_what_is_told_beside_the_supposition_is_recorded(ana):
    reply = ana.say("what_if", facts={"platelets": 82}, hypothetical={"ecog": "3"})
    assert reply.custom["hepascreen"]["recorded"] == {"platelets": 82}
    assert "Would be ruled out: " in text(reply)
    assert "watch and wait: ECOG 3" in text(reply)


def test_each_hypothetical_starts_from_the_truth(ana):
    ana.tell(age=61)
    ana.say("what_if", hypothetical={"ecog": "3"})
    assert "ruled out" not in text(ana.say("what_if", hypothetical={"platelets": 90}))


def test_what_no_record_may_hold_cannot_be_supposed(ana):
    ana.tell(sex="female")
    said = text(ana.say("what_if", hypothetical={"age": 300}))
    assert "Cannot be supposed: age: 300" in said
    assert "verdict" not in said


@pytest.mark.parametrize("day", ["2026-11-20", "2025-01-01"])
def test_no_other_day_than_one_ahead_is_supposed(ana, day):
    ana.today = dt.date(2026, 11, 20)
    ana.tell(age=61)
    assert "it is" not in text(ana.say("what_if", supposed={"day": day}))
