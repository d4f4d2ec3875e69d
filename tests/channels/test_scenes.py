"""Whole screenings on a channel, from the first word to the page to file: in a chat, and with the patient on the line.

Costs about five seconds on the server that all tests of channels share.
"""

import pytest

from tests.channels.pdf import words_of
from tests.channels.standins.slack import text_of, titles_of
from tests.channels.standins.telegram import ANNA
from tests.channels.standins.telegram import titles_of as keys_of

pytestmark = [pytest.mark.server, pytest.mark.model]

NOTE = (
    "61F, HBV, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2, TACE x2 last 10 Oct, "
    "len+sintilimab since July, PD"
)
"""The note of the design's first scene, word for word."""


async def test_a_chart_is_screened_in_slack_with_buttons_and_words(slack, served):
    async def say(text):
        (post,) = [one for one in await slack.say("U0BEN", text, channel="D0BEN") if "blocks" in one]
        return post

    assert titles_of(await say("hello")) == ["Status", "What is missing", "New patient", "Help"]
    await say("new patient SCENE-2")
    recorded = await say(NOTE)
    assert text_of(recorded).startswith("Recorded for SCENE-2: age 61, female, BCLC stage C")
    assert "Now ruled out: HAIC concurrent" in text_of(recorded)
    assert titles_of(recorded) == ["no HCC", "clinical", "pathological", "Don't know"]
    (answer,) = await slack.press("U0BEN", {**recorded, "channel": "D0BEN"}, "pathological")
    assert "diagnosis of HCC: pathological" in text_of(answer)
    assert "watch and wait is ruled out" in text_of(await say("why not watch and wait"))
    assert "platelets 28" in text_of(await say("sorry, plt 28"))
    assert "platelets" in text_of(await say("undo"))
    status = text_of(await say("status"))
    assert status.startswith("Screening SCENE-2")
    assert "palliative hepatectomy: still open" in status
    assert text_of(await say("summary")).startswith("Screening SCENE-2\n")
    page = await page_of(slack, "SCENE-2")
    assert "platelets 82" in page
    assert "told by ben on 20 Nov 2026" in page


async def test_a_patient_is_screened_by_phone_in_telegram_and_a_colleague_goes_on_in_slack(slack, telegram, served):
    async def hear(text):
        (sent,) = await telegram.say(ANNA, text)
        return sent

    await hear("new patient SCENE-3")
    consent = await hear("phone")
    assert "Is that all right with you?" in consent["text"]
    assert keys_of(consent) == ["Yes", "No"]
    (first,) = await telegram.press(ANNA, consent, "Yes")
    assert first["text"].startswith("Ask: “")
    heard = await hear("they burnt the tumour in March")
    assert "ablation" in heard["text"]
    told = await hear("y") if "Right? (y/n)" in heard["text"] else heard
    assert "as told, check the chart" in told["text"]
    why = await hear("why")
    assert why["text"].startswith("If the patient asks why")
    assert "To fetch" in (await hear("not sure"))["text"]

    (back,) = await slack.say("U0BEN", "back to SCENE-3", channel="D0BEN")
    assert "A phone call with this patient is under way" in text_of(back)
    (on,) = await slack.press("U0BEN", {**back, "channel": "D0BEN"}, "Go on with the call")
    assert "Ask: “" in text_of(on)
    (closed,) = await slack.say("U0BEN", "hang up", channel="D0BEN")
    assert "Close with: “Thank you." in text_of(closed)
    await slack.say("U0BEN", "summary", channel="D0BEN")
    page = await page_of(slack, "SCENE-3")
    assert "asked by anna on 20 Nov 2026, agreed on the phone to be screened" in page
    assert "patient by phone to anna on 20 Nov 2026" in page
    assert "as told, check the chart" in page


async def test_a_choice_in_a_call_is_answered_by_its_key_as_it_is(telegram, served):
    """The key 0 is the first of five: a channel that counted from 1 would record another."""
    await telegram.say(ANNA, "new patient SCENE-4, no other treatment")
    await telegram.say(ANNA, "phone")
    (question,) = await telegram.say(ANNA, "y")
    for _ in range(30):
        if "Keys: 1 never" in question["text"]:
            break
        (question,) = await telegram.say(ANNA, "?")
    assert "Keys: 1 never" in question["text"]
    (answer,) = await telegram.say(ANNA, "1")
    assert "hepatic encephalopathy: never" in answer["text"]
    await telegram.say(ANNA, "hang up")


async def page_of(slack, code):
    """The words of the PDF that was uploaded for a screening."""
    uploads = await slack.until(
        lambda calls: [
            one["content"]
            for name, call in calls
            if name == "files.completeUploadExternal"
            for one in call["files"]
            if one["title"] == f"Screening {code}"
        ]
    )
    return words_of(uploads[-1])
