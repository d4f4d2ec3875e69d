"""What is promised for every channel, on every channel: one screening at the chart and one call with a patient on each.

XMPP, whose server is another, goes through the same in `test_xmpp.py`, the telephone in its own words in
`test_voice.py`, the page in `tests/web/`. Costs about eight seconds on the server that all tests of channels share.
"""

import datetime as dt
import itertools

import pytest

from bot.access.tokens import Caller, issue
from tests.channels.conftest import SECRET, SITE
from tests.channels.everywhere import CALL, CHART, goes_through
from tests.channels.standins.slack import text_of
from tests.channels.standins.telegram import ANNA
from tests.channels.standins.twilio import ADDRESS, EVE, message, post

pytestmark = [pytest.mark.server, pytest.mark.model]

SIDS = (f"SM{number:032x}" for number in itertools.count(0xE0000))
PATH = "webhooks/twilio/webhook"


@pytest.fixture
def says(slack, telegram, twilio, served):
    """Give for the name of a channel what writes one message there and returns all that is replied."""

    async def in_slack(text):
        return "\n".join(text_of(one) for one in await slack.say("U0ANNA", text) if "blocks" in one)

    async def in_telegram(text):
        return "\n".join(one["text"] for one in await telegram.say(ANNA, text))

    def by_number(prefix):
        async def write(text):
            before = len(twilio.calls)
            form = message(next(SIDS), f"{prefix}{EVE}", text)
            assert (await post(f"{served.url}{PATH}", form, f"{ADDRESS}{PATH}"))[0] == 200
            return "\n".join(twilio.shown(one) for one in twilio.calls[before:])

        return write

    async def by_rest(text):
        caller = Caller("rex", SITE, "coordinator")
        token = issue(caller, SECRET, 1, dt.datetime.now(dt.timezone.utc))
        login = {"Authorization": f"Bearer {token}"}
        _, answer = await served.post({"sender": "desk", "message": text}, headers=login)
        return "\n".join(one["text"] for one in answer if one.get("text"))

    return {
        "slack": in_slack,
        "telegram": in_telegram,
        "sms": by_number(""),
        "whatsapp": by_number("whatsapp:"),
        "rest": by_rest,
    }


@pytest.mark.parametrize("channel", ["slack", "telegram", "sms", "whatsapp"])
async def test_words_number_yes_and_typo_of_an_answer_count_on_every_channel(says, channel):
    await goes_through(says[channel], CHART, f"EV-{channel.upper()[:2]}1")


@pytest.mark.parametrize("channel", ["slack", "telegram", "sms", "whatsapp", "rest"])
async def test_a_call_with_a_patient_goes_the_same_way_on_every_channel(says, channel):
    script = CALL if channel != "rest" else [one for one in CALL if one[0] not in ("b", "n")]
    await goes_through(says[channel], script, f"EV-{channel.upper()[:2]}2")
