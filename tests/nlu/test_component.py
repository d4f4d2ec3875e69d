"""The Rasa component puts one entity with the whole extraction on each message."""

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def component():
    from bot.nlu.component import ClinicalExtractor

    return ClinicalExtractor.create({}, None, None, None)


def message(text, **data):
    from rasa.shared.nlu.training_data.message import Message

    return Message(data={"text": text, **data})


def test_a_message_carries_one_entity_with_facts(component):
    (read,) = component.process([message("plt 82", metadata={"hepascreen": {"today": "2026-11-20", "asked": []}})])
    (entity,) = read.get("entities")
    assert (entity["entity"], entity["start"], entity["end"]) == ("extraction", 0, 6)
    assert entity["value"]["facts"] == {"platelets": {"value": 82, "unit": "10*9/L"}}


def test_date_and_question_come_from_the_metadata(component):
    told = {"hepascreen": {"today": "2020-03-01", "asked": ["stroke"]}}
    (read,) = component.process([message("yes, in February", metadata=told)])
    assert read.get("entities")[0]["value"]["facts"] == {"stroke": {"date": "2020-02"}}


def test_without_metadata_the_settings_give_the_date(component, monkeypatch):
    monkeypatch.setenv("HEPASCREEN_TODAY", "2024-06-01")
    (read,) = component.process([message("stroke last month")])
    assert read.get("entities")[0]["value"]["facts"] == {"stroke": {"date": "2024-05"}}
