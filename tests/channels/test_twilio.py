"""SMS and WhatsApp from Twilio's signed request to the message in its API, on the real server with the trained model.

Costs about three seconds beside the start of the server that all tests of channels share.
"""

import datetime as dt
import itertools
import re
from pathlib import Path

import aiohttp
import pytest

from bot.access.tokens import Caller, issue
from bot.channels.messaging.messenger import ONLY_TEXT
from bot.channels.twilio.segments import is_gsm, segments
from tests.channels.conftest import SECRET, SITE
from tests.channels.standins.twilio import (
    ADDRESS,
    ANNA,
    BEN,
    CARLA,
    DORA,
    STRANGER,
    TOKEN,
    Fault,
    message,
    post,
    signature,
)

pytestmark = [pytest.mark.server, pytest.mark.model]

NOTE = "61F, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2"
PATH = "webhooks/twilio/webhook"
PUBLIC = f"{ADDRESS}{PATH}"
SIDS = (f"SM{number:032x}" for number in itertools.count(1))


@pytest.fixture
def text(twilio, served):
    """Send a message from a number and wait for the reply, until one of its messages holds `ending`."""

    async def send(number, body, ending="", sid=None, **fields):
        before = twilio.count(number)
        form = message(sid or next(SIDS), number, body, **fields)
        status, answer = await post(f"{served.url}{PATH}", form, PUBLIC)
        assert (status, re.sub(r"<\?.*\?>", "", answer)) == (200, "<Response/>")
        return await twilio.replies(number, before, ending)

    return send


async def metrics(server):
    now = dt.datetime.now(dt.timezone.utc)
    login = {"Authorization": f"Bearer {issue(Caller('ada', SITE, 'admin'), SECRET, 1, now)}"}
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}metrics", headers=login) as answer:
        return await answer.text()


async def value(server, name):
    found = re.search(rf"^{re.escape(name)} (\S+)$", await metrics(server), re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_the_stand_in_signs_as_the_example_of_twilios_documentation():
    form = {"CallSid": "CA1234567890ABCDE", "Digits": "1234", "To": "+18005551212"}
    form |= {"Caller": "+12349013030", "From": "+12349013030"}
    signed = signature("https://mycompany.com/myapp.php?foo=1&bar=2", form, "12345")
    assert signed == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


@pytest.mark.parametrize(
    ("address", "token"),
    [
        (PUBLIC, "f" * 32),
        (f"http://127.0.0.1/{PATH}", None),
        (PUBLIC.replace("https", "http"), None),
        (f"{PUBLIC}?turn=1", None),
    ],
    ids=["another token", "another host", "another scheme", "another address"],
)
async def test_what_twilio_did_not_sign_for_this_address_is_refused(twilio, served, address, token):
    before = len(twilio.calls)
    form = message(next(SIDS), ANNA, "status")
    status, _ = await post(f"{served.url}{PATH}", form, address, *([token] if token else []))
    assert (status, len(twilio.calls)) == (403, before)


@pytest.mark.parametrize(
    "request_of",
    [
        lambda form: {"data": form},
        lambda form: {"data": form | {"Body": "undo"}, "headers": {"X-Twilio-Signature": signature(PUBLIC, form)}},
        lambda form: {"data": {k: v for k, v in form.items() if v}, "headers": {"X-Twilio-Signature": "="}},
        lambda form: {"json": form, "headers": {"X-Twilio-Signature": signature(PUBLIC, {})}},
        lambda form: {"data": b"\xff=\xff", "headers": {"X-Twilio-Signature": signature(PUBLIC, {})}},
        lambda form: {"data": "a&" * 300, "headers": {"X-Twilio-Signature": signature(PUBLIC, {})}},
    ],
    ids=["unsigned", "changed", "no base64", "JSON", "no UTF-8", "too many fields"],
)
async def test_what_was_changed_on_its_way_is_refused(twilio, served, request_of):
    before = len(twilio.calls)
    options = request_of(message(next(SIDS), ANNA, "status"))
    options.setdefault("headers", {})
    if "json" not in options:
        options["headers"]["Content-Type"] = "application/x-www-form-urlencoded"
    async with aiohttp.ClientSession() as session, session.post(f"{served.url}{PATH}", **options) as answer:
        assert (answer.status, len(twilio.calls)) == (403, before)


async def test_an_sms_is_short_plain_and_numbered(text):
    await text(ANNA, "new patient TW-01", "Reply")
    parts = await text(ANNA, NOTE, "Reply")
    assert all(segments(part) <= 3 and is_gsm(part) for part in parts)
    whole = "\n".join(parts)
    assert "platelets 82 x10^9/L" in whole
    assert "1 No other treatment" in whole


async def test_a_number_a_title_and_a_typo_of_it_are_the_button(text):
    for code, typed in (("TW-11", "1"), ("TW-12", "No other treatment"), ("TW-13", "no othr treatment")):
        await text(ANNA, f"new patient {code}", "Reply")
        assert "no treatment given" in " ".join(await text(ANNA, typed, "no treatment"))


async def test_a_message_delivered_twice_is_answered_once(twilio, served, text):
    sid = next(SIDS)
    await text(CARLA, "new patient TW-02", "Reply")
    await text(CARLA, "platelets 82", "platelets 82", sid=sid)
    count = twilio.count(CARLA)
    for _ in range(2):
        status, _ = await post(f"{served.url}{PATH}", message(sid, CARLA, "platelets 82"), PUBLIC)
        assert status == 200
    await text(CARLA, "status", "TW-02")
    assert not any("Recorded" in one["Body"] for one in twilio.calls[-(twilio.count(CARLA) - count) :])


async def test_whoever_is_not_listed_gets_no_answer_and_leaves_no_trace(twilio, served):
    before = await value(served, 'hepascreen_channel_messages_total{channel="sms",outcome="stranger"}')
    status, _ = await post(f"{served.url}{PATH}", message(next(SIDS), STRANGER, "platelets 82"), PUBLIC)
    after = await value(served, 'hepascreen_channel_messages_total{channel="sms",outcome="stranger"}')
    assert (status, after - before, twilio.count(STRANGER)) == (200, 1, 0)


async def test_a_reader_may_ask_and_records_nothing(text):
    assert "takes a coordinator's token" in " ".join(await text(BEN, "platelets 82"))


async def test_a_busy_api_is_asked_again_and_what_it_refuses_is_counted(twilio, served, text):
    twilio.faults = [Fault(429, 20429, {"Retry-After": "0"}), Fault(503, 0, {"Retry-After": "0"})]
    assert await text(DORA, "help", "status")
    assert twilio.faults == []
    lost = 'hepascreen_deliveries_total{channel="sms",outcome="lost"}'
    before = await value(served, lost)
    twilio.faults = [Fault(400, 21610)]
    status, _ = await post(f"{served.url}{PATH}", message(next(SIDS), DORA, "thanks"), PUBLIC)
    parts = await text(DORA, "status", "could not be delivered")
    assert (status, await value(served, lost) - before, twilio.faults) == (200, 1, [])
    assert parts[0].startswith("The reply before this one could not be delivered")


@pytest.mark.parametrize(
    "fields", [{"Body": "STOP"}, {"Body": "stop", "OptOutType": "STOP"}, {"SmsStatus": "delivered"}]
)
async def test_what_is_twilios_own_business_gets_no_answer(twilio, served, fields):
    before = len(twilio.calls)
    form = message(next(SIDS), DORA, "platelets 82") | fields
    assert (await post(f"{served.url}{PATH}", form, PUBLIC))[0] == 200
    assert len(twilio.calls) == before


async def test_a_picture_alone_is_said_not_to_be_read(text):
    fields = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.example/m/1", "MediaContentType0": "image/jpeg"}
    assert await text(DORA, "", **fields) == [ONLY_TEXT]


async def test_whatsapp_has_its_own_conversation_markup_and_documents(twilio, served, text):
    whatsapp = f"whatsapp:{CARLA}"
    await text(whatsapp, "new patient TW-03", "[No other treatment]")
    parts = await text(whatsapp, "no other treatment", "no treatment given", ButtonText="No other treatment")
    assert "Recorded for TW-03" in parts[0]
    parts = await text(whatsapp, "export", "screening-TW-03.pdf")
    assert parts[0].startswith("*Screening TW-03")
    assert "**" not in parts[0]
    url = next(one["MediaUrl"] for one in reversed(twilio.calls) if "MediaUrl" in one)
    assert url.startswith(f"{ADDRESS}webhooks/twilio/page/")
    async with aiohttp.ClientSession() as session:
        async with session.get(url.replace(ADDRESS, served.url)) as answer:
            assert (answer.status, answer.content_type) == (200, "application/pdf")
            assert (await answer.read()).startswith(b"%PDF-")
        async with session.get(f"{url[:-4].replace(ADDRESS, served.url)}AAAA") as answer:
            assert answer.status == 404


async def test_a_call_with_the_patient_keeps_its_keys(text):
    whatsapp = f"whatsapp:{DORA}"
    assert "May I ask" not in " ".join(await text(whatsapp, "phone TW-04", "[Yes]\n[No]"))
    await text(whatsapp, "y", "treatments")
    await text(whatsapp, "n", "Right?")
    parts = await text(whatsapp, "y", "Keys: 0 does everything as before")
    assert "1 Does everything" not in " ".join(parts)
    assert "ECOG 1" in " ".join(await text(whatsapp, "1", "ECOG"))


async def test_no_number_and_no_secret_gets_into_log_database_or_metrics(twilio, served, text):
    """The server logs at level debug; one delivery fails, since errors are what tells too much."""
    twilio.faults = [Fault(400, 21211)]
    assert (await post(f"{served.url}{PATH}", message(next(SIDS), ANNA, "octingenti"), PUBLIC))[0] == 200
    await text(ANNA, "status", "could not be delivered")
    folder = Path(served.log.removeprefix("sqlite:///")).parent
    files = {path.name: path.read_bytes().decode("latin-1") for path in folder.iterdir() if path.is_file()}
    assert "code 21211" in files["stderr"]
    assert "octingenti" not in files["stderr"]
    kept = "".join(files.values()) + await metrics(served)
    assert "anna-t" in kept
    assert not re.search(rf"1202555|whatsapp:|15005550|{TOKEN}", kept)
