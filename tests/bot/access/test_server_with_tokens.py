"""A server with a secret: nobody without a token gets anything, and nobody gets at another site's patients."""

import asyncio
import json
import re
import shutil

import aiohttp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.bot.access.conftest import ORIGIN, REVOKED, SECRET, ask, say, token, url
from tests.bot.conftest import Server
from tests.conftest import absent

pytestmark = [pytest.mark.server, pytest.mark.model]


@pytest.mark.parametrize(
    "bearer",
    [None, "x", token("anna", "centre-a", hours=-1), token("anna", "centre-a", secret=SECRET + "x"), REVOKED],
    ids=["none", "nonsense", "expired", "forged", "revoked"],
)
async def test_nothing_is_answered_without_a_valid_token(closed: Server, bearer: str | None):
    assert (await say(closed, bearer, "status"))[0] == 401
    for path in (
        "metrics",
        "widget/vocabulary",
        "widget/sheet?session=tab",
        "webhooks/rest/",
        "conversations/x/tracker",
        "domain",
        "no-such-page",
    ):
        assert (await ask(closed, "GET", path, bearer))[0] == 401
    status, _, page = await ask(closed, "GET", "", bearer)
    assert (status, "Your token" in page, "hepascreen.js" in page) == (401, True, False)


async def test_health_and_readiness_need_none_and_say_nothing(closed: Server):
    assert (await ask(closed, "GET", "health"))[::2] == (200, '{"status":"ok"}')
    assert (await ask(closed, "GET", "ready"))[::2] == (200, '{"status":"ready"}')


async def test_with_a_token_a_message_is_answered(closed: Server):
    status, text = await say(closed, token("anna", "centre-a"), "platelets 82", "first")
    assert status == 200
    assert json.loads(text)[-1]["custom"]["hepascreen"]["recorded"]["platelets"]["value"] == 82


async def test_another_site_finds_a_patient_by_no_code_sender_or_session(closed: Server):
    anna, eve = token("anna", "centre-a"), token("eve", "centre-b")
    _, opened = await say(closed, anna, "new patient LIV-77, AFP 4711", "tab-77")
    recipient = json.loads(opened)[0]["recipient_id"]
    for sender in ("tab-77", recipient, "centre-a/anna/tab-77", recipient.rpartition("/")[2], "eve"):
        for message in (
            "status",
            "resume LIV-77",
            "list patients",
            "summary",
            "open screening 1",
            "why not watch and wait",
        ):
            status, text = await say(closed, eve, message, sender)
            assert status in (200, 429)
            assert "4711" not in text
        await asyncio.sleep(0.5)


async def test_another_site_reads_nothing_beside_the_chat_either(closed: Server):
    await say(closed, token("anna", "centre-a"), "new patient LIV-81, AFP 4781", "tab-81")
    for bearer, sees in ((token("anna", "centre-a"), True), (token("eve", "centre-b"), False), (None, False)):
        for path in ("widget/sheet", "widget/screenings", "widget/summary"):
            status, _, text = await ask(closed, "GET", f"{path}?session=tab-81", bearer)
            assert ("LIV-81" in text) is sees, path
            assert status == (200 if sees else status)
            assert bearer or status == 401


async def test_a_colleague_of_the_site_goes_on_with_the_patient(closed: Server):
    await say(closed, token("anna", "centre-c"), "new patient LIV-78, AFP 4712", "tab")
    ben = token("ben", "centre-c")
    assert "1 fact known" in (await say(closed, ben, "resume LIV-78", "other tab"))[1]
    assert "4712" in (await say(closed, ben, "summary", "other tab"))[1]


async def test_a_reader_opens_and_asks_and_records_nothing(closed: Server):
    await say(closed, token("anna", "centre-d"), "new patient LIV-79, AFP 4713", "tab")
    reader = token("rosa", "centre-d", "reader")
    assert "1 fact known" in (await say(closed, reader, "resume LIV-79"))[1]
    for message in ("platelets 82", "undo", "close the screening", "new patient LIV-80", "forget the AFP"):
        text = (await say(closed, reader, message))[1]
        assert "nothing was recorded" in text, message
    status = (await say(closed, reader, "status"))[1]
    assert '"platelets"' not in json.dumps(
        json.loads(status)[-1].get("custom", {}).get("hepascreen", {}).get("recorded")
    )
    assert "4713" in (await say(closed, token("anna", "centre-d"), "summary", "tab"))[1]


@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("reader", 403), ("admin", 200)])
async def test_only_an_admin_reads_the_metrics_and_they_hold_no_words(closed: Server, role: str, status: int):
    await say(closed, token("anna", "centre-a"), "new patient LIV-90, AFP 4790", "metrics")
    found, _, text = await ask(closed, "GET", "metrics", token("ada", "centre-a", role))
    assert found == status
    assert ("hepascreen_turns_total" in text) is (status == 200)
    # a whole word: a timer may hold the digits by chance
    assert not [word for word in ("LIV-90", "4790", "anna", "centre-a") if re.search(rf"(?<![\d.]){word}(?!\d)", text)]


async def test_too_many_messages_are_refused_for_a_while_and_for_one_alone(closed: Server):
    flood = token("flood", "centre-e")
    statuses = [status for status, _ in [await say(closed, flood, "") for _ in range(70)]]
    assert statuses.count(429) >= 5
    assert (await say(closed, token("calm", "centre-e"), "status"))[0] == 200


async def test_a_page_of_another_origin_is_let_in_only_where_it_is_listed(closed: Server):
    bearer = token("anna", "centre-a")
    other = {"Origin": "https://elsewhere.example"}
    assert (await say(closed, bearer, "status", headers=other))[0] == 403
    _, headers, _ = await ask(closed, "OPTIONS", "webhooks/rest/webhook", headers=other)
    assert "Access-Control-Allow-Origin" not in headers
    listed = {"Origin": ORIGIN}
    status, headers, _ = await ask(closed, "OPTIONS", "webhooks/rest/webhook", headers=listed)
    assert (status, headers["Access-Control-Allow-Origin"]) == (204, ORIGIN)
    assert "Access-Control-Allow-Credentials" not in headers
    assert (await say(closed, bearer, "status", headers=listed))[0] == 200


async def test_the_page_trades_the_token_for_a_cookie_that_no_script_reads(closed: Server):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.post(url(closed) + "sign-in", json={"token": "wrong"}) as answer:
            assert (answer.status, answer.headers.get("Set-Cookie")) == (401, None)
        async with session.post(url(closed) + "sign-in", json={"token": token("anna", "centre-a")}) as answer:
            cookie = answer.headers["Set-Cookie"]
            assert answer.status == 200
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        async with session.get(url(closed)) as answer:
            assert (answer.status, "hepascreen.js" in await answer.text()) == (200, True)
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        async with session.delete(url(closed) + "sign-in") as answer:
            assert answer.status == 200
        async with session.get(url(closed)) as answer:
            assert answer.status == 401


async def test_behind_tls_the_cookie_is_secure_and_the_browser_told_to_stay_there(closed: Server):
    headers = {"X-Forwarded-Proto": "https"}
    body = {"token": token("anna", "centre-a")}
    _, answer, _ = await ask(closed, "POST", "sign-in", json=body, headers=headers)
    assert "Secure" in answer["Set-Cookie"].split("; ")
    assert "max-age" in answer["Strict-Transport-Security"]


def test_the_sign_in_page_is_for_everybody_and_lets_in(closed: Server):
    """In a real browser: nothing to complain about, a wrong token is told, a right one opens the chat."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        absent("Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(url(closed))
        assert Axe().run(page).response["violations"] == []
        page.get_by_label("Your token").fill("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("not valid here")
        page.get_by_label("Your token").fill(token("anna", "centre-i"))
        page.keyboard.press("Enter")
        page.get_by_label("Message", exact=True).fill("platelets 82")
        page.keyboard.press("Enter")
        expect(page.get_by_role("log")).to_contain_text("Recorded")
        assert "ey" not in page.evaluate("document.cookie")
        browser.close()
