"""The conversation in a real browser: over the socket and over REST, lost, repeated, reloaded, with hostile words."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.bot.conftest import Server
from tests.web.conftest import TRIALS, WEBHOOK, recorded, say, trial, type_in, without_socket

OPEN = (
    "61F, BCLC B, ECOG 0, HCC by biopsy, CP A5, initially unresectable, resectable now, HAIC with lenvatinib and "
    "camrelizumab from 2 March 2026 to 20 July 2026, no other treatment, CR"
)


def test_a_message_is_answered_and_the_board_shows_every_trial(page: Page):
    expect(say(page, "BCLC C, ECOG 1, platelets 82")).to_contain_text("platelets 82")
    expect(page.locator(TRIALS)).to_have_count(5)
    say(page, "TACE on 2 August 2026")
    # Any earlier treatment violates for good.
    expect(trial(page, "HAIC concurrent")).to_contain_text("Ruled out")
    expect(trial(page, "HAIC concurrent")).to_contain_text("changed, was: still open")
    expect(page.locator(f"{TRIALS}.changed")).to_have_count(1)


def test_messages_go_over_the_socket_and_without_one_over_rest(page: Page, context: BrowserContext, server: Server):
    posted: list[str] = []
    context.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    say(page, "platelets 82")
    assert posted == []
    without_socket(context)
    page.reload()
    expect(say(page, "albumin 31 g/L")).to_contain_text("albumin 31")
    assert [url for url in posted if "webhook" in url] == [f"{server.url}webhooks/rest/webhook"]


def test_while_an_answer_is_awaited_the_widget_says_so(page: Page, context: BrowserContext):
    without_socket(context)
    page.reload()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route(WEBHOOK, hold)
    with page.expect_request(WEBHOOK):
        type_in(page, "platelets 82")
    expect(page.locator(".writing")).to_have_text("Hepascreen is reading your message")
    held[0].continue_()
    expect(page.locator(".said")).to_contain_text("platelets 82")
    expect(page.locator(".writing")).to_have_count(0)


def test_an_offered_answer_is_sent_by_its_button(page: Page):
    say(page, "help")
    page.get_by_role("button", name="Status").click()
    expect(page.locator(".own").last).to_contain_text("Status")
    expect(page.locator(TRIALS)).to_have_count(5)
    expect(page.locator(".replies")).to_have_count(0)


def test_while_the_server_cannot_be_reached_a_message_stays_and_goes_again(context: BrowserContext, page: Page):
    without_socket(context)
    page.reload()
    context.route(WEBHOOK, lambda route: route.abort())
    type_in(page, "platelets 83")
    note = page.locator(".unsent-note")
    expect(note).to_contain_text("Not sent: the server cannot be reached.")
    context.unroute(WEBHOOK)
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".said")).to_contain_text("platelets 83")
    expect(note).to_have_count(0)


def test_a_message_whose_answer_was_lost_is_recorded_once(context: BrowserContext, page: Page, server: Server):
    without_socket(context)
    page.reload()
    lost = 0

    def lose_the_answer(route: Route) -> None:
        nonlocal lost
        lost += 1
        route.fetch()
        route.abort()

    context.route(WEBHOOK, lose_the_answer)
    type_in(page, "platelets 84")
    expect(page.locator(".unsent-note")).to_be_visible()
    assert recorded(server, "platelets", 84) == 1
    context.unroute(WEBHOOK)
    # It goes again by itself.
    expect(page.locator(".said")).to_contain_text("platelets 84")
    assert lost >= 1
    assert recorded(server, "platelets", 84) == 1


def test_an_unsent_message_can_be_taken_out(context: BrowserContext, page: Page, server: Server):
    without_socket(context)
    page.reload()
    context.route(WEBHOOK, lambda route: route.abort())
    type_in(page, "platelets 90")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".own")).to_have_count(0)
    context.unroute(WEBHOOK)
    expect(say(page, "platelets 91")).to_contain_text("platelets 91")
    assert recorded(server, "platelets", 90) == 0


def test_a_reload_keeps_the_conversation_and_the_board(page: Page):
    expect(say(page, "new patient P-31")).to_contain_text("P-31")
    page.reload()
    expect(page.locator(".own")).to_contain_text("new patient P-31")
    expect(page.locator(TRIALS)).to_have_count(5)
    expect(page.get_by_role("heading", name="Screening P-31")).to_be_visible()
    expect(say(page, "platelets 85")).to_contain_text("P-31")


def test_a_reload_before_the_answer_sends_once_more_and_records_once(page: Page, server: Server):
    type_in(page, "platelets 89")
    page.reload()
    expect(page.locator(".said")).to_contain_text("platelets 89")
    assert recorded(server, "platelets", 89) == 1


def test_a_new_conversation_starts_from_nothing(page: Page):
    say(page, "new patient P-32")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".own")).to_have_count(0)
    expect(page.locator(TRIALS)).to_have_count(0)
    expect(say(page, "platelets 86")).not_to_contain_text("P-32")


def test_the_question_stays_after_talk_of_something_else(page: Page):
    asked = say(page, OPEN).locator(".question").inner_text()
    expect(page.locator(".still-open")).to_have_count(0)
    for aside in ("what if platelets were 40", "status", "nonsense and more of it"):
        say(page, aside)
        still = page.locator(".still-open")
        expect(still).to_contain_text(asked.partition(" (decides")[0])
    still.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".said").last).to_contain_text("Recorded")


def test_what_was_asked_about_a_value_is_no_other_question(page: Page):
    say(page, f"{OPEN}, ?PE")
    expect(page.locator(".said").last).to_contain_text("is that certain?")
    expect(page.locator(".still-open")).to_have_count(0)


def test_the_summary_is_one_answer_that_is_read_from_its_beginning(page: Page):
    say(page, "new patient P-33")
    summary = say(page, "summary")
    expect(page.locator(".said")).to_have_count(2)
    expect(summary.get_by_role("heading", name="Screening P-33")).to_be_in_viewport()
    expect(summary.get_by_role("heading", name="Verdicts")).to_be_visible()
    text = summary.inner_text()
    assert "##" not in text
    assert "**" not in text


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{7*7}} ${alert(1)}",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_typed_is_shown_as_text(page: Page, hostile: str):
    say(page, f"platelets 87, note: {hostile}")
    expect(page.locator(".own")).to_contain_text(hostile)
    assert page.locator(".log img, .log script, .board img, .board script, .log svg[onload]").count() == 0


def test_several_lines_can_be_typed(page: Page):
    box = page.get_by_label("Message", exact=True)
    box.fill("platelets 88")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("albumin 34 g/L")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("albumin 34")
    expect(box).to_have_value("")
