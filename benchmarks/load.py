"""Twenty screenings at once against one server: `python -m benchmarks.load`.

In one run, in turn: the assistant as `hepascreen run` serves it, and the same Rasa with an utter-only rule bot. Each of
twenty coordinators holds a conversation of 30 turns and sends the next message once the last is answered; the driver is
a process of its own. Needs an otherwise idle machine; a round of each comes before the other's, so that both see the
same one.
"""

import asyncio
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.servers import Server
from benchmarks.turn import DIALOGUE, hepascreen, utter_only
from bot.settings import ROOT

COORDINATORS = 20
ROUNDS = 5
FAILED = ("Something went wrong", "Not recorded")
"""How an answer begins that is none."""
TARGET = 0.4
"""Turns a second, as a part of the utter-only bot's."""
PATIENCE = aiohttp.ClientTimeout(total=60)


@dataclass
class Load:
    """What came of some rounds with one server: seconds each, milliseconds of every turn, what went wrong."""

    seconds: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def throughput(self) -> float:
        """Turns a second, the median of the rounds."""
        return COORDINATORS * len(DIALOGUE) / statistics.median(self.seconds)

    def percentile(self, hundredth: int) -> float:
        """Milliseconds within which so many of a hundred turns were answered."""
        return statistics.quantiles(self.turns, n=100, method="inclusive")[hundredth - 1]


def main() -> int:
    """Measure both and print; give 1 where the target is missed."""
    if len(sys.argv) > 2:
        sys.stdout.write(json.dumps(asyncio.run(drive(sys.argv[1], sys.argv[2]))))
        return 0
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as stack:
        ours = stack.enter_context(hepascreen(Path(scratch)))
        floor = stack.enter_context(utter_only())
        loads = measure([ours, floor])
        memory = [ours.memory, floor.memory]
    return report([ours, floor], loads, memory)


def measure(servers: list[Server]) -> list[Load]:
    """Let the driver load the servers in turn; the first round warms up and does not count."""
    loads = [Load() for _ in servers]
    for number in range(ROUNDS + 1):
        for server, load in zip(servers, loads, strict=True):
            command = [sys.executable, "-m", "benchmarks.load", server.url, f"round-{number}"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            seconds, turns, errors = json.loads(done.stdout)
            load.errors += errors
            if number:
                load.seconds.append(seconds)
                load.turns += turns
    return loads


async def drive(url: str, name: str) -> tuple[float, list[float], list[str]]:
    """Hold all conversations at once; give the seconds, the milliseconds of each turn, and what went wrong."""
    turns: list[float] = []
    errors: list[str] = []
    connections = aiohttp.TCPConnector(limit=COORDINATORS)
    async with aiohttp.ClientSession(connector=connections, timeout=PATIENCE) as session:
        started = time.perf_counter()
        held = (converse(session, url, f"{name}-{number}", turns, errors) for number in range(COORDINATORS))
        await asyncio.gather(*held)
        return time.perf_counter() - started, turns, errors


async def converse(
    session: aiohttp.ClientSession, url: str, sender: str, turns: list[float], errors: list[str]
) -> None:
    """Hold one conversation; an answer that is none, or no success, is an error."""
    for message in DIALOGUE:
        body = {"sender": sender, "message": message.replace("B-01", sender)}
        started = time.perf_counter()
        try:
            async with session.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                answer = await response.json()
                if response.status != 200 or not answer or str(answer[0].get("text")).startswith(FAILED):
                    errors.append(f"{sender}: {response.status} {str(answer)[:100]}")
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            errors.append(f"{sender}: {error!r}")
        turns.append((time.perf_counter() - started) * 1000)


def report(servers: list[Server], loads: list[Load], memory: list[float]) -> int:
    """Print both, and tell whether the target is reached."""
    console = Console(width=110)
    heads = ("server", "turns a second", "p50 ms", "p95 ms", "p99 ms", "errors", "memory MB")
    table = Table(*heads, box=box.SIMPLE_HEAD)
    for server, load, used in zip(servers, loads, memory, strict=True):
        times = (f"{load.percentile(one):.0f}" for one in (50, 95, 99))
        table.add_row(server.name, f"{load.throughput:.0f}", *times, str(len(load.errors)), f"{used:.0f}")
    console.print(table)
    ours, floor = loads
    ratio = ours.throughput / floor.throughput
    console.print(f"{ROUNDS} rounds of {COORDINATORS} conversations of {len(DIALOGUE)} turns each")
    console.print(f"Throughput: {ratio:.2f} of the utter-only bot's. Target: at least {TARGET}, and no error.")
    for line in ours.errors[:5]:
        console.print(line)
    return int(ratio < TARGET or bool(ours.errors))


if __name__ == "__main__":
    sys.exit(main())
