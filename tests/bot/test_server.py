"""The server as a process: it starts with one line, answers as the contract says, and stops cleanly."""

import asyncio
import json
import signal
import socket
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.conftest import Server, command, environment, first_line

pytestmark = [pytest.mark.server, pytest.mark.model]


def texts(reply: list[dict[str, Any]]) -> str:
    return "\n".join(message.get("text", "") for message in reply)


def payload(reply: list[dict[str, Any]]) -> dict[str, Any]:
    """The one payload that the contract promises."""
    (found,) = [message["custom"]["hepascreen"] for message in reply if "custom" in message]
    return found


async def get(url: str, **options: Any) -> tuple[int, Any, str]:
    async with aiohttp.ClientSession() as session, session.get(url, **options) as response:
        return response.status, response.headers, await response.text()


async def test_a_fact_is_answered_with_what_was_recorded_and_the_whole_screening(server: Server):
    reply = await server.say("contract", "platelets 82")
    assert payload(reply)["recorded"] == {"platelets": {"value": 82, "unit": "10*9/L"}}
    screening = payload(reply)["screening"]
    assert screening["screening_date"] == "2026-11-20"
    assert [trial["trial"] for trial in screening["trials"]] == [
        "haic-concurrent",
        "haic-pd1-lenvatinib",
        "palliative-hepatectomy",
        "watch-and-wait",
        "haic-after-ici",
    ]
    assert set(screening) == {"screening_date", "trials", "conflicts", "next"}


async def test_every_message_goes_to_the_sender_that_it_is_for(server: Server):
    reply = await server.say("recipient", "hello")
    assert {message["recipient_id"] for message in reply} == {"recipient"}


async def test_the_same_message_id_is_answered_again_and_recorded_once(server: Server):
    first = await server.say("twice", "platelets 82", "m-1")
    again = await server.say("twice", "platelets 82", "m-1")
    assert again == first


async def test_the_same_message_id_at_the_same_time_is_answered_the_same(server: Server):
    replies = await asyncio.gather(*(server.say("at once", "platelets 82", "m-1") for _ in range(5)))
    assert all(reply == replies[0] for reply in replies)


async def test_a_message_id_belongs_to_its_sender(server: Server):
    await server.say("one", "platelets 82", "same-id")
    other = await server.say("other", "albumin 31 g/L", "same-id")
    assert payload(other)["recorded"] == {"albumin": {"value": 31, "unit": "g/L"}}


async def test_messages_of_one_sender_are_answered_in_the_order_in_which_they_came(server: Server):
    await server.say("order", "new patient P-99")
    values = range(101, 111)
    replies = await asyncio.gather(*(server.say("order", f"platelets {value}") for value in values))
    assert sorted(payload(reply)["recorded"]["platelets"]["value"] for reply in replies) == list(values)


async def test_an_answer_is_read_as_one_to_the_question_asked_which_only_the_server_knows(server: Server):
    reply = await server.say("asked", "new patient P-98")
    for _ in range(60):
        asked = payload(reply)["screening"]["next"]["facts"]
        buttons = [button for message in reply for button in message.get("buttons", ())]
        if len(asked) == 1 and len(buttons) > 2:  # a choice: its options, and "don't know"
            break
        reply = await server.say("asked", "don't know")
    answered = await server.say("asked", buttons[0]["title"])
    assert list(payload(answered)["recorded"]) == asked


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"message": "hello"}, "sender is missing"),
        ({"sender": "", "message": "hello"}, "sender is missing"),
        ({"sender": "x" * 201, "message": "hello"}, "sender is missing"),
        ({"sender": 7, "message": "hello"}, "sender is missing"),
        ({"sender": "a"}, "message is missing"),
        ({"sender": "a", "message": "  "}, "message is missing"),
        ({"sender": "a", "message": ["hello"]}, "message is missing"),
        ({"sender": "a", "message": "hello", "metadata": "x"}, "metadata is not an object"),
        (["hello"], "not an object"),
        (None, "not an object"),
    ],
)
async def test_a_wrong_body_is_refused_with_a_line(server: Server, body: Any, fault: str):
    status, answer = await server.post(body)
    assert status == 400
    assert fault in answer["error"]


async def test_a_body_that_is_no_json_is_refused(server: Server):
    webhook = f"{server.url}webhooks/rest/webhook"
    async with aiohttp.ClientSession() as session, session.post(webhook, data=b"{") as response:
        assert (response.status, await response.json()) == (400, {"error": "the body is not JSON"})


async def test_a_page_of_another_origin_cannot_send_messages(server: Server):
    status, _ = await server.post({"sender": "a", "message": "hi"}, headers={"Origin": "http://elsewhere.example"})
    assert status == 403


async def test_our_own_page_can(server: Server):
    origin = server.url.rstrip("/")
    status, _ = await server.post({"sender": "a", "message": "hello"}, headers={"Origin": origin})
    assert status == 200


async def test_a_very_long_message_is_refused_with_a_word(server: Server):
    assert "20000 characters" in texts(await server.say("long", "a" * 20_001))


async def test_a_huge_body_is_refused(server: Server):
    webhook = f"{server.url}webhooks/rest/webhook"
    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(webhook, data=b"x" * 10_000_000) as response:
                status = response.status
        except (aiohttp.ClientError, ConnectionError):
            status = 413  # closed before all was sent, which says the same
    assert status == 413
    assert await server.say("after", "hello")


@pytest.mark.parametrize("path", ["", "hepascreen.js", "page.css", "favicon.svg"])
async def test_the_page_is_served_with_headers_that_let_nothing_else_in(server: Server, path: str):
    status, headers, text = await get(server.url + path)
    assert status == 200
    assert text.strip()
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_speaks_to_its_own_origin_alone(server: Server):
    for path in ("", "page.css"):  # what the widget asks for is watched in a browser, tests/web
        _, _, text = await get(server.url + path)
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text


@pytest.mark.parametrize("path", ["conversations/x/tracker", "model/parse", "domain", "status", "version"])
async def test_rasas_http_api_is_not_served(server: Server, path: str):
    status, _, _ = await get(server.url + path)
    assert status == 404


async def test_the_socket_carries_the_same_reply(server: Server):
    """Socket.IO over a websocket, by hand: 40 opens the namespace, 42 is an event, 2 a ping, 3 a pong."""
    messages: list[dict[str, Any]] = []
    url = f"{server.url}socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket_:
        await socket_.send_str("40")
        await socket_.send_str('42["session_request",{"session_id":"socket-1"}]')
        await socket_.send_str('42["user_uttered",{"message":"platelets 82","session_id":"socket-1"}]')
        while not any("custom" in message for message in messages):
            frame = await socket_.receive_str(timeout=10)
            if frame.startswith("42"):
                event, data = json.loads(frame[2:])
                messages += [data] if event == "bot_uttered" else []
                assert event == "bot_uttered" or data == "socket-1"
    assert payload(messages)["recorded"] == {"platelets": {"value": 82, "unit": "10*9/L"}}


async def test_the_socket_listens_to_the_same_origin_alone(server: Server):
    url = f"{server.url}socket.io/?EIO=4&transport=polling"
    status, _, _ = await get(url, headers={"Origin": "http://elsewhere.example"})
    assert status == 400


@pytest.mark.slow
async def test_while_the_log_is_locked_a_message_is_refused_and_can_be_sent_again(start: Any, tmp_path: Path):
    server = start(HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'log.db'}")
    await server.say("lock", "new patient P-01")
    with sqlite3.connect(tmp_path / "log.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused = await server.say("lock", "platelets 82", "m-7")
        other.execute("ROLLBACK")
    assert "Not recorded" in texts(refused)
    recorded = await server.say("lock", "platelets 82", "m-7")
    assert payload(recorded)["recorded"] == {"platelets": {"value": 82, "unit": "10*9/L"}}


def run(timeout: float = 60, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("run"), env=environment(**settings), capture_output=True, text=True, timeout=timeout, check=False
    )


def test_a_port_in_use_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(HEPASCREEN_PORT=port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"hepascreen: Cannot listen on 127.0.0.1 port {port}: Address already in use; ")
    assert len(done.stderr.splitlines()) == 1


def test_a_host_that_is_not_of_this_machine_is_said_in_one_line():
    done = run(HEPASCREEN_HOST="no-such-host.invalid")
    assert done.returncode == 2
    assert "set HEPASCREEN_HOST" in done.stderr.splitlines()[-1]


def test_a_missing_model_is_said_in_one_line(tmp_path: Path):
    done = run(HEPASCREEN_MODEL=str(tmp_path / "none.tar.gz"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"hepascreen: There is no trained model at {tmp_path / 'none.tar.gz'}; run `make train`.\n"


def test_a_broken_model_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "model.tar.gz").write_text("no archive")
    done = run(HEPASCREEN_MODEL=str(tmp_path / "model.tar.gz"), HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'l.db'}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be loaded" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_log_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, model: Path):
    done = run(HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'no folder' / 'log.db'}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr
    assert "HEPASCREEN_LOG_URL" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_action_server_that_does_not_answer_is_said_in_one_line(tmp_path: Path, model: Path):
    url = "http://127.0.0.1:9/webhook"
    done = run(HEPASCREEN_ACTIONS_URL=url, HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'log.db'}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"hepascreen: The action server {url} does not answer; ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_one_line_is_printed_and_a_signal_stops_it_cleanly(stop: signal.Signals, model: Path, tmp_path: Path):
    settings = environment(HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'log.db'}")
    process = subprocess.Popen(command("run"), env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = first_line(process)
    assert line.startswith("Hepascreen is ready: http://127.0.0.1:")
    process.send_signal(stop)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (0, "", "")


def test_chat_is_the_same_assistant_in_the_terminal(model: Path, tmp_path: Path):
    settings = environment(HEPASCREEN_LOG_URL=f"sqlite:///{tmp_path / 'log.db'}")
    given = "new patient P-01\nplatelets 82\nno othr treatment\nphone\ny\nstroke on 03/04/2026\nb\n"
    done = subprocess.run(command("chat"), input=given, env=settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "P-01" in done.stdout
    assert "platelets" in done.stdout
    assert "Reply: 1 No other treatment · 2 Don't know" in done.stdout
    assert "Reply: y yes · n no" in done.stdout
    with sqlite3.connect(tmp_path / "log.db") as log:
        rows = log.execute("select fact, value from observations").fetchall()
    told = {fact: json.loads(value) for fact, value in rows if value is not None}
    assert (told["platelets"]["value"], told["treatments_complete"]) == (82, True)
    assert told["stroke"] == {"date": "2026-03-04"}
