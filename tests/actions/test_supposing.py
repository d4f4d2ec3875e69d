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


SORAFENIB = {"kind": "systemic", "agents": ["sorafenib"], "start": "2026-07", "outcome": "progression"}


def test_a_treatment_is_supposed_away_and_stays_in_the_log(ana):
    ana.say("inform", treatments=[TACE])
    reply = ana.say("what_if", supposed={"removed": [{"kind": "tace"}]})
    assert "Only supposed, nothing recorded: without TACE on 10 Oct 2026." in text(reply)
    assert "Would be open: HAIC concurrent" in text(reply)
    assert statuses(reply)["haic-concurrent"] == "ruled_out"


def test_one_of_several_courses_is_supposed_away_by_its_date(ana):
    june = {"kind": "tace", "start": "2026-06-05", "end": "2026-06-05"}
    ana.say("inform", treatments=[TACE, june])
    said = text(ana.say("what_if", supposed={"removed": [{"kind": "tace", "start": "2026-10", "end": "2026-10"}]}))
    assert "without TACE on 10 Oct 2026." in said
    both = text(ana.say("what_if", supposed={"removed": [{"kind": "tace"}]}))
    assert "without TACE on 10 Oct 2026, without TACE on 5 Jun 2026." in both


def test_one_drug_of_a_combination_is_supposed_away(ana):
    pair = {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07", "outcome": "progression"}
    ana.say("inform", facts={"bclc": "C"}, treatments=[pair], treatments_complete=True)
    said = text(ana.say("what_if", supposed={"removed": [{"kind": "systemic", "agents": ["sintilimab"]}]}))
    assert "without sintilimab." in said
    assert "Would be ruled out: HAIC after ICI" in said


def test_what_was_not_given_cannot_be_taken_away(ana):
    ana.say("inform", treatments=[TACE])
    said = text(ana.say("what_if", supposed={"removed": [{"kind": "haic"}]}))
    assert "HAIC is not among the treatments recorded" in said
    assert "Only supposed" not in said


def test_without_any_treatment_the_history_is_empty(ana):
    ana.say("inform", treatments=[TACE, SORAFENIB])
    said = text(ana.say("what_if", supposed={"treatments_complete": True, "naive": True}))
    assert "Only supposed, nothing recorded: no treatment given." in said
    assert "Would be open: HAIC concurrent" in said


def test_the_only_treatment_stays_and_the_others_go(ana):
    ana.say("inform", treatments=[TACE, SORAFENIB])
    told = {"treatments": [{"kind": "tace"}], "treatments_complete": True, "only": True}
    assert "TACE on 10 Oct 2026, no other treatment given." in text(ana.say("what_if", supposed=told))


def test_another_date_replaces_that_of_the_known_course(ana):
    ana.say("inform", treatments=[TACE])
    june = {"kind": "tace", "start": "2026-06-05", "end": "2026-06-05"}
    said = text(ana.say("what_if", supposed={"treatments": [june]}))
    assert "TACE on 5 Jun 2026 instead of 10 Oct 2026." in said
    recent = {"kind": "tace", "start": "2026-11-15", "end": "2026-11-15"}
    assert "Would be deferred: HAIC after ICI until 13 Dec 2026" in text(
        ana.say("what_if", supposed={"treatments": [recent]})
    )
    ana.say("inform", treatments=[recent])
    # Were the course of 15 November a further one, four weeks would still run from it.
    said = text(ana.say("what_if", supposed={"treatments": [june]}))
    assert "TACE on 5 Jun 2026 instead of 15 Nov 2026" in said
    assert "Would be open: HAIC after ICI" in said


def test_a_further_course_stands_beside_the_known_one(ana):
    ana.say("inform", treatments=[TACE])
    entry = {"kind": "tace", "start": "2026-11-15", "end": "2026-11-15"}
    said = text(ana.say("what_if", supposed={"treatments": [entry], "further": True}))
    assert "TACE on 15 Nov 2026." in said
    assert "instead" not in said


def test_another_start_of_a_systemic_course_leaves_its_outcome(ana):
    ana.say("inform", facts={"bclc": "C"}, treatments=[SORAFENIB], treatments_complete=True)
    told = {"kind": "systemic", "agents": ["sorafenib"], "start": "2026-05"}
    said = text(ana.say("what_if", supposed={"treatments": [told]}))
    assert "sorafenib since May 2026, progression instead of Jul 2026" in said
    assert "No verdict would change." in said


def test_the_first_of_several_courses_is_meant_where_it_is_named(ana):
    june = {"kind": "tace", "start": "2026-06-05", "end": "2026-06-05"}
    ana.say("inform", treatments=[june, TACE])
    march = {"kind": "tace", "start": "2026-03-01", "end": "2026-03-01"}
    said = text(ana.say("what_if", supposed={"treatments": [march], "earliest": True}))
    assert "instead of 5 Jun 2026" in said
    assert "instead of 10 Oct 2026" in text(ana.say("what_if", supposed={"treatments": [march]}))


def test_a_value_is_supposed_unknown(ana):
    ana.tell(platelets=60)
    said = text(ana.say("what_if", supposed={"forgotten": ["platelets"]}))
    assert "Only supposed, nothing recorded: platelets unknown." in said
    assert "Would be open: " in said


def test_no_progression_is_supposed_of_a_course_that_progressed(ana):
    ana.say("inform", facts={"bclc": "C", "response": "PD"}, treatments=[SORAFENIB], treatments_complete=True)
    told = {"treatments": [{"kind": "systemic", "agents": ["sorafenib"], "outcome": "ongoing"}]}
    said = text(ana.say("what_if", supposed={**told, "forgotten": ["response"]}))
    assert "latest response unknown, sorafenib since Jul 2026." in said
    assert "Would stay open: " in said


def test_a_message_that_begins_with_what_if_records_nothing(ana):
    reply = ana.say("out_of_scope", "what if")
    assert "Say the values to suppose" in text(reply)
    reply = ana.say("inform", "what if plt 82", facts={"platelets": 82})
    assert "Only supposed, nothing recorded: platelets 82" in text(reply)
    assert reply.custom["hepascreen"]["recorded"] == {}


def test_a_supposition_that_contradicts_what_is_known_says_so(ana):
    ana.tell(response="PD")
    said = text(ana.say("what_if", hypothetical={"complete_response_confirmed": True}))
    assert (
        "This contradicts what is known: confirmed complete response: yes, but no follows from latest response PD"
        in said
    )
