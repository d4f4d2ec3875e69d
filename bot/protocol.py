"""HTTP as it comes in: requests that are no proper HTTP are refused before anything acts on them.

Sanic 21.12 believes what the head of a request says. A negative Content-Length keeps its whole event loop busy for
ever (see sanic-org/sanic, pull request 2979, "Error on bad body length"); two lengths, or a length beside chunks, may
be read by a proxy in another way than here; a host or an address that is none ends in an exception.
"""

import contextlib
import re
from typing import Any

from sanic.compat import Header
from sanic.exceptions import InvalidUsage, SanicException, ServerError
from sanic.http import Http
from sanic.request import Request
from sanic.server.protocols.websocket_protocol import WebSocketProtocol

NO_HTTP = "this is no proper HTTP request"
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
_LENGTH = re.compile(r"[0-9]{1,15}")
_NAME = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]+")
_ONCE = ("content-length", "transfer-encoding", "host", "origin", "authorization", "content-type")


class CarefulHttp(Http):
    """Sanic's reader of one connection, with a check of every head."""

    async def http1(self) -> None:
        """Serve a connection until it ends, be it in the middle of a body that is no proper one."""
        with contextlib.suppress(InvalidUsage):  # it has been answered
            await super().http1()

    async def http1_request_header(self) -> None:
        """Read a head. Raises SanicException, which is answered and ends the connection."""
        try:
            await super().http1_request_header()
        except Exception as error:
            self.url = None  # Sanic reads it again for its answer, and an address that is none would fail again
            if isinstance(error, SanicException) and not isinstance(error, InvalidUsage):
                raise
            raise InvalidUsage(NO_HTTP) from None
        fault = fault_of_head(self.request.headers, self.request.version)
        if fault:
            self.request_body = None  # where it ends is not known, so nothing more is read
            raise InvalidUsage(fault)


class CarefulProtocol(WebSocketProtocol):
    """Sanic's protocol of one connection, HTTP and websocket."""

    def _setup_connection(self, *given: Any, **named: Any) -> None:
        super()._setup_connection(*given, **named)
        self._http = CarefulHttp(self)

    async def websocket_handshake(self, request: Request, subprotocols: Any = None) -> Any:
        """Open a websocket. Raises InvalidUsage where the client does not ask for it as it should."""
        try:
            return await super().websocket_handshake(request, subprotocols)
        except ServerError:
            raise InvalidUsage("this is no proper websocket handshake") from None


def fault_of_head(headers: Header, version: str = "1.1") -> str | None:
    """Say what is wrong with the headers of a request, or return None."""
    if not all(_NAME.fullmatch(name) for name in headers):
        return "the name of a header is wrong"
    for name in _ONCE:
        if len(headers.getall(name, [])) > 1:
            return f"the header {name} is given twice"
    if ("host" in headers or version != "1.0") and not _HOST.fullmatch(headers.get("host", "")):
        return "the header host is missing or wrong"
    return _fault_of_length(headers)


def _fault_of_length(headers: Header) -> str | None:
    length, encoding = headers.get("content-length"), headers.get("transfer-encoding")
    if length is not None and encoding is not None:
        return "a request has a content-length or a transfer-encoding, not both"
    if length is not None and not _LENGTH.fullmatch(length):
        return "the header content-length is no length"
    if encoding is not None and encoding != "chunked":
        return "the only transfer-encoding here is chunked"
    return None
