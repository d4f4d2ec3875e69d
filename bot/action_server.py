"""A separate action server: Rasa's endpoint, but nobody waits minutes for one that hangs."""

import aiohttp
from rasa.utils.endpoints import EndpointConfig

SECONDS_TO_ANSWER = 15.0
"""After so long the coordinator is asked to send the message again; Rasa itself would wait five minutes."""


class ActionServer(EndpointConfig):
    """The action server at a web address."""

    def session(self) -> aiohttp.ClientSession:
        """Open a session whose requests end in time."""
        return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER))
