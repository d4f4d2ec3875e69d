"""What SMS, WhatsApp and calls are made of: segments, signatures, faults of the API, settings. Costs a second."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.access.guard import Guard
from bot.channels.messaging import registry
from bot.channels.messaging.outgoing import DeliveryError
from bot.channels.messaging.splitting import split
from bot.channels.twilio import NO_NUMBER
from bot.channels.twilio.channel import inbound_of
from bot.channels.twilio.client import TwilioClient
from bot.channels.twilio.dialects import SMS, WHATSAPP, as_whatsapp
from bot.channels.twilio.pages import SECONDS_KEPT, Pages
from bot.channels.twilio.segments import plain, segments
from bot.channels.twilio.signature import Signatures
from bot.metrics import Metrics
from bot.settings import SettingsError, read_settings
from bot.startup import StartError
from tests.channels.standins.twilio import ACCOUNT, TOKEN, Fault, TwilioStandIn, message, signature

ON = {
    "HEPASCREEN_TWILIO_ACCOUNT": ACCOUNT,
    "HEPASCREEN_TWILIO_TOKEN": TOKEN,
    "HEPASCREEN_TWILIO_PEOPLE": "+12025550101=anna",
    "HEPASCREEN_TWILIO_SMS": "+15005550006",
    "HEPASCREEN_SECRET": "0123456789-abcdefghij-ABCDEFGHIJ-tests-alone",
}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("肝" * 70, 1),
        ("肝" * 71, 2),
        ("肝" * 134, 2),
        ("肝" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 69 + "“", 1),
        ("a" * 70 + "“", 2),
    ],
)
def test_segments_are_counted_as_the_standard_has_them(text, count):
    assert segments(text) == count


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("platelets ≥75 ×10⁹/L", "platelets >=75 x10^9/L"),
        ("“TB 1.4” → 23.94 µmol/L", '"TB 1.4" -> 23.94 umol/L'),
        ("y yes · n no – why…", "y yes - n no - why..."),
        ("Cañón, Ångström, naïve", "Cañón, Ångström, naïve".replace("ó", "o").replace("ï", "i")),
        ("肝癌", "肝癌"),
    ],
)
def test_an_sms_is_written_in_the_alphabet_that_costs_least(text, sent):
    assert plain(text) == sent


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("ab \n“≥é肝😀^"), max_size=1500))
def test_no_sms_is_longer_than_three_segments_and_nothing_is_lost_unsaid(text):
    parts = split(text, SMS)
    assert all(segments(part) <= 3 for part in parts)
    sent, whole = "".join("".join(parts).split()), "".join(plain(text).split())
    assert sent == whole or parts[-1].startswith("(Cut here")


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("10*9/L", "10∗9/L"),
        ("*not bold*", "∗not bold∗"),
        ("_not italic_ but some_name", "ˍnot italicˍ but some_name"),
        ("`code` ~gone~", "'code' ∼gone∼"),
    ],
)
def test_whatsapp_takes_no_sign_for_markup(text, sent):
    assert as_whatsapp(text) == sent


def test_whatsapp_shows_the_headings_of_a_page_in_its_own_bold():
    assert split("# Screening P-01\n**HAIC**: open 2*3", WHATSAPP) == ["*Screening P-01*\n*HAIC*: open 2∗3"]


def request(url="/webhooks/twilio/webhook", body=b"", **headers):
    path, _, query = url.partition("?")
    given = {
        "content-type": "application/x-www-form-urlencoded",
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    return SimpleNamespace(
        headers=given, body=body, path=path, query_string=query, scheme="http", host="127.0.0.1:5005"
    )


@pytest.mark.parametrize(
    ("public", "signed"),
    [
        (None, "http://127.0.0.1:5005/webhooks/twilio/webhook?turn=2"),
        ("https://hepascreen.example", "https://hepascreen.example/webhooks/twilio/webhook?turn=2"),
        ("https://hepascreen.example/clinic/", "https://hepascreen.example/clinic/webhooks/twilio/webhook?turn=2"),
        ("https://hepascreen.example", "https://hepascreen.example:443/webhooks/twilio/webhook?turn=2"),
    ],
)
def test_the_signature_is_that_of_the_address_which_twilio_called(public, signed):
    checks = Signatures(TOKEN, public)
    form = {"From": "+1", "Body": "", "FromCity": "é"}
    body = b"From=%2B1&Body=&FromCity=%C3%A9"
    asked = request("/webhooks/twilio/webhook?turn=2", body, x_twilio_signature=signature(signed, form))
    assert dict(checks.form_of(asked) or {}) == form
    assert Signatures("f" * 32, public).form_of(asked) is None


@pytest.fixture
def standin():
    started = TwilioStandIn()
    started.start()
    yield started
    started.stop()


FIELDS = {"From": "+15005550006", "To": "+12025550101", "Body": "Recorded."}


@pytest.mark.parametrize(
    ("fault", "is_final", "retry_after"),
    [
        (Fault(429, 20429, {"Retry-After": "3"}), False, 3.0),
        (Fault(429, 20429), False, None),
        (Fault(503, 0, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), False, None),
        (Fault(400, 63018), False, None),
        (Fault(400, 21610), True, None),
        (Fault(400, 21211), True, None),
        (Fault(404, 20404), True, None),
    ],
    ids=lambda given: f"{given.status}-{given.code}" if isinstance(given, Fault) else "",
)
async def test_what_the_api_answers_tells_whether_to_try_again(standin, fault, is_final, retry_after):
    client = TwilioClient(ACCOUNT, TOKEN, standin.url)
    standin.faults = [fault]
    with pytest.raises(DeliveryError) as error:
        await client.send(FIELDS)
    assert (error.value.is_final, error.value.retry_after) == (is_final, retry_after)
    assert "2025550101" not in str(error.value)
    await client.send(FIELDS)
    assert standin.calls == [FIELDS]
    await client.close()


async def test_an_api_that_cannot_be_reached_is_tried_again_and_a_wrong_token_is_not(standin):
    client = TwilioClient(ACCOUNT, "wrong", standin.url)
    with pytest.raises(DeliveryError, match="401, code 20003") as refused:
        await client.send(FIELDS)
    await client.close()
    client = TwilioClient(ACCOUNT, TOKEN, "http://127.0.0.1:1/")
    with pytest.raises(DeliveryError, match="could not be reached") as unreached:
        await client.send(FIELDS)
    await client.close()
    assert (refused.value.is_final, unreached.value.is_final) == (True, False)


def test_a_page_is_kept_for_some_minutes_under_a_name_of_its_own():
    now = [0.0]
    pages = Pages("https://hepascreen.example/p/", clock=lambda: now[0])
    first, second = pages.keep(b"1", "a.pdf"), pages.keep(b"2", "b.pdf")
    assert first != second
    assert pages.get(first.rpartition("/")[2]) == (b"1", "a.pdf")
    now[0] = SECONDS_KEPT + 1
    assert pages.get(second.rpartition("/")[2]) is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"HEPASCREEN_TWILIO_TOKEN": ""}, "HEPASCREEN_TWILIO_TOKEN"),
        ({"HEPASCREEN_TWILIO_PEOPLE": ""}, "HEPASCREEN_TWILIO_PEOPLE"),
        ({"HEPASCREEN_TWILIO_SMS": ""}, "HEPASCREEN_TWILIO_VOICE"),
        ({"HEPASCREEN_SECRET": ""}, "HEPASCREEN_SECRET"),
        ({"HEPASCREEN_TWILIO_PEOPLE": "0202 5550101=anna"}, NO_NUMBER),
    ],
)
def test_a_setting_that_is_missing_is_named_and_no_number_is_repeated(changed, told):
    given = read_settings({**ON, **changed})
    with pytest.raises(StartError) as error:
        registry.channels(given, Guard(given), Metrics())
    assert told in str(error.value)
    assert "5550101" not in str(error.value).replace(NO_NUMBER, "")


def test_a_number_that_is_none_is_refused_and_spaces_in_one_are_not():
    assert read_settings({**ON, "HEPASCREEN_TWILIO_SMS": "+1 (500) 555-0006"}).twilio_sms == "+15005550006"
    with pytest.raises(SettingsError, match="HEPASCREEN_TWILIO_SMS is not a number"):
        read_settings({**ON, "HEPASCREEN_TWILIO_SMS": "555-0006"})


def test_no_secret_and_no_number_of_a_person_is_in_the_text_of_the_settings_or_of_a_message():
    shown = repr(read_settings(ON)) + repr(inbound_of(message("SM1", "whatsapp:+12025550101", "platelets 82")))
    assert TOKEN not in shown
    assert "2025550101" not in shown
    assert "platelets" not in shown
