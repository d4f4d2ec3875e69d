"""A chat turn, measured over HTTP against what it is built on: `python -m benchmarks.turn`.

In one run, message by message in turn: the assistant as `hepascreen run` serves it; the same Rasa with an utter-only
rule bot (the floor); Rasa's default pipeline with one custom action on the stock action server. The opponents are
trained first, once for the same examples. Needs an otherwise idle machine.
"""

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.opponents import prepare
from benchmarks.servers import BIN, QUIET, Server, free_port, running
from bot.settings import ROOT

# A coordinator's dialogue of 30 turns: facts in dense lines, bare answers, questions.
DIALOGUE = [
    "new patient B-01",
    "61F, HCC biopsy proven, BCLC C, ECOG 1, Child-Pugh A6",
    "plt 82, TB 1.4 mg/dL, alb 34 g/L, INR 1.2",
    "status",
    "TACE on 2 August and 10 October",
    "lenvatinib and sintilimab since July, progressed",
    "nothing else was given",
    "why not watch and wait",
    "no HIV, no autoimmune disease, never transplanted",
    "yes",
    "what is missing",
    "ALT 88, AST 60, creatinine 0.9 mg/dL",
    "no",
    "AFP 860 ng/mL",
    "don't know",
    "ascites none, never encephalopathy",
    "when does the trial open",
    "portal vein thrombus Vp3",
    "neutrophils 2.1, Hb 11.2 g/dL",
    "the platelets are 95 now",
    "why do you ask",
    "3 tumours, the largest 6 cm",
    "no metastases",
    "no bleeding, no ulcer",
    "which trials are open",
    "QTc 440 ms",
    "no heart failure, no stroke, no angina",
    "consent will be signed",
    "what would change it",
    "thanks",
]
ROUNDS = 3
LONG = 200


def main() -> None:
    """Measure and print."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as stack:
        ours = stack.enter_context(hepascreen(Path(scratch)))
        floor = stack.enter_context(utter_only())
        stock = stack.enter_context(stock_rasa(stack))
        servers = [ours, floor, stock]
        asyncio.run(compare(servers))
        table = Table("server", "median ms", "ours is", "memory MB", "ready s", box=box.SIMPLE_HEAD)
        for one in servers:
            ratio = f"{ours.median / one.median:.2f} x"
            table.add_row(one.name, f"{one.median:.1f}", ratio, f"{one.memory:.0f}", f"{one.seconds_to_ready:.1f}")
        console.print(table)
        console.print("Targets: at most 2.5 x the utter-only bot, at most 0.25 x stock Rasa.")
        for one in (ours, floor):
            early, late = asyncio.run(long_dialogue(one))
            console.print(
                f"{one.name}: turns 6 to 25 {early:.1f} ms, the last 20 of {LONG} {late:.1f} ms: {late / early:.2f} x"
            )
        console.print("Target: at most 1.5 x.")
    console.print(f"`make run` on a warm machine to ready: {seconds_of_make_run():.1f} s. Target: 12 s.")
    console.print(f"Training from nothing: {seconds_of_training():.1f} s.")


@contextlib.contextmanager
def hepascreen(folder: Path):
    """The assistant, with a log of its own."""
    port = free_port()
    settings = {
        "HEPASCREEN_PORT": str(port),
        "HEPASCREEN_LOG_URL": f"sqlite:///{folder / 'log.db'}",
        "HEPASCREEN_TODAY": "2026-11-20",
    }
    with running("hepascreen", [str(BIN / "hepascreen"), "run"], port, folder, **settings) as server:
        yield server


@contextlib.contextmanager
def utter_only():
    """The floor."""
    port, folder = free_port(), prepare("utter-only")
    command = [str(BIN / "rasa"), "run", "--port", str(port), "--credentials", "credentials.yml"]
    with running("utter-only", command, port, folder, **QUIET) as server:
        yield server


@contextlib.contextmanager
def stock_rasa(stack: contextlib.ExitStack):
    """Rasa as its documentation sets it up, with the action server beside it."""
    port, action_port, folder = free_port(), free_port(), prepare("stock")
    (folder / "endpoints.yml").write_text(f"action_endpoint:\n  url: http://127.0.0.1:{action_port}/webhook\n")
    actions = [str(BIN / "rasa"), "run", "actions", "--port", str(action_port)]
    stack.enter_context(running("actions", actions, action_port, folder, **QUIET))
    command = [str(BIN / "rasa"), "run", "--port", str(port), "--credentials", "credentials.yml"]
    with running("stock Rasa", [*command, "--endpoints", "endpoints.yml"], port, folder, **QUIET) as server:
        yield server


async def compare(servers: list[Server]) -> None:
    """Hold the dialogue with every server, message by message in turn, so that all see the same machine."""
    async with aiohttp.ClientSession() as session:
        for number in range(ROUNDS + 1):
            if number == 1:  # the first round warms up
                for one in servers:
                    one.milliseconds.clear()
            for message in DIALOGUE:
                for one in servers:
                    await one.turn(session, f"round {number}", message)


async def long_dialogue(server: Server) -> tuple[float, float]:
    """Return the median turn early and late in one long dialogue, in milliseconds."""
    async with aiohttp.ClientSession() as session:
        times = [await server.turn(session, "long", DIALOGUE[number % len(DIALOGUE)]) for number in range(LONG)]
    return statistics.median(times[5:25]), statistics.median(times[-20:])


def seconds_of_make_run() -> float:
    """Return how long `make run` takes to its line, with environment and model in place."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        settings = {**kept, "HEPASCREEN_PORT": "0", "HEPASCREEN_LOG_URL": f"sqlite:///{folder}/log.db"}
        subprocess.run(["make", "setup"], cwd=ROOT, env=settings, check=True, capture_output=True)
        started = time.monotonic()
        process = subprocess.Popen(["make", "--silent", "run"], cwd=ROOT, env=settings, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        elapsed = time.monotonic() - started
        process.terminate()
        process.wait(timeout=30)
    return elapsed


def seconds_of_training() -> float:
    """Return how long training takes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "HEPASCREEN_MODEL": f"{folder}/model.tar.gz"}
        started = time.monotonic()
        subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, env=settings, check=True, capture_output=True)
        return time.monotonic() - started


if __name__ == "__main__":
    main()
