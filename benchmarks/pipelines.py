"""Compares language-understanding pipelines on our own examples: `python -m benchmarks.pipelines`.

Each candidate is trained on `data/` in a process of its own: training time, time to load, memory, median time to read
a message, and weighted F1 of the intents on two sets that share no message with the training examples,
`tests/bot/intents.yml` and `tests/bot/intents_heldout.yml`; no message of the second was looked at to improve the
examples. DIET takes hours on all of them.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from ruamel.yaml import YAML

from bot import quiet
from bot.settings import ROOT

SETS = {"f1": "intents.yml", "f1_heldout": "intents_heldout.yml"}
COLUMNS = ("f1", "f1_heldout", "training", "load", "memory", "message")
TOKENS = {"name": "WhitespaceTokenizer"}
WORDS = {"name": "CountVectorsFeaturizer", "min_ngram": 1, "max_ngram": 2}
PARTS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 3, "max_ngram": 5, "min_df": 2}
LOGISTIC = {"name": "LogisticRegressionClassifier", "max_iter": 300}
PIPELINES: dict[str, list[dict[str, Any]]] = {
    "ours": [{"name": "bot.nlu.wishes.intents.WishClassifier"}],
    "keyword": [TOKENS, {"name": "KeywordIntentClassifier", "case_sensitive": False}],
    "logistic, words": [TOKENS, WORDS, LOGISTIC],
    "logistic, words and parts of words": [TOKENS, WORDS, PARTS, LOGISTIC],
    "logistic, parts of words": [TOKENS, PARTS, LOGISTIC],
    "DIET, words and parts of words": [TOKENS, WORDS, PARTS, {"name": "DIETClassifier", "epochs": 100}],
}


def main() -> None:
    """Measure every pipeline, or, called with a name, this one alone, as JSON."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(PIPELINES[sys.argv[1]])) + "\n")
        return
    heads = ("F1", "F1 held out", "training s", "load s", "memory MB", "message ms")
    table = Table("pipeline", *heads, box=box.SIMPLE_HEAD)
    for name in PIPELINES:
        command = [sys.executable, "-m", "benchmarks.pipelines", name]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if run.returncode:
            table.add_row(name, "cannot be trained on these examples")
            continue
        row = json.loads(run.stdout.splitlines()[-1])
        table.add_row(name, *(f"{row[key]}" for key in COLUMNS))
    Console(width=100).print(table)


def measure(pipeline: list[dict[str, Any]]) -> dict[str, float]:
    """Train, load and score one pipeline."""
    quiet.before_rasa()
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        YAML().dump({"recipe": "default.v1", "assistant_id": "x", "language": "en", "pipeline": pipeline}, config)
        started = time.perf_counter()
        model = train_nlu(str(config), str(ROOT / "data" / "nlu"), folder)
        trained = time.perf_counter()
        agent = Agent.load(model)
        loaded = time.perf_counter()
        times: list[float] = []
        scores = {key: score(agent, name, times) for key, name in SETS.items()}
    return {
        "training": round(trained - started, 1),
        "load": round(loaded - trained, 2),
        "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "message": round(statistics.median(times) * 1000, 1),
        **scores,
    }


def score(agent: Any, name: str, times: list[float]) -> float:
    """Read every message of a set; return weighted F1, add the seconds, and write what was misread to stderr."""
    from sklearn.metrics import f1_score

    wants = YAML(typ="safe", pure=True).load(ROOT / "tests" / "bot" / name)
    cases = [(str(text), intent) for intent, texts in wants.items() for text in texts]
    found = []
    for text, intent in cases:
        started = time.perf_counter()
        found.append(asyncio.run(agent.parse_message(text))["intent"]["name"] or "")
        times.append(time.perf_counter() - started)
        if intent != found[-1]:
            sys.stderr.write(f"{name}: {intent:15} read as {found[-1]:15} {text}\n")
    return round(float(f1_score([intent for _, intent in cases], found, average="weighted")), 3)


if __name__ == "__main__":
    main()
