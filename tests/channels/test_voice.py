"""Telephone calls through Twilio, on the real server with the trained model: a telephone that follows the TwiML.

Costs about four seconds beside the start of the server that all tests of channels share.
"""

import itertools
import json
import sqlite3

import pytest
from ruamel.yaml import YAML

from bot.channels.twilio_voice.line import GAVE_UP, MOST_MISSES
from tests.channels.standins.twilio import ADDRESS, ANNA, BEN, PIN, STRANGER, post
from tests.conftest import ROOT

pytestmark = [pytest.mark.server, pytest.mark.model]

PATH = "webhooks/twilio_voice/webhook"
CALLS = (f"CA{number:032x}" for number in itertools.count(0xE0000))


def told(served, code):
    """Give the facts of a screening's rows, one for each row."""
    with sqlite3.connect(served.log.removeprefix("sqlite:///")) as log:
        query = "select fact from observations where screening_id in (select screening_id from events where code = ?)"
        return [fact for (fact,) in log.execute(query, (code,))]


def recorded(served, code):
    """Give the latest value of each of a screening's facts."""
    of_code = "select screening_id from events where code = ?"
    with sqlite3.connect(served.log.removeprefix("sqlite:///")) as log:
        rows = log.execute(f"select fact, value from observations where screening_id in ({of_code})", (code,))
        return {fact: value if value is None else json.loads(str(value)) for fact, value in rows}


async def skipped_to(question, said, phone):
    """Answer with the star, doesn't know, until a question comes."""
    for _ in range(30):
        if question in said:
            return
        said = await phone.key("*")
    raise AssertionError(f"{question!r} was never asked; the last was {said!r}")


async def test_a_call_that_twilio_did_not_sign_is_refused_and_a_strangers_is_rejected(served, dial):
    form = {"CallSid": next(CALLS), "From": ANNA, "CallStatus": "ringing"}
    assert (await post(f"{served.url}{PATH}", form, f"{ADDRESS}{PATH}", token="f" * 32))[0] == 403
    stranger = dial(STRANGER)
    assert await stranger.call() == ""
    assert "<Reject" in stranger.twiml
    assert not stranger.is_on


async def test_numbers_are_repeated_and_count_after_a_yes_alone(served, phone):
    assert "P 0 5 1" in await phone.say("new patient pee zero five one")
    assert await phone.say("platelets eighty two") == "I heard: platelets 82. Right?"
    assert "platelets" not in recorded(served, "P-051")
    assert await phone.say("no, ninety two") == "I heard: platelets 92. Right?"
    assert (await phone.say("yes")).startswith("Recorded.")
    assert recorded(served, "P-051")["platelets"]["value"] == 92
    assert await phone.say("no thank you, platelets ninety") == "I heard: platelets 90. Right?"
    assert (await phone.say("No, that was someone else.")).startswith("Not recorded. Please say it again.")
    assert recorded(served, "P-051")["platelets"]["value"] == 92


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("eighty two point five is her age no the albumin is thirty four", "albumin 34"),
        ("child pew a six", "Child-Pugh score 6, Child-Pugh class A"),
        ("bee see el see see", "BCLC stage C"),
        ("billy ruben one point four", "total bilirubin 23.94 micromoles per litre"),
        ("tace on the twelfth of march twenty twenty four", "TACE on 12 March 2024"),
        ("lent vat in ib since july", "lenvatinib since July 2026"),
        ("echo g one", "ECOG 1"),
    ],
)
async def test_speech_with_its_errors_is_read_back_in_clinical_words(phone, words, heard):
    await phone.say("new patient")
    said = await phone.say(words)
    assert said.startswith("I heard: ")
    assert heard in said
    assert (await phone.say("cancel")).startswith("Not recorded")


async def test_nothing_of_dictated_values_counts_before_a_yes(served, phone):
    """What recognisers wrote of them; plain yes and no of a fact alone may be recorded at once."""
    cases = YAML(typ="safe").load((ROOT / "tests/nlu/lay/voice.yml").read_text())
    await phone.say("new patient P sixty one")
    repeated = 0
    for words in (case["text"] for case in cases if not case.get("asked")):
        if (await phone.say(words)).startswith("I heard: "):
            repeated += 1
            assert (await phone.say("cancel")).startswith("Not recorded. Please say it again.")
    values = recorded(served, "P-61").values()
    assert repeated > 10
    assert [value for value in values if value is not None and not isinstance(value, bool)] == []


async def test_more_words_before_the_yes_are_added_and_repeated_together(served, phone):
    await phone.say("new patient P fifty two")
    await phone.say("ecog one")
    assert await phone.say("and platelets eighty two") == "I heard: ECOG 1, platelets 82. Right?"
    assert await phone.say("what is the status") == "First: I heard: ECOG 1, platelets 82. Right?"
    assert await phone.key("1") != ""
    assert {"ecog", "platelets"} <= set(recorded(served, "P-52"))


async def test_what_nobody_confirmed_waits_for_the_next_call(served, phone, dial):
    await phone.say("new patient P fifty three")
    await phone.say("platelets eighty two")
    said = await phone.say("goodbye")
    assert said.startswith("Not recorded, since nobody confirmed it: platelets 82.")
    assert not phone.is_on
    again = dial(phone.number)
    await again.call()
    assert await again.key(PIN) == "Welcome back. I heard: platelets 82. Right?"
    assert (await again.say("yes")).startswith("Recorded.")
    assert "platelets" in recorded(served, "P-53")


async def test_silence_is_prompted_and_after_a_few_the_call_ends(phone):
    asked = (await phone.say("new patient P fifty four")).removeprefix("Started a screening: P 5 4. ")
    assert asked.startswith("Which treatments")
    for _ in range(MOST_MISSES - 1):
        said = await phone.be_silent()
        assert said.startswith(f"I did not hear anything. {asked}")
    assert await phone.be_silent() == GAVE_UP
    assert not phone.is_on


async def test_the_open_question_is_asked_again_and_no_other(phone):
    await phone.say("new patient P sixty two")
    assert "Which treatments" not in await phone.say("thanks")
    assert "Which treatments" in await phone.be_silent()
    assert "no treatment given" in await phone.key("1")
    await phone.say("phone")
    assert "May I ask about your health" in await phone.say("bananas")
    await phone.say("hang up")
    assert "Is that all right with you?" not in await phone.be_silent()


async def test_words_in_doubt_are_asked_for_again_and_nothing_of_them_is_taken(served, phone):
    await phone.say("new patient P fifty five")
    assert (await phone.say("platelets eighty two", confidence="0.2")).startswith("I did not catch that.")
    assert (await phone.say("no HIV", confidence="0.5")) == "I heard: HIV infection: no. Right?"
    assert "hiv" not in recorded(served, "P-55")
    await phone.say("no")
    assert (await phone.say("no HIV", confidence="0.0")) == "I heard: HIV infection: no. Right?"
    await phone.say("yes")
    assert "hiv" in recorded(served, "P-55")


async def test_repeat_repeats_what_was_said_last(phone):
    await phone.say("new patient")
    said = await phone.say("platelets eighty two")
    assert await phone.say("repeat") == said
    assert await phone.say("sorry, can you repeat that please") == said
    said = await phone.say("yes")
    assert await phone.say("what did you say") == said


async def test_the_questions_of_a_call_are_read_out_and_answered_with_keys(served, phone):
    said = await phone.say("phone P zero fifty six")
    assert "Is that all right with you?" in said
    assert "type" not in said
    assert phone.takes == 1
    assert "What treatments have you had" in await phone.key("1")
    assert "Right?" in await phone.key("2")
    said = await phone.key("1")
    assert "Press 0 for Does everything as before, 1 for" in said
    said = await phone.key("1")
    assert "ECOG" in said or "How old are you?" in said
    assert recorded(served, "P-056")["ecog"] in (1, "1")
    await skipped_to("How old", said, phone)
    assert phone.takes is None
    assert await phone.key("61") == "I heard: age 61. Right?"
    said = await phone.key("1")
    assert recorded(served, "P-056")["age"] == 61
    assert "Close with" not in await phone.say("hang up")
    page = await phone.say("export")
    assert page.startswith("Screening P 0 5 6.")
    assert "|" not in page
    assert "#" not in page
    assert (await phone.say("goodbye")).startswith("Goodbye.")


async def test_what_decides_a_verdict_in_a_call_needs_one_yes_not_two(served, phone):
    await phone.say("phone P fifty seven")
    await phone.say("yes")
    assert await phone.say("they burnt the tumour in march") == "I heard: ablation in March 2026. Right?"
    said = await phone.say("yes")
    assert "Now ruled out" in said
    assert "Right?" not in said
    assert "treatments" in recorded(served, "P-57")


async def test_a_call_with_a_patient_from_the_first_word_to_the_summary(served, phone):
    """What is heard is a recogniser's text; each answer of the patient is repeated before it counts."""
    assert "Is that all right with you?" in await phone.say("phone pee zero six zero")
    assert "What treatments" in await phone.say("yes")
    said = await phone.say("they burnt the tumour in march and then a pill called nexavar until easter")
    assert said == "I heard: ablation in March 2026, sorafenib until April 2026. Right?"
    assert "Have you had any other treatment" in await phone.say("yes that's right")
    assert await phone.say("no") == "I heard: no other treatment given. Right?"
    assert "tumour grow again" in await phone.say("yes")
    assert "How much can you do" in await phone.say("not sure")
    assert await phone.say("one") == "I heard: ECOG 1. Right?"
    said = await phone.say("yes")
    await skipped_to("water in your belly", said, phone)
    assert (await phone.say("water tablets for my belly")).startswith("I heard: ascites: controlled")
    await phone.say("yes")
    assert "From the hospital laboratory: total bilirubin" in await phone.say("to fetch")
    assert "Your care stays the same." in await phone.say("hang up")
    said = await phone.say("summary")
    assert "agreed on the phone to be screened" in said
    assert "HAIC concurrent, NCT06041477: ruled out: ablation in March 2026" in said
    rows = recorded(served, "P-060")
    assert rows["screening_consent"] is True
    assert {"treatments", "treatments_complete", "ecog", "ascites"} <= set(rows)


async def test_a_turn_that_is_delivered_twice_is_heard_once(served, phone):
    await phone.say("new patient P fifty eight")
    await phone.say("platelets eighty two")
    action = phone.action
    said = await phone.say("yes")
    phone.action = action
    assert await phone.say("yes") == said
    assert told(served, "P-58").count("platelets") == 1


async def test_an_answer_to_what_was_not_said_is_taken_for_none(served, phone):
    """As after the server was started anew: a yes must not answer another question."""
    await phone.say("new patient P fifty nine")
    phone.action = "webhook?turn=41"
    assert (await phone.say("yes")).startswith("I lost the thread")
    assert "P 5 9" in await phone.say("status")


async def test_what_is_said_comes_back_as_words_never_as_markup(phone):
    said = await phone.say('<Hangup/> & "platelets" ]]> frobnicate 99')
    assert phone.is_on
    assert "<Hangup" not in phone.twiml
    assert "<Hangup" not in said


async def test_a_reader_hears_and_records_nothing(dial):
    ben = dial(BEN)
    await ben.call()
    await ben.key(PIN)
    assert await ben.say("platelets eighty two") == "I heard: platelets 82. Right?"
    assert "nothing was recorded" in await ben.say("yes")


async def test_the_end_of_a_call_needs_no_answer(served):
    form = {"CallSid": next(CALLS), "From": ANNA, "CallStatus": "completed"}
    assert (await post(f"{served.url}{PATH}", form, f"{ADDRESS}{PATH}")) == (204, "")
