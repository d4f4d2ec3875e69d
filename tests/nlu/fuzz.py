"""A long run of random messages against the extractor: `python -m tests.nlu.fuzz [seconds] [seed]`.

Every message must be read without an exception and travel as JSON; the first that does not is printed and the run
ends with status 1.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date

from bot.nlu.extraction import Extraction
from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import load

TODAY = date(2026, 11, 20)
LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789.,;:/-+<>=()[]%?!\n\t'\"x×µ≥≤→²⁹Ⅲİßﬁ\u200b漢字\U0001f600"


def message(chance: random.Random, pieces: list[str]) -> str:
    """Make a message of pieces of real ones and of noise."""
    parts = []
    for _ in range(chance.randint(1, 12)):
        whole = chance.choice(pieces)
        cut = chance.randrange(len(whole) + 1)
        parts.append(whole[cut : cut + chance.randint(1, 40)])
        parts.append("".join(chance.choice(LETTERS) for _ in range(chance.randint(0, 6))))
    text = "".join(parts)
    return text * chance.randint(1, 60) if chance.random() < 0.02 else text


def main(seconds: float, seed: int) -> int:
    """Run for so many seconds; give the exit status."""
    chance = random.Random(seed)
    extractor = Extractor(load_catalogue())
    pieces = [case.text for case in load("dev")]
    askable = [*load_catalogue().facts, "treatments"]
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        text, asked = message(chance, pieces), tuple(chance.sample(askable, chance.choice([0, 0, 1, 3])))
        try:
            found = extractor.extract(text, today=TODAY, asked=asked)
            intact = Extraction.from_json(found.as_json()) == found
        except Exception as error:
            sys.stdout.write(f"{error!r}\n{text!r} {asked}\n")
            return 1
        if not intact:
            sys.stdout.write(f"does not travel as JSON: {text!r} {asked}\n")
            return 1
        count += 1
    sys.stdout.write(f"{count} messages read, seed {seed}\n")
    return 0


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(float(words[0]) if words else 60.0, int(words[1]) if len(words) > 1 else 1))
