"""Telephone calls: Twilio asks what to say, and hands over what it heard."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from multidict import MultiDict
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from bot.access.guard import CALLER, Guard
from bot.access.tokens import Caller
from bot.channels.messaging.channel import MessagingChannel
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.people import People
from bot.channels.twilio.signature import Signatures
from bot.channels.twilio_voice import twiml
from bot.channels.twilio_voice.hints import hints
from bot.channels.twilio_voice.line import Line, Said
from bot.channels.twilio_voice.lines import Lines
from bot.channels.twilio_voice.listening import sound_of
from bot.channels.twilio_voice.pin import Locked
from bot.metrics import Metrics
from bot.replies import Message
from bot.settings import Settings
from criteria import load_catalogue

logger = logging.getLogger(__name__)

CHANNEL = "voice"
WEBHOOK = "webhook"
"""Relative to the address that Twilio called, so that a proxy may serve it below a path of its own."""
ENDED = frozenset(("completed", "busy", "failed", "no-answer", "canceled"))
TOO_MANY = "That was too much at once; wait a moment, then say it again."
STOPPING = "The assistant is being started anew. Everything recorded is kept: call again in a minute."
FAILED = "Something went wrong here, and what you just said was not recorded. Call again, please."


class VoiceChannel(MessagingChannel):
    """POST /webhooks/twilio_voice/webhook: a call that comes in, and each thing that is said or keyed in it."""

    def __init__(self, settings: Settings, guard: Guard, metrics: Metrics) -> None:
        self._guard, self._metrics = guard, metrics
        self._signatures = Signatures(settings.twilio_token or "", settings.twilio_address)
        self._people = People(settings.twilio_people, settings.site)
        self._lines = Lines(settings.conversation_hours * 3600)
        self._pin = settings.twilio_pin
        self._facts = load_catalogue().facts
        self._hints = hints()
        self._is_stopping = False
        self._under_way: set[asyncio.Task[Any]] = set()

    @classmethod
    def name(cls) -> str:
        """Give the name in the address."""
        return "twilio_voice"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the route."""
        self._on_new_message = on_new_message
        blueprint = Blueprint("twilio_voice")

        @blueprint.route(f"/{WEBHOOK}", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        return blueprint

    async def finish(self, seconds: float) -> None:
        """Answer what is under way; every other call is told that it must be made again."""
        self._is_stopping = True
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=seconds)

    async def _receive(self, request: Request) -> HTTPResponse:
        form = self._signatures.form_of(request)
        if form is None:
            logger.warning("A request to the address for calls had no valid signature")
            return empty(403)
        call = form.get("CallSid", "")[:64]
        caller = self._people.caller(Inbound(CHANNEL, "", form.get("From", ""), "", call, ""))
        if form.get("CallStatus") in ENDED or not call:
            return empty(204)
        if caller is None:
            self._count("stranger")
            return _xml(twiml.rejecting())
        # A turn that is under way is finished, whether or not Twilio still waits for it.
        turn = asyncio.ensure_future(self._answer(request, caller, call, form))
        self._under_way.add(turn)
        turn.add_done_callback(self._under_way.discard)
        return await asyncio.shield(turn)

    async def _answer(self, request: Request, caller: Caller, call: str, form: MultiDict[str]) -> HTTPResponse:
        if self._is_stopping:
            return _xml(twiml.ending(STOPPING))
        sender = caller.sender(CHANNEL)
        conversation = self._lines.of(sender, lambda: self._line(request.app.ctx.agent, sender, caller))
        async with conversation.lock:
            said = await self._said(conversation, caller, call, _turn_of(request), form)
            if said.ends:
                return _xml(twiml.ending(said.text))
            return _xml(twiml.asking(said.text, WEBHOOK, conversation.turn, self._hints, said.takes_one_key))

    async def _said(self, conversation: Any, caller: Caller, call: str, turn: int, form: Mapping[str, str]) -> Said:
        if not self._guard.may_send(caller):
            self._count("too_many")
            return Said(TOO_MANY)
        self._count("taken")
        try:
            said: Said = await conversation.answer(call, turn, sound_of(form))
        except Exception:
            logger.exception("A turn of a call could not be answered")
            return Said(FAILED, ends=True)
        return said

    def _line(self, assistant: Any, sender: str, caller: Caller) -> Line | Locked:
        """Give a new line: how it asks the assistant, and how it learns what words would record."""

        async def ask(words: str, message_id: str) -> list[Message]:
            channel = CollectingOutputChannel()
            metadata = {"message_id": message_id, CALLER: caller}
            await self._on_new_message(UserMessage(words, channel, sender, input_channel=CHANNEL, metadata=metadata))
            return channel.messages

        async def read(words: str) -> dict[str, Any]:
            return await assistant.read(UserMessage(words, None, sender, input_channel=CHANNEL, metadata={}))

        line = Line(ask, read, self._facts)
        return Locked(line, self._pin) if self._pin else line

    def _count(self, outcome: str) -> None:
        self._metrics.received.labels(CHANNEL, outcome).inc()


def _turn_of(request: Request) -> int:
    """Give which turn of the call this is: what its address counts; 0 where the call comes in."""
    text = request.args.get("turn", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _xml(body: str) -> HTTPResponse:
    return text(body, content_type=twiml.CONTENT_TYPE)
