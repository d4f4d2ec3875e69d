"""The address that Slack calls: checks its signature, answers its handshake, takes its events."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from slack_sdk.signature import SignatureVerifier

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.people import People
from bot.channels.slack.events import EventError, inbound_of, read_body
from bot.channels.slack.transport import SLACK, SlackTransport
from bot.metrics import Metrics
from bot.settings import Settings

logger = logging.getLogger(__name__)

FORGED = "this is not signed by Slack with the signing secret that is set here, or is older than five minutes"
NOT_TAKEN = "the message was not taken yet; deliver it again"


class SlackChannel(MessagingChannel):
    """POST /webhooks/slack/webhook, for events and for interactivity."""

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        self._settings = settings
        self._guard = guard
        self._metrics = metrics
        self._verifier = SignatureVerifier(settings.slack_signing_secret or "")
        self._transport = SlackTransport(settings.slack_token or "", settings.slack_url)
        self._messenger: Messenger | None = None

    @classmethod
    def name(cls) -> str:
        """Give the name of the channel, under which it is served."""
        return "slack"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the one route."""
        people = People(self._settings.slack_people, self._settings.site)
        self._messenger = Messenger(
            self.name(),
            on_new_message,
            people,
            SLACK,
            self._transport,
            self._guard,
            self._metrics,
            names_strangers=True,
            on_press=self._transport.mark,
        )
        blueprint = Blueprint("slack_webhook")

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
        if not self._is_signed(request):
            return json({"error": FORGED}, status=401)
        try:
            payload = read_body(request.body, request.headers.get("content-type", ""))
            if payload.get("type") == "url_verification":
                return json({"challenge": str(payload.get("challenge", ""))})
            inbound = inbound_of(payload)
        except EventError as fault:
            return json({"error": str(fault)}, status=400)
        if payload.get("type") == "app_rate_limited":
            logger.warning("Slack delivers no more events this minute: there were too many")
        if inbound is None or self._messenger is None or await self._messenger.receive(inbound):
            return empty(status=200)
        return json({"error": NOT_TAKEN}, status=503)

    def _is_signed(self, request: Request) -> bool:
        """Check the signature over time stamp and body; Slack's check fails on a time stamp that is none."""
        stamp = request.headers.get("x-slack-request-timestamp")
        try:
            return self._verifier.is_valid(request.body, stamp, request.headers.get("x-slack-signature"))
        except (ValueError, TypeError):
            return False
