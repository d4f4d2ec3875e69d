"""Requests that Schemathesis makes from the API description, to a server that runs."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.api import DESCRIPTION

SETTINGS = Path(__file__).with_name("schemathesis.toml")
_GENERATED = re.compile(r"(\d+) generated")


@dataclass(frozen=True)
class Outcome:
    """What came of a run: whether all was as described, how many requests were made, and Schemathesis's own report."""

    is_fine: bool
    requests: int
    report: str


def try_api(url: str, examples: int, seed: int, *options: str) -> Outcome:
    """Make about so many requests for each operation that takes anything, and more for each rule of its schema.

    Every one must be answered in 20 s, without a 5xx, as the description says: status, type, headers, schema; what it
    allows must be accepted and what it forbids refused.
    """
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(SETTINGS)),
        *("run", str(DESCRIPTION), "--url", url, "--max-examples", str(examples), "--seed", str(seed)),
        *("--phases", "examples,coverage,fuzzing", "--warnings", "off", "--no-color", *options),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = _GENERATED.search(done.stdout)
    return Outcome(done.returncode == 0, int(found.group(1)) if found else 0, done.stdout + done.stderr)
