"""A client that notes what was acknowledged, as a careful chat page does: it sends again what was not."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from actions.wording import lines

CLEAR = (lines.NOT_RECORDED, "Something went wrong here and your message was not recorded. Please send it again.")
"""What the assistant says where a message was not recorded."""

NOT_SENT = (aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""What a request fails with where nobody answers."""


@dataclass
class Sent:
    """What became of the messages: the numbers acknowledged, how often they were refused in words or failed.

    `silent` are answers that neither acknowledge nor refuse; there must be none.
    """

    acknowledged: list[int] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    failed: Counter[int] = field(default_factory=Counter)
    silent: list[Any] = field(default_factory=list)


class Client:
    """Sends messages `platelets NUMBER` to the server of the moment; its address may change.

    Its senders' ids begin with `name`, by which its rows are found in a log that several tests share.
    """

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name
        self.sent = Sent()

    async def send(self, sender: str, number: int, seconds: float = 30.0) -> bool:
        """Send one message and note what became of it; tell whether it was acknowledged."""
        body = {
            "sender": f"{self.name}-{sender}",
            "message": f"platelets {number}",
            "metadata": {"message_id": f"m-{number}"},
        }
        try:
            status, answer = await self.post(body, seconds)
        except NOT_SENT:
            self.sent.failed[number] += 1
            return False
        said = "\n".join(one.get("text", "") for one in answer) if status == 200 else ""
        recorded = [one["custom"]["hepascreen"]["recorded"] for one in answer if "custom" in one] if said else []
        if recorded and recorded[0].get("platelets", {}).get("value") == number:
            self.sent.acknowledged.append(number)
            return True
        if status != 200 or any(line in said for line in CLEAR):
            self.sent.refused[number] += 1
        else:
            self.sent.silent.append((number, status, said[:200]))
        return False

    async def post(self, body: Any, seconds: float) -> tuple[int, Any]:
        """Post to the REST channel; give status and answer."""
        timeout, webhook = aiohttp.ClientTimeout(total=seconds), f"{self.url}webhooks/rest/webhook"
        async with aiohttp.ClientSession(timeout=timeout) as session, session.post(webhook, json=body) as response:
            return response.status, await response.json()

    async def send_until_acknowledged(self, sender: str, number: int, tries: int = 600) -> None:
        """Send a message again, with the same id, until it is acknowledged."""
        for _ in range(tries):
            if await self.send(sender, number):
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"platelets {number} was never acknowledged: {self.sent}")

    async def talk(self, senders: int, turns: int) -> None:
        """Send so many turns a sender, all senders at once, each message until it is acknowledged."""

        async def one(sender: int) -> None:
            for turn in range(turns):
                await self.send_until_acknowledged(f"sender-{sender}", 100 + sender * turns + turn)

        await asyncio.gather(*(one(sender) for sender in range(senders)))

    async def acknowledged(self, count: int) -> None:
        """Wait until so many messages were acknowledged."""
        while len(self.sent.acknowledged) < count:
            await asyncio.sleep(0.005)
