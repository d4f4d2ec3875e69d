"""Between provider and assistant: who is let in, each message once and in order, what is not read.

The assistant here is a function that repeats what it was told; the real one stands behind each channel's own tests.
Costs about two seconds.
"""

import asyncio

from bot.access.guard import CALLER
from bot.channels.messaging import messenger as lines
from tests.channels.echo import ANNA, counted, made, of


async def test_a_listed_person_is_answered_as_who_they_are():
    messenger, echo, wire, _ = made()
    assert await messenger.receive(ANNA)
    (message,) = echo.told
    caller = message.metadata[CALLER]
    assert (caller.identity, caller.site, caller.role) == ("anna", "centre", "coordinator")
    assert (message.input_channel, message.metadata["message_id"]) == ("slack", "1")
    assert [(place, text) for place, text, _ in wire.sent] == [("D1", "plt 82")]


async def test_a_role_can_be_given():
    messenger, echo, _, _ = made()
    await messenger.receive(of(person="U2"))
    assert echo.told[0].metadata[CALLER].role == "reader"


async def test_no_identifier_of_the_provider_gets_into_the_sender():
    """Of a private conversation not even hashed: a telephone number could be found out by trying all."""
    messenger, echo, _, _ = made()
    await messenger.receive(ANNA)
    await messenger.receive(of(conversation="D2", message_id="2", sent_at=101.0))
    await messenger.receive(of(conversation="C1", message_id="3", sent_at=102.0, is_group=True))
    private, again, group = (message.sender_id for message in echo.told)
    assert private == again != group
    assert private.startswith("centre/anna/")


async def test_a_stranger_is_told_once_and_nothing_of_theirs_is_read():
    messenger, echo, wire, metrics = made()
    for number in range(3):
        assert await messenger.receive(of(person="U9", message_id=str(number)))
    await messenger.receive(of(workspace="T2", message_id="9"))
    await messenger.finish(5)
    assert echo.told == []
    assert wire.texts == [lines.NOT_LISTED] * 2
    assert counted(metrics, "stranger") == 4


async def test_a_stranger_can_be_told_how_they_are_listed_but_not_before_others():
    messenger, _, wire, _ = made(names_strangers=True)
    await messenger.receive(of(person="U9", conversation="C1", is_group=True))
    await messenger.receive(of(person="U8"))
    await messenger.finish(5)
    assert wire.texts == [lines.NOT_LISTED, f"{lines.NOT_LISTED} Whoever runs it can let you in as T1/U8."]


async def test_where_an_answer_costs_money_a_stranger_gets_none():
    messenger, _, wire, _ = made(answers_strangers=False)
    await messenger.receive(of(person="U9"))
    await messenger.finish(5)
    assert wire.sent == []


async def test_many_strangers_cannot_make_it_send_without_end():
    messenger, _, wire, _ = made()
    for number in range(50):
        await messenger.receive(of(person=f"X{number}"))
    await messenger.finish(5)
    assert len(wire.sent) == lines.STRANGERS_A_MINUTE


async def test_in_a_group_it_answers_only_when_spoken_to_and_warns_once():
    messenger, echo, wire, _ = made()
    group = of(conversation="C1", is_group=True)
    await messenger.receive(of(group, is_addressed=False, message_id="0"))
    await messenger.receive(group)
    await messenger.receive(of(group, message_id="2", sent_at=101.0))
    await messenger.receive(of(group, conversation="C2", message_id="3"))
    assert echo.texts == ["plt 82"] * 3
    assert wire.texts == [f"{lines.OTHERS_READ}\nplt 82", "plt 82", f"{lines.OTHERS_READ}\nplt 82"]


async def test_what_is_delivered_again_is_answered_once_also_while_it_is_answered():
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


async def test_messages_that_come_at_once_are_read_in_the_order_in_which_they_were_sent():
    messenger, echo, _, _ = made()
    sent = [of(message_id=str(at), text=f"at {at}", sent_at=float(at)) for at in (3, 1, 2)]
    await asyncio.gather(*(messenger.receive(one) for one in sent))
    assert echo.texts == ["at 1", "at 2", "at 3"]


async def test_of_messages_of_one_second_the_provider_s_count_decides():
    messenger, echo, _, _ = made()
    sent = [of(message_id=str(number), text=str(number), order=number) for number in (8, 7, 9)]
    await asyncio.gather(*(messenger.receive(one) for one in sent))
    assert echo.texts == ["7", "8", "9"]


async def test_one_that_comes_after_later_ones_is_no_answer_to_their_question():
    messenger, echo, wire, metrics = made()
    await messenger.receive(of(sent_at=200.0))
    assert await messenger.receive(of(message_id="0", text="no", sent_at=100.0))
    assert echo.texts == ["plt 82"]
    assert "after later ones and was not read" in wire.texts[1]
    assert counted(metrics, "late") == 1


async def test_two_people_do_not_wait_for_each_other():
    messenger, echo, wire, _ = made()
    echo.holds = "plt 82"
    waiting = asyncio.create_task(messenger.receive(ANNA))
    assert await messenger.receive(of(person="U2", message_id="2", text="status"))
    assert wire.texts == ["status"]
    echo.held.set()
    assert await waiting


async def test_a_press_of_a_button_says_what_it_sends_and_a_stale_one_nothing():
    messenger, echo, wire, _ = made()
    await messenger.receive(ANNA)
    yes, no = wire.sent[0][2]
    await messenger.receive(of(text="", press=yes.press, message_id="2", sent_at=None))
    await messenger.receive(of(text="", press=no.press, message_id="3", sent_at=None))
    await messenger.receive(of(text="", press=no.press, message_id="4", sent_at=None))
    assert echo.texts == ["plt 82", "HIV: yes"]
    assert wire.texts[2:] == [lines.STALE]


async def test_what_is_no_text_is_said_so():
    messenger, echo, wire, _ = made()
    await messenger.receive(of(text=" "))
    assert (echo.told, wire.texts) == ([], [lines.ONLY_TEXT])


async def test_too_many_messages_are_not_read_and_said_so():
    messenger, echo, wire, metrics = made()
    for number in range(22):
        await messenger.receive(of(message_id=str(number), sent_at=None))
    assert (len(echo.told), wire.texts[20:]) == (20, [lines.TOO_MANY] * 2)
    assert counted(metrics, "too_many") == 2


def test_nothing_of_a_message_is_in_its_text():
    assert repr(of(person="+15550001", conversation="+15550001")).count("+1555") == 0
