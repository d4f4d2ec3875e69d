"""A server with a secret, the tokens that it accepts, and how it is asked."""

import datetime as dt
from typing import Any

import aiohttp
import pytest

from bot.access.tokens import Caller, id_of, issue
from tests.bot.conftest import Server

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-tests-alone"
ORIGIN = "https://widget.example"


def token(identity: str, site: str, role: str = "coordinator", hours: float = 1, secret: str = SECRET) -> str:
    return issue(Caller(identity, site, role), secret, hours, dt.datetime.now(dt.timezone.utc))


ENGINE_CLOSES = "1"
"""Engine.IO's packet that ends a connection."""
REVOKED = token("gone", "centre-a")


@pytest.fixture(scope="session")
def closed(start: Any) -> Server:
    """A server that other machines may reach, as far as its settings go."""
    return start(
        HEPASCREEN_SECRET=SECRET,
        HEPASCREEN_HOST="0.0.0.0",
        HEPASCREEN_ORIGINS=ORIGIN,
        HEPASCREEN_REVOKED_TOKENS=id_of(REVOKED),
        HEPASCREEN_MESSAGES_PER_MINUTE="60",
    )


def url(server: Server) -> str:
    return server.url.replace("0.0.0.0", "127.0.0.1")


async def ask(
    server: Server, method: str, path: str, bearer: str | None = None, **options: Any
) -> tuple[int, Any, str]:
    headers = {**options.pop("headers", {}), **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url(server) + path, headers=headers, **options) as answer,
    ):
        return answer.status, answer.headers, await answer.text()


async def say(server: Server, bearer: str | None, message: str, sender: str = "tab", **options: Any) -> tuple[int, str]:
    body = {"sender": sender, "message": message}
    status, _, text = await ask(server, "POST", "webhooks/rest/webhook", bearer, json=body, **options)
    return status, text
