"""Answers to press in WhatsApp: quick replies and lists through Twilio's content templates, words where there are none.

Costs about two seconds beside the start of the server that all tests of channels share.
"""

import itertools

import pytest

from bot.channels.messaging.messenger import STALE
from bot.channels.messaging.outgoing import Button, DeliveryError, Outgoing
from bot.channels.messaging.rendering import render
from bot.channels.twilio.channel import NumberTransport, inbound_of
from bot.channels.twilio.client import TwilioClient, contents_address
from bot.channels.twilio.contents import Contents, template_of
from bot.channels.twilio.dialects import WHATSAPP, WITH_BUTTONS
from tests.channels.everywhere import NOTE
from tests.channels.standins.twilio import (
    ACCOUNT,
    ADDRESS,
    FAY,
    TOKEN,
    Fault,
    TwilioStandIn,
    message,
    post,
)
from tests.channels.standins.twilio import (
    WHATSAPP as NUMBER,
)

PATH = "webhooks/twilio/webhook"
SIDS = (f"SM{number:032x}" for number in itertools.count(0xB0000))
YES_NO = tuple(
    Button(title, payload, f"ab.{place}")
    for place, (title, payload) in enumerate([("Yes", "HIV: yes"), ("No", "HIV: no"), ("Don't know", "don't know")])
)
DIAGNOSIS = tuple(Button(title, f"HCC {title}", f"cd.{place}") for place, title in enumerate(("none", "a", "b", "c")))


@pytest.fixture
def standin():
    started = TwilioStandIn()
    started.start()
    yield started
    started.stop()


@pytest.fixture
async def whatsapp(standin):
    """What sends to Anna, and what it sent with."""
    client = TwilioClient(ACCOUNT, TOKEN, standin.url)

    transport = NumberTransport(client, NUMBER, "whatsapp:", None, Contents(client))

    async def send(text, buttons):
        await transport.send("+12025550101", Outgoing(text, buttons))
        return standin.shown(standin.calls[-1])

    yield send
    await client.close()


async def test_few_short_answers_are_buttons_and_more_or_longer_ones_a_list(standin, whatsapp):
    assert await whatsapp("HIV?", YES_NO) == "HIV?\n[Yes]\n[No]\n[Don't know]"
    assert standin.answers(standin.calls[-1])["kind"] == "twilio/quick-reply"
    await whatsapp("Diagnosis?", DIAGNOSIS)
    assert standin.answers(standin.calls[-1])["kind"] == "twilio/list-picker"
    await whatsapp("Which?", (Button("one more than twenty!", "x", "e.0"), Button("b", "b", "e.1")))
    assert standin.answers(standin.calls[-1])["kind"] == "twilio/list-picker"


async def test_a_template_is_made_once_and_found_again_by_the_next_start(standin, whatsapp):
    await whatsapp("HIV?", YES_NO)
    await whatsapp("Stroke?", YES_NO)
    client = TwilioClient(ACCOUNT, TOKEN, standin.url)
    await Contents(client).fields("Pregnant?", YES_NO)
    await client.close()
    assert [one["friendly_name"] for one in standin.contents.values()] == ["hepascreen_buttons_3"]


def test_no_word_of_a_conversation_is_in_a_template():
    assert "HIV" not in str(template_of(YES_NO))
    assert template_of(YES_NO)["types"]["twilio/quick-reply"]["body"] == "{{1}}"


async def test_where_no_template_can_be_made_the_answers_are_words(standin, whatsapp):
    standin.content_faults = [Fault(400, 20001)]
    assert await whatsapp("HIV?", YES_NO) == "HIV?\nReply: Yes · No · Don't know"
    assert await whatsapp("HIV?", YES_NO) == "HIV?\n[Yes]\n[No]\n[Don't know]"


async def test_where_a_template_was_deleted_the_answers_are_words_once(standin, whatsapp):
    await whatsapp("HIV?", YES_NO)
    standin.contents.clear()
    assert await whatsapp("HIV?", YES_NO) == "HIV?\nReply: Yes · No · Don't know"
    assert await whatsapp("HIV?", YES_NO) == "HIV?\n[Yes]\n[No]\n[Don't know]"


async def test_a_busy_api_is_asked_again_for_the_same(standin, whatsapp):
    standin.content_faults = [Fault(429, 20429, {"Retry-After": "2"})]
    with pytest.raises(DeliveryError) as busy:
        await whatsapp("HIV?", YES_NO)
    assert (busy.value.is_final, busy.value.retry_after, standin.calls) == (False, 2.0, [])


def test_the_question_stands_apart_with_its_answers_and_long_answers_are_listed():
    given = [{"title": one.title, "payload": one.payload} for one in YES_NO]
    told, asked = render([{"text": "Recorded: age 61.\nHIV?", "buttons": given}], WITH_BUTTONS)
    assert (told.text, told.buttons, asked.text) == ("Recorded: age 61.", (), "HIV?")
    assert [one.title for one in asked.buttons] == ["Yes", "No", "Don't know"]
    long = [{"title": "an answer that is too long", "payload": "x"}, {"title": "b", "payload": "y"}]
    (listed,) = render([{"text": "Recorded.\nWhich?", "buttons": long}], WITH_BUTTONS)
    assert listed.text.endswith("Which?\nReply: 1 an answer that is too long · 2 b")
    (numbered,) = render([{"text": "Recorded: age 61.\nHIV?", "buttons": given}], WHATSAPP)
    assert numbered.text.endswith("HIV?\nReply: 1 Yes · 2 No · 3 Don't know")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://api.twilio.com/", "https://content.twilio.com/v1/Content"),
        ("https://api.dublin.ie1.twilio.com/", "https://content.dublin.ie1.twilio.com/v1/Content"),
        ("http://127.0.0.1:81/gateway/", "http://127.0.0.1:81/gateway/v1/Content"),
    ],
)
def test_templates_are_at_the_same_region_or_gateway(url, address):
    assert contents_address(url) == address


@pytest.mark.parametrize("given", ["", "approve_17", "visit.first", "a.b c"])
def test_a_button_of_the_sites_own_template_is_its_words(given):
    fields = {"ButtonText": "Yes", **({"ButtonPayload": given} if given else {})}
    inbound = inbound_of(message("SM1", "whatsapp:+12025550101", "Yes", **fields))
    assert inbound is not None
    assert (inbound.text, inbound.press) == ("Yes", None)


@pytest.mark.server
@pytest.mark.model
async def test_buttons_and_lists_are_pressed_once_and_while_they_count(twilio, served):
    person = f"whatsapp:{FAY}"

    async def deliver(form):
        before = len(twilio.calls)
        assert (await post(f"{served.url}{PATH}", form, f"{ADDRESS}{PATH}"))[0] == 200
        return twilio.calls[before:]

    async def say(text):
        return (await deliver(message(next(SIDS), person, text)))[-1]

    first = await say("new patient WB-1")
    press = twilio.press(next(SIDS), person, first, "No other treatment")
    recorded = await deliver(press)
    assert "no treatment given" in twilio.shown(recorded[0])
    assert await deliver(press) == []
    assert await deliver({**press, "MessageSid": next(SIDS)}) == []
    asked = await say(f"new patient WB-2, {NOTE}")
    assert twilio.answers(asked)["kind"] == "twilio/list-picker"
    chosen = await deliver(twilio.press(next(SIDS), person, asked, "pathological"))
    assert "diagnosis of HCC: pathological" in twilio.shown(chosen[0])
    stale = await deliver(twilio.press(next(SIDS), person, asked, "Don't know"))
    assert [twilio.shown(one) for one in stale] == [STALE]
