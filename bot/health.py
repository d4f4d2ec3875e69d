"""`/health` (the process lives), `/ready` (it can answer and record) and `/metrics`."""

import asyncio
import contextlib
from typing import Any

import aiohttp
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.access.guard import Guard
from bot.metrics import CONTENT_TYPE, Metrics
from bot.settings import Settings

PATIENCE = 2.0
"""Seconds that the log and a separate action server have to answer."""


def add_health(app: Sanic, assistant: Any, guard: Guard) -> None:
    """Serve the three endpoints; the first two say nothing that anybody may not know."""

    async def health(_: Request) -> HTTPResponse:
        return json({"status": "ok"})

    async def ready(_: Request) -> HTTPResponse:
        fault = await fault_of(assistant)
        return json({"status": fault or "ready"}, status=503 if fault else 200)

    async def metrics(request: Request) -> HTTPResponse:
        if guard.asks and request.ctx.caller.role != "admin":
            return json({"error": "the metrics take an admin's token"}, status=403)
        assistant.metrics.conversations.set(len(await assistant.conversations.keys()))
        return raw(assistant.metrics.text(), content_type=CONTENT_TYPE)

    for handler, path in ((health, "/health"), (ready, "/ready"), (metrics, "/metrics")):
        app.add_route(handler, path, name=path)
    app.register_middleware(_counter_of_refusals(assistant.metrics), "response")


async def fault_of(assistant: Any) -> str | None:
    """Say why messages cannot be answered and recorded now, or return None."""
    if assistant.is_stopping:
        return "stopping"
    if not await _in_time(asyncio.to_thread(_log_answers)):
        return "the log does not answer"
    if assistant.settings.actions_url and not await _in_time(_actions_answer(assistant.settings)):
        return "the action server does not answer"
    return None


async def _in_time(question: Any) -> bool:
    with contextlib.suppress(Exception):
        return bool(await asyncio.wait_for(question, PATIENCE))
    return False


def _log_answers() -> bool:
    from actions.desk import the_desk

    with the_desk().log.transaction(writes=False) as pages:
        pages.exists(0)
    return True


async def _actions_answer(settings: Settings) -> bool:
    health = str(settings.actions_url).rsplit("/", 1)[0] + "/health"
    async with aiohttp.ClientSession() as session, session.get(health) as response:
        return response.status == 200


def _counter_of_refusals(metrics: Metrics) -> Any:
    async def count(_: Request, response: HTTPResponse) -> None:
        if response.status >= 400:
            metrics.refused.labels(str(response.status)).inc()

    return count
