"""A separate action server: Rasa's endpoint, but nobody waits minutes for one that hangs."""

import asyncio
import time
from typing import Any

import aiohttp
from rasa.utils.endpoints import EndpointConfig

SECONDS_TO_ANSWER = 15.0
"""After so long the coordinator is asked to send the message again; Rasa itself would wait five minutes."""

SECONDS_TO_REST = 1.0
"""For so long nothing is asked after that: Rasa would at once ask the same again, several times."""


class ActionServer(EndpointConfig):
    """The action server at a web address."""

    def __init__(self, url: str, **options: Any) -> None:
        super().__init__(url, **options)
        self._rests_until = 0.0

    async def request(self, *given: Any, **named: Any) -> Any:
        """Ask the server. Raises aiohttp.ClientConnectionError where it does not answer in time."""
        if time.monotonic() < self._rests_until:
            raise aiohttp.ClientConnectionError("the action server did not answer a moment ago")
        try:
            return await super().request(*given, **{**named, "timeout": SECONDS_TO_ANSWER})
        except asyncio.TimeoutError:
            self._rests_until = time.monotonic() + SECONDS_TO_REST
            raise aiohttp.ClientConnectionError("the action server did not answer in time") from None
