"""The chat page in a real browser: a conversation, a lost answer, a reload, hostile text, accessibility."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from sqlalchemy import create_engine, text

from tests.bot.conftest import Server
from tests.conftest import absent

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.model]

SIZES = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
WEBHOOK = "**/webhooks/rest/webhook"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        absent("Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The page, which must neither complain nor speak to anyone but its own origin."""
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    requested: list[str] = []
    opened.on("request", lambda request: requested.append(request.url))
    opened.goto(server.url)
    yield opened
    context.close()
    assert complaints == []
    assert [url for url in requested if not url.startswith(server.url)] == []


def say(page: Page, message: str) -> None:
    page.get_by_label("Message", exact=True).fill(message)
    page.keyboard.press("Enter")


def recorded(server: Server, fact: str, value: int) -> int:
    """How often the log holds this value."""
    with create_engine(server.log).connect() as log:
        rows = log.execute(text("select value from observations where fact = :fact"), {"fact": fact}).fetchall()
    return sum(f'"value": {value}' in row[0] for row in rows)


def test_a_message_is_answered_and_the_board_shows_every_trial(page: Page):
    say(page, "BCLC C, ECOG 1, platelets 82")
    expect(page.locator(".message.bot")).to_contain_text("platelets 82")
    expect(page.locator("#board > li")).to_have_count(5)
    say(page, "TACE on 2 August 2026")
    trial = page.locator("#board > li", has_text="haic-concurrent")
    # Any earlier treatment violates for good.
    expect(trial).to_contain_text("Ruled out (changed)")
    trial.get_by_text("Why (1)").click()
    expect(trial).to_contain_text("Not having received previous treatment against hepatocellular carcinoma")


def test_an_offered_answer_is_sent_by_its_button(page: Page):
    say(page, "help")
    page.get_by_role("button", name="Status").click()
    expect(page.locator(".message.own").last).to_contain_text("Status")
    expect(page.locator("#board > li")).to_have_count(5)
    expect(page.locator(".replies")).to_have_count(0)


def test_while_the_server_cannot_be_reached_a_message_stays_and_can_be_sent_again(page: Page):
    page.route(WEBHOOK, lambda route: route.abort())
    say(page, "platelets 83")
    note = page.locator(".unsent-note")
    expect(note).to_contain_text("Not sent: the server cannot be reached.")
    page.unroute(WEBHOOK)
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".message.bot")).to_contain_text("platelets 83")
    expect(note).to_have_count(0)


def test_a_message_whose_answer_was_lost_is_sent_again_and_recorded_once(page: Page, server: Server):
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(WEBHOOK, lose_the_answer)
    say(page, "platelets 84")
    expect(page.locator(".unsent-note")).to_be_visible()
    assert recorded(server, "platelets", 84) == 1
    page.unroute(WEBHOOK)
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".message.bot")).to_contain_text("platelets 84")
    assert recorded(server, "platelets", 84) == 1


def test_a_reload_keeps_the_conversation_and_the_board(page: Page):
    say(page, "new patient P-31")
    expect(page.locator(".message.bot")).to_contain_text("P-31")
    page.reload()
    expect(page.locator(".message.own")).to_contain_text("new patient P-31")
    expect(page.locator("#board > li")).to_have_count(5)
    say(page, "platelets 85")
    expect(page.locator(".message.bot").last).to_contain_text("P-31")


def test_a_new_conversation_starts_from_nothing(page: Page):
    say(page, "new patient P-32")
    expect(page.locator("#board > li")).to_have_count(5)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".message")).to_have_count(0)
    expect(page.locator("#board > li")).to_have_count(0)
    say(page, "platelets 86")
    expect(page.locator(".message.bot")).not_to_contain_text("P-32")


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", '"><svg onload=alert(1)>']
)
def test_what_is_typed_is_shown_as_text(page: Page, hostile: str):
    page.on("dialog", lambda dialog: pytest.fail("something was executed"))
    say(page, f"platelets 87 {hostile}")
    expect(page.locator(".message.own")).to_contain_text(hostile)
    expect(page.locator(".message.bot").first).to_be_visible()
    assert page.locator("#log img, #log script, #log svg").count() == 0


def test_several_lines_can_be_typed(page: Page):
    box = page.get_by_label("Message", exact=True)
    box.fill("platelets 88")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("albumin 34 g/L")
    page.keyboard.press("Enter")
    expect(page.locator(".message.bot")).to_contain_text("albumin 34")
    expect(box).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(page: Page, size: str, scheme: str):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    say(page, "BCLC C, platelets 89, TACE on 2 August 2026")
    expect(page.locator("#board > li")).to_have_count(5)
    page.locator("#board summary").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
