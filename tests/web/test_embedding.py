"""One script tag on somebody else's page, of another origin."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.bot.access.conftest import SECRET, token
from tests.bot.conftest import Server
from tests.web.conftest import say, trial, watched

PAGE = """<!doctype html><html lang="en"><head><title>A page of the hospital</title>
<style>button, * { color: red !important; font-size: 40px; display: inline }</style></head>
<body><main><h1>Hospital</h1></main>TAG</body></html>"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Any]:
    """A web server of another origin; its page holds the tag that a test wants."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.replace("TAG", self.server.tag).encode())

        def log_message(self, *_: Any) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()


@pytest.fixture(scope="module")
def guarded(start, elsewhere) -> Server:
    """A server with a secret that lets one other page in."""
    origin = f"http://127.0.0.1:{elsewhere.server_port}"
    return start(HEPASCREEN_SECRET=SECRET, HEPASCREEN_ORIGINS=origin)


def test_a_listed_page_embeds_the_widget_with_its_token(guarded: Server, elsewhere, context: BrowserContext):
    bearer = token("anna", "centre-a")
    elsewhere.tag = f'<script src="{guarded.url}hepascreen.js" data-token="{bearer}" defer></script>'
    here = f"http://127.0.0.1:{elsewhere.server_port}/"
    with watched(context, here, guarded.url) as complaints:
        page = context.new_page()
        page.goto(here)
        page.get_by_role("button", name="Screen a patient").click()
        expect(page.get_by_role("dialog", name="Hepascreen")).to_be_visible()
        expect(say(page, "BCLC C, TACE on 2 August 2026")).to_contain_text("TACE")
        expect(trial(page, "HAIC concurrent")).to_contain_text("Ruled out")
        expect(page.locator(".fact", has_text="BCLC stage")).to_be_visible()
        # What the page does to its own buttons does not reach ours.
        send = page.get_by_role("button", name="Send")
        assert send.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") < 20
        found = Axe().run(page, context="div.hepascreen").response["violations"]
        assert [one["id"] for one in found] == []
        assert bearer not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert complaints == []


def test_without_a_token_it_asks_for_one(guarded: Server, elsewhere, context: BrowserContext):
    elsewhere.tag = f'<script src="{guarded.url}hepascreen.js" defer></script>'
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    page.get_by_role("button", name="Screen a patient").click()
    form = page.get_by_role("form", name="Sign in")
    form.get_by_label("Your token").fill("nonsense")
    form.get_by_role("button", name="Sign in").click()
    expect(form.get_by_role("alert")).to_contain_text("not valid here")
    form.get_by_label("Your token").fill(token("anna", "centre-a"))
    form.get_by_role("button", name="Sign in").click()
    expect(form).to_have_count(0)
    expect(say(page, "platelets 82")).to_contain_text("platelets 82")


def test_a_page_that_is_not_listed_cannot_load_it(server: Server, elsewhere, context: BrowserContext):
    elsewhere.tag = f'<script src="{server.url}hepascreen.js" defer></script>'
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    assert failed == [f"{server.url}hepascreen.js"]
    expect(page.get_by_role("button", name="Screen a patient")).to_have_count(0)
