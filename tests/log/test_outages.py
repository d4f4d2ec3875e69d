"""Servers that hang, databases that are gone or locked, disks that are full: refused in words, and nothing lost.

Afterwards the assistant goes on without a hand (some 60 s, half of them one outage of 30 s for all at once). The
assistants are shared with test_kills.py; each test has senders of its own.
"""

import asyncio
import resource
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.log.clients import CLEAR, Client
from tests.log.processes import assert_all_is_in_the_log, assert_all_is_replayed, fill

pytestmark = [pytest.mark.server, pytest.mark.model, pytest.mark.slow]

OUTAGE = 30
"""Seconds for which a database is gone or locked."""


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
