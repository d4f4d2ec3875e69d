"""Telegram from its update to the answer in the Bot API, on the real server with the trained model.

Costs about four seconds on the server that all tests of channels share.
"""

import asyncio

import pytest

from bot.channels.messaging import messenger as lines
from bot.channels.telegram.transport import keyboard, units
from bot.channels.telegram.updates import said
from tests.channels.standins.telegram import (
    ANNA,
    BEN,
    BOT_ID,
    GROUP,
    NAME,
    RITA,
    SECRET,
    STRANGER,
    titles_of,
)

pytestmark = [pytest.mark.server, pytest.mark.model]

NOTE = "61F, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2"


@pytest.fixture
def chat(telegram, served):
    """What Anna writes in her own chat; gives the last message that came back."""

    async def say(text, person=ANNA, **options):
        sent = await telegram.say(person, text, **options)
        return sent[-1] if sent else None

    return say


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET[:-1], "ü"], ids=["none", "empty", "wrong", "cut", "other"]
)
async def test_what_does_not_carry_the_secret_is_refused(telegram, served, secret):
    before = len(telegram.calls)
    status, body = await telegram.post(telegram.update(ANNA, "status"), secret)
    assert (status, len(telegram.calls)) == (401, before)
    assert SECRET not in body


@pytest.mark.parametrize(
    "update",
    [[], {"update_id": 1, "message": {}}, {"update_id": 1, "message": []}, {"update_id": 1, "callback_query": []}],
)
async def test_what_is_no_update_is_refused(telegram, served, update):
    status, _ = await telegram.post(update)
    assert status == 400


async def test_facts_are_recorded_read_back_and_the_next_question_has_buttons(chat):
    await chat("new patient T-1")
    answer = await chat(NOTE)
    assert answer["chat_id"] == ANNA
    assert answer["text"].startswith("Recorded for T-1: age 61, female, BCLC stage C")
    assert titles_of(answer) == ["No other treatment", "Don't know"]
    assert answer["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in answer
    assert len(answer["text"]) < 900


@pytest.mark.parametrize(
    ("code", "answer"),
    [("T-2A", "No other treatment"), ("T-2B", "no other treatmnt"), ("T-2C", "1")],
    ids=["words", "typo", "number"],
)
async def test_what_a_button_says_can_be_typed(chat, code, answer):
    await chat(f"new patient {code}")
    await chat(NOTE)
    assert "no treatment given" in (await chat(answer))["text"]


async def test_a_button_that_is_pressed_is_recorded_marked_and_stops_waiting(telegram, chat):
    await chat("new patient T-3")
    question = await chat(NOTE)
    (answer,) = await telegram.press(ANNA, question, "No other treatment")
    assert "no treatment given" in answer["text"]
    marked = next(body for method, body in reversed(telegram.calls) if method == "editMessageReplyMarkup")
    assert (marked["message_id"], titles_of(marked)) == (question["message_id"], ["✓ No other treatment"])
    assert telegram.answered[-1]["method"] == "answerCallbackQuery"


async def test_a_button_too_long_to_carry_its_words_works_all_the_same(telegram, chat):
    await chat("new patient T-4, no other treatment")
    question = await chat(NOTE)
    long = None
    for _ in range(12):
        rows = (question.get("reply_markup") or {}).get("inline_keyboard") or ()
        long = next((one for row in rows for one in row if one["text"] == "None of these"), None)
        if long:
            break
        question = await chat("don't know")
    assert long is not None
    assert len(long["callback_data"]) <= 12
    (answer,) = await telegram.press(ANNA, question, "None of these")
    assert "Recorded for T-4" in answer["text"]


@pytest.mark.parametrize("times", [2, 4])
async def test_an_update_that_is_delivered_again_is_answered_once(telegram, chat, times):
    update = telegram.update(ANNA, "status")
    before = len(telegram.calls)
    await asyncio.gather(*(telegram.post(update) for _ in range(times)))
    await telegram.post(update)
    assert len(telegram.calls) == before + 1


async def test_updates_of_one_second_are_read_in_their_order(telegram, chat):
    await chat("new patient T-5")
    first, second = telegram.update(ANNA, "plt 80"), telegram.update(ANNA, "plt 90")
    second["message"]["date"] = first["message"]["date"]
    before = len(telegram.calls)
    await asyncio.gather(telegram.post(second), telegram.post(first))
    answers = [body["text"] for _, body in telegram.calls[before:]]
    assert ["platelets 80" in answers[0], "platelets 90" in answers[1]] == [True, True]


async def test_one_that_comes_after_later_ones_is_not_read(telegram, chat):
    late = telegram.update(ANNA, "no")
    await chat("status")
    (told,) = await telegram.deliver(late)
    assert "after later ones and was not read" in told["text"]


async def test_a_stranger_is_told_once_that_nothing_was_read(telegram, chat):
    await telegram.say(STRANGER, "61F, plt 82")
    await telegram.say(STRANGER, "status")
    await chat("status")
    (told,) = await telegram.until(lambda calls: [body for _, body in calls if body.get("chat_id") == STRANGER])
    assert told["text"] == f"{lines.NOT_LISTED} Whoever runs it can let you in as {STRANGER}."


async def test_a_reader_records_nothing(chat):
    assert "nothing was recorded" in (await chat("new patient T-6, plt 82", person=RITA))["text"]


async def test_in_a_group_it_answers_when_spoken_to_and_warns_once(telegram, served):
    assert await telegram.say(ANNA, "who has P-9? mail x@y", chat=GROUP) == []
    assert await telegram.say(ANNA, "/status@OtherBot", chat=GROUP) == []
    (answer,) = await telegram.say(ANNA, f"@{NAME} new patient T-7", chat=GROUP)
    assert answer["text"].startswith(f"{lines.OTHERS_READ}\nStarted a screening: T-7.")
    reply_to = {"message_id": 1, "from": {"id": BOT_ID, "is_bot": True}}
    (more,) = await telegram.say(ANNA, "plt 82", chat=GROUP, reply_to_message=reply_to)
    assert more["text"].startswith("Recorded for T-7: platelets 82")
    (status,) = await telegram.say(ANNA, f"/status@{NAME}", chat=GROUP)
    assert status["text"].startswith("Screening T-7")


async def test_somebody_else_s_button_in_a_group_records_nothing(telegram, served):
    (question,) = await telegram.say(ANNA, "/new_patient T-8", chat=GROUP)
    (answer,) = await telegram.press(BEN, question, "No other treatment")
    assert answer["text"] == lines.STALE


async def test_a_topic_of_a_group_is_a_conversation_of_its_own(telegram, served):
    (answer,) = await telegram.say(ANNA, "/help", chat=GROUP, is_topic_message=True, message_thread_id=33)
    assert (answer["chat_id"], answer["message_thread_id"]) == (GROUP, 33)
    assert answer["text"].startswith(lines.OTHERS_READ)


async def test_an_edit_is_said_to_count_for_nothing(telegram, served):
    update = telegram.update(ANNA, "plt 28")
    update["edited_message"] = {**update.pop("message"), "edit_date": 1}
    (told,) = await telegram.deliver(update)
    assert told["text"] == lines.EDITED


async def test_a_picture_is_said_not_to_be_read(telegram, served):
    update = telegram.update(ANNA, "")
    del update["message"]["text"]
    (told,) = await telegram.deliver({**update, "message": {**update["message"], "photo": []}})
    assert told["text"] == lines.ONLY_TEXT


async def test_a_reply_is_sent_again_after_the_pause_that_telegram_asks_for(telegram, chat):
    wait = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}}
    telegram.failures = [(429, wait)]
    assert (await chat("status"))["text"]


async def test_a_call_goes_on_with_its_keys(telegram, chat):
    await chat("new patient T-9")
    consent = await chat("/phone")
    assert titles_of(consent) == ["Yes", "No"]
    (question,) = await telegram.press(ANNA, consent, "Yes")
    assert question["text"].startswith("Ask: ")
    assert await telegram.press(ANNA, consent, "Yes") == []
    assert "To fetch" in (await chat("?"))["text"]
    await chat("hang up")


async def test_the_page_comes_as_a_document(telegram, chat):
    await chat("new patient T-10")
    await chat(NOTE)
    before = len(telegram.calls)
    answer = await chat("export")
    assert answer["text"].startswith("Screening T-10\n")
    (sent,) = await telegram.until(lambda calls: [body for name, body in calls[before:] if name == "sendDocument"])
    assert sent["chat_id"] == str(ANNA)
    assert sent["document"].startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/start", "hi"),
        ("/status", "status"),
        ("/new_patient P-1", "new patient P-1"),
        ("/undo@HepascreenBot", "undo"),
        ("@hepascreenbot plt 82", "plt 82"),
        ("plt 82", "plt 82"),
        ("AFP 3/4", "AFP 3/4"),
    ],
)
def test_what_speaks_to_the_bot_is_left_out(typed, text):
    assert said(typed, NAME) == text


def test_a_length_counts_as_telegram_counts_it():
    assert units("≥ 3") == 3
    assert units("🙂") == 2


def test_short_buttons_share_a_row():
    from bot.channels.messaging.outgoing import Button

    titles = ["Yes", "No", "Don't know", "A little water, or water tablets keep it down"]
    rows = keyboard(tuple(Button(title, title, "x.1") for title in titles))["inline_keyboard"]
    assert [[one["text"] for one in row] for row in rows] == [titles[:3], titles[3:]]
