"""The API description says what the server does: every route, every answer; some 500 made-up requests are no harm.

About half a minute on a server that other tests share, nearly all of it Schemathesis's.
"""

from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.api import DESCRIPTION
from bot.metrics import Metrics
from bot.server import _app
from bot.settings import read_settings
from tests.bot.conftest import Server
from tests.fuzz.api import try_api

pytestmark = [pytest.mark.server, pytest.mark.model]

API: dict[str, Any] = YAML(typ="safe", pure=True).load(DESCRIPTION)
METHODS = {"get", "post", "put", "patch", "delete", "options", "head"}
HOW_TO_DESCRIBE = (
    "bot/api/openapi.yml and the routes of the server differ. A new route needs an entry under `paths` there, with "
    "operationId, summary, parameters, requestBody, every status that it can answer with (a 401 too, or an empty "
    "`security` where it is in OPEN_TO_ALL of bot/access/guard.py) and the schema of every answer; a route that is "
    "gone loses its entry"
)


def described() -> set[tuple[str, str]]:
    """Every method and path of the description."""
    return {
        (method.upper(), path.strip("/"))
        for path, operations in API["paths"].items()
        for method in METHODS & set(operations)
    }


def test_every_route_is_described_and_every_description_is_a_route():
    app = _app(read_settings({}), SimpleNamespace(metrics=Metrics()))
    served = {(method, route.path.strip("/")) for route in app.router.routes for method in route.methods}
    assert sorted(served ^ described()) == [], HOW_TO_DESCRIBE


async def test_the_description_is_served_as_it_is_written(server: Server):
    async with aiohttp.ClientSession() as session, session.get(server.url + "openapi.yml") as response:
        assert (response.status, response.content_type) == (200, "application/yaml")
        assert await response.read() == DESCRIPTION.read_bytes()


MESSAGES = [
    "new patient API-1",
    "61F, BCLC B or C, AFP >1210, plt 82 on 2026-11-01, CP A6, ALT 88 (ULN 40), AST 2.5 x ULN, no HIV",
    "GI bleed Oct 2026, skin cancer 2019, born 1961",
    "TACE since 2 Aug 2026, lenvatinib + sintilimab since July, PD, nothing else was given",
    "child-pugh B",
    "forget the platelets",
    "undo",
    "the TACE was wrong",
    "don't know",
    "pending",
    "status",
    "why not watch and wait",
    "what if platelets were 90",
    "when",
    "what would reopen watch and wait",
    "list patients",
    "summary",
    "help",
    "something else entirely",
    "x" * 20_001,
    "phone",
    "y",
    "n",
    "?",
    "hang up",
    "close the patient",
]


async def test_every_answer_of_a_long_dialogue_is_as_described(server: Server):
    part = Draft202012Validator({**API, "$ref": "#/components/schemas/Part"})
    payloads = 0
    for message in MESSAGES:
        for one in await server.say("described", message):
            faults = [f"{message[:40]}: {list(fault.path)} {fault.message[:200]}" for fault in part.iter_errors(one)]
            assert faults == []
            payloads += "custom" in one
    assert payloads > 12


def test_requests_that_are_made_from_the_description_are_answered_as_it_says(server: Server):
    outcome = try_api(server.url, examples=12, seed=1)
    assert outcome.is_fine, outcome.report
    assert outcome.requests > 300


@pytest.mark.parametrize("given", ["", "docx"])
async def test_a_format_that_there_is_none_of_is_refused(server: Server, given: str):
    address = f"{server.url}widget/summary?format={given}"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 400
        assert "html" in (await response.json())["error"]
