"""What goes wrong around a conversation: two windows, a slow network, none at all; hostile words."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.bot.conftest import Server
from tests.web.conftest import recorded, say, trial, type_in


def test_two_windows_of_one_conversation_show_the_same_and_record_once(page: Page, server: Server):
    say(page, "new patient P-72")
    with page.expect_popup() as opened:
        page.evaluate("() => { window.open(location.href); }")
    other = opened.value
    expect(other.get_by_role("heading", name="Screening P-72")).to_be_visible()
    expect(other.locator(".link")).to_have_text("Connected")
    say(page, "AFP 4072 ng/mL")
    expect(other.locator(".said").last).to_contain_text("4072")
    expect(other.locator(".fact", has_text="AFP")).to_be_visible()
    say(other, "albumin 34 g/L")
    expect(page.locator(".fact", has_text="albumin")).to_be_visible()
    assert recorded(server, "afp", 4072) == 1


def test_two_windows_of_their_own_do_not_mix(open_page: Callable[[], Page]):
    one, other = open_page(), open_page()
    say(one, "new patient P-73")
    say(other, "new patient P-74")
    expect(say(one, "platelets 82")).to_contain_text("P-73")
    expect(say(other, "platelets 83")).to_contain_text("P-74")


def test_on_a_slow_network_messages_keep_their_order(page: Page, context: BrowserContext):
    network = context.new_cdp_session(page)
    slow = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
    network.send("Network.emulateNetworkConditions", slow)
    for message in ("new patient P-75", "platelets 82", "albumin 34 g/L", "INR 1.2"):
        type_in(page, message)
    expect(page.locator(".own")).to_have_count(4)
    expect(page.locator(".said")).to_have_count(4)
    said = page.locator(".said").all_inner_texts()
    assert [re.search("P-75|platelets|albumin|INR", answer.replace("Recorded for P-75", ""))[0] for answer in said] == [
        "P-75",
        "platelets",
        "albumin",
        "INR",
    ]


def test_offline_and_back(page: Page, context: BrowserContext, server: Server):
    say(page, "new patient P-76")
    context.set_offline(True)
    type_in(page, "AFP 4076 ng/mL")
    type_in(page, "albumin 34 g/L")
    expect(page.locator(".unsent-note").first).to_contain_text("the server cannot be reached")
    expect(page.locator(".link")).to_have_text("No connection; trying again…")
    context.set_offline(False)
    expect(page.locator(".said")).to_have_count(3)
    expect(page.locator(".fact", has_text="albumin")).to_be_visible()
    expect(page.locator(".unsent-note")).to_have_count(0)
    assert recorded(server, "afp", 4076) == 1


def test_hostile_words_in_every_field_stay_words(page: Page):
    hostile = '"><img src=x onerror=alert(1)>'
    say(page, f"BCLC C, platelets 82, note: {hostile}")
    page.get_by_role("button", name="Change platelets").click()
    page.get_by_label("Platelets", exact=True).fill(hostile)
    page.keyboard.press("Enter")
    expect(page.locator(".writing")).to_have_count(0)
    page.get_by_label("Message", exact=True).fill(f"{hostile}\t1\n{hostile}\t2")
    page.keyboard.press("Enter")
    expect(page.locator(".writing")).to_have_count(0)
    page.get_by_role("button", name="Phone call").click()
    page.get_by_label("Your notes").fill(hostile)
    page.get_by_role("button", name="Start the call").click()
    page.get_by_label("What the patient says").fill(hostile)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hepascreen is reading your message…")).to_have_count(0)
    page.get_by_role("button", name="Screenings").click()
    page.get_by_label("Search by code").fill(hostile)
    assert page.evaluate("document.querySelector('#hepascreen').shadowRoot.querySelectorAll('img, script').length") == 0


def test_the_policy_keeps_out_what_is_not_ours(context: BrowserContext, server: Server):
    page = context.new_page()
    page.goto(server.url)
    blocked = page.evaluate(
        """async () => {
          const seen = [];
          document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
          const script = document.createElement('script');
          try { script.textContent = 'window.ran = 1'; document.head.append(script); } catch { seen.push('refused'); }
          const image = '<img src=x onerror=window.ran=1>';
          try { document.body.insertAdjacentHTML('beforeend', image); } catch { seen.push('refused'); }
          await fetch('https://example.org/').catch(() => null);
          await new Promise((done) => setTimeout(done, 100));
          return [seen, window.ran];
        }"""
    )
    assert blocked[1] is None
    assert "connect-src" in blocked[0]
    assert "require-trusted-types-for" in blocked[0] or "refused" in blocked[0]


def test_the_widget_leaves_no_global_name_behind(context: BrowserContext, server: Server):
    page = context.new_page()
    page.add_init_script("window.__before = Object.getOwnPropertyNames(window);")
    page.goto(server.url)
    say(page, "BCLC C")
    expect(trial(page, "HAIC concurrent")).to_be_visible()
    left = page.evaluate("Object.getOwnPropertyNames(window).filter((name) => !window.__before.includes(name))")
    # An element's id is a name of the window's too; all else would be ours.
    assert set(left) <= {"__before", "hepascreen"}
