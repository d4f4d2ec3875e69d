"""The address that Telegram calls: checks its secret token, takes its updates."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.people import People
from bot.channels.telegram.transport import TELEGRAM, TelegramTransport
from bot.channels.telegram.updates import UpdateError, inbound_of, may_mention
from bot.metrics import Metrics
from bot.settings import Settings

FORGED = "this does not carry the secret token that was given to setWebhook"
NO_UPDATE = "the body is no update of Telegram"
NOT_TAKEN = "the message was not taken yet; deliver it again"
PATIENCE = 8.0
"""Seconds that Telegram is kept waiting for an answer; it waits longer than Slack."""


class TelegramChannel(MessagingChannel):
    """POST /webhooks/telegram/webhook."""

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        self._settings = settings
        self._guard = guard
        self._metrics = metrics
        token = settings.telegram_token or ""
        self._bot_id = token.partition(":")[0]
        self._transport = TelegramTransport(token, settings.telegram_url)
        self._messenger: Messenger | None = None

    @classmethod
    def name(cls) -> str:
        """Give the name of the channel, under which it is served."""
        return "telegram"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the one route."""
        self._messenger = Messenger(
            self.name(),
            on_new_message,
            People(self._settings.telegram_people, self._settings.site),
            TELEGRAM,
            self._transport,
            self._guard,
            self._metrics,
            names_strangers=True,
            on_press=self._transport.mark,
        )
        blueprint = Blueprint("telegram_webhook")

        @blueprint.route("/webhook", methods=["POST"])
        async def take(request: Request) -> HTTPResponse:
            return await self._take(request)

        return blueprint

    async def finish(self, seconds: float) -> None:
        """Let replies that are under way go out, then close the connections."""
        if self._messenger is not None:
            await self._messenger.finish(seconds)
        await self._transport.close()

    async def _take(self, request: Request) -> HTTPResponse:
        if not self._is_telegram(request):
            return json({"error": FORGED}, status=401)
        try:
            update = request.json
            if not isinstance(update, dict):
                return json({"error": NO_UPDATE}, status=400)
            name = await self._transport.name() if may_mention(update) else None
            inbound = inbound_of(update, self._bot_id, name)
        except (SanicException, RecursionError, UpdateError):
            return json({"error": NO_UPDATE}, status=400)
        if inbound is None or self._messenger is None:
            return empty(status=200)
        if not await self._messenger.receive(inbound, PATIENCE):
            return json({"error": NOT_TAKEN}, status=503)
        if inbound.press is not None:
            # Telegram lets a method be called in the answer: the button stops showing that it waits.
            return json({"method": "answerCallbackQuery", "callback_query_id": str(inbound.origin["id"])})
        return empty(status=200)

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        secret = self._settings.telegram_secret or ""
        return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
