"""What changed since a day; until when a verdict holds; conflicts until they are settled; closed trials."""

import datetime as dt

import pytest

from actions.desk import open_desk
from actions.holding import Held, holds_until
from actions.log import Known, Observation
from actions.wording import board
from criteria import load_catalogue, load_trials, read_record, screen

FIRST, SECOND = dt.date(2026, 11, 19), dt.date(2026, 11, 20)
TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def text(reply):
    return "\n".join(reply.texts)


@pytest.fixture
def two_days(ana):
    ana.today = FIRST
    ana.tell(platelets=82, hiv=True, ecog="1")
    ana.today = SECOND
    ana.say("inform", facts={"platelets": 60, "age": 61}, treatments=[TACE])
    ana.say("retract", "forget the HIV", retracted=["hiv"])
    return ana


def test_new_changed_and_taken_back_facts_are_told_apart(two_days):
    reply = two_days.say("compare", "what changed since yesterday", since="2026-11-19")
    assert reply.texts[:4] == [
        "Compared with the end of 19 Nov 2026:",
        "New: age 61, TACE on 10 Oct 2026.",
        "Changed: platelets 60 ×10⁹/L (was platelets 82 ×10⁹/L).",
        "Taken back: HIV infection: yes.",
    ]


def test_verdicts_that_changed_are_named_with_their_reason(two_days):
    said = text(two_days.say("compare", "what changed", since="2026-11-19"))
    assert "Now ruled out: HAIC concurrent: TACE" in said
    assert "Open again: HAIC after ICI" in said


def test_without_a_day_the_last_day_before_counts(two_days):
    assert "Compared with the end of 19 Nov 2026:" in text(two_days.say("compare", "what changed"))


def test_nothing_changed_is_said(two_days):
    two_days.today = dt.date(2026, 11, 22)
    said = text(two_days.say("compare", "what changed since yesterday", since="2026-11-21"))
    assert "Nothing was recorded or taken back since." in said
    assert "No verdict changed." in said


def test_the_day_that_is_compared_with_is_not_named_as_unused(two_days):
    reply = two_days.say("compare", "what changed since yesterday", unused=["what changed since yesterday"])
    assert "Not used" not in text(reply)


def eligible_record():
    """Everything that the liver trial without exclusions asks, labs included."""
    return {
        "age": 61, "sex": "male", "ecog": "0", "hcc_diagnosis": "pathological", "cnlc": "IIb",
        "resectability": "convertible", "portal_vein_thrombus": "none", "neutrophils": 3, "hemoglobin": 120,
        "platelets": 150,
        "albumin": 40, "bilirubin": 10, "alt": 20, "ast": 20, "creatinine": 70, "prothrombin_time": 12, "inr": 1.0,
        "consent": True,
    }  # fmt: skip


def test_what_takes_labs_of_any_age_holds_the_whole_year(desk, ana):
    ana.say("inform", facts=eligible_record(), treatments_complete=True)
    reply = ana.say("status")
    statuses = {one["trial"]: one["status"] for one in reply.custom["hepascreen"]["screening"]["trials"]}
    assert statuses["haic-concurrent"] == "eligible"
    assert "1. HAIC concurrent: eligible: every criterion is satisfied" in text(reply)


def test_a_verdict_that_rests_on_a_fresh_test_ends_with_it(desk):
    """Cut to the one criterion that wants labs of the last seven days, the trial is eligible for seven days."""
    catalogue = load_catalogue()
    (trial,) = [one for one in load_trials(catalogue) if one.id == "haic-after-ici"]
    (platelets,) = [one for one in trial.criteria if "Platelets" in one.requirement or "platelets" in one.requirement]
    import dataclasses

    cut = dataclasses.replace(desk, trials=(dataclasses.replace(trial, criteria=(platelets,)),))
    row = Observation(1, 1, 1, "platelets", "value", None, 150, None, None, None, "ana", SECOND, None)
    known = Known(facts={"platelets": row})
    record = read_record(known.record(SECOND, catalogue), catalogue, SECOND)
    until = holds_until(cut, known, SECOND, screen(record, cut.trials, catalogue))
    held = Held(SECOND + dt.timedelta(days=7), ("platelets",))
    assert until == {"haic-after-ici": held}
    day = f"{held.day.day} Nov 2026"
    assert board.held_text(catalogue, held) == f" until {day} (then to be repeated: platelets)"


def test_a_conflict_is_put_with_both_values_and_stays_until_it_is_settled(ana):
    components = {"bilirubin": 80, "albumin": 25, "inr": 2.5, "encephalopathy": "never"}
    said = text(ana.tell(**components, child_pugh_class="A"))
    assert (
        "Conflict: Child-Pugh class A was given on 20 Nov 2026, but C follows from total bilirubin 80 µmol/L, " in said
    )
    assert "Still in conflict: Child-Pugh class A or C." in text(ana.tell(age=61))
    assert "Conflict: Child-Pugh class A" in text(ana.say("status"))
    settled = text(ana.say("retract", "forget the Child-Pugh class", retracted=["child_pugh_class"]))
    assert "No longer in conflict: Child-Pugh class." in settled
    assert "onflict" not in text(ana.say("status"))


def test_when_lists_what_to_watch(ana):
    ana.tell(neutrophils={"value": 3.5, "date": "2026-11-01"})
    said = text(ana.say("when", "when"))
    assert "To watch:" in said
    assert "- HAIC after ICI: too old, to be repeated before enrolment: neutrophils." in said
    assert "the end date in its record has passed" in said


def test_a_closed_trial_is_out_of_screening_with_a_word_about_it(log_url, coordinator):
    ana = coordinator(open_desk(log_url, ["watch-and-wait"]))
    ana.tell(platelets=60)
    reply = ana.say("status")
    trials = [one["trial"] for one in reply.custom["hepascreen"]["screening"]["trials"]]
    assert trials == ["haic-concurrent", "haic-pd1-lenvatinib", "palliative-hepatectomy", "haic-after-ici"]
    assert "Closed at this site, not screened: watch and wait." in text(reply)
    assert "Closed at this site" in text(ana.say("why_trial", "why not watch and wait"))
