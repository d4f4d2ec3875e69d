"""Processes that are killed: what was acknowledged is in the log, exactly once.

Whoever gets no acknowledgement gets a clear line or a failed request, and may send the same message again.
"""

import asyncio
from collections import Counter

import pytest

from tests.log.clients import Client
from tests.log.postgres import free_port
from tests.log.processes import SENDERS, TURNS, answering, assert_all_is_in_the_log, kill, rows_of_log

pytestmark = [pytest.mark.server, pytest.mark.model, pytest.mark.slow]

HALF = SENDERS * TURNS // 2


async def test_an_assistant_killed_in_the_middle_of_200_turns(serve, sqlite_url):
    server = serve(HEPASCREEN_LOG_URL=sqlite_url)
    client = Client(server.url)
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    kill(server.process)
    known = {row.value["value"] for row in rows_of_log(sqlite_url)}
    assert set(client.sent.acknowledged) <= known
    client.url = (await asyncio.to_thread(serve, HEPASCREEN_LOG_URL=sqlite_url)).url
    await talk
    assert sum(client.sent.failed.values()) > 0
    assert_all_is_in_the_log(sqlite_url, client)


async def test_an_assistant_killed_at_any_moment_of_a_turn(serve, sqlite_url):
    """Killed a few milliseconds later each time, while four turns are under way."""
    client = Client("")
    for place in range(2):
        server = await asyncio.to_thread(serve, HEPASCREEN_LOG_URL=sqlite_url)
        client.url = server.url
        await asyncio.gather(*(client.send(f"warm-{n}", 900 + place * 10 + n) for n in range(4)))
        under_way = [client.send(f"sender-{n}", 100 + place * 4 + n) for n in range(4)]
        killing = asyncio.get_running_loop().call_later(0.02 * (place + 1), server.process.kill)
        await asyncio.gather(*under_way)
        server.process.wait()
        killing.cancel()
        known = {row.value["value"] for row in rows_of_log(sqlite_url)}
        assert set(client.sent.acknowledged) <= known
    client.url = (await asyncio.to_thread(serve, HEPASCREEN_LOG_URL=sqlite_url)).url
    missing = set(range(100, 108)) - set(client.sent.acknowledged)
    await asyncio.gather(*(client.send_until_acknowledged(f"sender-{(n - 100) % 4}", n) for n in missing))
    found = Counter(row.value["value"] for row in rows_of_log(sqlite_url) if row.value["value"] < 900)
    assert found == Counter(range(100, 108))
    assert client.sent.silent == []


async def test_a_separate_action_server_killed_in_the_middle_of_200_turns(serve, action_server, sqlite_url):
    port = free_port()
    process = action_server(sqlite_url, port)
    await answering(port)
    server = serve(HEPASCREEN_LOG_URL=sqlite_url, HEPASCREEN_ACTIONS_URL=f"http://127.0.0.1:{port}/webhook")
    client = Client(server.url)
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    kill(process)
    await asyncio.sleep(1)
    action_server(sqlite_url, port)
    await talk
    assert sum(client.sent.refused.values()) > 0
    assert sum(client.sent.failed.values()) == 0
    assert server.process.poll() is None
    assert_all_is_in_the_log(sqlite_url, client)


async def test_a_postgresql_killed_in_the_middle_of_200_turns(serve, own_postgres):
    url = own_postgres.create_database()
    server = serve(HEPASCREEN_LOG_URL=url)
    client = Client(server.url)
    talk = asyncio.create_task(client.talk(SENDERS, TURNS))
    await client.acknowledged(HALF)
    own_postgres.kill()
    await asyncio.sleep(1)
    await asyncio.to_thread(own_postgres.start)
    await talk
    assert sum(client.sent.refused.values()) > 0
    assert server.process.poll() is None
    assert_all_is_in_the_log(url, client)


async def test_a_message_that_is_delivered_twice_is_recorded_once(serve, own_postgres):
    """To one server at once, to two at once, and again after both were started anew."""
    url = own_postgres.create_database()
    one, other = (serve(HEPASCREEN_LOG_URL=url) for _ in range(2))
    clients = Client(one.url), Client(other.url)
    for number in range(100, 110):
        sending = [client.send("ana", number) for client in (*clients, *clients)]
        assert all(await asyncio.gather(*sending))
    kill(one.process)
    again = Client(serve(HEPASCREEN_LOG_URL=url).url)
    for number in range(100, 110):
        assert await again.send("ana", number)
    assert_all_is_in_the_log(url, again, range(100, 110))


async def test_a_site_shares_its_screenings_between_senders_and_servers(serve, own_postgres):
    url = own_postgres.create_database()
    one, other = (serve(HEPASCREEN_LOG_URL=url, HEPASCREEN_SITE="north") for _ in range(2))
    await one.say("ana", "new patient P-017, 61F, platelets 82")
    assert "Back to screening P-017" in (await other.say("ben", "back to P-017"))[0]["text"]
    await other.say("ben", "HIV negative")
    assert [(row.fact, row.sender) for row in rows_of_log(url)][-1] == ("hiv", "ben")
