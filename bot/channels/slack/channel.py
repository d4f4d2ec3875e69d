"""The address that Slack calls: checks its signature, answers its handshake, takes its events."""

import logging

from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from slack_sdk.signature import SignatureVerifier

from bot.access.guard import Guard
from bot.channels.messaging.webhook import NOT_TAKEN, WebhookChannel
from bot.channels.slack.events import EventError, inbound_of, read_body
from bot.channels.slack.transport import SLACK, SlackTransport
from bot.metrics import Metrics
from bot.settings import Settings

logger = logging.getLogger(__name__)

FORGED = "this is not signed by Slack with the signing secret that is set here, or is older than five minutes"


class SlackChannel(WebhookChannel):
    """POST /webhooks/slack/webhook, for events and for interactivity."""

    dialect = SLACK

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        self._verifier = SignatureVerifier(settings.slack_signing_secret or "")
        transport = SlackTransport(settings.slack_token or "", settings.slack_url)
        super().__init__(transport, settings.slack_people, settings.site, guard, metrics)

    @classmethod
    def name(cls) -> str:
        """Give the name of the channel, under which it is served."""
        return "slack"

    async def take(self, request: Request) -> HTTPResponse:
        """Check who calls, and take what was delivered."""
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
