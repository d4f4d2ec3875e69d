"""Health, readiness, metrics, and a stop that ends what is under way."""

import asyncio
import signal
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.model]


async def get(server: Server, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(server.url + path) as answer:
        return answer.status, await answer.text()


@pytest.fixture(scope="module")
def own(start: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, Path]:
    """A server whose log these tests may take away."""
    log = tmp_path_factory.mktemp("health") / "log.db"
    return start(HEPASCREEN_LOG_URL=f"sqlite:///{log}"), log


async def test_it_is_ready_while_the_log_is_there_and_says_so_when_it_is_not(own: tuple[Server, Path]):
    server, log = own
    assert await get(server, "health") == (200, '{"status":"ok"}')
    assert await get(server, "ready") == (200, '{"status":"ready"}')
    elsewhere = log.with_suffix(".away")
    log.rename(elsewhere)
    try:
        assert await get(server, "ready") == (503, '{"status":"the log does not answer"}')
        assert (await get(server, "health"))[0] == 200
    finally:
        elsewhere.rename(log)
    assert (await get(server, "ready"))[0] == 200


async def value(server: Server, name: str) -> float:
    """Give one metric, 0 where it has not been counted yet."""
    _, text = await get(server, "metrics")
    return next((float(line.split()[-1]) for line in text.splitlines() if line.startswith(name)), 0.0)


async def test_the_metrics_count_messages_refusals_and_redactions(own: tuple[Server, Path]):
    server, _ = own
    answered = 'hepascreen_turns_total{channel="rest",outcome="answered"}'
    before = await value(server, answered)
    await server.say("metrics", "platelets 82", "m-1")
    await server.say("metrics", "platelets 82", "m-1")
    await server.say("metrics", "call her at 555-234-8871")
    assert await value(server, answered) == before + 2
    assert await value(server, 'hepascreen_turns_total{channel="rest",outcome="repeated"}') == 1
    assert await value(server, 'hepascreen_redactions_total{kind="phone"}') == 1
    assert await value(server, "hepascreen_turn_seconds_count") >= 2
    assert await value(server, "hepascreen_turns_under_way") == 0
    await server.post({"sender": ""})
    assert await value(server, 'hepascreen_refused_requests_total{status="400"}') == 1


async def test_a_turn_that_is_under_way_is_answered_before_the_server_stops(own: tuple[Server, Path]):
    """The last test of this server: another writer holds the log while the signal comes."""
    server, log = own
    await server.say("stop", "new patient P-01")
    with sqlite3.connect(log, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        turn = asyncio.create_task(server.say("stop", "platelets 82", "m-1"))
        await asyncio.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        assert not turn.done()
        other.execute("ROLLBACK")
    reply = await turn
    assert any("custom" in message for message in reply)
    assert await asyncio.to_thread(server.process.wait, 30) == 0
    with sqlite3.connect(log) as closed:
        told = (
            "select count(*) from observations join screenings on screenings.id = screening_id where fact = 'platelets'"
        )
        assert closed.execute(f"{told} and screenings.sender = 'stop'").fetchone() == (1,)
