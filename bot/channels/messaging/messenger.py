"""Between a provider and the assistant: who is let in, each message once and in order, the reply in the channel's form.

A provider's adapter checks the signature, makes an `Inbound` of what came, and awaits `receive`. It tells the
provider that a message arrived only where that returns True: then the screening log has what it says, or it needs no
answer. Where it returns False the provider is to deliver it again; the same message is answered once all the same.
"""

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.access.guard import CALLER, Guard
from bot.access.limits import Limiter
from bot.access.tokens import Caller
from bot.channels.messaging.choices import Choices, StaleButton, offer_of
from bot.channels.messaging.delivery import PAUSES, Delivery
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import Outgoing, Transport
from bot.channels.messaging.people import People
from bot.channels.messaging.queues import MOMENT, Job, Queues
from bot.channels.messaging.rendering import render
from bot.channels.messaging.splitting import split
from bot.metrics import Metrics
from bot.replies import Message

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a provider is kept waiting; Slack gives 3."""
STRANGERS_A_MINUTE = 10
KEPT = 5000

NOT_LISTED = "This assistant answers listed members of the study team alone; nothing of your message was read."
WHO_YOU_ARE = "Whoever runs it can let you in as {identifier}."
OTHERS_READ = "Others in this conversation can read what is written here: use codes, never names."
TOO_MANY = "Too many messages; this one was not read. Wait a moment and send it again."
ONLY_TEXT = "Only text is read here; please type it."
EDITED = "Edits are not read: what was recorded before stands. Send the correction as a new message, or “undo”."
STALE = "That button belongs to an earlier question, or to somebody else's, and was not taken. Please type the answer."
LATE = "A message that you sent at {time} came after later ones and was not read. Send it again if it still counts."
UNDELIVERED = "The reply before this one could not be delivered; “status” says where things stand."

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
OnPress = Callable[[Inbound], Awaitable[None]]


class Messenger:
    """The one way from a channel to the assistant and back.

    `answers_strangers` is False where an answer to somebody who is not listed would cost money or tell a secret;
    `names_strangers` tells them in a private conversation the identifier by which they could be listed;
    `on_press` marks a button that was pressed and taken; `pauses` are those between tries of a delivery, `moment` the
    seconds in which messages are put in order.
    """

    def __init__(
        self,
        channel: str,
        on_new_message: OnNewMessage,
        people: People,
        dialect: Dialect,
        transport: Transport,
        guard: Guard,
        metrics: Metrics,
        *,
        answers_strangers: bool = True,
        names_strangers: bool = False,
        on_press: OnPress | None = None,
        pauses: tuple[float, ...] = PAUSES,
        moment: float = MOMENT,
    ) -> None:
        self._channel = channel
        self._on_new_message = on_new_message
        self._people = people
        self._dialect = dialect
        self._guard = guard
        self._metrics = metrics
        self._answers_strangers = answers_strangers
        self._names_strangers = names_strangers
        self._on_press = on_press
        self._delivery = Delivery(channel, transport, pauses)
        self._choices = Choices()
        self._queues = Queues(self._answer, moment)
        self._strangers = Limiter(STRANGERS_A_MINUTE)
        self._told: OrderedDict[str, None] = OrderedDict()
        """What was said once: the warning in each group, the refusal of each stranger, a reply that was lost."""
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._is_stopping = False

    async def receive(self, inbound: Inbound, patience: float = PATIENCE) -> bool:
        """Take a message that a provider delivered; return whether it need not be delivered again.

        Waits for the answer, so long at most; what goes on then goes on by itself.
        """
        if self._is_stopping:
            return False
        caller = self._people.caller(inbound)
        if inbound.is_group and not inbound.is_addressed:
            self._count("not_addressed")
        elif caller is None:
            self._refuse_stranger(inbound)
        else:
            return await self._take(caller, inbound, patience)
        return True

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, so long at most; from now on no message is taken."""
        self._is_stopping = True
        until = asyncio.get_running_loop().time() + seconds
        while under_way := {*self._queues.workers, *self._sending.values()}:
            left = until - asyncio.get_running_loop().time()
            if left <= 0 or not (await asyncio.wait(under_way, timeout=left))[0]:
                break

    async def _take(self, caller: Caller, inbound: Inbound, patience: float) -> bool:
        job, is_new = self._queues.put(caller, inbound)
        self._count("taken" if is_new else "repeated")
        try:
            await asyncio.wait_for(job.done.wait(), patience)
        except asyncio.TimeoutError:
            logger.warning("A message on %s is not answered yet", self._channel)
        return job.recorded.is_set() and not job.failed

    async def _answer(self, dialogue: str, job: Job) -> None:
        """Answer one message. Whatever goes wrong, the next one is answered."""
        try:
            outgoing = await self._reply(dialogue, job)
        except Exception:
            logger.exception("A message on %s could not be answered", self._channel)
            job.failed = True
            job.done.set()
            return
        job.recorded.set()
        before = self._sending.get(dialogue)
        sending = asyncio.create_task(self._send(dialogue, job, outgoing, before))
        self._sending[dialogue] = sending
        sending.add_done_callback(lambda task: self._sent(dialogue, task))

    async def _reply(self, dialogue: str, job: Job) -> list[Outgoing]:
        inbound, caller = job.inbound, job.caller
        line = self._not_read(caller, job)
        if line is not None:
            return self._lines(line)
        try:
            text = self._choices.said(dialogue, inbound, self._dialect)
        except StaleButton as fault:
            return [] if fault.is_repeat else self._lines(STALE)
        job.is_taken_press = inbound.press is not None
        messages = await self._ask(text, dialogue, inbound, caller)
        offer = offer_of(messages)
        self._choices.keep(dialogue, offer)
        return render(messages, self._dialect, offer, self._beforehand(dialogue, inbound))

    def _not_read(self, caller: Caller, job: Job) -> str | None:
        """Say why a message is not read, where it is not."""
        if not self._guard.may_send(caller):
            self._count("too_many")
            return TOO_MANY
        if job.is_late and job.inbound.sent_at is not None:
            self._count("late")
            sent = dt.datetime.fromtimestamp(job.inbound.sent_at, dt.timezone.utc).astimezone()
            return LATE.format(time=sent.strftime("%H:%M:%S"))
        if job.inbound.answer:
            return job.inbound.answer
        return None if job.inbound.text.strip() or job.inbound.press is not None else ONLY_TEXT

    async def _ask(self, text: str, dialogue: str, inbound: Inbound, caller: Caller) -> list[Message]:
        channel = CollectingOutputChannel()
        metadata = {"message_id": inbound.message_id, CALLER: caller}
        message = UserMessage(text, channel, dialogue, input_channel=self._channel, metadata=metadata)
        await self._on_new_message(message)
        return channel.messages

    def _beforehand(self, dialogue: str, inbound: Inbound) -> str:
        """Give what is said above a reply: that others can read, once a conversation; that a reply was lost."""
        lines = [UNDELIVERED] if self._forget_lost(dialogue) else []
        if inbound.is_group and self._is_first(f"group {inbound.workspace}/{inbound.conversation}"):
            lines.append(OTHERS_READ)
        return "\n".join(lines)

    async def _send(self, dialogue: str, job: Job, outgoing: list[Outgoing], before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        if self._on_press is not None and job.is_taken_press:
            await self._mark(self._on_press, job.inbound)
        is_delivered = await self._delivery.deliver(job.inbound.conversation, outgoing)
        self._metrics.deliveries.labels(self._channel, "sent" if is_delivered else "lost").inc()
        if not is_delivered:
            self._is_first(f"lost {dialogue}")
        job.done.set()

    async def _mark(self, on_press: OnPress, inbound: Inbound) -> None:
        """Mark a button; that is only for the eye, so nothing depends on it."""
        try:
            await on_press(inbound)
        except Exception:
            logger.warning("A button on %s could not be marked", self._channel, exc_info=True)

    def _sent(self, dialogue: str, task: asyncio.Task[None]) -> None:
        if self._sending.get(dialogue) is task:
            del self._sending[dialogue]

    def _refuse_stranger(self, inbound: Inbound) -> None:
        """Tell somebody once that they are not listed; of all of them only so many a minute."""
        self._count("stranger")
        stranger = f"stranger {inbound.workspace}/{inbound.person}"
        if self._answers_strangers and self._strangers.take("all") and self._is_first(stranger):
            is_named = self._names_strangers and not inbound.is_group
            line = f"{NOT_LISTED} {WHO_YOU_ARE.format(identifier=inbound.identifier)}" if is_named else NOT_LISTED
            send = self._delivery.deliver(inbound.conversation, self._lines(line))
            task = asyncio.create_task(_to_the_end(send))
            self._sending[stranger] = task
            task.add_done_callback(lambda one: self._sent(stranger, one))

    def _lines(self, text: str) -> list[Outgoing]:
        return [Outgoing(part) for part in split(text, self._dialect)]

    def _is_first(self, what: str) -> bool:
        """Tell whether something is to be said that was not said yet; of what is longest ago nothing is known."""
        if what in self._told:
            return False
        self._told[what] = None
        while len(self._told) > KEPT:
            self._told.popitem(last=False)
        return True

    def _forget_lost(self, dialogue: str) -> bool:
        return self._told.pop(f"lost {dialogue}", self) is None

    def _count(self, outcome: str) -> None:
        self._metrics.received.labels(self._channel, outcome).inc()


async def _to_the_end(sending: Awaitable[bool]) -> None:
    await sending
