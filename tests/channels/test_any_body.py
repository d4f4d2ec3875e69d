"""Whatever comes with a valid signature is a message, nothing to answer, or refused: nothing else is ever raised.

Each part of real events is left out and replaced by what it should not be. Costs a second.
"""

import contextlib
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.inbound import Inbound
from bot.channels.slack import events
from bot.channels.telegram import updates
from tests.channels.standins.slack import BOT, SlackStandIn
from tests.channels.standins.telegram import ANNA, BOT_ID, GROUP, NAME, TelegramStandIn

SLACK, TELEGRAM = SlackStandIn(), TelegramStandIn()
POST = {
    "channel": "D0ANNA",
    "ts": "1.5",
    "text": "HIV?",
    "blocks": [
        {"type": "section", "text": {"type": "plain_text", "text": "HIV?"}},
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Yes"}, "value": "a.0 HIV: yes"}]},
    ],
}
SENT = {"chat_id": ANNA, "message_id": 7, "text": "HIV?"}
KEYS = {"reply_markup": {"inline_keyboard": [[{"text": "Yes", "callback_data": "a.0 HIV: yes"}]]}}
BEFORE = SLACK.message("U0ANNA", "plt 82")["event"]
EDIT = {"type": "message", "channel": "D0ANNA", "channel_type": "im", "ts": "2.5", "subtype": "message_changed"}
PAYLOADS = {
    "message": SLACK.message("U0ANNA", "plt 82", thread="1.5"),
    "mention": SLACK.message("U0ANNA", f"<@{BOT}> plt 82", channel="C0TEAM"),
    "edit": SLACK.callback({**EDIT, "message": {**BEFORE, "text": "plt 28"}, "previous_message": BEFORE}),
    "press": SLACK.pressing("U0ANNA", POST, "Yes"),
}
UPDATES = {
    "message": TELEGRAM.update(ANNA, "/new_patient P-1"),
    "reply": TELEGRAM.update(ANNA, "plt 82", GROUP, reply_to_message={"from": {"id": BOT_ID}}, message_thread_id=3),
    "press": TELEGRAM.pressing(ANNA, {**SENT, **KEYS}, "Yes"),
}
WRONG = (None, True, -1, 1.5, "", "x", [], [None], {}, {"id": {}})


def spoilt(whole):
    """A payload with each of its parts in turn left out, and replaced by each wrong thing."""
    for path in paths_of(whole):
        for wrong in (..., *WRONG):
            copied = copy.deepcopy(whole)
            inner = copied
            for step in path[:-1]:
                inner = inner[step]
            if wrong is ...:
                del inner[path[-1]]
            else:
                inner[path[-1]] = wrong
            yield path, wrong, copied


def paths_of(whole, path=()):
    steps = whole.items() if isinstance(whole, dict) else enumerate(whole) if isinstance(whole, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from paths_of(inner, (*path, step))


@pytest.mark.parametrize("kind", PAYLOADS)
def test_an_event_of_slack_that_is_wrong_anywhere_is_a_message_nothing_or_refused(kind):
    assert isinstance(events.inbound_of(PAYLOADS[kind]), Inbound)
    for path, wrong, payload in spoilt(PAYLOADS[kind]):
        with contextlib.suppress(events.EventError):
            found = events.inbound_of(payload)
            assert found is None or isinstance(found, Inbound), (path, wrong)


@pytest.mark.parametrize("kind", UPDATES)
def test_an_update_of_telegram_that_is_wrong_anywhere_is_a_message_nothing_or_refused(kind):
    assert isinstance(updates.inbound_of(UPDATES[kind], str(BOT_ID), NAME), Inbound)
    for path, wrong, update in spoilt(UPDATES[kind]):
        assert updates.may_mention(update) in (True, False)
        with contextlib.suppress(updates.UpdateError):
            found = updates.inbound_of(update, str(BOT_ID), NAME)
            assert found is None or isinstance(found, Inbound), (path, wrong)


@given(st.binary(max_size=60), st.sampled_from(["application/json", "application/x-www-form-urlencoded", ""]))
def test_any_body_is_an_object_or_refused(body, kind):
    with contextlib.suppress(events.EventError):
        assert isinstance(events.read_body(body, kind), dict)
