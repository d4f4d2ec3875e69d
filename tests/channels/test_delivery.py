"""What becomes of a reply that cannot be sent at once, of a slow or failing turn, and of what is under way at the end.

Costs about a second.
"""

import asyncio
import logging

from bot.channels.messaging import messenger as lines
from bot.channels.messaging.outgoing import DeliveryError
from tests.channels.echo import ANNA, made, of


async def test_a_slow_answer_is_not_acknowledged_before_it_is_recorded():
    """The provider delivers it again, and then it is known."""
    messenger, echo, wire, _ = made()
    echo.holds = "plt 82"
    assert not await messenger.receive(ANNA, patience=0.05)
    echo.held.set()
    assert await messenger.receive(ANNA)
    assert (echo.texts, wire.texts) == (["plt 82"], ["plt 82"])


async def test_what_failed_is_tried_again_when_it_is_delivered_again():
    messenger, echo, wire, _ = made()
    echo.raises = 1
    assert not await messenger.receive(ANNA)
    assert await messenger.receive(ANNA)
    assert (echo.texts, wire.texts) == (["plt 82"] * 2, ["plt 82"])


async def test_a_reply_that_is_not_taken_is_sent_again():
    messenger, _, wire, metrics = made()
    wire.faults = [DeliveryError("HTTP 500"), DeliveryError("HTTP 429", retry_after=0.01)]
    assert await messenger.receive(ANNA)
    assert wire.texts == ["plt 82"]
    assert (
        metrics.registry.get_sample_value("hepascreen_deliveries_total", {"channel": "slack", "outcome": "sent"}) == 1
    )


async def test_a_reply_that_is_lost_is_counted_logged_without_words_and_told_with_the_next(caplog):
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


async def test_replies_keep_their_order_while_one_is_sent_again():
    messenger, _, wire, _ = made(pauses=(0.05,))
    wire.faults = [DeliveryError("HTTP 500")]
    messages = [of(message_id=str(at), text=f"at {at}", sent_at=float(at)) for at in (1, 2, 3)]
    await asyncio.gather(*(messenger.receive(one) for one in messages))
    assert wire.texts == ["at 1", "at 2", "at 3"]


async def test_at_the_end_it_waits_for_what_is_under_way_and_takes_nothing_more():
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
