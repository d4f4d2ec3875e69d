"""Rasa's REST channel, and a check of the body: a wrong one is refused with a line that says why."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

LONGEST_SENDER = 200


class RestInput(RasaRestInput):
    """POST /webhooks/rest/webhook with `{"sender", "message"}`; `metadata.message_id` is optional."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return Rasa's endpoints behind the check of the body."""
        blueprint = super().blueprint(on_new_message)
        blueprint.middleware("request")(refuse)
        return blueprint

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()


async def refuse(request: Request) -> HTTPResponse | None:
    """Answer 403 to a page of another origin, and 400 where the body of a message is not as it should be."""
    if request.method != "POST":
        return None
    if not is_same_origin(request.headers.get("origin"), request.host):
        return json({"error": "this page is of another origin, which may not send messages here"}, status=403)
    fault = fault_of_body(request)
    return json({"error": fault}, status=400) if fault else None


def is_same_origin(origin: str | None, host: str) -> bool:
    """Whether a request comes from our own page, or from no page at all (then there is no origin)."""
    return origin is None or urlsplit(origin).netloc == host


def fault_of_body(request: Request) -> str | None:
    """Say what is wrong with the body of a message, or return None."""
    try:
        body = request.json
    except (SanicException, RecursionError):
        return "the body is not JSON"
    if not isinstance(body, dict):
        return 'the body is not an object; send {"sender": "…", "message": "…"}'
    return _fault_of_sender(body.get("sender")) or _fault_of_message(body)


def _fault_of_sender(sender: Any) -> str | None:
    if not isinstance(sender, str) or not 1 <= len(sender) <= LONGEST_SENDER:
        return f"sender is missing; send up to {LONGEST_SENDER} characters that stand for the conversation"
    return None


def _fault_of_message(body: dict[str, Any]) -> str | None:
    message, metadata = body.get("message"), body.get("metadata")
    if not isinstance(message, str) or not message.strip():
        return "message is missing or empty; send what was typed"
    if metadata is not None and not isinstance(metadata, dict):
        return 'metadata is not an object; send {"message_id": "…"} or leave it out'
    return None
