"""Rasa's own checks, by its installed command: the data, the rules with the trained model, and the intents.

Both commands run side by side, since each spends most of its time on importing.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

HERE = Path(__file__).parent
RASA = Path(sys.executable).with_name("rasa")
LONGEST = 300
"""Seconds after which a command that hangs is given up."""

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Both commands, started together, with Rasa's telemetry off and nothing written beside the tests."""
    from bot.settings import read_settings
    from bot.train import train_if_changed

    out, model = tmp_path_factory.mktemp("rasa"), read_settings().model
    train_if_changed(model, ROOT)
    data = ["--domain", "domain.yml", "--data", "data", "--config", "config.yml", "--fail-on-warnings"]
    tested = ["--stories", HERE / "test_stories.yml", "--nlu", HERE / "nlu.yml", "--fail-on-prediction-errors"]
    commands = {
        "data": ["data", "validate", *data],
        "test": ["test", *tested, "--model", model, "--out", out, "--no-plot"],
    }
    started = {name: start(arguments) for name, arguments in commands.items()}
    yield {"out": out, **started}
    for process in started.values():
        process.kill()
        process.communicate()


def start(arguments):
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "INFO"}
    return subprocess.Popen(
        [RASA, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def said(process):
    output, _ = process.communicate(timeout=LONGEST) if process.returncode is None else ("", "")
    assert process.returncode == 0, output[-4000:]
    return output


def intents():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text())
    return {next(iter(one)) for one in domain["intents"]}


def test_the_data_is_valid_without_a_warning(runs):
    assert "No story structure conflicts found" in said(runs["data"])


def test_every_intent_leads_to_its_action_whatever_came_before(runs):
    said(runs["test"])
    report = json.loads((runs["out"] / "story_report.json").read_text())
    stories = yaml.safe_load((HERE / "test_stories.yml").read_text())["stories"]
    assert report["conversation_accuracy"]["correct"] == report["conversation_accuracy"]["total"] == len(stories)
    assert {step["intent"] for story in stories for step in story["steps"] if "intent" in step} >= intents()


def test_a_plain_way_to_say_each_intent_is_understood(runs):
    said(runs["test"])
    assert not (runs["out"] / "intent_errors.json").exists(), (runs["out"] / "intent_errors.json").read_text()
    report = json.loads((runs["out"] / "intent_report.json").read_text())
    assert {name for name in report if name in intents()} == intents()
