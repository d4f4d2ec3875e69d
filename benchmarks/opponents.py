"""What the assistant is measured against, made from the same training examples.

`utter-only`: the same language-understanding pipeline without our reader, rules, and a fixed sentence an intent.
`stock`: Rasa's default pipeline and policies (DIET, TED), and one custom action on the stock action server.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.servers import BIN, QUIET
from bot.settings import ROOT

FOLDER = ROOT / "models" / "opponents"
ACTION = '''from rasa_sdk import Action


class Answer(Action):
    """Answers with a fixed sentence."""

    def name(self):
        return "action_answer"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="This is the answer.")
        return []
'''
# Rasa's default is 100. The time of a turn does not depend on it, and how well they understand is not measured here.
EPOCHS = 1
READER = "bot.nlu.component.ClinicalExtractor"
STOCK = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": EPOCHS, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
STOCK_POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": EPOCHS},
    {"name": "TEDPolicy", "max_history": 5, "epochs": EPOCHS, "constrain_similarities": True},
]

_yaml = YAML(typ="safe", pure=True)


def prepare(name: str) -> Path:
    """Return the folder of an opponent with its trained model; it is trained once for the same examples."""
    folder = FOLDER / name
    wanted = _signature()
    stamp = folder / "examples"
    if not (stamp.is_file() and stamp.read_text() == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        {"utter-only": _utter_only, "stock": _stock}[name](folder)
        _dump(folder / "credentials.yml", {"rest": {}})
        train = [str(BIN / "rasa"), "train", "--quiet", "--fixed-model-name", "model"]
        subprocess.run(train, cwd=folder, check=True, env=_environment(), capture_output=True)
        stamp.write_text(wanted)
    return folder


def _signature() -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / "data" / "nlu").glob("*.yml")))


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, **QUIET}


def _intents() -> list[str]:
    domain = _yaml.load(ROOT / "domain.yml")
    return [next(iter(one)) if isinstance(one, dict) else one for one in domain["intents"]]


def _project(folder: Path, config: dict[str, Any], domain: dict[str, Any], actions: dict[str, str]) -> None:
    shutil.copytree(ROOT / "data" / "nlu", folder / "data")
    rules = [{"rule": intent, "steps": [{"intent": intent}, {"action": name}]} for intent, name in actions.items()]
    _dump(folder / "data" / "rules.yml", {"version": "3.1", "rules": rules})
    _dump(folder / "domain.yml", {"version": "3.1", "intents": _intents(), **domain})
    _dump(folder / "config.yml", {"recipe": "default.v1", "assistant_id": "opponent", "language": "en", **config})


def _utter_only(folder: Path) -> None:
    ours = _yaml.load(ROOT / "config.yml")
    pipeline = [one for one in ours["pipeline"] if one["name"] != READER]
    responses = {f"utter_{intent}": [{"text": f"This answers {intent}."}] for intent in _intents()}
    config = {"pipeline": pipeline, "policies": ours["policies"]}
    _project(folder, config, {"responses": responses}, {intent: f"utter_{intent}" for intent in _intents()})


def _stock(folder: Path) -> None:
    config = {"pipeline": STOCK, "policies": STOCK_POLICIES}
    # After so few epochs many a message falls back; Rasa's default has a rule for that too.
    answered = dict.fromkeys([*_intents(), "nlu_fallback"], "action_answer")
    _project(folder, config, {"actions": ["action_answer"]}, answered)
    (folder / "actions.py").write_text(ACTION)


def _dump(path: Path, content: Any) -> None:
    with path.open("w") as file:
        YAML().dump(content, file)
