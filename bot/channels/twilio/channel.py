"""SMS and WhatsApp: one address for both, which Twilio tells apart by how it writes the numbers."""

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw, text

from bot.access.guard import Guard
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.outgoing import DeliveryError, Outgoing
from bot.channels.messaging.pages import pdf_of_page
from bot.channels.messaging.people import People
from bot.channels.twilio.client import TwilioClient
from bot.channels.twilio.contents import Contents, press_of
from bot.channels.twilio.dialects import SMS, WHATSAPP, WITH_BUTTONS
from bot.channels.twilio.pages import Pages
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

    def __init__(
        self,
        client: TwilioClient,
        sender: str,
        prefix: str = "",
        pages: Pages | None = None,
        contents: Contents | None = None,
    ) -> None:
        is_service = sender.startswith("MG")
        self._client = client
        self._pages = pages
        self._contents = contents
        self._sender = {"MessagingServiceSid": sender} if is_service else {"From": f"{prefix}{sender}"}
        self._prefix = prefix

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send one message to the number, and the page that goes with it. Raises DeliveryError."""
        fields = {**self._sender, "To": f"{self._prefix}{conversation}"}
        if outgoing.buttons and self._contents is not None:
            await self._send_with_buttons(self._contents, fields, outgoing)
            return
        await self._client.send({**fields, "Body": outgoing.text})
        if outgoing.document is not None and self._pages is not None:
            pdf = await asyncio.to_thread(pdf_of_page, outgoing.document)
            url = self._pages.keep(pdf, outgoing.document.name)
            await self._client.send({**fields, "Body": outgoing.document.name, "MediaUrl": url})

    async def _send_with_buttons(self, contents: Contents, fields: dict[str, str], outgoing: Outgoing) -> None:
        """Send a question with its answers below it; where Twilio will not take them so, as words."""
        try:
            await self._client.send({**fields, **await contents.fields(outgoing.text, outgoing.buttons)})
        except DeliveryError as fault:
            if not fault.is_final:
                raise
            logger.warning("Answers in WhatsApp could not be shown as buttons: %s", fault)
            contents.forget()
            listed = " · ".join(one.title for one in outgoing.buttons)
            await self._client.send({**fields, "Body": f"{outgoing.text}\nReply: {listed}"})


class TwilioChannel(MessagingChannel):
    """POST /webhooks/twilio/webhook: messages that came by SMS or WhatsApp."""

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        token = settings.twilio_token or ""
        self._settings, self._guard, self._metrics = settings, guard, metrics
        self._signatures = Signatures(token, settings.twilio_address)
        self._client = TwilioClient(settings.twilio_account or "", token, settings.twilio_url)
        self._pages = (
            Pages(f"{settings.twilio_address}webhooks/{self.name()}/page/") if settings.twilio_address else None
        )
        self._messengers: dict[str, Messenger] = {}

    @classmethod
    def name(cls) -> str:
        """Give the name in the address."""
        return "twilio"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the route."""
        people = People(self._settings.twilio_people, self._settings.site)
        for channel, transport, dialect in self._served():
            self._messengers[channel] = Messenger(
                channel,
                on_new_message,
                people,
                dialect,
                transport,
                self._guard,
                self._metrics,
                answers_strangers=False,
            )
        blueprint = Blueprint("twilio")

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        @blueprint.route("/page/<key:str>", methods=["GET"])
        async def page(_: Request, key: str) -> HTTPResponse:
            return self._page(key)

        return blueprint

    def _served(self) -> Iterator[tuple[str, NumberTransport, Dialect]]:
        """Give the channels that are on; WhatsApp takes documents where it can fetch them from here."""
        if self._settings.twilio_sms:
            yield "sms", NumberTransport(self._client, self._settings.twilio_sms), SMS
        if self._settings.twilio_whatsapp:
            shows = self._settings.twilio_whatsapp_buttons
            dialect = WITH_BUTTONS if shows else WHATSAPP
            contents = Contents(self._client) if shows else None
            transport = NumberTransport(self._client, self._settings.twilio_whatsapp, PREFIX, self._pages, contents)
            yield "whatsapp", transport, dataclasses.replace(dialect, takes_documents=self._pages is not None)

    async def finish(self, seconds: float) -> None:
        """Let the replies that are under way go out."""
        for messenger in self._messengers.values():
            await messenger.finish(seconds)
        await self._client.close()

    def _page(self, key: str) -> HTTPResponse:
        """Give a page to whoever was told its address; it has no other lock."""
        found = self._pages.get(key) if self._pages else None
        if found is None:
            return empty(404)
        headers = {"Content-Disposition": f'attachment; filename="{found[1]}"', "Cache-Control": "no-store"}
        return raw(found[0], content_type="application/pdf", headers=headers)

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
    pressed = press_of(form.get("ButtonPayload") or form.get("ListId") or "")
    press, text = pressed or (None, body)
    return Inbound(channel, "", number, number, message_id[:64], text, press=press)
