"""What is said in a call and what is heard: codes, keys, silence, spoken replies, TwiML. Costs about two seconds."""

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.heard import Heard
from bot.channels.twilio_voice import twiml
from bot.channels.twilio_voice.codes import with_codes
from bot.channels.twilio_voice.confirming import Pending, in_place_of, pending_of, together, verdict_on
from bot.channels.twilio_voice.hints import hints
from bot.channels.twilio_voice.lines import Lines
from bot.channels.twilio_voice.listening import Sound, sound_of
from bot.channels.twilio_voice.prompt import MORE, Prompt
from bot.channels.twilio_voice.speaking import LONGEST, portions, spoken


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("new patient P seventeen", "new patient P-17"),
        ("new patient pee zero one seven", "new patient P-017"),
        ("New patient P017.", "New patient P-017."),
        ("new patient P-017, sixty one year old female", "new patient P-017, sixty one year old female"),
        ("phone pee oh one eight", "phone P-018"),
        ("New patient. P. 017.", "New patient. P-017."),
        ("new patient. Platelets 82", "new patient. Platelets 82"),
        ("back to P double oh seven", "back to P-007"),
        ("code is HCC 12", "code is HCC-12"),
        ("new patient sixty one female", "new patient sixty one female"),
        ("new patient a 61 year old woman", "new patient a 61 year old woman"),
        ("the patient is b seven", "the patient is b seven"),
        ("back to trial seven", "back to trial seven"),
        ("phone", "phone"),
    ],
)
def test_a_code_is_written_behind_words_that_call_for_one(words, written):
    assert with_codes(words) == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Recorded for P-017: platelets 82 ×10⁹/L (unit assumed), total bilirubin 23.94 µmol/L (from “TB 1.4”).",
            "Recorded for P 0 1 7: platelets 82, total bilirubin 23.94 micromoles per litre, from TB 1.4.",
        ),
        ("TACE until 10 Oct 2026", "TACE until 10 October 2026"),
        ("May be stopped in May 2026", "May be stopped in May 2026"),
        ("How was it diagnosed? (decides: watch and wait, HAIC (after ICI))", "How was it diagnosed?"),
        ("ruled out: TACE (asks: no earlier treatment). Still open: none.", "ruled out: TACE. Still open: none."),
        ("You heard: “no” → none. Right? (y/n)", "You heard: no: none. Right?"),
        ("AFP ≥ 1210 ng/mL", "AFP at least 1210 nanograms per millilitre"),
        ("2. watch and wait: still open [provisional]", "2: watch and wait: still open, provisional"),
        ("- From the GP: arrhythmia grade", "From the GP: arrhythmia grade"),
        ("", ""),
    ],
)
def test_a_line_is_said_in_words(text, said):
    assert spoken(text) == said


LINES = st.builds(
    lambda words, times: (words * times).strip() or "x", st.text(min_size=1, max_size=20), st.integers(1, 90)
)


@settings(max_examples=40)
@given(st.lists(LINES, max_size=3))
def test_portions_hold_every_character_and_none_is_too_long(lines):
    found = portions(lines)
    assert all(len(portion) <= LONGEST + 1 for portion in found)
    assert "".join("".join(lines).split()).replace(".", "") == "".join("".join(found).split()).replace(".", "")


@settings(max_examples=60)
@given(st.text())
def test_twiml_is_well_formed_whatever_is_said(text):
    said = spoken(text)
    response = ElementTree.fromstring(twiml.asking(said, "webhook", 3, ["a<b"]))
    assert {one.tag for one in response.iter()} <= {"Response", "Gather", "Say"}
    assert "".join("".join(one.text or "" for one in response.iter("Say")).split()).rstrip(".") == "".join(
        said.split()
    ).rstrip(".")


def test_the_end_of_a_call_hangs_up():
    assert [one.tag for one in ElementTree.fromstring(twiml.ending("Goodbye."))] == ["Say", "Hangup"]


@pytest.mark.parametrize(
    ("form", "sound"),
    [
        ({"SpeechResult": " platelets  eighty two ", "Confidence": "0.9"}, Sound("platelets eighty two", "", 0.9)),
        ({"SpeechResult": "yes", "Confidence": "0.0"}, Sound("yes")),
        ({"SpeechResult": "yes", "Confidence": "nan"}, Sound("yes")),
        ({"SpeechResult": "yes"}, Sound("yes")),
        ({"Digits": "82", "SpeechResult": "noise", "Confidence": "0.1"}, Sound("", "82", 0.1)),
        ({"Digits": "", "SpeechResult": ""}, Sound()),
        ({}, Sound()),
    ],
)
def test_keys_go_before_words_and_no_confidence_is_none(form, sound):
    assert sound_of(form) == sound


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("repeat", "repeat"),
        ("Sorry, can you repeat that please?", "repeat"),
        ("What did you say?", "repeat"),
        ("go on", "more"),
        ("Goodbye.", "goodbye"),
        ("hang up", "goodbye"),
        ("again", None),
        ("more than twelve hundred", None),
        ("repeat imaging in March showed progression", None),
    ],
)
def test_words_about_the_line_are_told_from_answers(words, wish):
    assert Sound(words).about_line == wish


def test_a_long_reply_is_said_in_portions_and_the_question_after_the_last():
    prompt = Prompt(("One.", "Two."), "Which?")
    assert prompt.now == f"One. {MORE}"
    assert prompt.rest.now == "Two. Which?"


PLATELETS = Pending("platelets eighty two", "platelets 82", ("platelets",), "platelets")


@pytest.mark.parametrize(
    ("words", "is_yes", "is_no", "left"),
    [
        ("yes", True, False, ""),
        ("That's right.", True, False, ""),
        ("Um, yes it is.", True, False, ""),
        ("Affirmative.", True, False, ""),
        ("it is not", False, True, ""),
        ("Not quite.", False, True, ""),
        ("No.", False, True, ""),
        ("cancel", False, True, ""),
        ("no, ninety two", False, True, "ninety two"),
        ("wrong it's ninety two", False, True, "ninety two"),
        ("and albumin thirty four", False, False, "and albumin thirty four"),
    ],
)
def test_a_yes_a_no_and_a_correction_are_told_apart(words, is_yes, is_no, left):
    verdict = verdict_on(PLATELETS, words)
    assert (verdict.is_yes, verdict.is_no, verdict.words) == (is_yes, is_no, left)


def test_a_bare_value_replaces_that_of_the_one_fact():
    assert in_place_of(PLATELETS, "ninety two", Heard()) == "platelets ninety two"
    assert in_place_of(PLATELETS, "INR one", Heard(facts={"inr": 1})) == "INR one"
    assert together(PLATELETS, "INR one", ["inr"]) == "platelets eighty two. INR one"
    assert together(PLATELETS, "platelets ninety", ["platelets"]) == "platelets ninety"


@pytest.mark.parametrize(
    ("heard", "is_sure", "waits"),
    [
        (Heard(facts={"platelets": {"value": 82, "unit": "10*9/L"}}), True, True),
        (Heard(facts={"bclc": "C"}), True, True),
        (Heard(facts={"stroke": {"date": "2024"}}), True, True),
        (Heard(treatments=[{"kind": "tace"}]), True, True),
        (Heard(treatments_complete=True), True, True),
        (Heard(facts={"hiv": False}), True, False),
        (Heard(facts={"hiv": False}), False, True),
        (Heard(reply="unknown"), False, False),
        (Heard(), True, False),
    ],
)
def test_numbers_dates_choices_and_drugs_wait_for_a_yes_and_what_is_in_doubt_too(heard, is_sure, waits):
    assert (pending_of("words", heard, is_sure) is not None) == waits


def test_what_is_not_used_is_named_before_the_yes():
    heard = Heard(facts={"platelets": {"value": 82, "unit": "10*9/L"}}, unused=("lipase 40",))
    pending = pending_of("platelets eighty two, lipase forty", heard, True)
    assert pending is not None
    assert pending.question == "I heard: platelets 82. Not used: lipase 40. Right?"


def test_a_line_that_nobody_goes_on_with_is_forgotten():
    now = [0.0]
    lines = Lines(60.0, clock=lambda: now[0])
    first = lines.of("a", SimpleNamespace)
    assert lines.of("a", SimpleNamespace) is first
    now[0] = 61.0
    assert lines.of("a", SimpleNamespace) is not first


def test_hints_name_drugs_and_stages_within_twilios_limits():
    found = hints()
    assert {"lenvatinib", "BCLC", "Child-Pugh", "platelets", "yes"} <= set(found)
    assert len(found) <= 500
    assert all(len(one) <= 100 and "," not in one for one in found)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("back to P-017, TACE on 4 March 2026", "for P 0 1 7: TACE on 4 March 2026"),
        ("new patient 17, TACE on 4 March 2026", "for 17: TACE on 4 March 2026"),
        ("TACE on 4 March 2026", "TACE on 4 March 2026"),
    ],
)
def test_the_day_of_a_date_is_no_code(words, heard):
    treatment = {"kind": "tace", "start": "2026-03-04", "end": "2026-03-04"}
    pending = pending_of(words, Heard(treatments=[treatment]), True)
    assert pending is not None
    assert pending.question == f"I heard: {heard}. Right?"


def test_a_code_is_read_back_with_the_facts_that_go_to_it():
    heard = Heard(facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    pending = pending_of("back to P-017, platelets eighty two", heard, True)
    assert pending is not None
    assert pending.question == "I heard: for P 0 1 7: platelets 82. Right?"
