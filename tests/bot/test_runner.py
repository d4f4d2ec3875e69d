"""The planned runner answers as Dask's does: the same trained model, the same messages."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import rasa.core.processor as processor
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant import METADATA
from bot.runner import PlannedGraphRunner

MESSAGES = ["61F BCLC C, plt 82, TB 1.4 mg/dL", "why not watch and wait", "yes", "", "TACE in July, then sorafenib"]
Loaded = tuple[processor.MessageProcessor, DialogueStateTracker]


@pytest.fixture(scope="module")
def loaded(model: Path) -> dict[str, Loaded]:
    """Load the trained model once with each runner."""
    from rasa.core.tracker_store import InMemoryTrackerStore

    kept, found = processor.DaskGraphRunner, {}
    for name, runner in (("dask", DaskGraphRunner), ("planned", PlannedGraphRunner)):
        processor.DaskGraphRunner = runner
        try:
            one = processor.MessageProcessor(model, InMemoryTrackerStore(None), None, None)  # type: ignore[arg-type]
        finally:
            processor.DaskGraphRunner = kept
        assert type(one.graph_runner) is runner
        found[name] = (one, DialogueStateTracker.from_events("s", [], one.domain.slots, domain=one.domain))
    return found


def parsed(one: Loaded, text: str) -> dict[str, Any]:
    metadata = {METADATA: {"today": dt.date(2026, 11, 20).isoformat(), "asked": []}}
    return one[0]._parse_message_with_graph(UserMessage(text, metadata=metadata), one[1])


@pytest.mark.parametrize("text", MESSAGES)
def test_a_message_is_understood_alike(loaded: dict[str, Loaded], text: str) -> None:
    assert parsed(loaded["planned"], text) == parsed(loaded["dask"], text)


@pytest.mark.parametrize("intent", ["inform", "why_trial", "status", "undo", "nlu_fallback"])
def test_the_same_action_is_predicted(loaded: dict[str, Loaded], intent: str) -> None:
    predicted = {}
    for name, (one, _) in loaded.items():
        events = [ActionExecuted("action_listen"), UserUttered("…", {"name": intent, "confidence": 1.0})]
        copy = DialogueStateTracker.from_events("s", events, one.domain.slots, domain=one.domain)
        prediction = one._predict_next_with_tracker(copy)
        predicted[name] = (prediction.policy_name, prediction.probabilities)
    assert predicted["planned"] == predicted["dask"]


def test_a_component_that_fails_is_named_as_rasa_does(
    loaded: dict[str, Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(GraphNode, "__call__", fail)
    for one in loaded.values():
        with pytest.raises(GraphRunError):
            parsed(one, "status")
