"""A long run: `make fuzz`, which is `python -m tests.fuzz [inputs] [seed] [part of a target's name]`.

100,000 inputs unless another number is given, shared out over all targets; the last of them are HTTP requests, which
Schemathesis makes to a server of their own. It prints for each how many there were, how long they took and the slowest;
for a failure the smallest input that still fails. Status 1 where there is any.
"""

import contextlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.bot.conftest import command, environment, first_line
from tests.fuzz.api import try_api
from tests.fuzz.inputs import as_data
from tests.fuzz.targets import Target, targets
from tests.log.postgres import Postgres, binaries

INPUTS = 100_000
REQUESTS = 0.0035
"""Share of the inputs that Schemathesis makes for each operation; its rules add some more."""


def main(inputs: int, number: int, part: str) -> int:
    """Run all targets whose name has a part in it; give the exit status."""
    say(f"{inputs} inputs, seed {number}\n")
    with tempfile.TemporaryDirectory(prefix="hepascreen-fuzz-") as scratch, database() as postgres:
        wanted = [one for one in targets(Path(scratch), postgres) if part in one.name]
        failed = [not run(one, max(1, round(one.share * inputs)), number, part) for one in wanted]
        if part in "requests":
            failed.append(not requests(Path(scratch), max(5, round(REQUESTS * inputs)), number))
    return int(any(failed))


def run(target: Target, inputs: int, number: int, part: str) -> bool:
    """Feed a target with so many inputs; tell whether all went well."""
    taken: list[float] = []
    slowest: dict[str, Any] = {"seconds": 0.0, "input": None}

    @seed(number)
    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    @given(target.inputs)
    def each(one: Any) -> None:
        started = time.perf_counter()
        try:
            target.check(one)
        finally:
            taken.append(time.perf_counter() - started)
            if taken[-1] > slowest["seconds"]:
                slowest.update(seconds=taken[-1], input=one)

    fault = attempt(lambda: (each(), target.end()))
    mean = 1000 * sum(taken) / max(1, len(taken))
    say(f"{target.name}: {len(taken)} inputs, {mean:.2f} ms each, slowest {1000 * slowest['seconds']:.0f} ms")
    say(f"    the slowest: {as_data(slowest['input'])[:200]}")
    if fault:
        say(f"    FAILED: {fault}\n    again: python -m tests.fuzz {inputs} {number} '{part or target.name}'")
    return fault is None


def attempt(what: Any) -> str | None:
    """Do something and give what went wrong, with Hypothesis's smallest input, or None."""
    try:
        what()
    except Exception as error:
        each = getattr(error, "exceptions", (error,))
        notes = (note.replace("\n", "\n    ") for one in each for note in (repr(one), *getattr(one, "__notes__", ())))
        return "\n    ".join(notes)
    return None


def requests(folder: Path, examples: int, number: int) -> bool:
    """Let Schemathesis try a server; tell whether all was as described, and the server still answers."""
    started = time.perf_counter()
    with server(folder) as (url, errors):
        outcome = try_api(url, examples, number)
        said = [line for line in errors.read_text().splitlines() if line.strip()]
    seconds = time.perf_counter() - started
    say(f"requests: {outcome.requests}, {seconds:.0f} s, {len(said)} lines in the application log")
    for line in said[:5]:
        say(f"    {line[:300]}")
    if not outcome.is_fine:
        say(outcome.report)
    return outcome.is_fine


@contextlib.contextmanager
def server(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run the assistant with a log of its own; give its address and where its application log goes."""
    errors = folder / "stderr"
    settings_ = environment(HEPASCREEN_LOG_URL=f"sqlite:///{folder / 'requests.db'}")
    with errors.open("w") as file:
        process = subprocess.Popen(command("run"), env=settings_, stdout=subprocess.PIPE, stderr=file, text=True)
    try:
        found = re.search(r"http://\S+", first_line(process))
        if not found:
            raise SystemExit(f"The server does not start: {errors.read_text()}")
        yield found.group(), errors
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextlib.contextmanager
def database() -> Iterator[str | None]:
    """Run PostgreSQL, where it is installed."""
    folder = binaries()
    if folder is None:
        say("PostgreSQL is not installed; its target is left out\n")
        yield None
        return
    postgres = Postgres(folder)
    try:
        postgres.start()
        yield postgres.create_database()
    finally:
        postgres.stop()


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(
        main(
            int(words[0]) if words else INPUTS,
            int(words[1]) if len(words) > 1 else 1,
            words[2] if len(words) > 2 else "",
        )
    )
