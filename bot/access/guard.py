"""Stands before every request: who asks, whether they may, and how often. Without a secret everybody here may."""

from typing import Any
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.access.limits import Limiter
from bot.access.tokens import Caller, TokenError, read
from bot.settings import Settings

COOKIE = "hepascreen"
CALLER = "caller"
"""Key of a message's metadata with the Caller. What a client sends is JSON, so it cannot hold one."""
OPEN_TO_ALL = frozenset(("/health", "/ready", "/sign-in", "/sign-in.js", "/page.css", "/favicon.svg", "/hepascreen.js"))
FAILURES_A_MINUTE = 30
ALLOWED = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


class Guard:
    """The checks, with the settings that they follow."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.secret
        self._revoked = settings.revoked
        self.origins = settings.origins
        self._open: tuple[str, ...] = ()
        self._messages = Limiter(settings.messages_per_minute)
        self._failures = Limiter(FAILURES_A_MINUTE)

    @property
    def asks(self) -> bool:
        """Whether a token is needed."""
        return self._secret is not None

    def leave_open(self, path: str) -> None:
        """Ask for no token where a path begins so: what serves it checks the signature of each request itself."""
        self._open = (*self._open, path)

    def admit(self, token: str | None, address: str) -> Caller | None:
        """Give who a token speaks for; None where nobody is asked.

        Raises TokenError where it is not accepted. Too many of those from one address are told so; whoever
        has a valid token comes in all the same, since a whole site may share the address of a proxy.
        """
        if self._secret is None:
            return None
        try:
            return read(token or "", self._secret, self._revoked)
        except TokenError:
            if token and not self._failures.take(address):
                raise TokenError("too many tokens were refused; wait a minute") from None
            raise

    def may_send(self, caller: Caller | None) -> bool:
        """Tell whether a caller may send one more message now, and count it."""
        return caller is None or self._messages.take(caller.name)

    def accepts_origin(self, origin: str | None, host: str) -> bool:
        """Whether a request comes from our own page, from one that is listed, or from no page at all."""
        return is_same_origin(origin, host) or origin in self.origins

    async def check(self, request: Request) -> HTTPResponse | None:
        """Refuse a request that may not be answered, and note who asks on those that may."""
        request.ctx.caller = None
        if request.method == "OPTIONS" and request.headers.get("origin") in self.origins:
            return json(None, status=204, headers=ALLOWED)
        if request.path in OPEN_TO_ALL or request.path.startswith(("/socket.io", *self._open)):
            return None  # the socket asks by itself, when it is opened, and a messaging channel at each request
        try:
            request.ctx.caller = self.admit(token_of(request), request.ip)
        except TokenError as fault:
            request.ctx.refused = str(fault)
            return None if request.path == "/" else json({"error": str(fault)}, status=401)
        return None

    async def let_page_read(self, request: Request, response: HTTPResponse) -> None:
        """Let a listed page of another origin read the answer."""
        origin = request.headers.get("origin")
        if origin in self.origins:
            response.headers.update({"Access-Control-Allow-Origin": origin, "Vary": "Origin"})


def is_same_origin(origin: str | None, host: str) -> bool:
    """Whether a request comes from our own page, or from no page at all (then there is no origin)."""
    try:
        return origin is None or urlsplit(origin).netloc == host
    except ValueError:  # no address at all, such as "http://["
        return False


def token_of(request: Request) -> str | None:
    """Give the token of a request: of its `Authorization: Bearer …`, else of the page's cookie."""
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    cookie: Any = request.cookies.get(COOKIE)
    return str(cookie) if cookie else None
