"""The board: what changed, a trial's criteria, facts changed and taken back in place, suppositions, the time line."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import TRIALS, say, trial

HISTORY = "lenvatinib + camrelizumab since March 2026, HAIC from 2 March 2026 to 20 July 2026"


def fact(page: Page, name: str):
    return page.locator(".fact", has_text=name).first


def test_a_trial_opens_to_its_criteria_with_what_was_found_the_quote_and_what_is_missing(page: Page):
    say(page, "BCLC C, TACE on 2 August 2026")
    head = trial(page, "HAIC concurrent").get_by_role("button")
    expect(head).to_have_attribute("aria-expanded", "false")
    head.click()
    violated = trial(page, "HAIC concurrent").locator(".criterion.is-violated").first
    expect(violated).to_contain_text("Violated")
    expect(violated).to_contain_text("TACE on 2 Aug 2026")
    expect(violated).to_contain_text("Not having received previous treatment against hepatocellular carcinoma")
    trial(page, "HAIC after ICI").get_by_role("button").click()
    expect(trial(page, "HAIC after ICI").locator(".missing")).to_contain_text("treatments")


def test_facts_stand_with_unit_date_and_source(page: Page):
    say(page, "platelets 82 on 18 Nov 2026")
    row = fact(page, "platelets")
    expect(row).to_contain_text("82 ×10⁹/L (18 Nov 2026)")
    expect(row).to_contain_text("20 Nov 2026: platelets 82 on 18 Nov 2026")
    expect(row).to_contain_text("(unit assumed)")


def test_a_fact_is_changed_in_place_and_the_log_keeps_both(page: Page):
    say(page, "platelets 82 on 18 Nov 2026")
    page.get_by_role("button", name="Change platelets").click()
    form = page.get_by_role("form", name="New value of platelets")
    form.get_by_label("Platelets", exact=True).fill("95")
    page.keyboard.press("Enter")
    expect(fact(page, "platelets")).to_contain_text("95 ×10⁹/L (18 Nov 2026)")
    expect(page.locator(".own").last).to_contain_text("correction: platelets 95")
    page.get_by_role("button", name="Undo last").click()
    expect(fact(page, "platelets")).to_contain_text("82 ×10⁹/L")


@pytest.mark.parametrize(
    ("told", "name", "chosen", "shown"),
    [("HIV positive", "HIV infection", "No", "no"), ("female", "sex", "male", "male")],
)
def test_a_lasting_fact_is_changed_without_a_dispute(page: Page, told: str, name: str, chosen: str, shown: str):
    say(page, told)
    page.get_by_role("button", name=f"Change {name}").click()
    form = page.get_by_role("form", name=f"New value of {name}")
    if form.get_by_role("combobox").count():
        form.get_by_role("combobox").select_option(chosen)
    else:
        form.get_by_label(chosen, exact=True).check()
    form.get_by_role("button", name="Save").click()
    expect(fact(page, name).locator(".value")).to_contain_text(shown)
    expect(page.locator(".conflicts")).to_have_count(0)


def test_a_fact_and_a_treatment_are_taken_back_in_place(page: Page):
    say(page, f"platelets 82, {HISTORY}")
    page.get_by_role("button", name="Take back platelets").click()
    expect(page.locator(".fact .name", has_text="platelets")).to_have_count(0)
    page.get_by_role("button", name="Take back HAIC 2 Mar 2026 to 20 Jul 2026").click()
    expect(page.locator(".fact .value", has_text="HAIC")).to_have_count(0)
    expect(fact(page, "lenvatinib + camrelizumab since Mar 2026")).to_be_visible()


def test_a_treatment_is_changed_in_place_and_the_history_stays_complete(page: Page):
    say(page, "TACE from 2 August 2026 to 10 October 2026, no other treatment")
    page.get_by_role("button", name="Change TACE").click()
    form = page.get_by_role("form", name="New value of TACE")
    expect(form.get_by_role("button", name="Save")).to_be_disabled()
    form.get_by_label("TACE", exact=True).fill("TACE on 3 August 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".fact .value", has_text="TACE")).to_have_text(re.compile("^TACE on 3 Aug 2026"))
    expect(page.locator(".facts")).to_contain_text("No other treatment was given.")


def test_an_event_is_changed_from_the_month_that_is_known(page: Page):
    say(page, "stroke in January 2026")
    page.get_by_role("button", name="Change stroke or TIA").click()
    form = page.get_by_role("form", name="New value of stroke or TIA")
    expect(form.get_by_label("Yes", exact=True)).to_be_checked()
    expect(form.get_by_label("when")).to_have_value("2026-01")
    form.get_by_label("when").fill("2025-12")
    form.get_by_role("button", name="Save").click()
    expect(fact(page, "stroke or TIA")).to_contain_text("yes, Dec 2025")


def test_a_supposition_is_marked_and_the_board_keeps_the_truth(page: Page):
    say(page, "BCLC C, platelets 82")
    say(page, "what if platelets were 40")
    supposed = page.get_by_role("region", name="Only supposed")
    expect(supposed).to_contain_text("platelets 40")
    expect(supposed.locator("li", has_text="HAIC after ICI")).to_contain_text("Ruled out")
    expect(trial(page, "HAIC after ICI")).to_contain_text("Still open")
    page.get_by_role("button", name="Back to what is known").click()
    expect(supposed).to_have_count(0)


def test_the_time_line_has_treatments_tests_and_the_day_on_which_a_window_is_over(page: Page):
    say(page, f"{HISTORY}, stroke on 3 January 2026, AFP 800 on 12 Nov 2026")
    rows = page.locator(".timeline .row")
    expect(rows).to_have_count(5)
    expect(page.locator(".row.washout")).to_contain_text("Watch and wait".lower())
    # Twelve calendar months after 3 January 2026.
    expect(page.locator(".row.washout")).to_contain_text("opens on 3 Jan 2027")
    places = rows.locator(".span").evaluate_all("spans => spans.map(one => one.getBoundingClientRect().left)")
    assert places == sorted(places)


def test_what_is_to_be_fetched_is_listed(page: Page):
    say(page, "BCLC C")
    say(page, "pending")
    fetch = page.get_by_role("region", name="To fetch")
    expect(fetch).to_contain_text("Asked for")
    expect(fetch).to_contain_text("From the chart")
    rest = fetch.get_by_text("interstitial lung disease")
    expect(rest).to_be_hidden()
    fetch.get_by_text(re.compile("and \\d+ more")).first.click()
    expect(rest).to_be_visible()


def test_what_does_not_fit_together_is_shown(page: Page):
    say(page, "Child-Pugh A, bilirubin 60 umol/L, albumin 25 g/L, INR 2.5, ascites moderate, encephalopathy none")
    expect(page.get_by_role("region", name="Does not fit together")).to_contain_text("Child-Pugh class")


def test_the_board_shows_statuses_without_colour(page: Page):
    say(page, "BCLC B, stroke on 3 January 2026, TACE on 2 August 2026")
    for status in page.locator(f"{TRIALS}").all():
        assert status.locator(".status").inner_text() in ("Still open", "Ruled out", "Deferred", "Eligible")
    shapes = page.locator(f"{TRIALS} .trial-head > svg:first-child path").evaluate_all(
        "all => all.map(p => p.getAttribute('d'))"
    )
    words = page.locator(f"{TRIALS} .status").all_inner_texts()
    assert len(set(zip(words, shapes, strict=True))) == len(set(words)) == len(set(shapes))
