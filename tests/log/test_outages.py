"""Servers that hang, databases that are gone or locked, disks that are full: refused in words, and nothing lost.

Afterwards the assistant goes on without a hand.
"""

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.log.clients import CLEAR, Client
from tests.log.postgres import free_port
from tests.log.processes import answering, assert_all_is_in_the_log

pytestmark = [pytest.mark.server, pytest.mark.model, pytest.mark.slow]

OUTAGE = 30
"""Seconds for which a database is gone or locked."""


async def test_an_action_server_that_hangs_is_not_waited_for_long(serve, action_server, sqlite_url):
    port = free_port()
    process = action_server(sqlite_url, port)
    await answering(port)
    server = serve(HEPASCREEN_LOG_URL=sqlite_url, HEPASCREEN_ACTIONS_URL=f"http://127.0.0.1:{port}/webhook")
    client = Client(server.url)
    assert await client.send("ana", 100)
    process.send_signal(signal.SIGSTOP)
    assert not await client.send("ana", 101, seconds=60)
    assert client.sent.refused == {101: 1}
    process.send_signal(signal.SIGCONT)
    await client.send_until_acknowledged("ana", 101)
    await client.send_until_acknowledged("ana", 102)
    assert_all_is_in_the_log(sqlite_url, client, range(100, 103))


async def test_a_postgresql_that_is_gone_for_30_seconds(serve, own_postgres):
    url = own_postgres.create_database()
    server = serve(HEPASCREEN_LOG_URL=url)
    client = Client(server.url)
    assert await client.send("ana", 100)
    own_postgres.kill()
    until = time.monotonic() + OUTAGE
    while time.monotonic() < until:
        assert not await client.send("ana", 101)
        await asyncio.sleep(2)
    await asyncio.to_thread(own_postgres.start)
    await client.send_until_acknowledged("ana", 101)
    assert client.sent.refused[101] >= 2
    assert_all_is_in_the_log(url, client, range(100, 102))


async def test_a_sqlite_that_another_process_locks_for_30_seconds(serve, sqlite_url):
    server = serve(HEPASCREEN_LOG_URL=sqlite_url)
    client = Client(server.url)
    assert await client.send("ana", 100)
    locker = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    until = time.monotonic() + OUTAGE
    while time.monotonic() < until:
        assert not await client.send("ana", 101)
        _, answer = await client.post({"sender": "ana", "message": "status"}, 30)
        assert any("custom" in one for one in answer), "what is known can still be read"
    locker.execute("ROLLBACK")
    assert await client.send("ana", 101)
    assert client.sent.refused[101] >= 2
    assert_all_is_in_the_log(sqlite_url, client, range(100, 102))


async def test_a_sqlite_file_that_is_gone_for_a_while(serve, sqlite_url):
    server = serve(HEPASCREEN_LOG_URL=sqlite_url)
    client, path = Client(server.url), Path(sqlite_url.removeprefix("sqlite:///"))
    assert await client.send("ana", 100)
    path.rename(path.with_suffix(".away"))
    assert not await client.send("ana", 101)
    assert client.sent.refused == {101: 1}
    path.with_suffix(".away").rename(path)
    assert await client.send("ana", 101)
    assert_all_is_in_the_log(sqlite_url, client, range(100, 102))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB, where this machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here; the test with the largest file stands for it")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_a_disk_that_is_full_and_then_is_not(serve, small_disk):
    url = f"sqlite:///{small_disk / 'log.db'}"
    server = serve(HEPASCREEN_LOG_URL=url)
    client = Client(server.url)
    for number in range(100, 110):
        assert await client.send("ana", number)
    fill(small_disk / "filler")
    refused = [number for number in range(110, 160) if not await client.send("ana", number)]
    assert refused, "the disk was not full"
    assert set(refused) == set(client.sent.refused)
    (small_disk / "filler").unlink()
    for number in refused:
        assert await client.send("ana", number)
    assert_all_is_in_the_log(url, client, range(100, 160))


def fill(path: Path) -> None:
    """Write to a file until the disk is full."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return


async def test_a_log_that_may_not_grow_and_then_may_again(serve, sqlite_url):
    """As `ulimit -f` has it: SQLite cannot write beyond a size; what it acknowledged before stays."""
    server = serve(HEPASCREEN_LOG_URL=sqlite_url)
    client, number = Client(server.url), 100
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1_200_000, resource.RLIM_INFINITY))
    while await client.send("ana", number) and number < 900:
        number += 1
    assert client.sent.refused == {number: 1}
    assert not await client.send("ana", number)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)
    assert await client.send("ana", number)
    assert_all_is_in_the_log(sqlite_url, client, range(100, number + 1))


def test_what_is_said_where_nothing_was_recorded_is_clear():
    assert all("not recorded" in line.lower() and "send" in line for line in CLEAR)
