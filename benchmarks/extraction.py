"""How long reading a message takes: a line of 25 facts, a short answer, and long text against its length.

    python -m benchmarks.extraction [--rounds 200]

Ratios are within one run: the long text of 20,000 characters against a quarter of it (4 is linear), and the
line of 25 facts against a single fact.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice

from bot.nlu.extractor import Extractor
from criteria import load_catalogue

TODAY = date(2026, 11, 20)
LINE = (
    "61F, BCLC C, CNLC IIIa, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2, Hb 11.2, WBC 3.4, ANC 2.1, "
    "ALT 45, AST 60, Cr 0.9, PT 13.2 s, AFP 800, PIVKA 400, QTc 430, BP 130/80, no ascites, no HE, no HIV, "
    "TACE x2 last 10 Oct, len+sintilimab since July, PD"
)


def _shuffled(line: str, at: int) -> str:
    """The facts of a line in another order, the age first and what hangs together at its end, with other values."""
    first, *facts, agents, response = line.split(", ")
    random.Random(at).shuffle(facts)
    told = ", ".join((first, *facts, agents, response))
    return told.replace("61F", f"{50 + at % 30}F").replace("AFP 800", f"AFP {500 + 7 * at}").replace("82", f"{60 + at}")


LINES = [_shuffled(LINE, at) for at in range(100)]
"""The line of 25 facts, no two alike: nothing that is kept of the message before helps."""
LONG = {
    "shorthand": LINE + "\n",
    "negations": "no ",
    "rows": "ALT\t88\tU/L\t7-40\tH\n",
    "dates": "10 oct 2025 ",
    "brackets": "(",
    "letters": "a",
}


def seconds(extractor: Extractor, texts: Sequence[str], rounds: int) -> float:
    """The median time of reading a text of several, in turn."""
    times = []
    for text in islice(cycle(texts), rounds):
        start = time.perf_counter()
        extractor.extract(text, today=TODAY)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    start = time.perf_counter()
    extractor = Extractor(load_catalogue())
    built = time.perf_counter() - start
    seconds(extractor, LINES, len(LINES))  # expressions are compiled for the first message that needs them
    line, alike = seconds(extractor, LINES, rounds), seconds(extractor, [LINE], rounds)
    answer = seconds(extractor, [f"plt {value}" for value in range(50, 150)], rounds)
    out = sys.stdout.write
    out(f"building the extractor      {built * 1e3:8.1f} ms\n")
    out(f"one fact                    {answer * 1e3:8.2f} ms\n")
    out(f"a line of 25 facts          {line * 1e3:8.2f} ms, {line / answer:.1f} times one fact\n")
    out(f"the same line over and over {alike * 1e3:8.2f} ms\n")
    for name, piece in LONG.items():
        quarter, whole = (seconds(extractor, [(piece * 20_000)[:length]], 3) for length in (5_000, 20_000))
        out(f"20,000 characters, {name:10} {whole * 1e3:7.0f} ms, {whole / quarter:.1f} times a quarter of it\n")


if __name__ == "__main__":
    main()
