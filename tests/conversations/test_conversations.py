"""Dialogues with the trained assistant, as `*.yml` beside this file tell them.

A turn has `say` and what must follow: `recorded` (exactly), `status` (of the trials named), `reply` and
`not` (words that the answer holds, or does not), `buttons` (titles among those offered), `payload: false`
(none is sent), `asked` (the facts of the next question), `day` (from then on), `as` (another
coordinator), `id` (the sender's id of the message), `phone` (what a page is told of a call: the parts named; false
where it is told of none).
"""

import re
from pathlib import Path

import pytest
import yaml

from criteria import load_catalogue, load_trials

FILES = sorted(Path(__file__).parent.glob("*.yml"))
DIALOGUES = [
    pytest.param(dialogue["turns"], id=f"{path.stem}: {dialogue['name']}")
    for path in FILES
    for dialogue in yaml.safe_load(path.read_text())
    if isinstance(dialogue, dict)  # what else lies beside is read by tests of its own
]
KEYS = {"say", "recorded", "status", "reply", "not", "buttons", "payload", "asked", "day", "as", "id", "phone"}

CATALOGUE = load_catalogue()
RAW = {
    *(name for name in CATALOGUE.facts if "_" in name),
    *(option for fact in CATALOGUE.facts.values() for option in fact.options if "_" in option),
    *(trial.id for trial in load_trials(CATALOGUE)),
    *("treatments_complete", "ruled_out", "stale_lab", "assumed_uln", "10*9/L", "umol/L", "mm[Hg]", "xULN"),
    *("True", "False", "None"),
}
"""Ids and codes that nobody should read in an answer."""

pytestmark = pytest.mark.model


@pytest.mark.parametrize("turns", DIALOGUES)
async def test_dialogue(conversation, turns):
    day = {}
    for place, turn in enumerate(turns, start=1):
        assert set(turn) <= KEYS
        day |= {"day": turn["day"]} if "day" in turn else {}
        answer = await conversation.type(turn["say"], sender=str(turn.get("as", "")), message_id=turn.get("id"), **day)
        faults = list(differences(turn, answer))
        assert not faults, "\n".join([f"Turn {place}: {turn['say']}", *faults, "Answer:", answer.text])


def differences(turn, answer):
    """Give a line for everything that is not as the turn says."""
    assert answer.text
    for words in turn.get("reply", ()):
        if words.casefold() not in answer.text.casefold():
            yield f"the answer lacks: {words}"
    for words in turn.get("not", ()):
        if words.casefold() in answer.text.casefold():
            yield f"the answer holds: {words}"
    titles = [button["title"] for button in answer.buttons]
    if missing := [title for title in turn.get("buttons", ()) if title not in titles]:
        yield f"no button {missing} among {titles}"
    if "phone" in turn:
        yield from phone_differences(turn["phone"], answer.phone)
    yield from raw_names(answer)
    yield from payload_differences(turn, answer)


def raw_names(answer):
    """Give a line for every word of the program's own that stands in an answer, outside what was quoted."""
    said = re.sub("“[^”]*”", "", "\n".join([answer.text, *(button["title"] for button in answer.buttons)]))
    for name in RAW:
        if re.search(rf"(?<![\w*]){re.escape(name)}(?![\w*])", said):
            yield f"the answer holds the raw name: {name}"


def phone_differences(expected, found):
    """Give a line for everything about the call that is not as the turn says; of `heard`, `closing` their part."""
    if not expected or found is None:
        if bool(expected) != bool(found):
            yield f"of the call it says: {found}"
        return
    said = {**found, "outcome": (found["closing"] or {}).get("outcome"), "consent": found["consent"]["state"]}
    said["effects"] = (found["heard"] or {}).get("effects")
    said["keys"] = [one["key"] for one in found["keys"]]
    for key, value in expected.items():
        if said[key] != value:
            yield f"of the call, {key} is {said[key]}"


def payload_differences(turn, answer):
    if turn.get("payload") is False and answer.payload is not None:
        yield f"a payload was sent: {answer.payload['recorded']}"
    if not {"recorded", "status", "asked"} & set(turn):
        return
    if answer.payload is None:
        yield "no payload was sent"
        return
    if "recorded" in turn and answer.payload["recorded"] != turn["recorded"]:
        yield f"recorded is {answer.payload['recorded']}"
    if "asked" in turn and (answer.payload["screening"]["next"] or {}).get("facts") != turn["asked"]:
        yield f"asked is {answer.payload['screening']['next']}"
    for trial, status in turn.get("status", {}).items():
        if answer.statuses[trial] != status:
            yield f"{trial} is {answer.statuses[trial]}"
