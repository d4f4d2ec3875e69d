"""Packets that are none of Engine.IO or Socket.IO, to a real server: it goes on, and answers the next proper one.

About a second on a server that other tests share.
"""

import json
from typing import Any

import aiohttp
import pytest

from tests.bot.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.model]

QUESTION = '42["user_uttered",{"message":"hello","session_id":"packets"}]'
IGNORED = [
    "4",
    "40{",
    "40[]",
    "42",
    "42[",
    "42[]",
    "42{}",
    "42[null]",
    '42[{"a":1}]',
    '42["no_such_event",{}]',
    '42["connect",{"REMOTE_ADDR":"x"}]',
    '42["disconnect"]',
    "43[]",
    "4399999999[]",
    "42" + "9" * 24 + '["no_such_event"]',
    '42/elsewhere,["user_uttered",{}]',
    "44{}",
    "42" + "[" * 100_000,
    '42["user_uttered",' + '{"a":' * 3_000,
    "4" + "1" * 5_000,
    "9",
]
REFUSED = {
    '42["user_uttered"]': "session_id",
    '42["user_uttered",1]': "session_id",
    '42["user_uttered",null,{},[]]': "session_id",
    '42["user_uttered",{"session_id":"s\\ud800","message":"hello"}]': "printed",
    '42["user_uttered",{"session_id":"s\\u0000","message":"hello"}]': "printed",
    '42["user_uttered",{"session_id":"s","message":" "}]': "message is missing",
    '42["user_uttered",{"session_id":"s","message":"hello","metadata":[]}]': "metadata",
    '42["user_uttered",{"session_id":"s","message":"hello","metadata":{"message_id":{}}}]': "message_id",
}


def websocket(server: Server) -> str:
    return f"{server.url}socket.io/?EIO=4&transport=websocket"


async def connected(socket: Any) -> None:
    await socket.receive_str(timeout=10)
    await socket.send_str("40")
    assert (await socket.receive_str(timeout=10)).startswith("40")


async def said(socket: Any) -> str:
    """Give the text of the next answer of the assistant."""
    while True:
        frame = await socket.receive_str(timeout=10)
        if frame.startswith('42["bot_uttered"'):
            return json.loads(frame[2:])[1].get("text", "")


async def test_packets_that_say_nothing_are_left_out(server: Server):
    async with aiohttp.ClientSession() as session, session.ws_connect(websocket(server)) as socket:
        await connected(socket)
        await socket.send_str('42["session_request",{"session_id":"packets"}]')
        for packet in IGNORED:
            await socket.send_str(packet)
        await socket.send_str(QUESTION)
        assert "Hepascreen" in await said(socket)


@pytest.mark.parametrize("packet", REFUSED)
async def test_a_message_that_cannot_be_used_is_refused_with_a_line(server: Server, packet: str):
    async with aiohttp.ClientSession() as session, session.ws_connect(websocket(server)) as socket:
        await connected(socket)
        await socket.send_str(packet)
        assert REFUSED[packet] in await said(socket)


@pytest.mark.parametrize("packet", ["x", "\0", "b!", ""])
async def test_what_is_no_packet_at_all_ends_the_connection_or_is_left_out(server: Server, packet: str):
    """Either a closing frame comes first, or what Sanic writes behind it, which a client takes for a protocol error."""
    ended = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    async with aiohttp.ClientSession() as session, session.ws_connect(websocket(server)) as socket:
        await connected(socket)
        await socket.send_str(packet)
        await socket.send_str("42[")
        answer = await socket.receive(timeout=10) if packet != "" else None
        assert answer is None or answer.type in (*ended, aiohttp.WSMsgType.TEXT)
    assert await server.say("after packets", "hello")


async def test_a_frame_of_ten_megabytes_ends_the_connection(server: Server):
    async with aiohttp.ClientSession() as session, session.ws_connect(websocket(server)) as socket:
        await connected(socket)
        try:
            await socket.send_str("4" + "a" * 10_000_000)
            ended = await socket.receive(timeout=10)
            assert ended.data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        except OSError:
            pass  # closed before all of it was sent, which says the same
    assert await server.say("after ten megabytes", "hello")


@pytest.mark.parametrize("payload", [b"\xff\xfe", b"x", b"b!!!", b"\x1e".join([b"6"] * 100), b"42" + b"[" * 100_000])
async def test_a_payload_of_polling_that_is_none_is_no_failure(server: Server, payload: bytes):
    address = f"{server.url}socket.io/?EIO=4&transport=polling"
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as response:
            number = json.loads((await response.text())[1:])["sid"]
        async with session.post(f"{address}&sid={number}", data=payload) as response:
            assert response.status in (200, 400)
        async with session.get(f"{server.url}health") as response:
            assert response.status == 200
