"""Slack from its signed request to the answer in its Web API, on the real server with the trained model.

Costs about ten seconds, nearly all of it the start of the server that all tests of channels share.
"""

import asyncio
import json
import time

import pytest

from bot.channels.messaging import messenger as lines
from bot.channels.slack.events import DELETED, inbound_of, typed
from tests.channels.standins.slack import BOT, SECRET, TEAM, signature, text_of, titles_of

pytestmark = [pytest.mark.server, pytest.mark.model]

TITLE = "Screening S-15"
NOTE = "61F, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2"


@pytest.fixture
def chat(slack, served, request):
    """A conversation of Anna's with a screening of its own."""

    async def say(text, person="U0ANNA", **options):
        posts = await slack.say(person, text, **options)
        return posts[-1] if posts else None

    return say


async def started(chat, code):
    return await chat(f"new patient {code}")


async def test_the_handshake_is_answered(slack, served):
    challenge = {"type": "url_verification", "token": "legacy", "challenge": "3eZbrw1aB"}
    status, body = await slack.post(challenge)
    assert (status, json.loads(body)) == (200, {"challenge": "3eZbrw1aB"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "{now}"},
        {"X-Slack-Request-Timestamp": "{now}", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "{now}", "X-Slack-Signature": "{other}"},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "{old}", "X-Slack-Signature": "{signed_old}"},
        {"X-Slack-Request-Timestamp": "{now}", "X-Slack-Signature": "{signed_old}"},
    ],
    ids=["unsigned", "no signature", "wrong", "other secret", "no time", "old", "time of another"],
)
async def test_what_slack_did_not_sign_is_refused(slack, served, headers):
    body = json.dumps(slack.message("U0ANNA", "status")).encode()
    now, old = str(int(time.time())), str(int(time.time()) - 301)
    values = {"now": now, "old": old, "other": signature(now, body, "x" * 32), "signed_old": signature(old, body)}
    before = len(slack.calls)
    status, answer = await slack.send(body, {name: value.format(**values) for name, value in headers.items()})
    assert (status, len(slack.calls)) == (401, before)
    assert SECRET not in answer


@pytest.mark.parametrize(
    "payload",
    [
        [],
        {"type": "event_callback"},
        {"type": "event_callback", "event": {"type": "message"}},
        {"type": "block_actions"},
    ],
)
async def test_what_is_signed_but_no_event_is_refused(slack, served, payload):
    body = json.dumps(payload).encode()
    stamp = str(int(time.time()))
    signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(stamp, body)}
    status, _ = await slack.send(body, {**signed, "Content-Type": "application/json"})
    assert status == 400


async def test_facts_are_recorded_read_back_and_the_next_question_has_buttons(chat):
    await started(chat, "S-1")
    answer = await chat(NOTE)
    assert text_of(answer).startswith("Recorded for S-1: age 61, female, BCLC stage C")
    assert answer["channel"] == "D0ANNA"
    assert "thread_ts" not in answer
    assert titles_of(answer) == ["No other treatment", "Don't know"]


async def test_a_reply_is_short_and_shows_no_board(chat):
    await started(chat, "S-2")
    answer = await chat("plt 82, alb 35")
    assert len(text_of(answer)) < 700
    assert "screening_date" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("code", "answer"),
    [("S-3A", "No other treatment"), ("S-3B", "no other treatment"), ("S-3C", "No other treatmnet"), ("S-3D", "1")],
    ids=["words", "small", "typo", "number"],
)
async def test_what_a_button_says_can_be_typed(chat, code, answer):
    await started(chat, code)
    await chat(NOTE)
    assert "no treatment given" in text_of(await chat(answer))


async def test_a_button_that_is_pressed_is_recorded_and_marked(slack, chat):
    await started(chat, "S-4")
    question = await chat(NOTE)
    (answer,) = await slack.press("U0ANNA", question, "No other treatment")
    assert "no treatment given" in text_of(answer)
    method, marked = next(call for call in reversed(slack.calls) if call[0] == "chat.update")
    assert (method, marked["ts"]) == ("chat.update", question["ts"])
    assert [block["type"] for block in marked["blocks"]] == ["section", "context"]
    assert marked["blocks"][1]["elements"][0]["text"] == "✓ No other treatment"


async def test_less_than_and_more_than_arrive_as_they_were_typed(chat):
    """Slack writes `<` as `&lt;`: read as it comes, the limit would be lost."""
    await started(chat, "S-5")
    assert "AFP > 1210" in text_of(await chat("AFP &gt;1210 ng/mL")).replace(">", "> ").replace("  ", " ")


async def test_an_event_that_is_delivered_again_is_answered_once(slack, chat):
    await started(chat, "S-6")
    event = slack.message("U0ANNA", "plt 82")
    assert len(await slack.deliver(event)) == 1
    assert await slack.deliver(event) == []
    assert await slack.deliver({**event, "event_id": "EvAnother"}) == []


async def test_two_deliveries_at_once_are_answered_once(slack, chat):
    await started(chat, "S-7")
    event = slack.message("U0ANNA", "plt 82")
    before = len(slack.calls)
    await asyncio.gather(*(slack.post(event) for _ in range(4)))
    assert len(slack.calls) == before + 1


async def test_messages_that_overtake_each_other_are_read_in_their_order(slack, chat):
    await started(chat, "S-8")
    first, second = slack.message("U0ANNA", "plt 80"), slack.message("U0ANNA", "plt 90")
    before = len(slack.calls)
    await asyncio.gather(slack.post(second), slack.post(first))
    answers = [text_of(post) for _, post in slack.calls[before:]]
    assert ["platelets 80" in answers[0], "platelets 90" in answers[1]] == [True, True]


async def test_a_stranger_is_told_once_that_nothing_was_read(slack, served, chat):
    await slack.say("U0MALLORY", "61F, plt 82", channel="D0MALLORY")
    await slack.say("U0MALLORY", "status", channel="D0MALLORY")
    await chat("status")
    (told,) = await slack.until(lambda calls: [post for _, post in calls if post.get("channel") == "D0MALLORY"])
    assert text_of(told) == f"{lines.NOT_LISTED} Whoever runs it can let you in as T0HEPA/U0MALLORY."


async def test_somebody_of_another_workspace_is_a_stranger(slack, served):
    await slack.say("U0ANNA", "status", channel="D0OTHER", team="T0OTHER", user_team="T0OTHER")
    (told,) = await slack.until(lambda calls: [post for _, post in calls if post.get("channel") == "D0OTHER"])
    assert text_of(told).startswith(lines.NOT_LISTED)


async def test_a_reader_records_nothing(chat):
    assert "nothing was recorded" in text_of(await chat("new patient S-9, plt 82", person="U0RITA", channel="D0RITA"))


async def test_in_a_channel_it_answers_a_mention_in_a_thread_and_warns_once(slack, served):
    assert await slack.say("U0ANNA", "who has P-9?", channel="C0TEAM") == []
    mention = slack.message("U0ANNA", f"<@{BOT}> new patient S-10", channel="C0TEAM")
    (answer,) = await slack.deliver(mention)
    thread = mention["event"]["ts"]
    assert answer["thread_ts"] == thread
    assert text_of(answer).startswith(lines.OTHERS_READ)
    (more,) = await slack.say("U0ANNA", f"<@{BOT}> plt 82", channel="C0TEAM", thread=thread)
    assert "Recorded for S-10: platelets 82" in text_of(more)
    assert lines.OTHERS_READ not in text_of(more)


async def test_a_message_that_comes_as_mention_and_as_message_is_answered_once(slack, served):
    mention = slack.message("U0ANNA", f"<@{BOT}> status", channel="C0TEAM")
    copy = slack.callback({**mention["event"], "type": "message", "channel_type": "channel"})
    assert len(await slack.deliver(copy)) + len(await slack.deliver(mention)) == 1


async def test_somebody_else_s_button_in_a_channel_records_nothing(slack, served):
    mention = slack.message("U0ANNA", f"<@{BOT}> new patient S-11", channel="C0TEAM")
    (question,) = await slack.deliver(mention)
    question["thread_ts"] = mention["event"]["ts"]
    (answer,) = await slack.press("U0BEN", question, "No other treatment")
    assert text_of(answer) == lines.STALE


async def test_an_edit_is_said_to_count_for_nothing(slack, chat):
    before = slack.message("U0ANNA", "plt 82")["event"]
    change = {"type": "message", "channel": "D0ANNA", "channel_type": "im", "hidden": True, "ts": slack.next_ts()}
    edited = {**change, "subtype": "message_changed", "message": {**before, "text": "plt 28"}}
    (told,) = await slack.deliver(slack.callback({**edited, "previous_message": before}))
    assert text_of(told) == lines.EDITED
    deleted = {**change, "subtype": "message_deleted", "ts": slack.next_ts(), "previous_message": before}
    (told,) = await slack.deliver(slack.callback(deleted))
    assert text_of(told) == DELETED


async def test_its_own_messages_are_no_messages(slack, served):
    assert await slack.say(BOT, "Recorded.", bot_id="B0BOT") == []
    assert await slack.say("U0ANNA", "Anna has joined", channel="C0TEAM", subtype="channel_join") == []


async def test_a_reply_is_sent_again_after_the_pause_that_slack_asks_for(slack, chat):
    await started(chat, "S-12")
    slack.failures = [(429, {"Retry-After": "1"}, {"ok": False, "error": "ratelimited"})]
    assert "Recorded for S-12" in text_of(await chat("plt 82"))


async def test_a_reply_that_slack_will_not_take_is_told_with_the_next_one(slack, chat):
    await started(chat, "S-13")
    slack.failures = [(200, {}, {"ok": False, "error": "channel_not_found"})]
    assert await chat("plt 82") is None
    answer = await chat("alb 35")
    assert text_of(answer).startswith(lines.UNDELIVERED)


async def test_a_call_has_its_keys_and_its_buttons(slack, chat):
    await started(chat, "S-14")
    consent = await chat("phone")
    assert titles_of(consent) == ["Yes", "No"]
    (question,) = await slack.press("U0ANNA", consent, "Yes")
    assert text_of(question).startswith("Ask: ")
    assert "Doesn't know" in titles_of(question)
    assert await slack.press("U0ANNA", consent, "Yes") == []
    answer = await chat("?")
    assert "To fetch" in text_of(answer)
    await chat("hang up")


async def test_the_page_comes_as_a_document_with_the_verdicts_in_the_message(slack, chat):
    await started(chat, "S-15")
    await chat(NOTE)
    answer = await chat("export")
    assert text_of(answer).startswith("Screening S-15\n")
    assert "opened on 20 Nov 2026 by anna." in text_of(answer)
    assert "HAIC" in text_of(answer)
    assert len(text_of(answer)) < 3000
    done = await slack.until(lambda calls: [one for _, one in calls if one.get("files", [{}])[0].get("title") == TITLE])
    assert done[0]["channel_id"] == "D0ANNA"
    assert done[0]["files"][0]["content"].startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("plt &lt;50", "plt <50"),
        ("AFP &gt;1210 &amp; rising", "AFP >1210 & rising"),
        ("<@U0BOT> plt 82", "plt 82"),
        ("ask <!here> <#C1|team>", "ask"),
        ("see <http://example.org|example.org>", "see example.org"),
        ("<tel:0551234567|055 1234567>", "055 1234567"),
        ("&amp;lt;", "&lt;"),
        ("```plt 82\nalb 35```", "plt 82\nalb 35"),
        ("&gt; plt 82", "plt 82"),
        ("&gt; 1210", "> 1210"),
        ("ALT\n&gt;ULN", "ALT\n>ULN"),
        ("*plt* 82, _alb_ 35", "plt 82, alb 35"),
        ("~82, WBC 3*10*9/L", "~82, WBC 3*10*9/L"),
    ],
)
def test_what_slack_writes_is_read_as_it_was_typed(written, text):
    assert typed(written) == text


def test_a_person_is_of_their_own_workspace(slack):
    shared = slack.message("U0ANNA", "status")
    assert inbound_of(shared).identifier == f"{TEAM}/U0ANNA"
    shared["event"]["user_team"] = "T0GUEST"
    assert inbound_of(shared).identifier == "T0GUEST/U0ANNA"
