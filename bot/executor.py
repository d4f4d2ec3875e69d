"""Runs the custom actions inside the assistant: Rasa's own executor behind the one method that Rasa calls.

Rasa's `RemoteAction` asks its endpoint for `request` alone, so that is all that is here: no second process,
no connection a call. A separate action server remains possible (setting HEPASCREEN_ACTIONS_URL).
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from json import dumps
from traceback import extract_tb
from typing import Any, ClassVar

from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.answers import OwnAnswer

logger = logging.getLogger(__name__)

THREADS = 4


class Payload(dict[str, Any]):
    """What a channel draws. Rasa copies each event deeply for a log that it does not write; not this."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Payload":
        return self


class InProcessActions:
    """Stands where Rasa expects the endpoint of an action server.

    Actions run in threads, so that one conversation which waits for the database holds up no other.
    """

    url = "inside the assistant"
    # An action is sent the domain only where the domain says that it wants it.
    kwargs: ClassVar = {SELECTIVE_DOMAIN: True}

    def __init__(self, package: str) -> None:
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="action")

    @property
    def names(self) -> list[str]:
        """The names of the actions that can be run."""
        return sorted(self._executor.actions)

    async def request(self, json: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Run the action that the call names; Rasa leaves out what is particular to HTTP.

        Raises ClientResponseError 400 where the action declines to run, as an action server would answer.
        """
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._threads, self._run, json)
        for response in result["responses"]:
            if response.get("custom"):
                response["custom"] = Payload(response["custom"])
        return result

    def _run(self, call: dict[str, Any]) -> OwnAnswer:
        try:
            return OwnAnswer(asyncio.run(self._executor.run(call)) or {"events": [], "responses": []})
        except ActionExecutionRejection as rejection:
            body = {"action_name": rejection.action_name, "error": rejection.message}
            raise ClientResponseError(400, rejection.message, dumps(body)) from rejection
        except Exception as error:
            logger.exception("The action %s failed at %s", call.get("next_action"), _place(error))
            raise


def _place(error: BaseException) -> str:
    """Return file and line of an error: its message may hold what was typed."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"
