"""A provider delivers a message again to a server that died before it said that it had it: recorded once, answered.

The messenger and the memory of conversations are new, as after a start; the log is the one that was there.
"""

from actions.desk import the_desk
from bot.access.guard import Guard
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.people import People
from bot.replies import SentReplies
from bot.settings import read_settings
from bot.tracker_store import WindowedTrackerStore
from tests.channels.echo import Wire

SETTINGS = read_settings({"HEPASCREEN_SLACK_PEOPLE": "T1/U1=anna"})
STARTED = Inbound("slack", "T1", "U1", "D1", "D1/1", "new patient CRASH-1", sent_at=1.0)
TOLD = Inbound("slack", "T1", "U1", "D1", "D1/2", "plt 82", sent_at=2.0)

PATIENCE = 60.0
"""Seconds; the first message after the model is loaded takes longer than others."""


def started(assistant, monkeypatch):
    """Everything that a server holds in memory, as it is after a start."""
    conversations = WindowedTrackerStore(domain=assistant.domain)
    monkeypatch.setattr(assistant, "replies", SentReplies())
    monkeypatch.setattr(assistant, "conversations", conversations)
    monkeypatch.setattr(assistant.processor, "tracker_store", conversations)
    wire = Wire()
    people = People(SETTINGS.slack_people, "crash-centre")
    metrics, dialect = assistant.metrics, Dialect(4000)
    return Messenger("slack", assistant.handle_message, people, dialect, wire, Guard(SETTINGS), metrics), wire


async def test_what_was_recorded_before_the_server_died_is_recorded_once_and_answered(assistant, monkeypatch):
    messenger, wire = started(assistant, monkeypatch)
    assert await messenger.receive(STARTED, PATIENCE)
    assert await messenger.receive(TOLD, PATIENCE)
    messenger, again = started(assistant, monkeypatch)
    assert await messenger.receive(TOLD, PATIENCE)
    assert "platelets 82" in wire.texts[1]
    assert "platelets 82" in again.texts[0]
    with the_desk().log.transaction(writes=False) as pages:
        screening = next(one for one in pages.of_sender("x", "crash-centre") if one.code == "CRASH-1")
        rows = [row for row in pages.observations(screening.id) if row.fact == "platelets"]
    assert len(rows) == 1
