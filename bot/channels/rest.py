"""Rasa's REST channel, and a check of the body: a wrong one is refused with a line that says why."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.access.guard import CALLER, Guard
from bot.channels.checks import fault_of_message, fault_of_metadata, fault_of_name

TOO_MANY = "too many messages; wait a moment and send it again"
NOT_JSON = "the body is said to be something else than JSON; send it with content-type: application/json"


class RestInput(RasaRestInput):
    """POST /webhooks/rest/webhook with `{"sender", "message"}`; `metadata.message_id` is optional."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return Rasa's endpoints behind the checks of the request."""
        blueprint = super().blueprint(on_new_message)
        blueprint.middleware("request")(self._refuse)
        return blueprint

    def get_metadata(self, request: Request) -> dict[str, Any]:
        """Give what the client sent, and who it is where that was asked."""
        return {**(request.json.get("metadata") or {}), CALLER: request.ctx.caller}

    async def _extract_sender(self, req: Request) -> str | None:
        """Give the conversation; of somebody with a token, one of their own."""
        caller, sender = req.ctx.caller, req.json["sender"]
        return caller.sender(sender) if caller else sender

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    async def _refuse(self, request: Request) -> HTTPResponse | None:
        """Refuse a page of another origin, too many messages, and a body that is not as it should be."""
        if request.method != "POST":
            return None
        if not self._guard.accepts_origin(request.headers.get("origin"), request.host):
            return json({"error": "this page is of another origin, which may not send messages here"}, status=403)
        if not self._guard.may_send(request.ctx.caller):
            return json({"error": TOO_MANY}, status=429, headers={"Retry-After": "10"})
        fault, status = fault_of_json(request, fault_of_body)
        return json({"error": fault}, status=status) if fault else None


def fault_of_json(request: Request, check: Callable[[Any], str | None]) -> tuple[str | None, int]:
    """Say what is wrong with a body that is to be JSON and to pass a check, and with which status it is refused."""
    try:
        fault = check(request.json)
    except (SanicException, RecursionError):
        fault = "the body is not JSON"
    if fault:
        return fault, 400
    return (None, 200) if is_json(request.headers.get("content-type")) else (NOT_JSON, 415)


def fault_of_body(body: Any) -> str | None:
    """Say what is wrong with the body of a message, or return None."""
    if not isinstance(body, dict):
        return 'the body is not an object; send {"sender": "…", "message": "…"}'
    return (
        fault_of_name(body.get("sender"), "sender")
        or fault_of_message(body.get("message"))
        or fault_of_metadata(body.get("metadata"))
    )


def is_json(content_type: str | None) -> bool:
    """Whether a body is said to be JSON; nothing said is as good."""
    kind = (content_type or "application/json").partition(";")[0].strip().lower()
    return kind == "application/json"
