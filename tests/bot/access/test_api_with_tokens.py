"""The API description says truly which addresses take a token."""

from typing import Any

import pytest

from tests.bot.access.conftest import ask, token
from tests.bot.conftest import Server
from tests.bot.test_api import API, METHODS

pytestmark = [pytest.mark.server, pytest.mark.model]

OPERATIONS = [
    (method, path, operation)
    for path, operations in API["paths"].items()
    for method, operation in operations.items()
    if method in METHODS
]


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=[f"{one[0]} {one[1]}" for one in OPERATIONS])
async def test_an_address_takes_a_token_unless_its_description_says_otherwise(
    closed: Server, method: str, path: str, operation: dict[str, Any]
):
    status, _, _ = await ask(closed, method.upper(), path.lstrip("/"))
    is_open = operation.get("security") == []
    sign_in = path == "/sign-in" and method == "post"  # refuses a body without a token by itself
    assert (status == 401) is (not is_open or (sign_in and status == 401))
    assert is_open or "401" in operation["responses"]


@pytest.mark.parametrize("header", ["", "Bearer", "Basic YTpi", "Bearer x y", "Bearer " + "x" * 7_000, "bearer null"])
async def test_a_header_that_is_no_token_is_refused(closed: Server, header: str):
    status, _, text = await ask(closed, "GET", "metrics", headers={"Authorization": header})
    assert (status, "error" in text) == (401, True)


@pytest.mark.parametrize("body", [b"", b"[]", b'{"token": 5}', b'{"token": {"a": []}}', b"[" * 100_000])
async def test_a_sign_in_without_a_token_is_refused_with_a_line(closed: Server, body: bytes):
    status, _, text = await ask(closed, "POST", "sign-in", data=body, headers={"Content-Type": "application/json"})
    assert (status, "error" in text) == (400, True)


async def test_a_token_with_a_line_break_sets_no_header(closed: Server):
    injected = {"token": token("anna", "centre-a") + "\r\nSet-Cookie: a=b"}
    status, headers, _ = await ask(closed, "POST", "sign-in", json=injected)
    assert (status, "Set-Cookie" in headers) == (401, False)
