"""The messages of one dialogue: each once, one after the other, in the order in which they were sent."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.access.tokens import Caller
from bot.channels.messaging.inbound import Inbound

MOMENT = 0.1
"""Seconds for which a message waits for one that was sent before it and comes after it."""
JOBS_KEPT = 5000


@dataclass(eq=False)
class Job:
    """One message on its way: taken by the assistant once `recorded` is set, answered once `done` is."""

    inbound: Inbound
    caller: Caller
    came_at: float
    is_late: bool = False
    is_taken_press: bool = False
    recorded: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    failed: bool = False

    @property
    def place(self) -> tuple[int, float, float]:
        """Where it belongs among the messages of its dialogue: by the provider's count, else by its time."""
        sent = self.inbound.sent_at
        return (self.inbound.order, self.came_at if sent is None else sent, self.came_at)


class Queue:
    """The dialogue's messages that wait, and when the last one that was taken had been sent."""

    def __init__(self) -> None:
        self.waiting: list[Job] = []
        self.worker: asyncio.Task[None] | None = None
        self.last: tuple[float, int] | None = None

    def next(self) -> Job:
        """Take the one that was sent first; it is late where one that was sent after it has been taken already."""
        self.waiting.sort(key=lambda job: job.place)
        job = self.waiting.pop(0)
        if job.inbound.sent_at is not None:
            sent = (job.inbound.sent_at, job.inbound.order)
            job.is_late = self.last is not None and sent < self.last
            self.last = max(sent, self.last or sent)
        return job


class Queues:
    """Hands each message to `answer` once, whatever is delivered twice, and keeps dialogues apart."""

    def __init__(self, answer: Callable[[str, Job], Awaitable[None]], moment: float = MOMENT) -> None:
        self._answer = answer
        self._moment = moment
        self._queues: dict[str, Queue] = {}
        self._jobs: OrderedDict[tuple[str, str], Job] = OrderedDict()

    def put(self, caller: Caller, inbound: Inbound) -> tuple[Job, bool]:
        """Put a message in its queue; return its job, and whether it is new."""
        dialogue = caller.sender(inbound.dialogue)
        key = dialogue, inbound.message_id
        known = self._jobs.get(key)
        if known is not None and not known.failed:
            return known, False
        job = Job(inbound, caller, time.time())
        self._jobs[key] = job
        self._jobs.move_to_end(key)
        self._forget()
        queue = self._queues.setdefault(dialogue, Queue())
        queue.waiting.append(job)
        if queue.worker is None or queue.worker.done():
            queue.worker = asyncio.create_task(self._work(dialogue, queue))
        return job, True

    @property
    def workers(self) -> set[asyncio.Task[None]]:
        """What is under way."""
        return {one.worker for one in self._queues.values() if one.worker and not one.worker.done()}

    async def _work(self, dialogue: str, queue: Queue) -> None:
        while queue.waiting:
            first = min(queue.waiting, key=lambda job: job.came_at)
            if first.inbound.sent_at is not None:
                await asyncio.sleep(max(0.0, first.came_at + self._moment - time.time()))
            await self._answer(dialogue, queue.next())

    def _forget(self) -> None:
        while len(self._jobs) > JOBS_KEPT:
            self._jobs.popitem(last=False)
        if len(self._queues) > JOBS_KEPT:
            self._queues = {name: one for name, one in self._queues.items() if one.worker and not one.worker.done()}
