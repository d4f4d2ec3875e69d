"""A channel with one address that its provider calls, one way in, and one transport out."""

import abc
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.outgoing import Transport
from bot.channels.messaging.people import People
from bot.metrics import Metrics
from bot.setting_values import Listed

NOT_TAKEN = "the message was not taken yet; deliver it again"


class MarkingTransport(Transport, Protocol):
    """Sends replies, shows which of their buttons was pressed, and keeps connections open in between."""

    async def mark(self, inbound: Inbound) -> None:
        """Show that a button was pressed and taken. Raises DeliveryError."""

    async def close(self) -> None:
        """Close the connections."""


class WebhookChannel(MessagingChannel):
    """POST /webhooks/<name>/webhook; `take` reads what came and gives the answer to the provider."""

    dialect: Dialect

    def __init__(
        self,
        transport: MarkingTransport,
        listed: Iterable[Listed],
        site: str | None,
        guard: Guard,
        metrics: Metrics,
    ) -> None:
        self._sender = transport
        self._people = People(listed, site)
        self._guard = guard
        self._metrics = metrics
        self._messenger: Messenger | None = None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the one route."""
        self._messenger = Messenger(
            self.name(),
            on_new_message,
            self._people,
            self.dialect,
            self._sender,
            self._guard,
            self._metrics,
            names_strangers=True,
            on_press=self._sender.mark,
        )
        blueprint = Blueprint(f"{self.name()}_webhook")

        @blueprint.route("/webhook", methods=["POST"])
        async def take(request: Request) -> HTTPResponse:
            return await self.take(request)

        return blueprint

    @abc.abstractmethod
    async def take(self, request: Request) -> HTTPResponse:
        """Check who calls, and take what was delivered."""

    async def finish(self, seconds: float) -> None:
        """Let replies that are under way go out, then close the connections."""
        if self._messenger is not None:
            await self._messenger.finish(seconds)
        await self._sender.close()
