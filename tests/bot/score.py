"""Scores the intents of the trained model: `python -m tests.bot.score` prints F1 per set and intent, and the time.

No message is printed: `intents_heldout.yml` is for measuring alone.
"""

import asyncio
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
SETS = ("intents", "intents_second", "intents_heldout")


@dataclass(frozen=True)
class Score:
    """How well a set was read: weighted F1, F1 by intent, and the median time of a message in milliseconds."""

    f1: float
    by_intent: dict[str, float]
    milliseconds: float


def messages(name: str) -> list[tuple[str, str]]:
    """Give the messages of a set with what each of them wants."""
    wants = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yml")
    return [(str(text), intent) for intent, texts in wants.items() for text in texts]


def score(agent, name: str) -> Score:
    """Read every message of a set with the whole pipeline."""
    from sklearn.metrics import f1_score

    wanted, found, times = [], [], []
    for text, intent in messages(name):
        started = time.perf_counter()
        read = asyncio.run(agent.parse_message(text))
        times.append(time.perf_counter() - started)
        wanted.append(intent)
        found.append(read["intent"]["name"] or "")
    labels = sorted(set(wanted))
    parts = f1_score(wanted, found, labels=labels, average=None)
    whole = f1_score(wanted, found, average="weighted")
    return Score(float(whole), dict(zip(labels, map(float, parts), strict=True)), statistics.median(times) * 1000)


def main() -> None:
    """Train if needed, and print the scores."""
    from bot import quiet

    quiet.before_rasa()
    from rasa.core.agent import Agent

    from bot.settings import read_settings
    from bot.train import train_if_changed

    model = read_settings().model
    train_if_changed(model)
    agent = Agent.load(str(model))
    for name in SETS:
        found = score(agent, name)
        size = len(messages(name))
        sys.stdout.write(f"{name}: {size} messages, weighted F1 {found.f1:.3f}, {found.milliseconds:.1f} ms each\n")
        sys.stdout.write("  " + ", ".join(f"{intent} {f1:.2f}" for intent, f1 in found.by_intent.items()) + "\n")


if __name__ == "__main__":
    main()
