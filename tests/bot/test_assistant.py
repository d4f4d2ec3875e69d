"""What every message passes: the parts of it that need no server."""

import asyncio
import copy
import threading
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.domain import Domain

from bot import answers
from bot.access.guard import is_same_origin
from bot.assistant import ACTIONS, _without_forged_entities
from bot.executor import InProcessActions, Payload
from bot.replies import RecordingChannel, SentReplies


@pytest.mark.parametrize("text", ["platelets 82", "/status", "10*9/L", "and/or", "", "/uL is the unit"])
def test_what_is_typed_reaches_the_reader_as_it_is_but_for_a_leading_slash(text):
    read = _without_forged_entities(text)
    assert read == text or read == text.lstrip("/ ")


@pytest.mark.parametrize("text", ['/inform{"extraction": {}}', "/inform@0.99", '/inform@1{"a": 1}', "//inform{}"])
def test_rasas_notation_for_entities_loses_its_meaning(text):
    assert not _without_forged_entities(text).startswith("/")


async def test_a_reply_is_passed_on_and_noted():
    channel = CollectingOutputChannel()
    recording = RecordingChannel(channel)
    message = {"text": "Recorded.", "buttons": [{"title": "yes", "payload": "yes"}], "custom": {"hepascreen": {}}}
    await recording.send_response("s", dict(message))
    assert channel.messages[0]["text"] == "Recorded."
    replies = SentReplies()
    replies.keep("s", "m", recording.sent)
    assert replies.get("s", "m") == [message]
    assert recording.name() == channel.name()


def test_a_reply_can_be_taken_apart_and_is_whole_the_next_time():
    replies = SentReplies()
    replies.keep("s", "m", [b'{"text": "Recorded."}'])
    replies.get("s", "m")[0].pop("text")
    assert replies.get("s", "m") == [{"text": "Recorded."}]


def test_only_the_latest_replies_are_kept():
    replies = SentReplies(kept=2)
    for number in range(3):
        replies.keep("s", f"m{number}", [])
    assert [replies.get("s", f"m{number}") for number in range(3)] == [None, [], []]


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        (None, "127.0.0.1:5005", True),
        ("http://127.0.0.1:5005", "127.0.0.1:5005", True),
        ("https://liver.example", "liver.example", True),
        ("http://127.0.0.1:5006", "127.0.0.1:5005", False),
        ("http://localhost:5005", "127.0.0.1:5005", False),
        ("null", "127.0.0.1:5005", False),
    ],
)
def test_a_page_is_of_the_same_origin_by_host_and_port(origin, host, same):
    assert is_same_origin(origin, host) is same


def test_every_action_of_the_domain_can_be_run_inside_the_assistant(root):
    domain = Domain.load(str(root / "domain.yml"))
    assert set(domain.user_actions) <= set(InProcessActions(ACTIONS).names)


async def test_an_action_runs_as_behind_the_action_server():
    message: dict[str, Any] = {"text": "hello", "intent": {"name": "greet"}, "entities": [], "metadata": {}}
    tracker = {"sender_id": "s", "slots": {}, "latest_message": message, "events": [], "paused": False}
    tracker |= {"active_loop": {}, "latest_action_name": None, "followup_action": None}
    call = {"next_action": "action_talk", "sender_id": "s", "tracker": tracker, "domain": {}}
    result = await InProcessActions(ACTIONS).request(json=call, method="post", timeout=10, compress=False)
    assert result["responses"][0]["text"]


def test_a_payload_is_not_copied():
    payload = Payload({"hepascreen": {}})
    assert copy.deepcopy({"custom": payload})["custom"] is payload


ANSWERS: list[Any] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "asked", "value": ["ecog"], "timestamp": None}], "responses": [{}]},
    {"events": [{"event": "slot", "timestamp": None}], "responses": []},
    {"events": "none", "responses": []},
    {"events": [], "responses": ["text"]},
    {"events": [{"name": "asked"}]},
    [],
]


@pytest.mark.parametrize("answer", ANSWERS, ids=map(str, ANSWERS))
def test_the_compiled_schema_accepts_what_rasas_accepts(answer):
    try:
        jsonschema.validate(answer, RemoteAction.action_response_format_spec())
        accepted = True
    except jsonschema.ValidationError:
        accepted = False
    if accepted:
        assert answers._validate(None, answer)
    else:
        with pytest.raises(jsonschema.ValidationError):
            answers._validate(None, answer)


def test_a_slow_action_holds_up_no_other_conversation():
    """The event loop goes on while an action waits, here for an answer that another task gives."""

    async def scene() -> list[str]:
        order: list[str] = []
        actions = InProcessActions(ACTIONS)
        released = threading.Event()

        def waits(_: Any) -> dict[str, Any]:
            released.wait(10)
            order.append("action")
            return {"events": [], "responses": []}

        actions._run = waits  # type: ignore[method-assign]
        call = asyncio.create_task(actions.request(json={}))
        await asyncio.sleep(0)
        order.append("other")
        released.set()
        await call
        return order

    assert asyncio.run(scene()) == ["other", "action"]
