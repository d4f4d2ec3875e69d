"""The tracker is only the conversation: slots and the last turns stay, the rest goes."""

import time

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.replies import SentReplies
from bot.tracker_store import TURNS_AT_MOST, TURNS_KEPT, WindowedTrackerStore

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [inform]
    slots:
      asked: {type: list, influence_conversation: false, mappings: [{type: custom}]}
      screening: {type: text, influence_conversation: false, mappings: [{type: custom}]}
    """
)


@pytest.fixture
def store() -> WindowedTrackerStore:
    return WindowedTrackerStore(DOMAIN)


async def talk(store: WindowedTrackerStore, turns: int, sender: str = "s") -> DialogueStateTracker:
    """Take turns as Rasa's processor does; turn n sets the slot `asked` to [n]."""
    for number in range(turns):
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        if not tracker.events:
            tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], DOMAIN)
            tracker.update(ActionExecuted("action_listen"), DOMAIN)
            tracker.update(SlotSet("screening", "P-01"), DOMAIN)
        tracker.update(UserUttered(f"message {number}", {"name": "inform", "confidence": 1.0}), DOMAIN)
        tracker.update(ActionExecuted("action_record"), DOMAIN)
        tracker.update(BotUttered(f"answer {number}"), DOMAIN)
        tracker.update(SlotSet("asked", [number]), DOMAIN)
        tracker.update(ActionExecuted("action_listen"), DOMAIN)
        await store.save(tracker)
    return await store.retrieve(sender)


async def test_a_long_dialogue_keeps_a_bounded_number_of_events(store):
    sizes = {len((await talk(store, 1)).events) for _ in range(200)}
    assert max(sizes) <= 6 * TURNS_AT_MOST


async def test_slots_that_were_set_before_the_window_are_kept(store):
    tracker = await talk(store, 100)
    assert tracker.get_slot("screening") == "P-01"
    assert tracker.get_slot("asked") == [99]


async def test_a_copy_has_the_same_slots_since_rasa_hands_copies_to_the_actions(store):
    copy = (await talk(store, 100)).copy()
    assert copy.current_slot_values() == {**copy.current_slot_values(), "screening": "P-01", "asked": [99]}


async def test_the_window_starts_where_a_message_was_awaited(store):
    tracker = await talk(store, TURNS_AT_MOST + 1)
    events = [event for event in tracker.events if not isinstance(event, SlotSet)]
    assert isinstance(events[0], ActionExecuted)
    assert events[0].action_name == "action_listen"
    messages = [event.text for event in events if isinstance(event, UserUttered)]
    assert messages == [f"message {n}" for n in range(TURNS_AT_MOST + 1 - TURNS_KEPT, TURNS_AT_MOST + 1)]


async def test_payloads_are_not_kept_but_texts_and_buttons_are(store):
    tracker = await store.get_or_create_tracker("s", append_action_listen=False)
    buttons = [{"title": "yes", "payload": "yes"}]
    tracker.update(BotUttered("Any HIV?", {"buttons": buttons, "custom": {"hepascreen": {"screening": {}}}}), DOMAIN)
    await store.save(tracker)
    (event,) = (await store.retrieve("s")).events
    assert (event.text, event.data["buttons"], event.data["custom"]) == ("Any HIV?", buttons, None)


async def test_what_was_not_saved_can_be_discarded(store):
    tracker = await talk(store, 3)
    saved = len(tracker.events)
    tracker.update(UserUttered("half a turn", {"name": "inform", "confidence": 1.0}), DOMAIN)
    tracker.update(SlotSet("asked", ["wrong"]), DOMAIN)
    store.discard_unsaved("s")
    restored = await store.retrieve("s")
    assert len(restored.events) == saved
    assert restored.get_slot("asked") == [2]


async def test_the_conversation_longest_unused_is_forgotten_first():
    store = WindowedTrackerStore(DOMAIN, conversations=2)
    for sender in ("a", "b", "a", "c"):
        await talk(store, 1, sender)
    assert list(await store.keys()) == ["a", "c"]
    assert await store.retrieve("b") is None


async def test_conversations_are_apart(store):
    await talk(store, 2, "a")
    await talk(store, 5, "b")
    assert (await store.retrieve("a")).get_slot("asked") == [1]
    assert (await store.retrieve("b")).get_slot("asked") == [4]


class Clock:
    """A clock that a test moves on from now."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


async def test_a_conversation_that_rests_for_long_is_forgotten():
    clock = Clock()
    store = WindowedTrackerStore(DOMAIN, seconds=3600, clock=clock)
    await talk(store, 2, "rests")
    clock.ahead = 3000
    await talk(store, 1, "goes on")
    assert (await store.retrieve("rests")).get_slot("asked") == [1]
    clock.ahead = 3700
    assert await store.retrieve("rests") is None
    assert (await store.retrieve("goes on")).get_slot("asked") == [0]


async def test_nobody_need_ask_for_it_to_be_forgotten():
    clock = Clock()
    store = WindowedTrackerStore(DOMAIN, seconds=3600, clock=clock)
    await talk(store, 2)
    clock.ahead = 3700
    store.forget_old()
    assert (store._live, store._saved, store._used) == ({}, {}, {})


async def test_old_turns_go_though_the_conversation_goes_on():
    clock = Clock()
    store = WindowedTrackerStore(DOMAIN, seconds=3600, clock=clock)
    tracker = await talk(store, 1)
    for event in tracker.events:
        event.timestamp -= 3500
    await store.save(tracker)
    clock.ahead = 200
    tracker = await talk(store, 1)
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["message 0"]
    assert min(event.timestamp for event in tracker.events if isinstance(event, UserUttered)) > time.time() - 3400
    assert tracker.get_slot("screening") == "P-01"


def test_replies_to_repeated_messages_are_forgotten_too():
    clock = Clock()
    replies = SentReplies(seconds=3600, clock=clock)
    replies.keep("s", "m", [b'{"text": "Recorded."}'])
    clock.ahead = 3500
    assert replies.get("s", "m") == [{"text": "Recorded."}]
    clock.ahead = 3700
    assert replies.get("s", "m") is None
    assert not replies._replies
