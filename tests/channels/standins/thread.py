"""A stand-in of a provider: an aiohttp server in a thread of its own, so that any test's loop can talk to it."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from aiohttp import web

SECONDS_TO_WAIT = 30.0
"""After so long a test that waits for something fails; nothing waits that long on purpose."""


class StandIn:
    """Serves `routes` on a free port of this machine; what comes in is noted in `calls`, in its order."""

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self._changed = threading.Condition()
        self.url = ""

    def routes(self) -> list[web.RouteDef]:
        """Give what the provider's API serves."""
        raise NotImplementedError

    def start(self) -> None:
        """Serve until `stop`."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(SECONDS_TO_WAIT)

    def stop(self) -> None:
        """End the server and its thread."""
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(SECONDS_TO_WAIT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS_TO_WAIT)
        self._loop.close()

    def note(self, call: Any) -> None:
        """Note a call, and wake who waits for it."""
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()

    async def until(self, condition: Callable[[list[Any]], Any]) -> Any:
        """Wait until what has come in meets a condition; return what the condition gives."""
        return await asyncio.to_thread(self._until, condition)

    def _until(self, condition: Callable[[list[Any]], Any]) -> Any:
        with self._changed:
            met = self._changed.wait_for(lambda: condition(self.calls), SECONDS_TO_WAIT)
            assert met, f"waited in vain; {len(self.calls)} calls came: {self.calls[-3:]}"
            return condition(self.calls)

    async def _serve(self) -> None:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/"
