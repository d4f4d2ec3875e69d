"""For the tests of faults: processes that are waited for and killed, and what the log must hold afterwards."""

import asyncio
import subprocess
from collections import Counter
from typing import Any

import aiohttp

from actions.desk import open_desk
from actions.log.replay import replay
from actions.log.verify import verify
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


def rows_of_log(url: str) -> list[Any]:
    desk = open_desk(url)
    with desk.log.transaction(writes=False) as pages:
        return [row for number in pages.numbers() for row in pages.observations(number)]


def assert_all_is_in_the_log(url: str, client: Client, numbers: range = range(100, 100 + SENDERS * TURNS)) -> None:
    """Every acknowledged number stands in the log once, and no other; chains and verdicts are sound."""
    assert client.sent.silent == []
    assert sorted(set(client.sent.acknowledged)) == list(numbers)
    found = Counter(row.value["value"] for row in rows_of_log(url) if row.kind == "value")
    assert found == Counter(numbers)
    desk = open_desk(url)
    with desk.log.snapshot() as connection:
        assert verify(connection).flaws == []
    with desk.log.transaction(writes=False) as pages:
        assert [one for one in replay(pages, desk.catalogue, desk.trials) if not one.agrees] == []
    desk.log.close()
