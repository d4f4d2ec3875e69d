"""Processes that are killed or hang, databases that are gone or locked, disks that are full: nothing is lost.

What was acknowledged is in the log, exactly once. Whoever gets no acknowledgement gets a clear line or a failed
request, and may send the same message again. Afterwards the assistant goes on without a hand. The tests share a few
assistants, in this order, and each has senders of its own (some two minutes, half of one an outage for all at once).
"""

import asyncio
import resource
import signal
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.log.clients import CLEAR, Client
from tests.log.processes import (
    SENDERS,
    TURNS,
    assert_all_is_in_the_log,
    assert_all_is_replayed,
    fill,
    kill,
    rows_of_log,
)

pytestmark = [pytest.mark.server, pytest.mark.model, pytest.mark.slow]

HALF = SENDERS * TURNS // 2

OUTAGE = 30
"""Seconds for which a database is gone or locked."""


async def test_an_assistant_killed_in_the_middle_of_200_turns(on_sqlite):
    client = Client(on_sqlite.url, "middle")
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    kill(on_sqlite.server.process)
    known = {row.value["value"] for row in rows_of_log(on_sqlite.log, client)}
    assert set(client.sent.acknowledged) <= known
    client.url = await on_sqlite.restart()
    await talk
    assert sum(client.sent.failed.values()) > 0
    assert_all_is_in_the_log(on_sqlite.log, client)


@pytest.mark.parametrize("milliseconds", [20, 40])
async def test_an_assistant_killed_at_any_moment_of_a_turn(on_sqlite, milliseconds):
    """While four turns are under way, a few milliseconds later each time."""
    client, numbers = Client(on_sqlite.url, f"moment-{milliseconds}"), range(100, 104)
    process = on_sqlite.server.process
    under_way = [client.send(str(number % 4), number) for number in numbers]
    killing = asyncio.get_running_loop().call_later(milliseconds / 1000, process.kill)
    await asyncio.gather(*under_way)
    await asyncio.to_thread(process.wait)  # the loop goes on: turns that end first would leave the kill undone
    killing.cancel()
    known = {row.value["value"] for row in rows_of_log(on_sqlite.log, client)}
    assert set(client.sent.acknowledged) <= known
    client.url = await on_sqlite.restart()
    missing = set(numbers) - set(client.sent.acknowledged)
    await asyncio.gather(*(client.send_until_acknowledged(str(number % 4), number) for number in missing))
    assert_all_is_in_the_log(on_sqlite.log, client, numbers)


async def test_a_separate_action_server_killed_in_the_middle_of_200_turns(with_action_server):
    assistant, actions = with_action_server
    client = Client(assistant.url, "actions")
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    kill(actions.process)
    await asyncio.sleep(1)
    await asyncio.to_thread(actions.start)
    await talk
    assert sum(client.sent.refused.values()) > 0
    assert sum(client.sent.failed.values()) == 0
    assert assistant.is_running
    assert_all_is_in_the_log(assistant.log, client)


async def test_a_postgresql_killed_in_the_middle_of_200_turns(on_postgres, frail_postgres):
    """Turns that are under way wait a few seconds for it and look whether they were recorded; others are refused."""
    assistant, _ = on_postgres
    client = Client(assistant.url, "killed")
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    frail_postgres.kill()
    assert not await Client(assistant.url, "meanwhile").send("ana", 100)
    await asyncio.to_thread(frail_postgres.start)
    await talk
    assert sum(client.sent.failed.values()) == 0
    assert assistant.is_running
    assert_all_is_in_the_log(assistant.log, client)


async def test_a_message_that_is_delivered_twice_is_recorded_once(on_postgres):
    """To one assistant at once, to two at once, and to one that knows nothing of it but what the log says."""
    one, other = on_postgres
    clients = Client(one.url, "twice"), Client(other.url, "twice")
    for number in range(100, 105):
        sending = [client.send("ana", number) for client in (*clients, *clients)]
        assert all(await asyncio.gather(*sending))
    for number in range(105, 110):
        assert await clients[0].send("ana", number)
    for number in range(105, 110):
        assert await clients[1].send("ana", number)
    assert_all_is_in_the_log(one.log, clients[1], range(100, 110))
    assert Counter(clients[0].sent.acknowledged)[100] == 2


async def test_a_site_shares_its_screenings_between_senders_and_servers(on_postgres):
    one, other = on_postgres
    await one.server.say("site-ana", "new patient P-017, 61F, platelets 82")
    assert "Back to screening P-017" in (await other.server.say("site-ben", "back to P-017"))[0]["text"]
    await other.server.say("site-ben", "HIV negative")
    rows = rows_of_log(one.log, Client(one.url, "site"))
    assert [(row.fact, row.sender) for row in rows][-1] == ("hiv", "site-ben")


async def test_a_database_that_is_gone_or_locked_for_30_seconds_and_a_server_that_hangs(
    on_sqlite, on_postgres, frail_postgres, with_action_server
):
    """Three assistants at once, each with its own fault."""
    faults = locked(on_sqlite), gone(on_postgres[0], frail_postgres), hanging(*with_action_server)
    await asyncio.gather(*faults)


async def locked(assistant):
    """Another process has SQLite's only place of a writer; what is known can still be read."""
    client = Client(assistant.url, "locked")
    assert await client.send("ana", 100)
    locker = sqlite3.connect(file_of(assistant), isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    until = time.monotonic() + OUTAGE
    while time.monotonic() < until:
        assert not await client.send("ana", 101)
        _, answer = await client.post({"sender": "locked-ana", "message": "status"}, 30)
        assert any("custom" in one for one in answer), "what is known can still be read"
    locker.execute("ROLLBACK")
    assert await client.send("ana", 101)
    assert client.sent.refused[101] >= 2
    assert_all_is_in_the_log(assistant.log, client, range(100, 102))


async def gone(assistant, postgres):
    client = Client(assistant.url, "gone")
    assert await client.send("ana", 100)
    postgres.kill()
    until = time.monotonic() + OUTAGE
    while time.monotonic() < until:
        assert not await client.send("ana", 101)
        await asyncio.sleep(2)
    await asyncio.to_thread(postgres.start)
    await client.send_until_acknowledged("ana", 101)
    assert client.sent.refused[101] >= 2
    assert_all_is_in_the_log(assistant.log, client, range(100, 102))


async def hanging(assistant, actions):
    """An action server that says nothing is not waited for long."""
    client = Client(assistant.url, "hanging")
    assert await client.send("ana", 100)
    actions.process.send_signal(signal.SIGSTOP)
    assert not await client.send("ana", 101, seconds=60)
    assert client.sent.refused == {101: 1}
    actions.process.send_signal(signal.SIGCONT)
    await client.send_until_acknowledged("ana", 101)
    await client.send_until_acknowledged("ana", 102)
    assert_all_is_in_the_log(assistant.log, client, range(100, 103))


def file_of(assistant) -> Path:
    return Path(assistant.log.removeprefix("sqlite:///"))


async def test_a_sqlite_file_that_is_gone_for_a_while(on_sqlite):
    client, path = Client(on_sqlite.url, "away"), file_of(on_sqlite)
    assert await client.send("ana", 100)
    path.rename(path.with_suffix(".away"))
    assert not await client.send("ana", 101)
    assert client.sent.refused == {101: 1}
    path.with_suffix(".away").rename(path)
    assert await client.send("ana", 101)
    assert_all_is_in_the_log(on_sqlite.log, client, range(100, 102))


async def test_a_log_that_may_not_grow_and_then_may_again(on_sqlite):
    """As `ulimit -f` has it: SQLite cannot write beyond a size; what it acknowledged before stays."""
    client, number = Client(on_sqlite.url, "limit"), 100
    process, files = on_sqlite.server.process.pid, file_of(on_sqlite).parent.glob("log.db*")
    largest = max(path.stat().st_size for path in files) + 100_000
    before = resource.prlimit(process, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    while await client.send("ana", number) and number < 900:
        number += 1
    assert client.sent.refused == {number: 1}
    assert not await client.send("ana", number)
    resource.prlimit(process, resource.RLIMIT_FSIZE, before)
    assert await client.send("ana", number)
    assert_all_is_in_the_log(on_sqlite.log, client, range(100, number + 1))


async def test_a_disk_of_sqlite_that_is_full_and_then_is_not(on_sqlite, small_disk_or_skip):
    client, filler = Client(on_sqlite.url, "full"), small_disk_or_skip["sqlite"] / "filler"
    for number in range(100, 105):
        assert await client.send("ana", number)
    fill(filler)
    refused = [number for number in range(105, 135) if not await client.send("ana", number)]
    assert refused, "the disk was not full"
    assert set(refused) == set(client.sent.refused)
    filler.unlink()
    for number in refused:
        assert await client.send("ana", number)
    assert_all_is_in_the_log(on_sqlite.log, client, range(100, 135))


async def test_a_disk_of_postgresql_that_is_full_and_then_is_not(on_postgres, frail_postgres, small_disk_or_skip):
    """PostgreSQL may go down over it; whoever supervises it starts it again, and the assistant needs no hand."""
    assistant, _ = on_postgres
    client, filler = Client(assistant.url, "full"), small_disk_or_skip["postgres"] / "filler"
    for number in range(100, 105):
        assert await client.send("ana", number)
    fill(filler)
    refused, number = [], 105
    while len(refused) < 5 and number < 400:
        if not await client.send("ana", number):
            refused.append(number)
        number += 1
    assert refused, "the disk was not full"
    assert set(refused) == set(client.sent.refused)
    filler.unlink()
    if not frail_postgres.is_running:
        await asyncio.to_thread(frail_postgres.start)
    for one in refused:
        await client.send_until_acknowledged("ana", one, tries=50)
    assert assistant.is_running
    assert_all_is_in_the_log(assistant.log, client, range(100, number))


def test_every_verdict_of_all_that_time_is_replayed(on_sqlite, on_postgres, with_action_server):
    for assistant in (on_sqlite, on_postgres[0], with_action_server[0]):
        assert assistant.is_running
        assert_all_is_replayed(assistant.log)


def test_what_is_said_where_nothing_was_recorded_is_clear():
    assert all("not recorded" in line.lower() and "send" in line for line in CLEAR)
