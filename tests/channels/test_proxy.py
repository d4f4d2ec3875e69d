"""Replies go out through the proxy that the environment names, as a hospital's network may ask for.

The stand-in is the proxy here: the address that is called is nowhere. Costs a tenth of a second.
"""

import pytest

from bot.channels.messaging.outgoing import DeliveryError, Outgoing
from bot.channels.slack.transport import SlackTransport
from bot.channels.telegram.transport import TelegramTransport
from tests.channels.standins import slack as of_slack
from tests.channels.standins import telegram as of_telegram

NOWHERE = "http://provider.invalid/"


@pytest.fixture
def through(monkeypatch):
    """Name a proxy in the environment."""

    def _through(url):
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, url.rstrip("/"))
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)

    return _through


async def test_slack_is_called_through_the_proxy(slack, through):
    through(slack.url)
    transport = SlackTransport(of_slack.TOKEN, f"{NOWHERE}api/")
    await transport.send("D0PROXY", Outgoing("Recorded."))
    await transport.close()
    assert [post["text"] for _, post in slack.calls if post.get("channel") == "D0PROXY"] == ["Recorded."]


async def test_telegram_is_called_through_the_proxy(telegram, through):
    through(telegram.url)
    transport = TelegramTransport(of_telegram.TOKEN, NOWHERE)
    await transport.send("7200000001", Outgoing("Recorded."))
    await transport.close()
    assert [sent["text"] for _, sent in telegram.calls if sent.get("chat_id") == 7200000001] == ["Recorded."]


@pytest.mark.parametrize("transport", [SlackTransport, TelegramTransport])
async def test_a_provider_that_cannot_be_reached_is_tried_again_later(transport):
    made = transport("7:token", "http://127.0.0.1:1/")
    with pytest.raises(DeliveryError) as fault:
        await made.send("7", Outgoing("Recorded."))
    await made.close()
    assert not fault.value.is_final
    assert "token" not in str(fault.value)
