"""For the tests of faults: processes that are waited for and killed, and what the log must hold afterwards."""

import asyncio
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp

from actions.desk import open_desk
from actions.log import ScreeningLog
from actions.log.replay import replay
from actions.log.verify import verify
from tests.bot.conftest import Server
from tests.log.clients import Client

SENDERS, TURNS = 4, 50


async def answering(port: int) -> None:
    """Wait until an action server answers."""
    for _ in range(300):
        try:
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise AssertionError("the action server does not answer")


def kill(process: subprocess.Popen[Any]) -> None:
    process.kill()
    process.wait()


class Running:
    """An assistant that several tests share; killed, it can be started again with the same log."""

    def __init__(self, start: Callable[..., Server], **settings: str) -> None:
        self._start, self.settings = start, settings
        self.server = start(**settings)

    @property
    def url(self) -> str:
        """Where it is reached at the moment."""
        return self.server.url

    @property
    def log(self) -> str:
        """The URL of its log."""
        return self.server.log

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self.server.process.poll() is None

    async def restart(self) -> str:
        """Start it again after it was killed; give its new address."""
        self.server = await asyncio.to_thread(self._start, **self.settings)
        return self.url


def mounted(folder: Path, megabytes: int) -> bool:
    """Mount a disk of so many megabytes on a folder, where this machine lets us."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0


def unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write to a file until the disk is full."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"\0" * size)


def rows_of_log(url: str, client: Client | None = None) -> list[Any]:
    """Give the rows of a log, those of one client's senders alone where one is named."""
    desk = open_desk(url)
    with desk.log.transaction(writes=False) as pages:
        rows = [row for number in pages.numbers() for row in pages.observations(number)]
    desk.log.close()
    return [row for row in rows if client is None or row.sender.startswith(f"{client.name}-")]


def assert_all_is_in_the_log(url: str, client: Client, numbers: range = range(100, 100 + SENDERS * TURNS)) -> None:
    """Every acknowledged number of a client stands in the log once, and no other; all chains are sound."""
    assert client.sent.silent == []
    assert sorted(set(client.sent.acknowledged)) == list(numbers)
    found = Counter(row.value["value"] for row in rows_of_log(url, client) if row.kind == "value")
    assert found == Counter(numbers)
    log = ScreeningLog(url)
    with log.snapshot() as connection:
        assert verify(connection).flaws == []
    log.close()


def assert_all_is_replayed(url: str) -> None:
    """Every verdict that was given meanwhile follows from its rows."""
    desk = open_desk(url)
    with desk.log.transaction(writes=False) as pages:
        replayed = list(replay(pages, desk.catalogue, desk.trials))
    desk.log.close()
    assert replayed
    assert [one for one in replayed if not one.agrees] == []
