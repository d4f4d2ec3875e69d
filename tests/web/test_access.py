"""For everybody: nothing that axe finds, all by keyboard, announcements, 200 % zoom, no motion that nobody wants."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import TRIALS, say, trial

SIZES = {
    "desk": {"width": 1440, "height": 900},
    "tablet": {"width": 1024, "height": 768},
    "phone": {"width": 390, "height": 844},
}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is in order is not written out
}
HISTORY = "BCLC C, platelets 82 on 18 Nov 2026, HIV positive, TACE on 2 August 2026, stroke in January 2026"


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def views(page: Page) -> Iterator[str]:
    """Every view, one after the other, as it is after a few messages."""
    yield "welcome"
    say(page, "new patient P-77")
    say(page, HISTORY)
    trial(page, "HAIC concurrent").get_by_role("button").click()
    page.get_by_role("button", name="Change platelets").click()
    yield "conversation"
    say(page, "what if platelets were 40")
    page.get_by_label("Message", exact=True).fill("platelets\t82\t10^9/L\nalbumin\t34\tg/L")
    yield "supposed, with a table to send"
    page.get_by_role("button", name="Phone call").click()
    page.get_by_role("button", name="Start the call").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".read")).to_have_text("Read aloud")
    yield "phone"
    page.get_by_role("button", name="Screenings").click()
    expect(page.get_by_role("heading", name="What became of them")).to_be_visible()
    yield "list"


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing_on_any_view_and_nothing_stands_out(page: Page, size: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    found = {}
    for view in views(page):
        found[view] = violations(page)
        for width in (SIZES["tablet"], SIZES[size]):
            page.set_viewport_size(width)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def test_at_twice_the_size_nothing_is_lost(page: Page):
    # 200 % of a screen of 1280 pixels leaves 640; WCAG's reflow asks for 320.
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 512})
        expect(page.get_by_label("Message", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    say(page, HISTORY)
    expect(trial(page, "HAIC concurrent")).to_contain_text("Ruled out")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def press(page: Page, name: str, role: str = "button") -> None:
    """Go to something with Tab alone and press Enter."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(80):
        if wanted.evaluate("one => one.getRootNode().activeElement === one"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} cannot be reached by keyboard")


def test_a_whole_screening_by_keyboard_alone(page: Page):
    page.keyboard.type("new patient P-78")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Screening P-78")).to_be_visible()
    page.keyboard.type("61F, BCLC B, ECOG 0, platelets 82, TACE on 2 August 2026")
    page.keyboard.press("Enter")
    expect(trial(page, "HAIC concurrent")).to_contain_text("Ruled out")
    expect(page.locator(".replies button").first).to_be_visible()
    press(page, "HAIC concurrent")
    expect(trial(page, "HAIC concurrent").locator(".criterion").first).to_be_visible()
    press(page, "Change platelets")
    expect(page.get_by_label("Platelets", exact=True)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    expect(page.locator(".fact", has_text="platelets")).to_contain_text("120")
    press(page, "Take back platelets")
    expect(page.locator(".fact", has_text="platelets")).to_have_count(0)
    press(page, "Undo last")
    expect(page.locator(".fact", has_text="platelets")).to_contain_text("120")


def test_new_messages_and_changed_verdicts_are_announced(page: Page):
    say(page, "BCLC C")
    assert page.get_by_role("log").first.get_attribute("aria-live") == "polite"
    say(page, "TACE on 2 August 2026")
    status = page.get_by_role("complementary").get_by_role("status").first
    expect(status).to_have_text("HAIC concurrent: ruled out")


def test_nothing_moves_where_that_is_not_wanted(browser, server):
    for wish, moves in (("reduce", False), ("no-preference", True)):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(server.url)
        page.get_by_label("Message", exact=True).fill("platelets 82")
        still = page.evaluate(
            """() => {
              const root = document.querySelector('#hepascreen').shadowRoot;
              const dot = document.createElement('i');
              const row = Object.assign(document.createElement('div'), {className: 'writing'});
              row.append(dot); root.querySelector('.messages').append(row);
              return getComputedStyle(dot).animationName;
            }"""
        )
        assert (still != "none") is moves
        context.close()


def test_the_theme_can_be_chosen_and_stays(open_page: Callable[[], Page], context: BrowserContext):
    page = open_page()
    ground = "getComputedStyle(document.querySelector('#hepascreen').shadowRoot.querySelector('.app')).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate(ground) != light
    page.reload()
    expect(page.get_by_label("Colours")).to_have_value("dark")
    assert page.evaluate(ground) != light
    assert page.locator(TRIALS).count() == 0
