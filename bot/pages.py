"""The chat page: five files of our own, and headers on every answer that let nothing else in."""

from pathlib import Path

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

FOLDER = Path(__file__).resolve().parent / "page"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Patient data goes through here.
    "Cache-Control": "no-store",
}

FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/board.js": ("board.js", "text/javascript; charset=utf-8"),
    "/favicon.svg": ("favicon.svg", "image/svg+xml"),
}


def add_pages(app: Sanic) -> None:
    """Serve the chat page at `/`, and put the headers on every answer."""
    for path, (name, content_type) in FILES.items():
        _add_page(app, path, (FOLDER / name).read_bytes(), content_type)

    async def add_headers(_: Request, response: HTTPResponse) -> None:
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)

    app.register_middleware(add_headers, "response")


def _add_page(app: Sanic, path: str, content: bytes, content_type: str) -> None:
    async def page(_: Request) -> HTTPResponse:
        return raw(content, content_type=content_type)

    app.add_route(page, path, name=f"page {path}")
