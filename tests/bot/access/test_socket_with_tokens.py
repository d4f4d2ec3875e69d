"""The socket of a server with a secret: it needs a token too, and a session belongs to its holder."""

import asyncio
import json

import aiohttp
import pytest

from tests.bot.access.conftest import ENGINE_CLOSES, REVOKED, token, url
from tests.bot.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.model]


async def frames(server: Server, bearer: str | None, sent: list[str], seconds: float = 3) -> list[str]:
    """Open a socket with a token, send frames, and give all that comes back in so many seconds."""
    got: list[str] = []
    path = url(server) + "socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(path) as socket:
        await socket.send_str("40" + json.dumps({"token": bearer} if bearer else {}))
        for frame in sent:
            await asyncio.sleep(0.2)
            await socket.send_str(frame)
        while True:
            try:
                message = await socket.receive(timeout=seconds)
            except asyncio.TimeoutError:
                return got
            if message.type is not aiohttp.WSMsgType.TEXT:
                return got
            got.append(message.data)


def uttered(session: str, message: str) -> list[str]:
    join = "42" + json.dumps(["session_request", {"session_id": session}])
    return [join, "42" + json.dumps(["user_uttered", {"session_id": session, "message": message}])]


async def test_a_socket_needs_a_token(closed: Server):
    for bearer in (None, "x", token("anna", "centre-a", hours=-1), REVOKED):
        got = await frames(closed, bearer, uttered("s", "status"), seconds=1)
        assert any(frame.startswith("44") for frame in got)
        assert not any("bot_uttered" in frame for frame in got)


async def test_the_session_of_another_is_not_joined_by_its_id(closed: Server):
    listening = asyncio.create_task(frames(closed, token("eve", "centre-b"), uttered("shared", "hello"), seconds=4))
    await asyncio.sleep(1)
    spoken = await frames(closed, token("anna", "centre-f"), uttered("shared", "new patient LIV-81, AFP 4781"))
    assert any("4781" in frame for frame in spoken)
    heard = await listening
    assert any("bot_uttered" in frame for frame in heard)
    assert not any("4781" in frame for frame in heard)


async def test_a_frame_that_is_not_as_it_should_be_gets_a_line(closed: Server):
    bad = [
        "42" + json.dumps(["user_uttered", data]) for data in ({"message": "x"}, {"session_id": "s"}, "x", None, [1])
    ]
    got = await frames(closed, token("anna", "centre-g"), bad, seconds=1)
    assert sum("is missing" in frame for frame in got) == len(bad)


@pytest.mark.parametrize("bearer", [None, token("anna", "centre-h")], ids=["nobody", "somebody"])
async def test_attachments_are_not_collected(closed: Server, bearer: str | None):
    """A packet that announces attachments would keep all that follow in memory, even of one without a token."""
    path = url(closed) + "socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(path) as socket:
        if bearer:
            await socket.send_str("40" + json.dumps({"token": bearer}))
        await socket.send_str('451000-["user_uttered",{"_placeholder":true,"num":0}]')
        got = [await socket.receive_str(timeout=10)]
        while got[-1] != ENGINE_CLOSES:
            got.append(await socket.receive_str(timeout=10))
    assert not any("bot_uttered" in frame for frame in got)
