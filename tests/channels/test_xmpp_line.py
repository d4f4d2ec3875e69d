"""What the XMPP line does with messages that fail, bounce, or come without an archive; prosody, but no assistant."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import DeliveryError, Outgoing
from bot.channels.xmpp import line as lines
from bot.channels.xmpp.client import Client
from bot.channels.xmpp.line import Line
from bot.channels.xmpp.rooms import Rooms
from bot.settings import read_settings
from tests.channels.friend import ROOM, SECONDS, Friend
from tests.channels.prosody import ASSISTANT, HOST, PASSWORD, Prosody, is_installed
from tests.conftest import absent

ANNA = f"anna@{HOST}"
Start = Callable[..., Prosody]


@pytest.fixture
def start(tmp_path) -> Iterator[Start]:
    """Start messaging servers that end with the test."""
    if not is_installed():
        absent("prosody (Debian: apt-get install prosody)")
    running: list[Prosody] = []

    def _start(has_archive: bool = True) -> Prosody:
        running.append(Prosody(tmp_path, ("anna",), has_archive))
        running[-1].start()
        return running[-1]

    yield _start
    for one in running:
        one.kill()


class Reader:
    """Takes each message once, but for one that it fails to answer so often."""

    def __init__(self, failing: str = "", times: int = 0) -> None:
        self.taken: asyncio.Queue[str] = asyncio.Queue()
        self._failing, self._left = failing, times
        self._done: set[str] = set()

    async def receive(self, inbound: Inbound, _: float) -> bool:
        if inbound.message_id in self._done:
            return True
        self.taken.put_nowait(inbound.text)
        if inbound.text == self._failing and self._left > 0:
            self._left -= 1
            return False
        self._done.add(inbound.message_id)
        return True

    async def next(self) -> str:
        return await asyncio.wait_for(self.taken.get(), SECONDS)


@contextlib.asynccontextmanager
async def listening(prosody: Prosody, reader: Reader, rooms: tuple[str, ...] = ()) -> AsyncIterator[Line]:
    """The assistant's line, without an assistant."""
    given = {"JID": ASSISTANT, "PASSWORD": PASSWORD, "PEOPLE": f"{ANNA}=anna", "CA": str(prosody.certificate)}
    given["SERVER"] = f"127.0.0.1:{prosody.direct_port}"
    client = Client(read_settings({f"HEPASCREEN_XMPP_{name}": value for name, value in given.items()}))
    line = Line(client, Rooms(client, rooms, "hepascreen"), reader.receive, {ANNA}.__contains__, hours=1)
    connecting = asyncio.create_task(client.keep_up())
    try:
        yield line
    finally:
        connecting.cancel()
        await line.close()


async def test_a_message_that_could_not_be_answered_is_handed_on_again(start: Start, monkeypatch):
    monkeypatch.setattr(lines, "AGAIN", (0.0, 0.0))
    prosody, reader = start(), Reader("platelets 82", times=1)
    async with listening(prosody, reader), Friend(prosody, "anna") as anna:
        await anna.ask("help")
        await anna.ask("platelets 82")  # it is marked as read once it is answered
        assert [await reader.next() for _ in range(3)] == ["help", "platelets 82", "platelets 82"]


async def test_what_is_never_answered_stays_unread_for_the_next_session(start: Start, monkeypatch):
    monkeypatch.setattr(lines, "AGAIN", ())
    prosody, reader = start(), Reader("platelets 82", times=1)
    async with Friend(prosody, "anna") as anna:
        async with listening(prosody, reader):
            await anna.ask("help")
            unread = anna.write("platelets 82")
            await anna.ask("status")
            assert unread not in anna.marks
        assert [await reader.next() for _ in range(3)] == ["help", "platelets 82", "status"]
        later = Reader()
        async with listening(prosody, later):
            await anna.until_marked(unread)
            await anna.ask("help")
        assert [await later.next() for _ in range(2)] == ["platelets 82", "help"]


async def test_a_reply_to_nobody_is_not_taken_for_delivered(start: Start):
    async with listening(start(), Reader()) as line:
        with pytest.raises(DeliveryError, match="service-unavailable") as fault:
            await line.send(f"nobody@{HOST}", Outgoing("status"))
    assert fault.value.is_final


async def test_without_an_archive_it_says_so_and_the_offline_store_serves(start: Start, caplog):
    prosody, reader = start(has_archive=False), Reader()
    async with Friend(prosody, "anna") as anna:
        anna.write("platelets 82")
        await anna.is_heard()
        async with listening(prosody, reader):
            assert await reader.next() == "platelets 82"
            await anna.ask("status")
            assert await reader.next() == "status"
    assert lines.NO_ARCHIVE in caplog.messages


async def test_a_room_that_does_not_exist_is_not_made(start: Start, caplog):
    prosody = start()
    async with Friend(prosody, "anna") as anna, listening(prosody, Reader(), (ROOM,)):
        await anna.ask("status")
        while not [one for one in caplog.messages if ROOM in one]:
            await anna.is_heard()
    assert [one for one in caplog.messages if f"room {ROOM} cannot be entered" in one]
