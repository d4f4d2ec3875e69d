"""Sending a reply: again after a pause where the provider does not take it, never out of order."""

import asyncio
import logging
from collections.abc import Iterable

from bot.channels.messaging.outgoing import DeliveryError, Outgoing, Transport

logger = logging.getLogger(__name__)

PAUSES = (0.5, 2.0, 6.0, 15.0)
"""Seconds before each further try, where the provider names none."""
LONGEST_PAUSE = 120.0


class Delivery:
    """Delivers through one transport; `pauses` are the seconds before each further try."""

    def __init__(self, channel: str, transport: Transport, pauses: tuple[float, ...] = PAUSES) -> None:
        self._channel = channel
        self._transport = transport
        self._pauses = pauses

    async def deliver(self, conversation: str, messages: Iterable[Outgoing]) -> bool:
        """Send messages one after the other; False where one could not be sent, and the rest was not tried."""
        for message in messages:
            fault = await self._with_tries(conversation, message)
            if fault is not None:
                logger.error("A reply on %s could not be delivered: %s", self._channel, fault)
                return False
        return True

    async def _with_tries(self, conversation: str, message: Outgoing) -> DeliveryError | None:
        fault = await self._try(conversation, message)
        for pause in self._pauses:
            if fault is None or fault.is_final:
                break
            await asyncio.sleep(min(LONGEST_PAUSE, pause if fault.retry_after is None else fault.retry_after))
            fault = await self._try(conversation, message)
        return fault

    async def _try(self, conversation: str, message: Outgoing) -> DeliveryError | None:
        try:
            await self._transport.send(conversation, message)
        except DeliveryError as fault:
            return fault
        except Exception as error:  # a defect of ours must not silence the channel
            logger.exception("Sending on %s failed", self._channel)
            return DeliveryError(type(error).__name__, is_final=True)
        return None
