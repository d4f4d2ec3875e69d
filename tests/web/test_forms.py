"""What can be entered without typing a sentence: groups, numbers, dates, tables; copies and files."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import say

OPEN = "61F, BCLC B, ECOG 0, HCC by biopsy, CP A5, initially unresectable, resectable now"
COURSE = (
    "first treatment HAIC with lenvatinib and camrelizumab from 2 March 2026 to 20 July 2026, no other treatment, CR"
)


def until(page: Page, there: Callable[[], bool], most: int = 14) -> None:
    """Say "don't know" until something is asked."""
    for _ in range(most):
        if there():
            return
        say(page, "don't know")
    raise AssertionError("it was never asked")


def test_a_group_is_answered_by_choosing_and_silence_is_no_answer(page: Page):
    say(page, OPEN)
    say(page, COURSE)
    form = page.locator(".answer-form")
    until(page, lambda: form.locator("fieldset").count() > 2)
    groups = form.locator("fieldset")
    before, asked = page.locator(".fact").count(), groups.count()
    groups.nth(0).get_by_label("No", exact=True).check()
    groups.nth(1).get_by_label("Yes", exact=True).check()
    form.get_by_role("button", name="Send these").click()
    expect(page.locator(".fact")).to_have_count(before + 2)
    assert asked > 2
    assert page.locator(".own").last.inner_text().count(";") == 1
    changed = [" ".join(value.split()) for value in page.locator(".fact.changed .value").all_inner_texts()]
    assert sorted(changed) == ["no (changed)", "yes (changed)"]


def test_numbers_are_entered_with_unit_and_date(page: Page):
    say(page, OPEN)
    say(page, COURSE)
    form = page.locator(".answer-form")
    until(page, lambda: form.locator(".quantity").count() > 1)
    label = form.locator(".quantity label").first.inner_text()
    form.get_by_label(label, exact=True).fill("1")
    form.get_by_label("Date of the tests").fill("2026-11-18")
    form.get_by_role("button", name="Send these").click()
    expect(page.locator(".own").last).to_contain_text("2026-11-18")
    expect(page.locator(".said").last).to_contain_text("18 Nov 2026")


def test_a_question_for_numbers_is_left_open_with_a_button(page: Page):
    say(page, OPEN)
    say(page, COURSE)
    form = page.locator(".answer-form")
    until(page, lambda: form.locator(".quantity").count() == 1)
    form.get_by_role("button", name="Don't know").click()
    expect(page.locator(".said").last).to_contain_text("Left open for now: INR.")


def test_a_pasted_table_is_shown_as_one_and_read(page: Page, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    table = "Platelets\t82\t10^9/L\nAlbumin\t34\tg/L\nINR\t1.2\t"
    page.evaluate("text => navigator.clipboard.writeText(text)", table)
    page.get_by_label("Message", exact=True).focus()
    page.keyboard.press("Control+V")
    expect(page.locator(".pasted")).to_contain_text("Laboratory table with 3 rows")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("platelets 82 ×10⁹/L, albumin 34 g/L")
    expect(page.locator(".own table tr")).to_have_count(3)


def test_an_answer_is_copied(page: Page, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = say(page, "platelets 82")
    answer.get_by_role("button", name="Copy").click()
    expect(answer).to_contain_text("Copied")
    assert "platelets 82" in page.evaluate("navigator.clipboard.readText()")


def test_the_summary_is_downloaded_in_each_form(page: Page):
    say(page, "new patient P-61")
    say(page, "platelets 82, TACE on 2 August 2026")
    for name, starts in (("Web page", b"<!doctype html>"), ("PDF", b"%PDF"), ("Text", b"# Screening P")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download the summary: {name}").click()
        assert download.value.suggested_filename.startswith("P-61.")
        content = download.value.path().read_bytes()
        assert content.startswith(starts)
        assert b"platelets 82" in content or starts == b"%PDF"


def test_undo_takes_the_last_message_back(page: Page):
    say(page, "platelets 82")
    page.get_by_role("button", name="Undo last").click()
    expect(page.locator(".said").last).to_contain_text("Taken back your last message")
    expect(page.locator(".fact")).to_have_count(0)
