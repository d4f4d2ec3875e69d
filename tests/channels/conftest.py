"""One server with every messaging channel, and a stand-in for each provider, for all tests of channels.

A provider's stand-in gives its own settings; it is started before the server, which is told its address.
"""

import itertools

import pytest

from bot.channels.twilio_voice import pin
from bot.channels.twilio_voice.speaking import GREETING
from tests.bot.conftest import Server, model, start  # noqa: F401
from tests.channels.standins.slack import SlackStandIn
from tests.channels.standins.telegram import TelegramStandIn
from tests.channels.standins.twilio import ADDRESS, CALLERS, PIN, Phone, TwilioStandIn

SECRET = "0123456789-abcdefghij-ABCDEFGHIJ-tests-alone"
SITE = "liver-centre"
CALLS = "webhooks/twilio_voice/webhook"
_SIDS = (f"CA{number:032x}" for number in itertools.count(1))
_NUMBERS = iter(CALLERS)


@pytest.fixture(scope="session")
def slack():
    standin = SlackStandIn()
    standin.start()
    yield standin
    standin.stop()


@pytest.fixture(scope="session")
def twilio():
    standin = TwilioStandIn()
    standin.start()
    yield standin
    standin.stop()


@pytest.fixture(scope="session")
def telegram():
    standin = TelegramStandIn()
    standin.start()
    yield standin
    standin.stop()


@pytest.fixture(scope="session")
def served(start, slack, telegram, twilio) -> Server:  # noqa: F811
    """The server, which every stand-in knows the address of; it logs all that it ever would."""
    standins = (slack, telegram, twilio)
    own = {name: value for standin in standins for name, value in standin.settings().items()}
    server = start(HEPASCREEN_SECRET=SECRET, HEPASCREEN_SITE=SITE, HEPASCREEN_LOG_LEVEL="debug", **own)
    slack.webhook = f"{server.url}webhooks/slack/webhook"
    telegram.webhook = f"{server.url}webhooks/telegram/webhook"
    return server


@pytest.fixture
def dial(served):
    """Make a telephone for a call from a number."""

    def of(number):
        return Phone(f"{served.url}{CALLS}", number, next(_SIDS), f"{ADDRESS}{CALLS}")

    return of


@pytest.fixture
async def ringing(dial):
    """A call of somebody who has not called before, which has just been answered."""
    called = dial(next(_NUMBERS))
    assert await called.call() == pin.ASK
    return called


@pytest.fixture
async def phone(ringing):
    """A call with the PIN keyed in."""
    assert await ringing.key(PIN) == GREETING
    return ringing
