"""The address that Telegram calls: checks its secret token, takes its updates."""

import hmac

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.access.guard import Guard
from bot.channels.messaging.webhook import NOT_TAKEN, WebhookChannel
from bot.channels.telegram.transport import TELEGRAM, TelegramTransport
from bot.channels.telegram.updates import UpdateError, inbound_of, may_mention
from bot.metrics import Metrics
from bot.settings import Settings

FORGED = "this does not carry the secret token that was given to setWebhook"
NO_UPDATE = "the body is no update of Telegram"
PATIENCE = 8.0
"""Seconds that Telegram is kept waiting for an answer; it waits longer than Slack."""


class TelegramChannel(WebhookChannel):
    """POST /webhooks/telegram/webhook."""

    dialect = TELEGRAM

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        token = settings.telegram_token or ""
        self._bot_id = token.partition(":")[0]
        self._secret = settings.telegram_secret or ""
        self._transport = TelegramTransport(token, settings.telegram_url)
        super().__init__(self._transport, settings.telegram_people, settings.site, guard, metrics)

    @classmethod
    def name(cls) -> str:
        """Give the name of the channel, under which it is served."""
        return "telegram"

    async def take(self, request: Request) -> HTTPResponse:
        """Check who calls, and take what was delivered."""
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
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode())
