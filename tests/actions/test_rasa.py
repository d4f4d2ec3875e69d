"""From Rasa's tracker to a turn and back, through Rasa's own executor."""

import asyncio

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

import actions.rasa
from tests.conftest import ROOT

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())


@pytest.fixture
def executor(desk, monkeypatch):
    monkeypatch.setattr(actions.rasa, "the_desk", lambda: desk)
    executor = ActionExecutor()
    executor.register_package("actions.rasa")
    return executor


def call(executor, action, intent, extraction=None, slots=None, text="", metadata=None):
    entities = [{"entity": "extraction", "value": extraction, "start": 0, "end": len(text)}] if extraction else []
    attached = {"hepascreen": {"today": "2026-11-20", "asked": [], **(metadata or {})}}
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": entities,
        "metadata": attached,
    }
    tracker = {
        "sender_id": "ana",
        "slots": {"asked": None, "mode": None, **(slots or {})},
        "latest_message": message,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
        "latest_input_channel": "rest",
    }
    return asyncio.run(executor.run({"next_action": action, "sender_id": "ana", "tracker": tracker}))


def test_every_action_of_the_domain_is_there_and_no_other(executor):
    assert sorted(executor.actions) == sorted(DOMAIN["actions"])


def test_text_and_payload_are_two_messages_and_only_slots_of_the_domain_are_set(executor):
    result = call(executor, "action_record", "inform", {"facts": {"age": 61}})
    text, payload = result["responses"]
    assert text["text"].startswith("Recorded: age 61.")
    assert set(payload["custom"]) == {"hepascreen"}
    assert set(payload["custom"]["hepascreen"]) == {"recorded", "screening"}
    assert payload["custom"]["hepascreen"]["screening"]["screening_date"] == "2026-11-20"
    assert {event["name"] for event in result["events"]} <= set(DOMAIN["slots"])


def test_the_facts_that_were_asked_are_read_from_the_slot(executor):
    call(executor, "action_record", "inform", {"facts": {"age": 61}})
    result = call(executor, "action_record", "dont_know", {"reply": "unknown"}, slots={"asked": ["ecog"]})
    assert "Left open for now: ECOG." in result["responses"][0]["text"]


def test_a_message_id_of_the_sender_counts_once(executor, desk):
    for _ in range(2):
        call(executor, "action_record", "inform", {"facts": {"age": 61}}, metadata={"message_id": "m-1"})
    with desk.log.transaction() as pages:
        assert len(pages.observations(1)) == 1


def test_a_message_without_extraction_is_answered(executor):
    (reply,) = call(executor, "action_talk", "greet")["responses"]
    assert reply["text"].startswith("Hepascreen.")
    assert [button["payload"] for button in reply["buttons"]] == ["status", "what is missing", "new patient", "help"]


def test_buttons_send_words_and_no_notation_of_rasa(executor):
    result = call(executor, "action_record", "inform", {"facts": {"age": 61}})
    payloads = [button["payload"] for response in result["responses"] for button in response.get("buttons") or ()]
    assert not [payload for payload in payloads if payload.startswith("/")]
