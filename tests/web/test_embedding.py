"""One script tag on somebody else's page, of another origin; and a server that starts anew while it is in use."""

import signal
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.bot.access.conftest import SECRET, token
from tests.bot.conftest import Server
from tests.web.conftest import recorded, say, trial, type_in, watched

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


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def settings(elsewhere, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Those of a server with a secret that lets one other page in, at the same address whenever it starts."""
    return {
        "HEPASCREEN_SECRET": SECRET,
        "HEPASCREEN_ORIGINS": f"http://127.0.0.1:{elsewhere.server_port}",
        "HEPASCREEN_PORT": str(free_port()),
        "HEPASCREEN_LOG_URL": f"sqlite:///{tmp_path_factory.mktemp('guarded') / 'log.db'}",
    }


@pytest.fixture(scope="module")
def guarded(start, settings: dict[str, str]) -> Server:
    return start(**settings)


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


# The last of the module: the server that it kills is that of the others.
@pytest.mark.slow
def test_a_conversation_goes_on_after_the_server_started_anew(
    start, settings: dict[str, str], guarded: Server, elsewhere, context: BrowserContext
):
    bearer = token("berta", "centre-a")
    elsewhere.tag = f'<script src="{guarded.url}hepascreen.js" data-token="{bearer}" defer></script>'
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    page.get_by_role("button", name="Screen a patient").click()
    say(page, "new patient P-71")
    say(page, "61F, BCLC C, ECOG 1, HCC by biopsy")
    guarded.process.send_signal(signal.SIGKILL)
    guarded.process.wait()
    type_in(page, "don't know")
    type_in(page, "AFP 4071 ng/mL")
    expect(page.locator(".unsent-note").first).to_contain_text("Not sent")
    again = start(**settings)
    # What was asked is forgotten with the server: it is asked again.
    asked = page.locator(".said", has_text="I no longer know which question that answers")
    expect(asked.locator(".question")).to_be_visible(timeout=40_000)
    # By itself, once, in the screening that it belongs to.
    expect(page.locator(".said").last).to_contain_text("Recorded for P-71: AFP 4071", timeout=40_000)
    expect(page.locator(".link")).to_have_text("Connected")
    assert recorded(again, "afp", 4071) == 1
    expect(page.locator(".fact", has_text="BCLC stage")).to_be_visible()
    # One more answer is enough.
    page.locator(".below").get_by_role("button", name="Don't know").click()
    expect(page.locator(".said").last).to_contain_text("Left open for now")
