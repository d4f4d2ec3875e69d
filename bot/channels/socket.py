"""Rasa's Socket.IO channel: same origin alone, sessions that last, and the screening in the reply."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketIOInput, SocketIOOutput
from sanic import Blueprint


class SocketOutput(SocketIOOutput):
    """Sends a payload as `{"custom": …}`, as the REST channel does; Rasa's takes its keys for arguments."""

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **_: Any) -> None:
        """Send a payload to everyone in the conversation."""
        await self._send_message(recipient_id, {"custom": json_message})


class SocketInput(SocketIOInput):
    """Socket.IO at /socket.io: `session_request`, `user_uttered` and `bot_uttered` as in Rasa."""

    def __init__(self) -> None:
        super().__init__(session_persistence=True)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return Rasa's endpoints; they listen to pages of the same origin, and replies carry the payload."""

        async def with_our_output(message: UserMessage) -> None:
            message.output_channel = SocketOutput(self.sio, self.bot_message_evt)
            await on_new_message(message)

        blueprint = super().blueprint(with_our_output)
        # An empty list, which Rasa sets, lets every origin in; None compares the origin with the host.
        self.sio.eio.cors_allowed_origins = None
        return blueprint
