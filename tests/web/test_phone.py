"""The phone call: a large question, one-key answers, a timer, progress, notes that are no facts."""

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from tests.bot.conftest import Server
from tests.web.conftest import say


def call(page: Page) -> None:
    page.get_by_role("button", name="Phone call").click()


def answers(page: Page, key: str) -> str:
    """Press one key, and give the question that follows."""
    before = page.locator(".aloud").inner_text()
    expect(page.get_by_label("Answer", exact=True)).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(".aloud")).not_to_have_text(before)
    return page.locator(".aloud").inner_text()


def test_the_first_fact_is_typed_and_then_one_key_answers(page: Page, server: Server):
    call(page)
    page.get_by_label("First fact").fill("new patient P-41, 61F, BCLC C, ECOG 1, HCC by biopsy")
    page.keyboard.press("Enter")
    expect(page.locator(".decides")).to_contain_text("decides")
    for _ in range(6):
        answers(page, "?")
    with create_engine(server.log).connect() as log:
        kinds = log.execute(text("select kind from observations where kind = 'later'")).fetchall()
    assert len(kinds) >= 6


def test_yes_no_and_a_number(page: Page):
    say(page, "new patient P-42")
    say(page, "61F, HCC by biopsy, BCLC C, lenvatinib + sintilimab since July 2026, PD")
    call(page)
    hint = page.locator("#answer-keys")
    for _ in range(12):
        if "y yes" in hint.inner_text():
            break
        answers(page, "?")
    asked = page.locator(".aloud").inner_text()
    answers(page, "y")
    page.get_by_role("button", name="Conversation", exact=True).click()
    expect(page.locator(".own").last).to_contain_text("Yes")
    assert asked


def test_the_progress_counts_settled_trials(page: Page):
    say(page, "BCLC C, TACE on 2 August 2026")
    call(page)
    expect(page.locator(".settled")).to_contain_text("1 of 5 trials settled")


def test_the_timer_runs_and_stops(page: Page):
    page.clock.install()
    call(page)
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(65_000)
    expect(page.get_by_role("timer")).to_have_text("1:05")
    page.get_by_role("button", name="Stop").click()
    page.clock.run_for(10_000)
    expect(page.get_by_role("timer")).to_have_text("1:05")


def test_notes_stay_in_the_tab_and_are_no_facts(page: Page, server: Server):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    call(page)
    page.get_by_label("Your notes").fill("platelets 909192, call back on Tuesday")
    page.reload()
    call(page)
    expect(page.get_by_label("Your notes")).to_have_value("platelets 909192, call back on Tuesday")
    assert not [body for body in sent if "909192" in body]
    with create_engine(server.log).connect() as log:
        assert "909192" not in str(log.execute(text("select value from observations")).fetchall())
