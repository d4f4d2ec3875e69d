"""What was answered to which message, so that a message sent twice is answered again and processed once."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec
from rasa.core.channels.channel import OutputChannel

REPLIES_KEPT = 1000
SECONDS_KEPT = 12 * 3600.0

Message = dict[str, Any]


class SentReplies:
    """The replies to the most recent messages that carried an id, by sender and id; old ones are forgotten."""

    def __init__(
        self, kept: int = REPLIES_KEPT, seconds: float = SECONDS_KEPT, clock: Callable[[], float] = time.time
    ) -> None:
        # As bytes: a screening as Python objects takes some ten times the room of its JSON.
        self._replies: OrderedDict[tuple[str, str], tuple[float, list[bytes]]] = OrderedDict()
        self._kept = kept
        self._seconds = seconds
        self._clock = clock

    def get(self, sender: str, message_id: str) -> list[Message] | None:
        """Return what was answered to this message, or None where it is new."""
        self.forget_old()
        _, reply = self._replies.get((sender, message_id), (0.0, None))
        return None if reply is None else [msgspec.json.decode(message) for message in reply]

    def keep(self, sender: str, message_id: str, reply: list[bytes]) -> None:
        """Remember a reply, a JSON object a message; the oldest is forgotten where there are too many."""
        self._replies[sender, message_id] = self._clock(), reply
        while len(self._replies) > self._kept:
            self._replies.popitem(last=False)

    def forget_old(self) -> None:
        """Forget replies that are older than so many seconds."""
        until = self._clock() - self._seconds
        while self._replies and next(iter(self._replies.values()))[0] <= until:
            self._replies.popitem(last=False)


class RecordingChannel(OutputChannel):
    """Passes every message of a reply on to the channel that it is for, and notes it."""

    def __init__(self, channel: OutputChannel) -> None:
        self.channel = channel
        self.sent: list[bytes] = []
        self.said: list[str] = []

    def name(self) -> str:
        """Return the name of the channel that the reply is for."""
        return str(self.channel.name())

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Note the message before the channel takes it apart, then send it."""
        self.sent.append(msgspec.json.encode(message))
        self.said.append(message.get("text") or "")
        await self.channel.send_response(recipient_id, message)
