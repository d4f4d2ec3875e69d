"""What a request gets that is not answered: one form everywhere, `{"error": "…"}`, and never a traceback."""

import logging
from http import HTTPStatus

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.api import PATH

logger = logging.getLogger(__name__)

LINES = {
    404: f"there is nothing at this address; {PATH} describes what there is",
    405: "this address does not take this method; the header allow lists those that it takes",
    408: "the request did not come to its end in time; send it again",
    413: "the request is too large; send at most 256 kB",
    417: "the header expect can only be 100-continue",
    503: "the answer took too long or the server is stopping; send it again",
}
FAILED = "something went wrong here; send it again"


def add_refusals(app: Sanic) -> None:
    """Answer what Sanic refuses, and what goes wrong, in the form that all other refusals have."""
    app.error_handler.add(SanicException, refuse)
    app.error_handler.add(Exception, fail)


def refuse(_: Request, fault: SanicException) -> HTTPResponse:
    """Answer a request that Sanic refuses."""
    status = getattr(fault, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR)
    line = LINES.get(status) or (str(fault) if status < HTTPStatus.INTERNAL_SERVER_ERROR else FAILED)
    return json({"error": line}, status=status, headers=getattr(fault, "headers", None))


def fail(request: Request, error: Exception) -> HTTPResponse:
    """Answer a request that something of our own failed at."""
    logger.error("A request to %s failed", request.path, exc_info=error)
    return json({"error": FAILED}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
