"""Real server processes for the benchmarks: start, wait until they answer, measure, stop."""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psutil

BIN = Path(sys.executable).parent
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}
PATIENCE = 300.0


@dataclass
class Server:
    """A server under measurement: where it answers, how long it took to get there, how long its turns take."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    seconds_to_ready: float = 0.0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def memory(self) -> float:
        """Resident memory in MB of the process and its children."""
        own = psutil.Process(self.process.pid)
        return sum(one.memory_info().rss for one in [own, *own.children(recursive=True)]) / 2**20

    @property
    def median(self) -> float:
        """Median turn in milliseconds."""
        return statistics.median(self.milliseconds)

    async def turn(self, session: aiohttp.ClientSession, sender: str, message: str) -> float:
        """Send a message and return the milliseconds until the whole reply was there."""
        started = time.perf_counter()
        body = {"sender": sender, "message": message}
        async with session.post(f"{self.url}/webhooks/rest/webhook", json=body) as response:
            reply = await response.json()
        elapsed = (time.perf_counter() - started) * 1000
        if not reply:
            raise RuntimeError(f"{self.name} gave no answer to {message!r}")
        self.milliseconds.append(elapsed)
        return elapsed


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(name: str, command: list[str], port: int, folder: Path, **environment: str) -> Iterator[Server]:
    """Run a server until the block ends; it is ready once its page at `/` answers."""
    # Byte code is used and kept, as on a machine where nothing forbids it.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    started = time.monotonic()
    with (folder / f"{name.replace(' ', '-')}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env={**kept, **environment}, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield Server(name, f"http://127.0.0.1:{port}", process, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.2):
            return
        time.sleep(0.05)
    raise TimeoutError(f"{process.args} did not listen on {port}")
