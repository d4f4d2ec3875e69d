"""One server for all tests of the widget; every test has a window and a conversation of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from sqlalchemy import create_engine, text

from tests.bot.conftest import Server, model, server, start  # noqa: F401
from tests.conftest import absent

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WEBHOOK = "**/webhooks/rest/webhook"
SOCKET = "**/socket.io/**"
TRIALS = ".trials .trial"

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/web/" in item.path.as_posix() and "browser" in getattr(item, "fixturenames", ()):
            for mark in ("browser", "server", "model"):
                item.add_marker(mark)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module: while it runs, Playwright's loop lets no other asynchronous test in."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        absent("Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture
def open_page(context: BrowserContext, server: Server) -> Iterator[Callable[[], Page]]:  # noqa: F811
    """Open the page in a window; none may complain, or speak to anyone but its own origin."""
    with watched(context, server.url) as complaints:

        def _open() -> Page:
            page = context.new_page()
            page.goto(server.url)
            expect(page.locator(".link")).to_have_text("Connected")
            return page

        yield _open
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[[], Page]) -> Page:
    return open_page()


@contextmanager
def watched(context: BrowserContext, *origins: str) -> Iterator[list[str]]:
    """Note what every window of a context complains of, and each request that leaves the given origins."""
    complaints: list[str] = []
    sockets = tuple(origin.replace("http", "ws", 1) for origin in origins)

    def attend(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "ecurity" in said.text else None)
        page.on("dialog", lambda dialog: complaints.append(f"executed: {dialog.message}"))
        page.on("websocket", lambda socket: None if socket.url.startswith(sockets) else complaints.append(socket.url))

    def leave(url: str) -> None:
        if not url.startswith((*origins, "blob:")):
            complaints.append(f"left: {url}")

    context.on("page", attend)
    context.on("request", lambda request: leave(request.url))
    yield complaints


def without_socket(context: BrowserContext) -> None:
    """Let no socket through, neither as a websocket nor by polling."""
    context.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    context.route(SOCKET, lambda route: route.abort())


def say(page: Page, message: str) -> Locator:
    """Type a message, wait until it is answered, and give the answer."""
    said = page.locator(".said")
    before = said.count()
    type_in(page, message)
    expect(said.nth(before)).to_be_visible()
    expect(page.locator(".writing")).to_have_count(0)
    return said.nth(before)


def type_in(page: Page, message: str) -> None:
    page.get_by_label("Message", exact=True).fill(message)
    page.keyboard.press("Enter")


def trial(page: Page, label: str) -> Locator:
    return page.locator(TRIALS, has_text=label)


def recorded(server: Server, fact: str, value: int) -> int:  # noqa: F811
    """How often the log holds this value."""
    with create_engine(server.log).connect() as log:
        rows = log.execute(text("select value from observations where fact = :fact"), {"fact": fact}).fetchall()
    return sum(f'"value": {value}' in (row[0] or "") for row in rows)
