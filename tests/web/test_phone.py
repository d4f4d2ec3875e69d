"""The phone call: a large question, one-key answers, a timer, progress, notes that are no facts."""

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from tests.bot.conftest import Server
from tests.web.conftest import say


def open_call(page: Page) -> None:
    """Start the call and answer for consent."""
    page.get_by_role("button", name="Phone call").click()
    page.get_by_role("button", name="Start the call").click()
    expect(page.locator(".read")).to_have_text("Read aloud: consent")
    press(page, "y")


def press(page: Page, key: str) -> str:
    """Answer with one key, which Enter sends without a wait, and give what is read aloud next."""
    before = page.locator(".asking").inner_text()
    expect(page.get_by_label("What the patient says")).to_be_focused()
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".asking")).not_to_have_text(before)
    expect(page.get_by_text("Hepascreen is reading your message…")).to_have_count(0)
    return page.locator(".asking").inner_text()


def test_a_call_by_single_keys_with_consent_first(page: Page, server: Server):
    say(page, "new patient P-41")
    open_call(page)
    expect(page.get_by_text("Consent: given")).to_be_visible()
    expect(page.locator(".read")).to_have_text("Read aloud")
    assert page.locator(".aloud").inner_text().endswith("?")
    for _ in range(3):
        press(page, "?")
    with create_engine(server.log).connect() as log:
        channels = (
            log.execute(text("select distinct channel from observations where kind in ('later', 'pending')"))
            .scalars()
            .all()
        )
    assert "phone" in channels


def test_a_single_key_needs_no_enter(page: Page):
    say(page, "new patient P-46")
    open_call(page)
    asked = page.locator(".aloud").inner_text()
    page.keyboard.press("?")
    expect(page.locator(".aloud")).not_to_have_text(asked)
    expect(page.get_by_label("What the patient says")).to_have_value("")


def test_words_that_begin_with_a_key_are_words(page: Page, server: Server):
    """Typed key by key, “not sure” is no “n”."""
    say(page, "new patient P-45")
    open_call(page)
    for words in ("not sure", "never mind, he does not know"):
        asked = page.locator(".aloud").inner_text()
        page.keyboard.type(words, delay=60)
        expect(page.get_by_label("What the patient says")).to_have_value(words)
        page.keyboard.press("Enter")
        expect(page.locator(".aloud")).not_to_have_text(asked)
    with create_engine(server.log).connect() as log:
        told = "select kind, said from observations where channel = 'phone' and fact != 'screening_consent'"
        rows = {row.kind for row in log.execute(text(f"{told} and screening_id = (select max(id) from screenings)"))}
    assert rows == {"pending"}


def test_what_is_typed_ahead_of_the_next_question_stays(page: Page):
    """Who types on while the answer is read loses nothing; a key typed too early is not sent for the next question."""
    say(page, "new patient P-47")
    open_call(page)
    asked = page.locator(".aloud").inner_text()
    page.keyboard.type("not sure")
    page.keyboard.press("Enter")
    page.keyboard.type("n", delay=0)
    expect(page.locator(".aloud")).not_to_have_text(asked)
    following = page.locator(".aloud").inner_text()
    page.wait_for_timeout(1_000)
    expect(page.get_by_label("What the patient says")).to_have_value("n")
    assert page.locator(".aloud").inner_text() == following


def test_the_notes_keep_the_focus_when_the_next_question_comes(page: Page):
    say(page, "new patient P-48")
    open_call(page)
    asked = page.locator(".aloud").inner_text()
    page.get_by_label("Your notes").click()
    page.keyboard.type("ring her ")
    # A click that moves no focus: the answer came while she wrote.
    page.locator(".key-row button").first.evaluate("button => button.click()")
    expect(page.locator(".aloud")).not_to_have_text(asked)
    page.keyboard.type("again")
    expect(page.get_by_label("Your notes")).to_have_value("ring her again")


def test_what_decides_is_read_back_before_it_counts(page: Page):
    say(page, "new patient P-42, BCLC B, HCC by biopsy")
    open_call(page)
    page.get_by_label("What the patient says").fill("I had a heart attack in March 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".read")).to_have_text("You heard: check before it counts")
    expect(page.locator(".heard")).to_contain_text("myocardial infarction")
    expect(page.locator(".fact", has_text="myocardial infarction")).to_have_count(0)
    press(page, "y")
    row = page.locator(".fact", has_text="myocardial infarction")
    expect(row).to_contain_text("as told, check the chart")


def test_hanging_up_ends_it_with_a_line_to_read(page: Page):
    say(page, "new patient P-43")
    open_call(page)
    page.get_by_role("button", name="Hang up").click()
    expect(page.locator(".read")).to_have_text("The call has ended")
    expect(page.get_by_role("button", name="Go on with the call")).to_be_visible()
    expect(page.get_by_role("button", name="Start the timer")).to_be_visible()


def test_a_reload_goes_on_with_the_call(page: Page):
    say(page, "new patient P-44")
    open_call(page)
    asked = page.locator(".aloud").inner_text()
    page.reload()
    page.get_by_role("button", name="Phone call").click()
    expect(page.locator(".aloud")).to_have_text(asked)


def test_the_progress_counts_settled_trials(page: Page):
    say(page, "BCLC C, TACE on 2 August 2026")
    page.get_by_role("button", name="Phone call").click()
    expect(page.locator(".settled")).to_contain_text("1 of 5 trials settled")


def test_the_timer_runs_and_stops(page: Page):
    page.clock.install()
    page.get_by_role("button", name="Phone call").click()
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(65_000)
    expect(page.get_by_role("timer")).to_have_text("1:05")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.clock.run_for(10_000)
    expect(page.get_by_role("timer")).to_have_text("1:05")


def test_notes_stay_in_the_tab_and_are_no_facts(page: Page, server: Server):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.get_by_role("button", name="Phone call").click()
    page.get_by_label("Your notes").fill("platelets 909192, call back on Tuesday")
    page.reload()
    page.get_by_role("button", name="Phone call").click()
    expect(page.get_by_label("Your notes")).to_have_value("platelets 909192, call back on Tuesday")
    assert not [body for body in sent if "909192" in body]
    with create_engine(server.log).connect() as log:
        assert "909192" not in str(log.execute(text("select value from observations")).fetchall())
