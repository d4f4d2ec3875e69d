"""An assistant that repeats what it was told, a provider that takes what it is sent, and what stands between them."""

import asyncio
import dataclasses

from bot.access.guard import Guard
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.people import People
from bot.metrics import Metrics
from bot.settings import read_settings

PEOPLE = "T1/U1=anna, T1/U2=ben/reader"
ANNA = Inbound("slack", "T1", "U1", "D1", "1", "plt 82", sent_at=100.0)


class Echo:
    """Says back what it was told; of a message that `holds` names it waits until it is let go."""

    def __init__(self):
        self.told = []
        self.held = asyncio.Event()
        self.holds = None
        self.raises = 0

    async def __call__(self, message):
        self.told.append(message)
        if message.text == self.holds:
            await self.held.wait()
        if self.raises:
            self.raises -= 1
            raise RuntimeError(message.text)
        buttons = [{"title": "Yes", "payload": "HIV: yes"}, {"title": "No", "payload": "n"}]
        await message.output_channel.send_response(message.sender_id, {"text": message.text, "buttons": buttons})

    @property
    def texts(self):
        return [message.text for message in self.told]


class Wire:
    """Takes messages, or raises what it was given, each once."""

    def __init__(self):
        self.sent = []
        self.faults = []

    async def send(self, conversation, outgoing):
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((conversation, outgoing.text, outgoing.buttons))

    @property
    def texts(self):
        return [text for _, text, _ in self.sent]


def made(site="centre", **options):
    """A messenger with its echo, wire and metrics."""
    settings = read_settings({"HEPASCREEN_SLACK_PEOPLE": PEOPLE, "HEPASCREEN_MESSAGES_PER_MINUTE": "20"})
    echo, wire, metrics = Echo(), Wire(), Metrics()
    options = {"pauses": (0.0, 0.0), "moment": 0.02, **options}
    people = People(settings.slack_people, site)
    dialect = Dialect(200, has_buttons=True, most_buttons=5)
    messenger = Messenger("slack", echo, people, dialect, wire, Guard(settings), metrics, **options)
    return messenger, echo, wire, metrics


def of(inbound=ANNA, **changes):
    return dataclasses.replace(inbound, **changes)


def counted(metrics, outcome, name="hepascreen_channel_messages_total"):
    return metrics.registry.get_sample_value(name, {"channel": "slack", "outcome": outcome})


def delivered(metrics, outcome):
    return counted(metrics, outcome, "hepascreen_deliveries_total")
