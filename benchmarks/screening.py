"""How fast a parsed record is screened: screenings a second, and ratios against peers of the same run.

    python -m benchmarks.screening [--shared ../shared]

Peers: writing the same screening as JSON, and judging nothing but an empty record. Every figure is
the median of several rounds on one core; what counts is the ratio, since machines differ.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from criteria import load_catalogue, load_trials, read_record, screen
from criteria.yaml_file import YamlFile, read_yaml

ON = date(2026, 11, 20)
CASES = Path(__file__).parent.parent / "tests" / "trials"


def seconds(work: Callable[[], object], calls: int, rounds: int = 7) -> float:
    """Give the median time of one call, in seconds of this process's own time."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(calls):
            work()
        times.append((time.process_time() - start) / calls)
    return statistics.median(times)


def full_record() -> dict[str, object]:
    """Give a record that says something of nearly every fact: the cases' base patients joined."""
    joined: dict[str, object] = {"facts": {}, "treatments": [], "treatments_complete": True}
    for path in sorted(CASES.glob("*.yml")):
        file = read_yaml(path)
        if isinstance(file, YamlFile):
            joined["facts"] = {**file.data["base"]["facts"], **joined["facts"]}  # type: ignore[dict-item]
            joined["treatments"] = joined["treatments"] or file.data["base"].get("treatments", [])
    return joined


def main() -> int:
    """Measure and print a table; exit status 0."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    catalogue = load_catalogue()
    trials = load_trials(catalogue)
    full = read_record(full_record(), catalogue, ON)
    usual = read_record(
        {
            "facts": {
                "age": 61, "sex": "female", "bclc": "C", "ecog": 1, "child_pugh_class": "A", "platelets": 82,
                "bilirubin": {"value": 1.4, "unit": "mg/dL"}, "albumin": 34, "inr": 1.2, "alt": 88, "ast": 60,
            },
            "treatments": [
                {"kind": "tace", "end": "2026-10-10"},
                {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07", "response": "PD"},
            ],
        },
        catalogue, ON,
    )  # fmt: skip
    rows = []
    for name, record in (("a dozen facts", usual), (f"{len(full.facts)} facts", full)):
        screening = screen(record, trials, catalogue)
        data = screening.as_json()
        judge = seconds(lambda record=record: screen(record, trials, catalogue), 100)  # type: ignore[misc]
        ask = seconds(screening.question, 30)
        write = seconds(lambda data=data: json.dumps(data), 100)  # type: ignore[misc]
        rows.append((name, judge, ask, write))
    for name, judge, ask, write in rows:
        sys.stdout.write(
            f"{name}: {1 / judge:,.0f} screenings a second against {len(trials)} trials; "
            f"one takes {judge / write:.1f} times as long as writing it as JSON, "
            f"its next question {ask / judge:.1f} times as long as the screening\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
