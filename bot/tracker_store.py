"""Conversations in memory: live trackers with a window of events, so that a late turn costs no more.

Rasa replays a tracker several times a turn and hands all of it to the actions. What is known of a patient
is in the screening log; the tracker is only the conversation, so its old events can go. Kept are the
slots and the last few turns, and of a conversation that has rested for long nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS_KEPT = 2
TURNS_AT_MOST = 4
CONVERSATIONS_KEPT = 1000
SECONDS_KEPT = 12 * 3600.0
"""A working day; what is known of the patient stays in the log."""


class WindowedTrackerStore(TrackerStore):
    """Keeps the most recently used conversations, each as the tracker itself with its last turns.

    A tracker that was handed out is the stored one: after a turn that failed, `discard_unsaved` puts back
    what was saved last. Forms are not kept beyond the window, since the assistant has none.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        conversations: int = CONVERSATIONS_KEPT,
        seconds: float = SECONDS_KEPT,
        clock: Callable[[], float] = time.time,
        **kwargs: Any,
    ) -> None:
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._saved: dict[str, list[Event]] = {}
        self._used: dict[str, float] = {}
        self._conversations = conversations
        self._seconds = seconds
        self._clock = clock
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker: payloads stripped, old turns cut, the conversation longest unused forgotten."""
        await self.stream_events(tracker)
        sender = tracker.sender_id
        _strip_payloads(tracker.events, after=len(self._saved.get(sender, ())))
        tracker = self._windowed(tracker)
        self._live[sender] = tracker
        self._live.move_to_end(sender)
        self._saved[sender] = list(tracker.events)
        self._used[sender] = self._clock()
        while len(self._live) > self._conversations:
            self._forget(next(iter(self._live)))
        self.forget_old()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation of `sender_id`, or None where there is none or it has rested too long."""
        self.forget_old()
        return self._live.get(sender_id)

    async def keys(self) -> Iterable[str]:
        """Return the senders whose conversations are kept, the longest unused first."""
        return list(self._live)

    def discard_unsaved(self, sender_id: str) -> None:
        """Undo what was done to a conversation since it was saved."""
        tracker = self._live.get(sender_id)
        if tracker is not None:
            self._live[sender_id] = self._replay(tracker, self._saved[sender_id])

    def forget_old(self) -> None:
        """Forget every conversation that nobody has used for so many seconds."""
        until = self._clock() - self._seconds
        while self._live:
            longest_unused = next(iter(self._live))
            if self._used[longest_unused] > until:
                break
            self._forget(longest_unused)

    def _forget(self, sender: str) -> None:
        for kept in (self._live, self._saved, self._used):
            kept.pop(sender, None)

    def _windowed(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """Cut a tracker with too many turns down to the last few, and the slots as they were before."""
        events = list(tracker.events)
        turns = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
        # A turn that is as old as a conversation may become goes, though a later one keeps the conversation.
        recent = [place for place in turns if events[place].timestamp > self._clock() - self._seconds]
        if len(turns) <= TURNS_AT_MOST and recent == turns:
            return tracker
        start = _start_of_turn(events, (recent or turns)[-TURNS_KEPT:][0])
        before = self._replay(tracker, events[:start])
        filled = [SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.has_been_set]
        return self._replay(tracker, [*filled, *events[start:]])

    def _replay(self, tracker: DialogueStateTracker, events: list[Event]) -> DialogueStateTracker:
        copy = DialogueStateTracker.from_events(tracker.sender_id, events, self.domain.slots)
        copy.model_id = tracker.model_id
        copy.assistant_id = tracker.assistant_id
        return copy


def _start_of_turn(events: list[Event], message: int) -> int:
    """Return the place of the `action_listen` that awaited the message at this place."""
    for place in range(message - 1, -1, -1):
        event = events[place]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return place
    return message


def _strip_payloads(events: Iterable[Event], after: int) -> None:
    """Drop what a channel draws (a screening is 27 kB) from what the bot said; it has been sent."""
    for event in list(events)[after:]:
        if isinstance(event, BotUttered) and event.data.get("custom"):
            event.data = {**event.data, "custom": None}
