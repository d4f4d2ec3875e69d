"""XMPP for real: prosody and the assistant as processes of their own, people with a client of their own.

One server of each for all tests (about 10 s to start); every test has a person of its own.
"""

import asyncio
import datetime as dt
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import create_engine, text

from bot.channels.xmpp import archive
from bot.channels.xmpp.archive import Missed
from tests.bot.conftest import Server, model, start  # noqa: F401
from tests.channels.everywhere import CALL, CHART, goes_through
from tests.channels.friend import HIDING_ROOM, ROOM, Friend
from tests.channels.prosody import ASSISTANT, HOST, PASSWORD, Prosody, is_installed
from tests.conftest import absent

LISTED = ("anna", "ben", "carla", "dora", "emil", "fay", "gita")
STRANGERS = (f"mallory@{HOST}", f"trudy@{HOST}")
EARLY = "new patient P-200"
"""What Emil writes before the assistant is there."""

pytestmark = [pytest.mark.server, pytest.mark.model]


@pytest.fixture(scope="module")
def prosody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prosody]:
    if not is_installed():
        absent("prosody (Debian: apt-get install prosody)")
    running = Prosody(tmp_path_factory.mktemp("prosody"), (*LISTED, "mallory", "trudy"))
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def server(prosody: Prosody, start: Any) -> Server:  # noqa: F811
    """The assistant, which starts after Anna made the rooms and Emil wrote to it."""
    asyncio.run(_before_the_assistant(prosody))
    return start(
        HEPASCREEN_XMPP_JID=ASSISTANT,
        HEPASCREEN_XMPP_PASSWORD=PASSWORD,
        HEPASCREEN_XMPP_PEOPLE=",".join(f"{name}@{HOST}={name}" for name in LISTED),
        HEPASCREEN_XMPP_ROOMS=f"{ROOM},{HIDING_ROOM}",
        HEPASCREEN_XMPP_SERVER=f"127.0.0.1:{prosody.port}",
        HEPASCREEN_XMPP_CA=str(prosody.certificate),
        HEPASCREEN_LOG_LEVEL="debug",
    )


async def _before_the_assistant(prosody: Prosody) -> None:
    async with Friend(prosody, "anna") as anna, Friend(prosody, "emil") as emil:
        await anna.make_room(ROOM, "anyone")
        await anna.make_room(HIDING_ROOM, "moderators")
        emil.write(EARLY, "written-before-the-start")
        await emil.is_heard()


async def test_what_was_written_before_the_assistant_was_there_is_answered(prosody: Prosody, server: Server):
    async with Friend(prosody, "emil") as emil:
        assert "P-200" in await emil.until_marked("written-before-the-start")


async def test_a_screening_by_chat_with_options_by_number_by_words_and_with_a_typo(prosody: Prosody, server: Server):
    async with Friend(prosody, "ben") as ben:
        assert "Started a screening: P-201" in await ben.ask("new patient P-201")
        # HAIC concurrent: "Not having received previous treatment against hepatocellular carcinoma".
        said = await ben.ask("BCLC C, TACE on 2 August 2026, lenvatinib and sintilimab since July 2026, PD")
        assert re.search(r"Now ruled out: .*HAIC concurrent", said)
        assert "How was the hepatocellular carcinoma diagnosed" in said
        number = re.search(r"(\d) pathological", said)
        assert number, said
        assert "diagnosis of HCC: pathological" in await ben.ask(number[1])
        await ben.ask("undo")
        assert "diagnosis of HCC: clinical" in await ben.ask("clinical")
        await ben.ask("undo")
        assert "diagnosis of HCC: pathological" in await ben.ask("patological")


async def test_the_messaging_scene_from_the_first_word_to_the_exported_summary(prosody: Prosody, server: Server):
    """The design's second scene; the other two are in `tests/web/test_scenes.py`."""
    async with Friend(prosody, "gita") as gita:
        await gita.ask("new patient P-210")
        said = await gita.ask(
            "66M, HCC by biopsy, BCLC B, ECOG 1, durva + lenva since 2 March 2026, TACE on 9 March 2026"
        )
        # Earlier treatment rules HAIC concurrent out. Palliative hepatectomy: TACE, lenvatinib and durvalumab had all
        # begun on 9 March, so that three months were over on 9 June, and the response decides. HAIC after ICI asks for
        # "stage C based on Barcelona-Clinic Liver Cancer".
        assert re.search(r"Now ruled out: .*HAIC concurrent.*HAIC after ICI", said)
        assert re.search(r"Still open: .*palliative hepatectomy", said)
        # "patients in the complete response (CR) or partial response (PR) stage … will be excluded".
        assert re.search(r"Now ruled out: palliative hepatectomy", await gita.ask("mRECIST: PR"))
        assert "TACE on 9 Mar 2026" in await gita.ask("why not palliative hepatectomy")
        assert "complete response (CR) or partial response (PR) stage after imaging" in await gita.ask("more")
        assert re.search(r"Taken back", await gita.ask("undo"))
        # Watch and wait: "Known HIV infection". The last record, without an eligibility section, stays open.
        assert re.search(r"Now ruled out: watch and wait", await gita.ask("HIV positive"))
        filed = await gita.ask("export")
    verdicts = dict(re.findall(r"^\d\. ([\w\- ]+?) \([^)]+\): ([\w ]+?)[:;]", filed, re.MULTILINE))
    assert verdicts == {
        "HAIC concurrent": "ruled out",
        "HAIC PD-1 lenvatinib": "still open",
        "palliative hepatectomy": "still open",
        "watch and wait": "ruled out",
        "HAIC after ICI": "ruled out",
    }
    assert "Record: “Not having received previous treatment against hepatocellular carcinoma”" in filed
    assert "told by gita on 20 Nov 2026: “HIV positive”" in filed


async def test_in_a_call_the_keys_are_those_of_the_question(prosody: Prosody, server: Server):
    async with Friend(prosody, "carla") as carla:
        await carla.ask("new patient P-206")
        assert "Reply: y yes · n no" in await carla.ask("phone")
        assert "What treatments have you had" in await carla.ask("y")
        said = await carla.ask("?")
        assert "How much can you do on a normal day?" in said
        # ECOG 0 is "fully active", and its key is 0: as the second of a numbered list it would be 1.
        assert re.search(r"0 does everything as before", said, re.IGNORECASE)
        await carla.ask("1")
        assert "ECOG 1" in await carla.ask("summary")
        await carla.ask("hang up")


async def test_what_is_promised_for_every_channel_holds_here_too(prosody: Prosody, server: Server):
    async with Friend(prosody, "ben") as ben:
        await goes_through(ben.ask, CHART, "P-221")
        await goes_through(ben.ask, CALL, "P-222")


async def test_a_message_that_is_sent_twice_is_answered_once(prosody: Prosody, server: Server):
    async with Friend(prosody, "carla") as carla:
        await carla.ask("new patient P-202")
        first = carla.write("platelets 82", "sent-again-and-again")
        carla.write("platelets 82", first)
        last = carla.write("status")
        said = await carla.until_marked(last)
        assert said.count("Recorded for P-202: platelets 82") == 1
    assert _recorded(server, "P-202", "platelets") == 1


async def test_it_is_a_contact_of_listed_people_alone(prosody: Prosody, server: Server):
    async with Friend(prosody, "fay") as fay, Friend(prosody, "trudy") as trudy:
        assert await fay.befriend() == "subscribed"
        assert await trudy.befriend() == "unsubscribed"


async def test_in_a_room_only_those_who_are_listed_and_speak_to_it_are_answered(prosody: Prosody, server: Server):
    async with Friend(prosody, "dora") as dora, Friend(prosody, "mallory") as mallory:
        await dora.enter()
        await mallory.enter(nick="ben")  # a name in a room proves nothing
        dora.write_to_room("has anybody seen the biopsy of P-203?")
        dora.write_to_room("hepascreen: new patient P-203")
        first = await dora.next("room")
        assert (
            first.splitlines()[0]
            == "Others in this conversation can read what is written here: use codes, never names."
        )
        assert "Started a screening: P-203" in first
        mallory.write_to_room("hepascreen: age 61")
        assert "listed members of the study team alone" in await dora.next("room")
        dora.write_to_room("@Hepascreen age 70")
        answer = await dora.next("room")
        assert "Recorded for P-203: age 70" in answer
        assert "Others in this conversation" not in answer


async def test_in_a_room_that_hides_who_is_in_it_nobody_is_let_in(prosody: Prosody, server: Server):
    async with Friend(prosody, "dora") as dora:
        await dora.enter(HIDING_ROOM)
        dora.write_to_room("hepascreen: new patient P-205", HIDING_ROOM)
        assert "nothing of your message was read" in await dora.next("room")
    assert _count(server, "events where code = 'P-205'") == 0


async def test_a_stranger_is_told_once_and_nothing_is_read(prosody: Prosody, server: Server):
    async with Friend(prosody, "trudy") as trudy, Friend(prosody, "fay") as fay:
        trudy.write("new patient P-666")
        assert "nothing of your message was read" in await trudy.next()
        trudy.write("age 61")
        await trudy.is_heard()
        await fay.ask("help")  # answered after what came before
        await trudy.is_heard()
        assert trudy.read.empty()
    assert _count(server, "events where code = 'P-666'") == 0


async def test_after_a_break_nothing_is_lost_and_nothing_is_answered_twice(prosody: Prosody, server: Server):
    async with Friend(prosody, "anna") as anna:
        await anna.ask("new patient P-204")
        # The assistant holds still, so that the message is on its way when the messaging server dies.
        server.process.send_signal(signal.SIGSTOP)
        caught = anna.write("platelets 82")
        await anna.is_heard()
    prosody.kill()
    prosody.start()
    async with Friend(prosody, "anna") as anna:
        later = anna.write("albumin 3.4 g/dL")
        await anna.is_heard()
        server.process.send_signal(signal.SIGCONT)
        said = await anna.until_marked(later)
        if caught not in anna.marks:
            said += await anna.until_marked(caught)
        said += await anna.ask("status")
        assert said.count("platelets 82") == 1
        assert said.count("albumin 34 g/L") == 1
    assert [_recorded(server, "P-204", fact) for fact in ("platelets", "albumin")] == [1, 1]


async def test_the_metrics_count_and_name_nobody(prosody: Prosody, server: Server):
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}metrics") as answer:
        metrics = await answer.text()
    assert re.search(r'hepascreen_channel_messages_total\{channel="xmpp",outcome="stranger"\} 4\.0', metrics)
    assert 'hepascreen_deliveries_total{channel="xmpp",outcome="lost"}' not in metrics
    assert HOST not in metrics


def test_no_level_of_the_application_log_holds_words_or_addresses_of_people(server: Server):
    written = Path(server.log.removeprefix("sqlite:///")).with_name("stderr").read_text()
    assert f"XMPP: connected to {HOST} again" in written  # after the break above
    assert not [word for word in ("platelets", "Reply:", *(f"{name}@" for name in LISTED)) if word in written]


async def test_what_a_killed_assistant_left_unanswered_is_all_that_the_next_one_finds(prosody: Prosody, server: Server):
    """The last test: the assistant does not come back from it."""
    async with Friend(prosody, "anna") as anna:
        await anna.ask("help")
        server.process.send_signal(signal.SIGSTOP)
        left = anna.write("status")
        await anna.is_heard()
    server.process.kill()
    missed = await _missed(prosody)
    assert [one.mark for one in missed.letters if one.inbound.person not in STRANGERS] == [left]


async def _missed(prosody: Prosody) -> Missed:
    """Read the archive of the assistant's account, as it does itself when it starts."""
    client = Friend(prosody, ASSISTANT.partition("@")[0])
    client.register_plugin("xep_0313")
    async with client:
        found = await archive.read(client, dt.datetime.now(dt.timezone.utc) - dt.timedelta(hours=1))
    assert found is not None
    return found


def _recorded(server: Server, code: str, fact: str) -> int:
    """How often a fact was recorded in a screening."""
    screening = f"(select screening_id from events where code = '{code}')"
    return _count(server, f"observations where fact = '{fact}' and screening_id in {screening}")


def _count(server: Server, what: str) -> int:
    with create_engine(server.log).connect() as log:
        return int(log.execute(text(f"select count(*) from {what}")).scalar() or 0)
