"""The assistant: Rasa's agent with the one place that every message of every channel passes."""

import asyncio
import logging
import re
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS

from actions.wording import lines
from bot import answers, runner
from bot.access.guard import CALLER
from bot.access.tokens import Caller
from bot.action_server import ActionServer
from bot.channels.checks import readable
from bot.executor import InProcessActions
from bot.metrics import Metrics
from bot.redaction import Redacted, redact
from bot.replies import Message, RecordingChannel, SentReplies
from bot.settings import Settings
from bot.tracker_store import WindowedTrackerStore

logger = logging.getLogger(__name__)

ACTIONS = "actions.rasa"
REFUSALS = {lines.NOT_RECORDED, lines.NOT_READ}
METADATA = "hepascreen"
LONGEST_MESSAGE = 20_000

FAILED = "Something went wrong here and your message was not recorded. Please send it again."
TOO_LONG = f"A message has at most {LONGEST_MESSAGE} characters; yours was not read. Please send it in parts."


class Assistant(Agent):
    """Answers messages one at a time a sender, each once, and never without a word.

    Every channel hands its messages to `handle_message`. There each loses what identifies a person, before Rasa
    sees it, and gets what reading it needs: the date and the facts that were asked for, in
    `metadata["hepascreen"]`.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        kept = settings.conversation_hours * 3600
        self.conversations = WindowedTrackerStore(seconds=kept)
        self.replies = SentReplies(seconds=kept)
        self.metrics = Metrics()
        self.is_stopping = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        answers.install()
        runner.install()
        super().__init__(tracker_store=self.conversations, action_endpoint=_actions(settings))

    async def handle_message(self, message: UserMessage) -> list[Message] | None:
        """Answer through the channel of the message; return the reply where that channel collects it."""
        # A client that goes away must not leave a turn half done: it is finished and can be asked for again.
        turn = asyncio.ensure_future(self._in_order(message))
        self._under_way.add(turn)
        turn.add_done_callback(self._under_way.discard)
        await asyncio.shield(turn)
        channel = message.output_channel
        if isinstance(channel, RecordingChannel):
            channel = channel.channel
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    async def read(self, message: UserMessage) -> dict[str, Any]:
        """Give what the model reads in a message, as its sender's next one; nothing is answered, recorded or kept.

        The answer is Rasa's, with `text`, `intent` and `entities`, and `metadata` with what reading it needed.
        """
        redacted, message.metadata = await self._as_read(message)
        message.text = redacted.text
        assert self.processor is not None  # noqa: S101  the model is loaded before any message comes
        return {**await self.processor.parse_message(message), "metadata": message.metadata[METADATA]}

    async def finish(self, seconds: float) -> None:
        """Wait for the turns that are under way, so long at most; from now on the assistant is not ready."""
        self.is_stopping = True
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=seconds)

    def forget_old(self) -> None:
        """Forget conversations and replies that are past their time; the server asks for it now and then."""
        self.conversations.forget_old()
        self.replies.forget_old()

    async def _in_order(self, message: UserMessage) -> None:
        # Rasa's own lock looks once a second whether it is free; with this one it always is.
        async with self._locks.setdefault(message.sender_id, asyncio.Lock()):
            await self._once(message)

    async def _once(self, message: UserMessage) -> None:
        sender, message_id = message.sender_id, _message_id(message)
        known = self.replies.get(sender, message_id) if message_id else None
        if known is not None:
            await _send(message.output_channel, sender, known)
            self._count(message, "repeated")
            return
        recording = RecordingChannel(message.output_channel)
        message.output_channel = recording
        with self.metrics.under_way.track_inprogress(), self.metrics.seconds.time():
            is_answered = await self._answer(message)
        self._count(message, "answered" if is_answered else "refused")
        if is_answered and message_id:
            self.replies.keep(sender, message_id, recording.sent)

    def _count(self, message: UserMessage, outcome: str) -> None:
        self.metrics.turns.labels(str(message.input_channel), outcome).inc()

    async def _answer(self, message: UserMessage) -> bool:
        """Answer a message; return False where that failed and the same message may be sent again."""
        text = message.text or ""
        if len(text) > LONGEST_MESSAGE:
            await _say(message, TOO_LONG)
            return True
        personal = False
        try:
            personal = await self._prepare(message)
            await super().handle_message(message)
        except Exception:
            logger.exception("A message could not be answered")
            self.conversations.discard_unsaved(message.sender_id)
        said = message.output_channel.said
        if not said:
            # Rasa goes on silently where an action fails.
            logger.error("A message got no answer; its sender was asked to send it again")
            await _say(message, FAILED)
            return False
        if personal and not any(lines.USE_A_CODE in text for text in said):
            await _say(message, lines.USE_A_CODE)
        return not REFUSALS.intersection(said)

    async def _prepare(self, message: UserMessage) -> bool:
        """Leave of a message what may be kept, and of its metadata what reading it needs.

        Returns whether anything was taken out for which a code is to be used.
        """
        redacted, metadata = await self._as_read(message)
        message.text = redacted.text
        for kind, count in redacted.kinds.items():
            self.metrics.redacted.labels(kind).inc(count)
        if self.settings.log_messages:
            logger.info("Message: %r", redacted.text)
        message.message_id = _message_id(message) or message.message_id
        message.metadata = metadata
        return bool(redacted.kinds.keys() - {"birth date"})

    async def _as_read(self, message: UserMessage) -> tuple[Redacted, dict[str, Any]]:
        """Give what may be kept of a message's text, and the metadata with what reading it needs."""
        tracker = await self.conversations.retrieve(message.sender_id)
        asked = (tracker.get_slot("asked") if tracker else None) or []
        today = self.settings.today()
        redacted = redact(_without_forged_entities(readable(message.text or "")), today, asked)
        attached = {"today": today.isoformat(), "asked": asked, "message_id": _message_id(message)}
        return redacted, {METADATA: {**attached, **self._standing(message)}}

    def _standing(self, message: UserMessage) -> dict[str, Any]:
        """Give of which site a message is, and what its sender may do: as the token says, where there is one."""
        caller = message.metadata.get(CALLER) if isinstance(message.metadata, dict) else None
        if isinstance(caller, Caller):
            return {"site": caller.site or None, "role": caller.role}
        return {"site": self.settings.site, "role": None}


def load_assistant(settings: Settings) -> Assistant:
    """Return the assistant with the trained model that the settings name; raises whatever Rasa raises."""
    assistant = Assistant(settings)
    assistant.load_model(settings.model)
    return assistant


def _actions(settings: Settings) -> ActionServer | InProcessActions:
    if settings.actions_url:
        return ActionServer(settings.actions_url, enable_selective_domain=True)
    return InProcessActions(ACTIONS)


def _message_id(message: UserMessage) -> str | None:
    given = message.metadata.get("message_id") if isinstance(message.metadata, dict) else None
    return str(given)[:200] if given is not None else None


def _without_forged_entities(text: str) -> str:
    """Keep Rasa's `/intent` with one of our own, but none of the entities that its notation allows to add.

    Rasa's own intents, such as `/restart`, would act upon the conversation and answer nothing.
    """
    if not text.startswith("/") or (re.fullmatch(r"/\w+", text) and text[1:] not in DEFAULT_INTENTS):
        return text
    return text.lstrip("/ ") or f"({text})"


async def _send(channel: OutputChannel, sender: str, messages: list[Message]) -> None:
    for message in messages:
        await channel.send_response(sender, message)


async def _say(message: UserMessage, text: str) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": text})
