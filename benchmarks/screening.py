"""How fast a parsed record is screened: screenings a second, and ratios against peers of the same run.

    python -m benchmarks.screening

Three ways in which records come: one patient again and again; one patient of whom each time one number is
another, as in a dialogue; patients of whom none was seen before. What was judged of a criterion is remembered
for what it reads, so the first two are quicker than the third. Peers: the same screening written as JSON, and
the question that follows from it. Figures are medians on one core; what counts is the ratio, since machines
differ.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import drawn
from criteria import Record, load_catalogue, load_trials, read_record, screen
from criteria.spans import point
from criteria.values import Quantity
from criteria.yaml_file import YamlFile, read_yaml

ON = date(2026, 11, 20)
CASES = Path(__file__).parent.parent / "tests" / "trials"
BATCH, BATCHES = 20, 30
USUAL = {
    "facts": {
        "age": 61, "sex": "female", "bclc": "C", "ecog": 1, "child_pugh_class": "A", "platelets": 82,
        "bilirubin": {"value": 1.4, "unit": "mg/dL"}, "albumin": 34, "inr": 1.2, "alt": 88, "ast": 60,
    },
    "treatments": [
        {"kind": "tace", "end": "2026-10-10"},
        {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07", "response": "PD"},
    ],
}  # fmt: skip


def full() -> dict[str, object]:
    """Give a record that says something of nearly every fact: the cases' base patients joined."""
    joined: dict[str, object] = {"facts": {}, "treatments": [], "treatments_complete": True}
    for path in sorted(CASES.glob("*.yml")):
        file = read_yaml(path)
        if isinstance(file, YamlFile):
            joined["facts"] = {**file.data["base"]["facts"], **joined["facts"]}  # type: ignore[dict-item]
            joined["treatments"] = joined["treatments"] or file.data["base"].get("treatments", [])
    return joined


def one_number_changed(record: Record, count: int) -> list[Record]:
    """Give a patient again and again, each time with platelets that were not seen before."""
    return [record.supposing({"platelets": Quantity((point(50 + n / 10),))}) for n in range(count)]


def seconds(work: Iterator[object]) -> float:
    """Give the median time of one step, over batches, in seconds of this process's own time."""
    times = []
    for _ in range(BATCHES):
        start = time.process_time()
        for _ in range(BATCH):
            next(work)
        times.append((time.process_time() - start) / BATCH)
    return statistics.median(times)


def main() -> None:
    """Measure and print a table."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    catalogue, needed = load_catalogue(), 2 * BATCH * BATCHES
    trials = load_trials(catalogue)
    usual, whole = (read_record(data, catalogue, ON) for data in (USUAL, full()))
    rows = {
        "11 facts, the same patient": [usual] * needed,
        "11 facts, one number changed": one_number_changed(usual, needed),
        f"{len(whole.facts)} facts, the same patient": [whole] * needed,
        f"{len(whole.facts)} facts, one number changed": one_number_changed(whole, needed),
        "about 15 facts, never seen": drawn.records(needed, 0.2, catalogue, ON),
        "about 40 facts, never seen": drawn.records(needed, 0.5, catalogue, ON),
        "about 80 facts, never seen": drawn.records(needed, 1.0, catalogue, ON),
    }
    gc.collect()
    gc.freeze()  # as the server does: the garbage collector need not look through what stays

    def screened(records: Iterable[Record]) -> Iterator[object]:
        return (screen(record, trials, catalogue) for record in records)

    columns = ("records", "a second", "ms", "writing it as JSON", "its next question")
    table = Table(*columns, title=f"Screening against {len(trials)} trials", box=box.SIMPLE_HEAD)
    deque(screened(drawn.records(needed, 0.5, catalogue, ON, seed=5)), maxlen=0)
    for name, records in rows.items():
        half = len(records) // 2
        deque(screened(records[:half]), maxlen=0)  # a server that has been at work
        judge = seconds(screened(records[half:]))
        done = [screen(record, trials, catalogue) for record in records[half:]]
        ask = seconds(one.question() for one in done)
        data = [one.as_json() for one in done[:BATCH]]
        write = seconds(json.dumps(one) for one in data * BATCHES)
        cells = (f"{1 / judge:,.0f}", f"{judge * 1000:.2f}", f"{write / judge:.1f} x", f"{ask / judge:.1f} x")
        table.add_row(name, *cells)
    Console(width=110).print(table)
    sys.stdout.write("Target: 2,000 a second on one core.\n")


if __name__ == "__main__":
    main()
