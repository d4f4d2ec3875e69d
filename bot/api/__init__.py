"""The description of everything that the server offers over HTTP, in OpenAPI 3.1: `openapi.yml` beside this module."""

from pathlib import Path

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

DESCRIPTION = Path(__file__).with_name("openapi.yml")
PATH = "/openapi.yml"
CONTENT_TYPE = "application/yaml; charset=utf-8"


def add_description(app: Sanic) -> None:
    """Serve the description as it is written."""
    content = DESCRIPTION.read_bytes()

    async def describe(_: Request) -> HTTPResponse:
        return raw(content, content_type=CONTENT_TYPE)

    app.add_route(describe, PATH, name=PATH)
