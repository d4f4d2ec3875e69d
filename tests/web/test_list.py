"""The list of screenings: found by code, status and day; gone on with; what became of them."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import say, trial

ROWS = ".table tbody tr"


def test_a_screening_is_found_by_code_status_and_day_and_gone_on_with(page: Page):
    say(page, "new patient P-51")
    say(page, "BCLC C, TACE on 2 August 2026")
    say(page, "new patient P-52")
    page.get_by_role("button", name="Screenings").click()
    rows = page.locator(ROWS)
    expect(rows).to_have_count(2)
    page.get_by_label("Search by code").fill("p-51")
    expect(rows).to_have_count(1)
    page.get_by_label("Search by code").fill("")
    page.get_by_label("Trials").select_option("ruled_out")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("P-51")
    page.get_by_label("Since").fill("2026-11-21")
    expect(page.get_by_text("No screening matches.")).to_be_visible()
    page.get_by_label("Since").fill("2026-11-20")
    page.get_by_role("button", name="Go on with P-51").click()
    expect(page.get_by_role("heading", name="Screening P-51")).to_be_visible()
    expect(trial(page, "HAIC concurrent")).to_contain_text("Ruled out")


def test_a_screening_of_an_earlier_conversation_is_found_again(page: Page):
    say(page, "new patient P-53")
    say(page, "platelets 82")
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("button", name="Screenings").click()
    page.get_by_role("button", name="Go on with P-53").click()
    expect(page.get_by_role("heading", name="Screening P-53")).to_be_visible()
    expect(say(page, "albumin 34 g/L")).to_contain_text("P-53")


def test_the_funnel_counts_by_trial_and_reason_and_holds_no_value(page: Page):
    for code, told in (("P-54", "BCLC C, AFP 4711, TACE on 2 August 2026"), ("P-55", "BCLC C, AFP 4712")):
        say(page, f"new patient {code}")
        say(page, told)
    with page.expect_response("**/widget/screenings*") as response:
        page.get_by_role("button", name="Screenings").click()
    funnel = page.locator(".funnel > ul > li", has_text="HAIC concurrent")
    expect(funnel).to_contain_text("2 screened")
    expect(funnel.locator(".is-ruled_out")).to_contain_text("1")
    expect(funnel.locator(".is-open")).to_contain_text("1")
    expect(funnel).to_contain_text("No earlier treatment of the tumour: 1")
    assert "471" not in json.dumps(response.value.json())


def test_another_browser_sees_nothing_of_it(page: Page, open_page: Callable[[], Page], browser, server):
    say(page, "new patient P-56")
    stranger = browser.new_context().new_page()
    stranger.goto(server.url)
    stranger.get_by_role("button", name="Screenings").click()
    expect(stranger.get_by_text("No screening yet.")).to_be_visible()
    stranger.context.close()
