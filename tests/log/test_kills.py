"""Processes that are killed: what was acknowledged is in the log, exactly once (some 70 s).

Whoever gets no acknowledgement gets a clear line or a failed request, and may send the same message again. The
assistants are shared with test_outages.py; each test has senders of its own.
"""

import asyncio
from collections import Counter

import pytest

from tests.log.clients import Client
from tests.log.processes import SENDERS, TURNS, assert_all_is_in_the_log, kill, rows_of_log

pytestmark = [pytest.mark.server, pytest.mark.model, pytest.mark.slow]

HALF = SENDERS * TURNS // 2


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
    process.wait()
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
