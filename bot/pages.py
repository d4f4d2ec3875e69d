"""The chat page: a few files of our own, headers on every answer that let nothing else in, and the sign-in.

Where a token is needed and the browser has none, `/` is the page that asks for it. The token then lives in a
cookie that no script can read and no other page can send.
"""

from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.access.guard import COOKIE, Guard
from bot.access.tokens import TokenError
from bot.channels.rest import fault_of_json

FOLDER = Path(__file__).resolve().parent / "page"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Patient data goes through here.
    "Cache-Control": "no-store",
}

FILES = {
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/hepascreen.js": ("hepascreen.js", "text/javascript; charset=utf-8"),
    "/sign-in.js": ("sign-in.js", "text/javascript; charset=utf-8"),
    "/favicon.svg": ("favicon.svg", "image/svg+xml"),
}

WIDGET = "/hepascreen.js"
EMBEDDED = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Lets pages of other origins load the widget, where any are listed; it holds no data."""

STRICT_TRANSPORT = "max-age=31536000"


def add_pages(app: Sanic, guard: Guard) -> None:
    """Serve the chat page at `/` and the sign-in, and put the headers on every answer."""
    for path, (name, content_type) in FILES.items():
        embeddable = path == WIDGET and bool(guard.origins)
        _add_page(app, path, (FOLDER / name).read_bytes(), content_type, EMBEDDED if embeddable else {})
    _add_front(app)
    _add_sign_in(app, guard)

    async def add_headers(request: Request, response: HTTPResponse) -> None:
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        if _is_secure(request):
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)

    app.register_middleware(add_headers, "response")


def _add_page(app: Sanic, path: str, content: bytes, content_type: str, headers: dict[str, str]) -> None:
    async def page(_: Request) -> HTTPResponse:
        return raw(content, content_type=content_type, headers=headers)

    app.add_route(page, path, name=f"page {path}")


def _add_front(app: Sanic) -> None:
    """Serve the chat page, or where a token is needed and missing, the page that asks for it."""
    page, sign_in = (FOLDER / name for name in ("index.html", "sign-in.html"))
    contents = {True: page.read_bytes(), False: sign_in.read_bytes()}

    async def front(request: Request) -> HTTPResponse:
        is_known = not getattr(request.ctx, "refused", None)
        return raw(contents[is_known], status=200 if is_known else 401, content_type="text/html; charset=utf-8")

    app.add_route(front, "/", name="page /")


def _add_sign_in(app: Sanic, guard: Guard) -> None:
    """`POST /sign-in` with `{"token"}` sets the page's cookie; `DELETE /sign-in` takes it back."""

    async def sign_in(request: Request) -> HTTPResponse:
        if not guard.accepts_origin(request.headers.get("origin"), request.host):
            return json({"error": "this page is of another origin"}, status=403)
        answer = json({"signed_in": False})
        if request.method == "DELETE":
            _set_cookie(request, answer, "", seconds=0)
            return answer
        fault, status = fault_of_json(request, _fault_of_sign_in)
        if fault:
            return json({"error": fault}, status=status)
        token = request.json.get("token", "")
        try:
            guard.admit(token, request.ip)
        except TokenError as fault:
            return json({"error": str(fault)}, status=401)
        answer = json({"signed_in": True})
        if guard.asks:
            _set_cookie(request, answer, token)
        return answer

    app.add_route(sign_in, "/sign-in", methods=["POST", "DELETE"], name="sign-in")


def _fault_of_sign_in(body: Any) -> str | None:
    if not isinstance(body, dict) or not isinstance(body.get("token", ""), str):
        return 'the body has no token; send {"token": "…"}'
    return None


def _set_cookie(request: Request, answer: HTTPResponse, token: str, seconds: int | None = None) -> None:
    answer.cookies[COOKIE] = token
    cookie = answer.cookies[COOKIE]
    cookie["path"], cookie["httponly"], cookie["samesite"] = "/", True, "Strict"
    if seconds is not None:
        cookie["max-age"] = seconds
    if _is_secure(request):
        cookie["secure"] = True


def _is_secure(request: Request) -> bool:
    """Whether the browser came over TLS, which ends here or at a proxy that says so."""
    return "https" in (request.scheme, request.headers.get("x-forwarded-proto"))
