"""Precision, recall and F1 per kind: `python -m tests.nlu.score [PART]… [-v]`, the parts as in `cases.py`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import PARTS, UNSEEN, Case, Marks, load, mark


def ratio(part: int, whole: int) -> float:
    """A share; 1 where there was nothing to share."""
    return part / whole if whole else 1.0


def line(name: str, marks: Iterable[Marks]) -> str:
    """One line of the table: messages, whole ones, precision, recall, F1."""
    every = list(marks)
    right = sum(one.right for one in every)
    precision = ratio(right, right + sum(len(one.wrong) for one in every))
    recall = ratio(
        right,
        right
        + sum(len(one.missed) for one in every)
        + sum(" instead of " in fault for one in every for fault in one.wrong),
    )
    f1 = ratio(2 * precision * recall, precision + recall) if precision + recall else 0.0
    whole = sum(not one.faults for one in every)
    return f"{name:22} {len(every):5} {whole:5} {right:6} {precision:10.3f} {recall:8.3f} {f1:8.3f}"


def score(part: str, verbose: bool) -> None:
    """Print the table of one part; with ``verbose`` its misread messages too, but none of the unseen part."""
    cases = list(load(part))
    if not cases:
        sys.stdout.write(f"{part}: no messages yet\n")
        return
    extractor = Extractor(load_catalogue())
    kinds: dict[str, list[Marks]] = defaultdict(list)
    for case in cases:
        marks = mark(case, extractor.extract(case.text, today=case.today, asked=case.asked))
        kinds[case.kind].append(marks)
        if verbose and part not in UNSEEN and marks.faults:
            sys.stdout.write(_fault(case, marks) + "\n")
    sys.stdout.write(
        f"{part:22} {'cases':>5} {'whole':>5} {'values':>6} {'precision':>10} {'recall':>8} {'F1':>8}" + "\n"
    )
    for kind, every in sorted(kinds.items()):
        sys.stdout.write(line(kind, every) + "\n")
    sys.stdout.write(line("all", (one for every in kinds.values() for one in every)) + "\n")


def _fault(case: Case, marks: Marks) -> str:
    faults = "".join(f"\n    {fault}" for fault in marks.faults)
    return f"{case.name} {case.text!r} {case.asked or ''}{faults}"


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    for chosen in words or PARTS:
        if chosen in UNSEEN:
            sys.stdout.write(f"{chosen}: only ever scored, no message of it is looked at\n")
        score(chosen, "-v" in sys.argv)
