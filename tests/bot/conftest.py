"""The real server as a process of its own, with a log of its own and a fixed date."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.settings import SETTINGS, read_settings

SECONDS_TO_START = 120


@dataclass
class Server:
    """A running server: its address, the database of its log, its process."""

    url: str
    log: str
    process: subprocess.Popen[str]

    async def post(self, body: Any, **options: Any) -> tuple[int, Any]:
        """Post a body to the REST channel; return status and answer."""
        webhook = f"{self.url}webhooks/rest/webhook"
        async with aiohttp.ClientSession() as session, session.post(webhook, json=body, **options) as response:
            return response.status, await response.json()

    async def say(self, sender: str, message: str, message_id: str | None = None) -> list[dict[str, Any]]:
        """Send a message as the chat page does and return the reply."""
        metadata = {"message_id": message_id} if message_id else {}
        status, answer = await self.post({"sender": sender, "message": message, "metadata": metadata})
        assert status == 200, answer
        return answer


def environment(**settings: str) -> dict[str, str]:
    """The environment of a command: no setting of the developer's own, these ones instead."""
    own = {setting.name for setting in SETTINGS}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return {**kept, "HEPASCREEN_PORT": "0", "HEPASCREEN_TODAY": "2026-11-20", **settings}


def command(*arguments: str) -> list[str]:
    """The command line `hepascreen …` of this environment."""
    return [str(Path(sys.executable).with_name("hepascreen")), *arguments]


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model, trained now if what it is made from changed."""
    subprocess.run([sys.executable, "-m", "bot.train"], env=environment(), check=True)
    return read_settings({}).model


@pytest.fixture(scope="session")
def start(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start servers that are stopped when the tests end."""
    running: list[subprocess.Popen[str]] = []

    def _start(**settings: str) -> Server:
        folder = tmp_path_factory.mktemp("server")
        settings.setdefault("HEPASCREEN_LOG_URL", f"sqlite:///{folder / 'log.db'}")
        with (folder / "stderr").open("w") as errors:
            process = subprocess.Popen(
                command("run"), env=environment(**settings), stdout=subprocess.PIPE, stderr=errors, text=True
            )
        running.append(process)
        line = first_line(process)
        found = re.search(r"http://\S+", line)
        assert found, f"{line}\n{(folder / 'stderr').read_text()}"
        return Server(found.group(), settings["HEPASCREEN_LOG_URL"], process)

    yield _start
    for process in running:
        process.terminate()
        process.wait(timeout=30)


def first_line(process: subprocess.Popen[str]) -> str:
    """Wait for the first line that a process writes; empty where it ends without one."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        readable, _, _ = select.select([process.stdout], [], [], 0.2)
        if readable:
            return process.stdout.readline() if process.stdout else ""
    return ""


@pytest.fixture(scope="session")
def server(start: Any) -> Server:
    """A server with default settings, for every test that only talks to it."""
    return start()
