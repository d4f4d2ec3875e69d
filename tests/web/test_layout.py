"""The layout at three sizes: what stands where, and the pictures of it.

`HEPASCREEN_SCREENSHOTS=yes make test ARGS=tests/web/test_layout.py` draws the pictures in docs/images anew.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.web.conftest import say, trial

SIZES = {
    "1440": {"width": 1440, "height": 900},
    "1024": {"width": 1024, "height": 768},
    "390": {"width": 390, "height": 844},
}
CASE = (
    "new patient HS-021",
    "61F, BCLC B, ECOG 0, HCC proven by biopsy, CP A5, platelets 120 on 18 Nov 2026, AFP 800 ng/mL on 12 Nov 2026, "
    "lenvatinib + camrelizumab since March 2026, HAIC from 2 Mar 2026 to 20 Jul 2026, CR",
    "stroke in January 2026",
)


def picture(page: Page, name: str, folder: Path) -> None:
    """Draw the page, into docs/ where that is asked for, in few colours: a repository keeps every version."""
    page.mouse.move(0, 0)
    drawn = page.screenshot(animations="disabled", caret="hide")
    Image.open(io.BytesIO(drawn)).convert("RGB").quantize(96).save(folder / f"{name}.png", optimize=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ROOT / "docs" / "images" if os.environ.get("HEPASCREEN_SCREENSHOTS") else tmp_path


def box(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of something."""
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def overlaps(page: Page, selector: str) -> list[str]:
    """Neighbours among these that lie upon one another."""
    boxes = [one.bounding_box() for one in page.locator(selector).all() if one.is_visible()]
    pairs = [(a, b) for place, a in enumerate(boxes) for b in boxes[place + 1 :] if a and b]
    return [
        f"{a} {b}"
        for a, b in pairs
        if a["x"] + a["width"] > b["x"] + 1
        and b["x"] + b["width"] > a["x"] + 1
        and a["y"] + a["height"] > b["y"] + 1
        and b["y"] + b["height"] > a["y"] + 1
    ]


@pytest.mark.parametrize("size", SIZES)
def test_conversation_and_board_stand_where_they_belong(page: Page, folder: Path, size: str):
    page.set_viewport_size(SIZES[size])
    for message in CASE:
        say(page, message)
    expect(page.locator(".facts")).to_be_visible()
    picture(page, f"conversation-{size}", folder)
    chat, board, composer = box(page, ".chat"), box(page, ".board"), box(page, ".composer")
    if size == "390":
        assert board[1] >= chat[3] - 1  # below it
        assert board[2] - board[0] >= 380
    else:
        assert board[0] >= chat[2] - 1  # beside it
        assert composer[3] <= SIZES[size]["height"] + 1
        assert min(chat[2] - chat[0], board[2] - board[0]) >= 380
    for group in (".head > *", ".trials .trial", ".tools > *", ".head nav button", ".timeline .row", ".facts .fact"):
        assert overlaps(page, group) == [], group
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_views_of_the_documentation(page: Page, folder: Path):
    for message in CASE:
        say(page, message)
    trial(page, "Watch and wait".lower()).get_by_role("button").click()
    say(page, "what if the stroke had been in 2024")
    picture(page, "supposed", folder)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    picture(page, "dark", folder)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.get_by_role("button", name="Phone call").click()
    page.get_by_role("button", name="Start the call").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".read")).to_have_text("Read aloud")
    picture(page, "phone", folder)
    assert overlaps(page, ".phone > *") == []
    page.get_by_role("button", name="Screenings").click()
    expect(page.get_by_role("heading", name="What became of them")).to_be_visible()
    picture(page, "screenings", folder)
    assert overlaps(page, ".list > *") == []


def test_on_paper_the_board_stands_alone(page: Page):
    for message in CASE:
        say(page, message)
    say(page, "what if platelets were 40")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".chat")).to_be_hidden()
    expect(page.locator(".head")).to_be_hidden()
    expect(page.locator(".trials")).to_be_visible()
    # What is only supposed is not for the file; what can be folded up is unfolded.
    expect(page.locator(".supposed")).to_be_hidden()
    expect(page.locator(".fetch details span").first).to_be_visible()
    board = page.locator(".board")
    # All of it, not what a window shows; and dark on white whatever the screen's colours.
    assert board.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert board.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
