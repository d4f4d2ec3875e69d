"""What the XMPP client trusts and proves, and what it takes from stanzas and the archive; prosody, but no assistant."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from slixmpp import JID
from slixmpp.stanza import Message
from slixmpp.xmlstream import ET

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.registry import check
from bot.channels.xmpp import client as clients
from bot.channels.xmpp.archive import Entry, missed
from bot.channels.xmpp.stanzas import Letter, private_letter, room_letter, spoken_to
from bot.settings import Settings, SettingsError, read_settings
from bot.startup import StartError
from tests.channels.friend import ROOM
from tests.channels.prosody import ASSISTANT, HOST, PASSWORD, Prosody, is_installed
from tests.conftest import absent

SECONDS = 30
ANNA = f"anna@{HOST}"
WITHOUT_TLS = (
    "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' "
    f"from='{HOST}' version='1.0'><stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
    "<mechanism>PLAIN</mechanism><mechanism>SCRAM-SHA-1</mechanism><mechanism>ANONYMOUS</mechanism></mechanisms>"
    "</stream:features>"
)


class Told(logging.Handler):
    """Waits for what the client says in the application log."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: asyncio.Queue[str] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.put_nowait(record.getMessage())

    async def next(self) -> str:
        return await asyncio.wait_for(self._lines.get(), SECONDS)


@pytest.fixture(scope="module")
def prosody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prosody]:
    if not is_installed():
        absent("prosody (Debian: apt-get install prosody)")
    running = Prosody(tmp_path_factory.mktemp("prosody"), ("anna",))
    running.start()
    yield running
    running.kill()


@contextlib.asynccontextmanager
async def connecting(**changed: str) -> AsyncIterator[Told]:
    """A client that tries to connect with these settings, and what it says."""
    told = Told()
    clients.logger.addHandler(told)
    client = clients.Client(settings(**changed))
    trying = asyncio.create_task(client.keep_up())
    try:
        yield told
    finally:
        trying.cancel()
        clients.logger.removeHandler(told)
        client.abort()


def settings(**changed: str) -> Settings:
    given = {"JID": ASSISTANT, "PASSWORD": PASSWORD, "PEOPLE": f"{ANNA}=anna", **changed}
    return read_settings({f"HEPASCREEN_XMPP_{name}": value for name, value in given.items()})


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(prosody: Prosody):
    for port in (prosody.port, prosody.direct_port):
        async with connecting(SERVER=f"127.0.0.1:{port}") as told:
            assert "certificate is not trusted; HEPASCREEN_XMPP_CA" in await told.next()


async def test_a_certificate_of_another_server_is_not_trusted(prosody: Prosody):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(prosody.certificate, prosody.certificate.with_suffix(".key"))
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context) as impostor:
        other = {"JID": "hepascreen@other.test", "CA": str(prosody.certificate)}
        async with connecting(SERVER=f"127.0.0.1:{impostor.sockets[0].getsockname()[1]}", **other) as told:
            assert "certificate is not trusted" in await told.next()


async def test_a_wrong_password_is_named_and_not_repeated(prosody: Prosody):
    wrong = {"PASSWORD": "not-the-password", "CA": str(prosody.certificate)}
    async with connecting(SERVER=f"127.0.0.1:{prosody.direct_port}", **wrong) as told:
        line = await told.next()
    assert "HEPASCREEN_XMPP_PASSWORD" in line
    assert "not-the-password" not in line


async def test_a_server_without_tls_gets_neither_password_nor_session():
    received = bytearray()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.extend(await reader.read(4096))
        writer.write(WITHOUT_TLS.encode())
        with contextlib.suppress(ConnectionError):
            while (part := await reader.read(4096)) and b"</stream:stream>" not in part:
                received.extend(part)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with connecting(SERVER=f"127.0.0.1:{port}") as told:
            assert "offers no TLS" in await told.next()
    assert b"<stream:stream" in received
    assert b"<auth" not in received


async def test_a_server_that_says_nothing_is_left_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clients, "SECONDS_TO_SIGN_IN", 0.1)

    async def keep_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_tls = await reader.read(1) == b"\x16"
        with contextlib.suppress(ConnectionError):
            while not is_tls and await reader.read(4096):
                pass
        writer.close()

    server = await asyncio.start_server(keep_silent, "127.0.0.1", 0)
    async with server, connecting(SERVER=f"127.0.0.1:{server.sockets[0].getsockname()[1]}") as told:
        assert "does not answer as an XMPP server does" in await told.next()


def letter(message_id: str, mark: str | None = None) -> Letter:
    return Letter(Inbound("xmpp", "", ANNA, ANNA, message_id, "status"), mark)


def waiting(*entries: Entry) -> list[str]:
    return [one.inbound.message_id for one in missed(entries).letters]


def test_what_was_marked_as_read_needs_no_answer():
    assert waiting(Entry(ANNA, letter("1", "a")), Entry(ANNA, letter("2", "b")), Entry(ANNA, marked="a")) == ["2"]


def test_the_answer_to_a_message_is_none_to_the_next_one_where_marks_are_kept():
    first = (Entry(ANNA, letter("1", "a")), Entry(ANNA, sent_id="r1"), Entry(ANNA, marked="a"))
    both = (Entry(ANNA, letter("2", "b")), Entry(ANNA, letter("3", "c")), Entry(ANNA, sent_id="r2"))
    assert waiting(*first, *both, Entry(ANNA, marked="b")) == ["3"]


def test_without_any_mark_a_later_message_of_ours_is_the_answer():
    assert waiting(Entry(ANNA, letter("1", "a")), Entry(ANNA, sent_id="r1"), Entry(ANNA, letter("2", "b"))) == ["2"]


def test_people_are_told_apart_and_the_order_stays():
    ben = f"ben@{HOST}"
    entries = (Entry(ben, letter("1", "a")), Entry(ANNA, letter("2", "a")), Entry(ben, letter("3", "b")))
    assert waiting(*entries, Entry(ANNA, marked="a")) == ["1", "3"]


def test_what_we_sent_is_known_by_its_id():
    assert missed([Entry(ANNA, sent_id="r1")]).sent_ids == {"r1"}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("hepascreen: status", "status"),
        ("Hepascreen, why not watch and wait", "why not watch and wait"),
        ("@hepascreen status", "status"),
        ("hepascreen status", "status"),
        ("hepascreen:", "help"),
        ("hepascreen", "help"),
        ("hepascreening starts on Monday", None),
        ("ask hepascreen: status", None),
        ("status", None),
    ],
)
def test_in_a_room_it_is_spoken_to_by_its_name_at_the_beginning(said: str, heard: str | None):
    assert spoken_to(said, "hepascreen") == heard


def message(body: str, stanza_id: str = "", *children: tuple[str, dict[str, str]]) -> Message:
    made = Message()
    made["from"], made["to"], made["type"], made["body"] = f"{ANNA}/desk", ASSISTANT, "chat", body
    made.xml.set("id", stanza_id)  # not by the stanza, which would add an origin-id of its own
    for tag, attributes in children:
        made.xml.append(ET.Element(tag, attributes))
    return made


def read(*given: Any) -> Inbound:
    return private_letter(message(*given), JID(ASSISTANT), JID(ANNA)).inbound


def test_the_same_message_has_one_id_by_whatever_way_it_comes():
    origin = ("{urn:xmpp:sid:0}origin-id", {"id": "a-long-origin-id"})
    archived = ("{urn:xmpp:sid:0}stanza-id", {"id": "77", "by": ASSISTANT})
    assert read("hi", "counter-1", origin).message_id == read("hi", "counter-2", origin, archived).message_id
    assert read("hi", "a-long-stanza-id").message_id == read("hi", "a-long-stanza-id", archived).message_id
    assert read("hi", "1", archived).message_id == read("hi", "2", archived).message_id


def test_short_ids_that_clients_count_up_anew_are_no_ids():
    assert read("platelets 82", "1").message_id != read("platelets 82", "1").message_id


def test_the_archive_s_id_counts_from_our_own_server_alone():
    forged = ("{urn:xmpp:sid:0}stanza-id", {"id": "77", "by": ANNA})
    assert read("hi", "1", forged).message_id != read("hi", "2", forged).message_id


def test_a_delay_counts_from_our_own_server_alone():
    stamp = {"stamp": "2026-11-20T10:00:00Z"}
    # 2026-11-20 is 20,777 days after 1970-01-01: 20,777 x 86,400 s, and ten hours.
    assert read("hi", "", ("{urn:xmpp:delay}delay", {"from": HOST, **stamp})).sent_at == 20_777 * 86_400 + 36_000
    assert read("hi", "", ("{urn:xmpp:delay}delay", {"from": ANNA, **stamp})).sent_at is None
    assert read("hi", "", ("{urn:xmpp:delay}delay", {"from": HOST, "stamp": "yesterday"})).sent_at is None


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{eu.siacs.conversations.axolotl}encrypted", "encrypted end to end cannot be read"),
        ("{urn:xmpp:message-correct:0}replace", "Edits are not read"),
        ("{urn:xmpp:message-retract:1}retract", "Edits are not read"),
    ],
)
def test_what_is_encrypted_or_edited_is_answered_and_not_read(tag: str, told: str):
    inbound = read("plt 28", "", (tag, {"id": "earlier"}))
    assert told in (inbound.answer or "")
    assert inbound.text == ""


def test_the_words_that_a_reply_repeats_are_not_its_writer_s():
    quoted = "> Have you ever had a stroke?\n"
    reply = message(f"{quoted}y", "", ("{urn:xmpp:reply:0}reply", {"to": ASSISTANT, "id": "1"}))
    fallback = ET.SubElement(reply.xml, "{urn:xmpp:fallback:0}fallback", {"for": "urn:xmpp:reply:0"})
    ET.SubElement(fallback, "{urn:xmpp:fallback:0}body", {"start": "0", "end": str(len(quoted))})
    assert private_letter(reply, JID(ASSISTANT), JID(ANNA)).inbound.text == "y"


@pytest.mark.parametrize(("to", "is_addressed"), [("hepascreen", True), ("dora", False)])
def test_in_a_room_a_reply_to_what_it_said_speaks_to_it(to: str, is_addressed: bool):
    reply = message("yes", "", ("{urn:xmpp:reply:0}reply", {"to": f"{ROOM}/{to}", "id": "1"}))
    reply["from"] = f"{ROOM}/anna"
    assert room_letter(reply, JID(ANNA), "hepascreen").inbound.is_addressed is is_addressed


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("JID", "hepascreen", "is not an XMPP address"),
        ("JID", "hepascreen@chat.example/desk", "is not an XMPP address"),
        ("PEOPLE", "anna=anna", "names somebody by no XMPP address"),
        ("ROOMS", "trials@rooms.example,", None),
        ("ROOMS", "trials", "is not an XMPP address"),
        ("NICK", "a b", "is not a name for a room"),
        ("SERVER", "chat.example", "is not where a server is reached"),
        ("SERVER", "chat.example:99999", "is not where a server is reached"),
        ("CA", "/nowhere/ca.pem", "names no file"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_remedy(name: str, value: str, complaint: str | None):
    if complaint is None:
        assert settings(**{name: value}).xmpp_rooms == ("trials@rooms.example",)
        return
    with pytest.raises(SettingsError, match=f"HEPASCREEN_XMPP_{name} {complaint}"):
        settings(**{name: value})


def test_addresses_are_compared_as_servers_write_them():
    assert settings(PEOPLE="Anna@Chat.Example=anna").xmpp_people[0].identifier == "anna@chat.example"


def test_an_account_without_password_does_not_start():
    with pytest.raises(StartError, match=r"XMPP needs HEPASCREEN_XMPP_PASSWORD too \(docs/channels/xmpp.md\)"):
        check(settings(PASSWORD=""))
