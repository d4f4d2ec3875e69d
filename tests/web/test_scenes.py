"""Two of the design's three scenes in a real browser, from the first word to the summary in a file.

The third, on a messaging channel, is in `tests/channels/test_xmpp.py`. Every verdict follows from the records as the
comment beside it says; about 10 seconds for both.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import say, trial
from tests.web.test_phone import open_call, press

CONCURRENT, LENVATINIB, HEPATECTOMY = "HAIC concurrent", "HAIC PD-1 lenvatinib", "palliative hepatectomy"
WAIT, AFTER_ICI = "watch and wait", "HAIC after ICI"
TYPED = (
    "61F, HBV, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4, alb 3.4, INR 1.2, "
    "TACE x2 last 10 Oct, len+sintilimab since July, PD"
)
TOLD = {
    "What treatments have you had": "a pill called Nexavar since September",
    "any other treatment": "?",
    "How much can you do on a normal day": "1",
    "water in your belly": "1",
    "confused or very sleepy": "1",
    "any other cancer": "1",
    "a heart attack, bad chest pain": "y",
    "ever had a heart attack? When": "yes, in March",
    "How old are you": "61",
    "body harms itself": "y",
    "born female or male": "m",
    "all visits": "y",
    "birth control": "y",
}
"""What the patient says to a question that holds these words, and "no" to every other."""
MOST_QUESTIONS = 60


def verdicts(page: Page) -> dict[str, str]:
    """Give the status of every trial on the board."""
    labels = (CONCURRENT, LENVATINIB, HEPATECTOMY, WAIT, AFTER_ICI)
    return {label: trial(page, label).locator(".status").inner_text().strip() for label in labels}


def summary(page: Page) -> str:
    """Download the summary as text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the summary: Text").click()
    return download.value.path().read_text()


def test_the_widget_from_shorthand_to_the_summary(page: Page):
    say(page, "new patient P-71")
    answer = say(page, TYPED)
    # Every value is read back in its canonical unit: 1.4 mg/dL x 17.1 = 23.94 umol/L; 3.4 g/dL x 10 = 34 g/L.
    for value in ("platelets 82 ×10⁹/L", "23.94 µmol/L", "albumin 34 g/L", "INR 1.2", "TACE until 10 Oct 2026"):
        expect(answer).to_contain_text(value)
    # "Not having received previous treatment": TACE. "the tumor evaluation is clinical complete response": the latest
    # is PD. HAIC after ICI asks for progression on a checkpoint inhibitor with an antiangiogenic drug, which she had.
    # The two records without an eligibility section rule nobody out who has HCC of BCLC C.
    open_ = {LENVATINIB: "Still open", HEPATECTOMY: "Still open"}
    assert verdicts(page) == {CONCURRENT: "Ruled out", WAIT: "Ruled out", AFTER_ICI: "Still open", **open_}
    expect(answer).to_contain_text("clinically or by pathology?")
    page.get_by_role("button", name="pathological").click()
    expect(page.locator(".fact", has_text="diagnosis of HCC")).to_contain_text("pathological")
    expect(say(page, "why not watch and wait")).to_contain_text("confirmed complete response")
    # "A history of liver decompensation, such as refractory ascites, gastrointestinal bleeding": at any time.
    say(page, "bled from oesophageal varices in 2024")
    assert verdicts(page) == {CONCURRENT: "Ruled out", WAIT: "Ruled out", AFTER_ICI: "Ruled out", **open_}
    filed = summary(page)
    for label in (CONCURRENT, WAIT, AFTER_ICI):
        assert re.search(rf"{label}\b.*: ruled out", filed), label
    for label in open_:
        assert re.search(rf"{label}\b.*: still open", filed), label
    assert "plt 82" in filed


@pytest.mark.slow
def test_the_phone_call_from_consent_to_the_summary(page: Page):
    say(page, "new patient P-72")
    open_call(page)
    expect(page.get_by_text("Consent: given")).to_be_visible()
    for _ in range(MOST_QUESTIONS):
        step = page.locator(".read").inner_text().casefold()
        if step == "read aloud: the end of the call":
            break
        answer_of_the_patient(page, "y" if "you heard" in step else told(page))
    assert page.locator(".read").inner_text().casefold() == "read aloud: the end of the call"
    page.get_by_role("button", name="Hang up").click()
    expect(page.locator(".read")).to_have_text("The call has ended")
    page.get_by_role("button", name="Conversation", exact=True).click()
    # Sorafenib is an earlier treatment. The heart attack of March counts for 12 months from its last possible day. An
    # illness in which the body harms itself: "Active or previous records of autoimmune disease". The other two records
    # have no eligibility section, and whether the disease progressed on sorafenib is not known.
    assert verdicts(page) == {
        CONCURRENT: "Ruled out",
        WAIT: "Deferred",
        AFTER_ICI: "Ruled out",
        LENVATINIB: "Still open",
        HEPATECTOMY: "Still open",
    }
    expect(trial(page, WAIT)).to_contain_text("31 Mar 2027")
    row = page.locator(".fact", has_text="myocardial infarction")
    expect(row).to_contain_text("as told, check the chart")
    filed = summary(page)
    assert re.search(r"watch and wait\b.*31 Mar 2027", filed)
    assert "agreed on the phone to be screened" in filed
    assert "as told, check the chart" in filed.casefold()
    assert "From the hospital laboratory" in filed


def told(page: Page) -> str:
    """Give what the patient says to the question that is read aloud."""
    asked = page.locator(".aloud").inner_text()
    return next((answer for words, answer in TOLD.items() if words in asked), "n")


def answer_of_the_patient(page: Page, said: str) -> None:
    """Answer by one key, or by typing what the patient says."""
    if len(said) == 1:
        press(page, said)
        return
    before = page.locator(".asking").inner_text()
    page.get_by_label("What the patient says").fill(said)
    page.keyboard.press("Enter")
    expect(page.locator(".asking")).not_to_have_text(before)
    expect(page.get_by_text("Hepascreen is reading your message…")).to_have_count(0)
