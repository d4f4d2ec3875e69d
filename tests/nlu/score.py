"""Precision, recall and F1 per kind: `python -m tests.nlu.score [NAME]… [-v]`.

A name is a part as in `cases.py`, a file of a developed part (`dev/documents`) or a message (`dev/documents-005`).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import DEVELOPED, PARTS, UNSEEN, Case, Marks, described, files, load, mark


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


def chosen(name: str) -> list[Case]:
    """The cases of a part, of a file of a developed part, or one case."""
    part = name.partition("/")[0]
    if part == name:
        return list(load(part))
    if part not in DEVELOPED:
        raise SystemExit(f"{name}: of the parts that are developed alone, one file or message can be looked at")
    if name in files(part):
        return list(load(name))
    file = name.rpartition("-")[0]
    return [case for case in (load(file) if file in files(part) else ()) if case.name == name]


def score(name: str, verbose: bool) -> None:
    """Print the table of a part, file or message; with ``verbose`` what is misread too, but none of an unseen part."""
    cases = chosen(name)
    if not cases:
        sys.stdout.write(f"{name}: no messages yet\n")
        return
    extractor = Extractor(load_catalogue())
    kinds: dict[str, list[Marks]] = defaultdict(list)
    for case in cases:
        marks = mark(case, extractor.extract(case.text, today=case.today, asked=case.asked))
        kinds[case.kind].append(marks)
        if verbose and name not in UNSEEN and marks.faults:
            sys.stdout.write(described(case, marks.faults) + "\n")
    sys.stdout.write(
        f"{name:22} {'cases':>5} {'whole':>5} {'values':>6} {'precision':>10} {'recall':>8} {'F1':>8}" + "\n"
    )
    for kind, every in sorted(kinds.items()):
        sys.stdout.write(line(kind, every) + "\n")
    sys.stdout.write(line("all", (one for every in kinds.values() for one in every)) + "\n")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    for given in words or PARTS:
        if given in UNSEEN:
            sys.stdout.write(f"{given}: only ever scored, no message of it is looked at\n")
        score(given, "-v" in sys.argv)
