"""What the server does with every messaging channel: serves its address, starts it, and lets it end its work."""

import abc
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint


class MessagingChannel(InputChannel, abc.ABC):
    """A channel of a messaging provider, served at `/webhooks/<name>/` where it has an address at all."""

    is_webhook = True
    """Whether its provider calls here, so that requests come from the internet."""

    @abc.abstractmethod
    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the routes; an empty blueprint where the channel connects outwards."""

    async def start(self) -> None:
        """Connect, once the server answers; must not fail where the provider cannot be reached now."""

    @abc.abstractmethod
    async def finish(self, seconds: float) -> None:
        """Take no more messages, wait so long at most for what is under way, and close connections."""
