"""XMPP as a channel of the server: nothing calls here, the assistant connects once the server answers."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.outgoing import DeliveryError, Outgoing
from bot.channels.messaging.people import People
from bot.channels.xmpp.client import Client
from bot.channels.xmpp.line import Line
from bot.channels.xmpp.rooms import Rooms
from bot.channels.xmpp.stanzas import CHANNEL
from bot.metrics import Metrics
from bot.settings import Settings

DIALECT = Dialect(longest=4000)
"""Plain text, marked as such (XEP-0393); answers are listed with their numbers. Longer texts are hard to read."""


class XmppChannel(MessagingChannel):
    """One account on one server, and the rooms that it is in."""

    is_webhook = False

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        self._settings = settings
        self._guard = guard
        self._metrics = metrics
        self._line: Line | None = None
        self._connecting: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Give the channel's name."""
        return CHANNEL

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give no routes: people write to the account."""
        people = People(self._settings.xmpp_people, self._settings.site)
        self._messenger = Messenger(CHANNEL, on_new_message, people, DIALECT, self, self._guard, self._metrics)
        return Blueprint("xmpp")

    async def start(self) -> None:
        """Begin to connect, and go on in the background."""
        client = Client(self._settings)
        rooms = Rooms(client, self._settings.xmpp_rooms, self._settings.xmpp_nick)
        listed = frozenset(one.identifier for one in self._settings.xmpp_people)
        hours = self._settings.conversation_hours
        self._line = Line(client, rooms, self._messenger.receive, listed.__contains__, hours)
        self._connecting = asyncio.create_task(client.keep_up())

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send a message to a person or a room. Raises DeliveryError."""
        if self._line is None:
            raise DeliveryError("there is no connection to the server")
        await self._line.send(conversation, outgoing)

    async def finish(self, seconds: float) -> None:
        """Let what is under way end, so long at most; then sign out."""
        await self._messenger.finish(seconds)
        if self._connecting is not None:
            self._connecting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._connecting
        if self._line is not None:
            await self._line.close()


def channels(settings: Settings, guard: Guard, metrics: Metrics) -> list[MessagingChannel]:
    """Give the channel of the account that the settings name."""
    return [XmppChannel(settings, guard, metrics)]
