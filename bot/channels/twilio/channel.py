"""SMS and WhatsApp: one address for both, which Twilio tells apart by how it writes the numbers."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.outgoing import Outgoing
from bot.channels.messaging.people import People
from bot.channels.twilio.client import TwilioClient
from bot.channels.twilio.dialects import SMS, WHATSAPP
from bot.channels.twilio.signature import Signatures
from bot.metrics import Metrics
from bot.settings import Settings

logger = logging.getLogger(__name__)

PREFIX = "whatsapp:"
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""TwiML that sends no message: replies go out through the API, so that they can be sent again."""
SECONDS = 10.0
"""Twilio waits 15 for an answer."""
OPT_OUT = frozenset(
    ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "start", "unstop", "yes start")
)
"""Words that Twilio takes for itself in an SMS: after most of them no answer would be delivered (code 21610)."""


class NumberTransport:
    """Sends to a telephone number, in the way of SMS or of WhatsApp."""

    def __init__(self, client: TwilioClient, sender: str, prefix: str = "") -> None:
        is_service = sender.startswith("MG")
        self._client = client
        self._sender = {"MessagingServiceSid": sender} if is_service else {"From": f"{prefix}{sender}"}
        self._prefix = prefix

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send one message to the number. Raises DeliveryError."""
        await self._client.send(self._sender, f"{self._prefix}{conversation}", outgoing.text)


class TwilioChannel(MessagingChannel):
    """POST /webhooks/twilio/webhook: messages that came by SMS or WhatsApp."""

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        token = settings.twilio_token or ""
        self._settings, self._guard, self._metrics = settings, guard, metrics
        self._signatures = Signatures(token, settings.twilio_address)
        self._client = TwilioClient(settings.twilio_account or "", token, settings.twilio_url)
        self._messengers: dict[str, Messenger] = {}

    @classmethod
    def name(cls) -> str:
        """Give the name in the address."""
        return "twilio"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the route."""
        people = People(self._settings.twilio_people, self._settings.site)
        served: dict[str, tuple[str | None, Dialect, str]] = {
            "sms": (self._settings.twilio_sms, SMS, ""),
            "whatsapp": (self._settings.twilio_whatsapp, WHATSAPP, PREFIX),
        }
        for channel, (sender, dialect, prefix) in served.items():
            if sender:
                self._messengers[channel] = Messenger(
                    channel,
                    on_new_message,
                    people,
                    dialect,
                    NumberTransport(self._client, sender, prefix),
                    self._guard,
                    self._metrics,
                    answers_strangers=False,
                )
        blueprint = Blueprint("twilio")
        blueprint.add_route(self._receive, "/webhook", methods=["POST"])
        return blueprint

    async def finish(self, seconds: float) -> None:
        """Let the replies that are under way go out."""
        for messenger in self._messengers.values():
            await messenger.finish(seconds)
        await self._client.close()

    async def _receive(self, request: Request) -> HTTPResponse:
        """Answer 200 once the log has the message; after a 503 Twilio calls its fallback address, which is this one."""
        form = self._signatures.form_of(request)
        if form is None:
            logger.warning("A request to the address for Twilio had no valid signature")
            return empty(403)
        inbound = inbound_of(form)
        messenger = self._messengers.get(inbound.channel) if inbound else None
        if inbound is not None and messenger is not None and not await messenger.receive(inbound, SECONDS):
            return empty(503)
        return text(NOTHING, content_type="text/xml")


def inbound_of(form: Mapping[str, str]) -> Inbound | None:
    """Give the message of a webhook; None where it is none, such as a status, or one that Twilio answers itself."""
    message_id, sender = form.get("MessageSid", ""), form.get("From", "")
    body = form.get("Body", "").strip() or form.get("ButtonText", "").strip()
    channel = "whatsapp" if sender.startswith(PREFIX) else "sms"
    is_status = "MessageStatus" in form or ("SmsStatus" in form and form["SmsStatus"] != "received")
    is_twilios = "OptOutType" in form or (channel == "sms" and body.casefold() in OPT_OUT)
    if not (message_id and sender) or is_status or is_twilios:
        return None
    number = sender.removeprefix(PREFIX)
    return Inbound(channel, "", number, number, message_id[:64], body)
