"""A channel is on when its settings are there, all of them; its address takes no token, and no other address less.

Costs a tenth of a second beside the server that all tests of channels share.
"""

import socket

import aiohttp
import pytest

from bot.access.guard import Guard
from bot.channels.messaging.registry import PROVIDERS, channels, check
from bot.metrics import Metrics
from bot.settings import SETTINGS, SettingsError, read_settings
from bot.startup import StartError
from tests.channels.echo import Echo
from tests.channels.standins import slack as of_slack
from tests.channels.standins import telegram as of_telegram
from tests.channels.standins import twilio as of_twilio

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-tests-alone"
SLACK = {
    "HEPASCREEN_SLACK_TOKEN": of_slack.TOKEN,
    "HEPASCREEN_SLACK_SIGNING_SECRET": of_slack.SECRET,
    "HEPASCREEN_SLACK_PEOPLE": of_slack.PEOPLE,
}
TELEGRAM = {
    "HEPASCREEN_TELEGRAM_TOKEN": of_telegram.TOKEN,
    "HEPASCREEN_TELEGRAM_SECRET": of_telegram.SECRET,
    "HEPASCREEN_TELEGRAM_PEOPLE": of_telegram.PEOPLE,
}
TWILIO = {
    "HEPASCREEN_TWILIO_ACCOUNT": of_twilio.ACCOUNT,
    "HEPASCREEN_TWILIO_TOKEN": of_twilio.TOKEN,
    "HEPASCREEN_TWILIO_PEOPLE": f"{of_twilio.ANNA}=anna",
    "HEPASCREEN_TWILIO_SMS": of_twilio.SMS,
    "HEPASCREEN_TWILIO_WHATSAPP": of_twilio.WHATSAPP,
    "HEPASCREEN_TWILIO_WHATSAPP_BUTTONS": "yes",
    "HEPASCREEN_TWILIO_VOICE": "yes",
}


def test_without_settings_no_channel_is_on():
    settings = read_settings({})
    check(settings)
    assert not [one.title for one in PROVIDERS if one.is_on(settings)]


@pytest.mark.parametrize(("given", "title"), [(SLACK, "Slack"), (TELEGRAM, "Telegram")], ids=["Slack", "Telegram"])
def test_with_its_settings_a_channel_is_on(given, title):
    settings = read_settings({**given, "HEPASCREEN_SECRET": SECRET})
    check(settings)
    assert [one.title for one in PROVIDERS if one.is_on(settings)] == [title]


async def test_no_provider_is_called_when_the_server_starts(monkeypatch):
    """Whatever a provider's address answers, or whether it does: nothing connects before there is something to say."""

    def connect(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    settings = read_settings({**SLACK, **TELEGRAM, **TWILIO, "HEPASCREEN_SECRET": SECRET})
    made = channels(settings, Guard(settings), Metrics())
    assert [one.name() for one in made] == ["slack", "telegram", "twilio", "twilio_voice"]
    assert [one.blueprint(Echo()).name for one in made]
    for one in made:
        await one.finish(0)


@pytest.mark.parametrize("given", [SLACK, TELEGRAM], ids=["Slack", "Telegram"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_where_one_of_them_is_missing_a_line_says_which(given, place):
    missing = list(given)[place]
    settings = read_settings({**{k: v for k, v in given.items() if k != missing}, "HEPASCREEN_SECRET": SECRET})
    with pytest.raises(StartError) as fault:
        check(settings)
    assert missing in str(fault.value)
    assert "\n" not in str(fault.value)
    assert not [secret for secret in given.values() if secret in str(fault.value)]


def test_what_a_provider_calls_is_not_served_without_a_secret():
    with pytest.raises(StartError, match="HEPASCREEN_SECRET"):
        check(read_settings(SLACK))


def test_every_provider_names_settings_that_there_are():
    fields = {setting.field for setting in SETTINGS}
    assert {need for provider in PROVIDERS for need in provider.needs} <= fields


@pytest.mark.parametrize(
    "people", ["anna", "=anna", "T1/U1=", "T1/U1=anna b", "T1/U1=anna/boss", "T1/U1=anna, T1/U1=ben"]
)
def test_a_wrong_list_of_people_is_refused_without_repeating_it(people):
    with pytest.raises(SettingsError) as fault:
        read_settings({"HEPASCREEN_SLACK_PEOPLE": people})
    assert str(fault.value).startswith("HEPASCREEN_SLACK_PEOPLE ")
    assert "U1" not in str(fault.value)


def test_an_identifier_may_hold_signs_that_part_names():
    (listed,) = read_settings({"HEPASCREEN_SLACK_PEOPLE": "anna=x@host.example=anna/reader"}).slack_people
    assert (listed.identifier, listed.name, listed.role) == ("anna=x@host.example", "anna", "reader")


def test_nothing_secret_is_in_the_text_of_the_settings():
    settings = read_settings({**SLACK, **TELEGRAM})
    hidden = (of_slack.TOKEN, of_slack.SECRET, of_telegram.TOKEN, of_telegram.SECRET, "U0ANNA", str(of_telegram.ANNA))
    assert not [one for one in hidden if one in f"{settings!r} {settings}"]


@pytest.mark.server
@pytest.mark.model
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "webhooks/rest/webhook"),
        ("GET", "metrics"),
        ("GET", "widget/sheet"),
        ("POST", "webhooks/slackx/webhook"),
    ],
)
async def test_every_other_address_still_takes_a_token(served, method, path):
    async with aiohttp.ClientSession() as session, session.request(method, served.url + path, json={}) as answer:
        assert answer.status == 401
