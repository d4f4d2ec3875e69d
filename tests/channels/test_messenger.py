"""Between provider and assistant: who is let in, each message once and in order, replies sent again, nothing lost.

The assistant here is a function that repeats what it was told; the real one stands behind each channel's own tests.
Costs about two seconds.
"""

import asyncio
import dataclasses
import logging

import pytest

from bot.access.guard import CALLER, Guard
from bot.channels.messaging import messenger as lines
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.outgoing import DeliveryError
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


@pytest.fixture
def made():
    """A messenger with its echo, wire and metrics."""

    def _made(site="centre", **options):
        settings = read_settings({"HEPASCREEN_SLACK_PEOPLE": PEOPLE, "HEPASCREEN_MESSAGES_PER_MINUTE": "20"})
        echo, wire, metrics = Echo(), Wire(), Metrics()
        options = {"pauses": (0.0, 0.0), "moment": 0.02, **options}
        people = People(settings.slack_people, site)
        dialect = Dialect(200, has_buttons=True, most_buttons=5)
        messenger = Messenger("slack", echo, people, dialect, wire, Guard(settings), metrics, **options)
        return messenger, echo, wire, metrics

    return _made


def of(inbound=ANNA, **changes):
    return dataclasses.replace(inbound, **changes)


def counted(metrics, outcome, name="hepascreen_channel_messages_total"):
    return metrics.registry.get_sample_value(name, {"channel": "slack", "outcome": outcome})


def delivered(metrics, outcome):
    return counted(metrics, outcome, "hepascreen_deliveries_total")


async def test_a_listed_person_is_answered_as_who_they_are(made):
    messenger, echo, wire, _ = made()
    assert await messenger.receive(ANNA)
    (message,) = echo.told
    caller = message.metadata[CALLER]
    assert (caller.identity, caller.site, caller.role) == ("anna", "centre", "coordinator")
    assert (message.input_channel, message.metadata["message_id"]) == ("slack", "1")
    assert [(place, text) for place, text, _ in wire.sent] == [("D1", "plt 82")]


async def test_a_role_can_be_given(made):
    messenger, echo, _, _ = made()
    await messenger.receive(of(person="U2"))
    assert echo.told[0].metadata[CALLER].role == "reader"


async def test_no_identifier_of_the_provider_gets_into_the_sender(made):
    """Of a private conversation not even hashed: a telephone number could be found out by trying all."""
    messenger, echo, _, _ = made()
    await messenger.receive(ANNA)
    await messenger.receive(of(conversation="D2", message_id="2", sent_at=101.0))
    await messenger.receive(of(conversation="C1", message_id="3", sent_at=102.0, is_group=True))
    private, again, group = (message.sender_id for message in echo.told)
    assert private == again != group
    assert private.startswith("centre/anna/")


async def test_a_stranger_is_told_once_and_nothing_of_theirs_is_read(made):
    messenger, echo, wire, metrics = made()
    for number in range(3):
        assert await messenger.receive(of(person="U9", message_id=str(number)))
    await messenger.receive(of(workspace="T2", message_id="9"))
    await messenger.finish(5)
    assert echo.told == []
    assert wire.texts == [lines.NOT_LISTED] * 2
    assert counted(metrics, "stranger") == 4


async def test_a_stranger_can_be_told_how_they_are_listed_but_not_before_others(made):
    messenger, _, wire, _ = made(names_strangers=True)
    await messenger.receive(of(person="U9", conversation="C1", is_group=True))
    await messenger.receive(of(person="U8"))
    await messenger.finish(5)
    assert wire.texts == [lines.NOT_LISTED, f"{lines.NOT_LISTED} Whoever runs it can let you in as T1/U8."]


async def test_where_an_answer_costs_money_a_stranger_gets_none(made):
    messenger, _, wire, _ = made(answers_strangers=False)
    await messenger.receive(of(person="U9"))
    await messenger.finish(5)
    assert wire.sent == []


async def test_many_strangers_cannot_make_it_send_without_end(made):
    messenger, _, wire, _ = made()
    for number in range(50):
        await messenger.receive(of(person=f"X{number}"))
    await messenger.finish(5)
    assert len(wire.sent) == lines.STRANGERS_A_MINUTE


async def test_in_a_group_it_answers_only_when_spoken_to_and_warns_once(made):
    messenger, echo, wire, _ = made()
    group = of(conversation="C1", is_group=True)
    await messenger.receive(of(group, is_addressed=False, message_id="0"))
    await messenger.receive(group)
    await messenger.receive(of(group, message_id="2", sent_at=101.0))
    await messenger.receive(of(group, conversation="C2", message_id="3"))
    assert echo.texts == ["plt 82"] * 3
    assert wire.texts == [f"{lines.OTHERS_READ}\nplt 82", "plt 82", f"{lines.OTHERS_READ}\nplt 82"]


async def test_what_is_delivered_again_is_answered_once_also_while_it_is_answered(made):
    messenger, echo, wire, metrics = made()
    echo.holds = "plt 82"
    first, second = (asyncio.create_task(messenger.receive(ANNA)) for _ in range(2))
    while not echo.told:
        await asyncio.sleep(0)
    echo.held.set()
    assert await first
    assert await second
    assert await messenger.receive(ANNA)
    assert (echo.texts, wire.texts) == (["plt 82"], ["plt 82"])
    assert counted(metrics, "repeated") == 2


async def test_messages_that_come_at_once_are_read_in_the_order_in_which_they_were_sent(made):
    messenger, echo, _, _ = made()
    sent = [of(message_id=str(at), text=f"at {at}", sent_at=float(at)) for at in (3, 1, 2)]
    await asyncio.gather(*(messenger.receive(one) for one in sent))
    assert echo.texts == ["at 1", "at 2", "at 3"]


async def test_of_messages_of_one_second_the_provider_s_count_decides(made):
    messenger, echo, _, _ = made()
    sent = [of(message_id=str(number), text=str(number), order=number) for number in (8, 7, 9)]
    await asyncio.gather(*(messenger.receive(one) for one in sent))
    assert echo.texts == ["7", "8", "9"]


async def test_one_that_comes_after_later_ones_is_no_answer_to_their_question(made):
    messenger, echo, wire, metrics = made()
    await messenger.receive(of(sent_at=200.0))
    assert await messenger.receive(of(message_id="0", text="no", sent_at=100.0))
    assert echo.texts == ["plt 82"]
    assert "after later ones and was not read" in wire.texts[1]
    assert counted(metrics, "late") == 1


async def test_two_people_do_not_wait_for_each_other(made):
    messenger, echo, wire, _ = made()
    echo.holds = "plt 82"
    waiting = asyncio.create_task(messenger.receive(ANNA))
    assert await messenger.receive(of(person="U2", message_id="2", text="status"))
    assert wire.texts == ["status"]
    echo.held.set()
    assert await waiting


async def test_a_slow_answer_is_not_acknowledged_before_it_is_recorded(made):
    """The provider delivers it again, and then it is known."""
    messenger, echo, wire, _ = made()
    echo.holds = "plt 82"
    assert not await messenger.receive(ANNA, patience=0.05)
    echo.held.set()
    assert await messenger.receive(ANNA)
    assert (echo.texts, wire.texts) == (["plt 82"], ["plt 82"])


async def test_what_failed_is_tried_again_when_it_is_delivered_again(made):
    messenger, echo, wire, _ = made()
    echo.raises = 1
    assert not await messenger.receive(ANNA)
    assert await messenger.receive(ANNA)
    assert (echo.texts, wire.texts) == (["plt 82"] * 2, ["plt 82"])


async def test_a_reply_that_is_not_taken_is_sent_again(made):
    messenger, _, wire, metrics = made()
    wire.faults = [DeliveryError("HTTP 500"), DeliveryError("HTTP 429", retry_after=0.01)]
    assert await messenger.receive(ANNA)
    assert wire.texts == ["plt 82"]
    assert (
        metrics.registry.get_sample_value("hepascreen_deliveries_total", {"channel": "slack", "outcome": "sent"}) == 1
    )


async def test_a_reply_that_is_lost_is_counted_logged_without_words_and_told_with_the_next(made, caplog):
    messenger, echo, wire, metrics = made()
    wire.faults = [DeliveryError("channel_not_found", is_final=True)]
    with caplog.at_level(logging.DEBUG):
        assert await messenger.receive(ANNA)
    assert (
        metrics.registry.get_sample_value("hepascreen_deliveries_total", {"channel": "slack", "outcome": "lost"}) == 1
    )
    assert "channel_not_found" in caplog.text
    assert not [words for words in ("plt 82", "U1", "D1") if words in caplog.text]
    await messenger.receive(of(message_id="2", sent_at=101.0))
    await messenger.receive(of(message_id="3", sent_at=102.0))
    assert wire.texts == [f"{lines.UNDELIVERED}\nplt 82", "plt 82"]
    assert len(echo.told) == 3


async def test_replies_keep_their_order_while_one_is_sent_again(made):
    messenger, _, wire, _ = made(pauses=(0.05,))
    wire.faults = [DeliveryError("HTTP 500")]
    messages = [of(message_id=str(at), text=f"at {at}", sent_at=float(at)) for at in (1, 2, 3)]
    await asyncio.gather(*(messenger.receive(one) for one in messages))
    assert wire.texts == ["at 1", "at 2", "at 3"]


async def test_a_press_of_a_button_says_what_it_sends_and_a_stale_one_nothing(made):
    messenger, echo, wire, _ = made()
    await messenger.receive(ANNA)
    yes, no = wire.sent[0][2]
    await messenger.receive(of(text="", press=yes.press, message_id="2", sent_at=None))
    await messenger.receive(of(text="", press=no.press, message_id="3", sent_at=None))
    await messenger.receive(of(text="", press=no.press, message_id="4", sent_at=None))
    assert echo.texts == ["plt 82", "HIV: yes"]
    assert wire.texts[2:] == [lines.STALE]


async def test_what_is_no_text_is_said_so(made):
    messenger, echo, wire, _ = made()
    await messenger.receive(of(text=" "))
    assert (echo.told, wire.texts) == ([], [lines.ONLY_TEXT])


async def test_too_many_messages_are_not_read_and_said_so(made):
    messenger, echo, wire, metrics = made()
    for number in range(22):
        await messenger.receive(of(message_id=str(number), sent_at=None))
    assert (len(echo.told), wire.texts[20:]) == (20, [lines.TOO_MANY] * 2)
    assert counted(metrics, "too_many") == 2


async def test_at_the_end_it_waits_for_what_is_under_way_and_takes_nothing_more(made):
    messenger, echo, wire, _ = made()
    echo.holds = "plt 82"
    waiting = asyncio.create_task(messenger.receive(ANNA))
    while not echo.told:
        await asyncio.sleep(0)
    ending = asyncio.create_task(messenger.finish(5))
    await asyncio.sleep(0)
    assert not await messenger.receive(of(message_id="2"))
    echo.held.set()
    await asyncio.gather(waiting, ending)
    assert wire.texts == ["plt 82"]


def test_nothing_of_a_message_is_in_its_text():
    assert repr(of(person="+15550001", conversation="+15550001")).count("+1555") == 0
