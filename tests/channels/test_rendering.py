"""Replies in the form of a channel: within its limits, nothing lost, answers as buttons or listed.

Costs less than a second.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.outgoing import Outgoing
from bot.channels.messaging.pages import document_in, pdf_of_page
from bot.channels.messaging.rendering import render
from bot.channels.messaging.splitting import CUT, split
from tests.channels.pdf import words_of

BUTTONS = Dialect(4000, has_buttons=True, most_buttons=4, longest_title=10)
PLAIN = Dialect(160)
BOLD = Dialect(4000, bold=("*", "*"), escape=lambda text: text.replace("&", "&amp;"))
YES_NO = [{"title": "Yes", "payload": "HIV: yes"}, {"title": "No", "payload": "HIV: no"}]
PAGE = """# Screening P-1
As of 20 Nov 2026, opened on 20 Nov 2026 by anna.
## Verdicts
1. **HAIC & more** (NCT1): still open
2. **watch and wait** (NCT2): ruled out
## What is known
- **platelets 82**: told by anna: “plt [82](http://example) ![](/etc/hosts) <img src=x>”
## Signature
Name: ....
Date: ....
Signature: ......
As a file: hepascreen export P-1 --pdf FILE (or --html, --md).
“export” gives every criterion."""


def test_buttons_go_below_the_last_message():
    (sent,) = render([{"text": "Recorded."}, {"text": "HIV?", "buttons": YES_NO}], BUTTONS)
    assert sent.text == "Recorded.\nHIV?"
    assert [(one.title, one.payload) for one in sent.buttons] == [("Yes", "HIV: yes"), ("No", "HIV: no")]
    assert len({one.press for one in sent.buttons}) == 2
    assert all(len(one.press) <= 12 for one in sent.buttons)


def test_without_buttons_the_answers_are_listed_with_their_numbers():
    assert render([{"text": "HIV?", "buttons": YES_NO}], PLAIN) == [Outgoing("HIV?\nReply: 1 Yes · 2 No")]


def test_answers_that_are_too_long_for_a_line_have_one_each():
    long = [{"title": f"{word} " * 9, "payload": word} for word in ("alpha", "beta", "gamma")]
    (sent,) = render([{"text": "Which?", "buttons": long}], Dialect(1000))
    assert sent.text.splitlines()[:2] == ["Which?", "Reply:"]
    assert sent.text.splitlines()[2].startswith("1 alpha")


def test_more_answers_than_the_channel_has_buttons_are_listed():
    many = [{"title": name, "payload": name} for name in ("alpha", "beta", "gamma", "delta", "epsilon")]
    (sent,) = render([{"text": "Which?", "buttons": many}], BUTTONS)
    assert sent.buttons == ()
    assert "5 epsilon" in sent.text


def test_a_title_that_is_too_long_is_cut():
    (sent,) = render([{"text": "?", "buttons": [{"title": "Go on with the call", "payload": "phone"}]}], BUTTONS)
    assert sent.buttons[0].title == "Go on wit…"


def test_stages_are_listed_as_they_are():
    grades = [{"title": str(grade), "payload": f"ECOG: {grade}"} for grade in range(3)]
    assert render([{"text": "ECOG?", "buttons": grades}], PLAIN)[0].text == "ECOG?\nReply: 0 · 1 · 2"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ([("y", "Yes"), ("n", "No"), ("?", "Doesn't know")], "Ask: …\nReply: y yes · n no · ? doesn't know"),
        ([("1", "Never"), ("2", "Once"), ("?", "Doesn't know")], "Ask: …"),
        ([], "Ask: …"),
    ],
    ids=["yes or no", "a choice, whose keys the text names", "none"],
)
def test_in_a_call_its_keys_stay_as_they_are(keys, text):
    phone = {"on": True, "keys": [{"key": key, "title": title, "say": key} for key, title in keys]}
    buttons = [{"title": title, "payload": key} for key, title in keys]
    messages = [{"text": "Ask: …", "buttons": buttons}, {"custom": {"phone": phone, "hepascreen": {"trials": []}}}]
    assert render(messages, PLAIN) == [Outgoing(text)]


def test_what_pages_draw_never_goes_out():
    assert render([{"custom": {"hepascreen": {"screening": {}}}}], PLAIN) == []


def test_what_is_said_beforehand_stands_first():
    assert render([{"text": "Recorded."}], PLAIN, first="Others can read.")[0].text == "Others can read.\nRecorded."


def test_a_text_is_parted_between_lines():
    assert split("alpha beta\ngamma\ndelta", Dialect(12)) == ["alpha beta", "gamma\ndelta"]


def test_a_line_that_is_too_long_is_parted_between_words_and_a_word_anywhere():
    assert split("alpha beta gamma", Dialect(11)) == ["alpha beta", "gamma"]
    assert split("x" * 25, Dialect(10)) == ["x" * 10, "x" * 10, "x" * 5]


def test_the_limit_counts_the_text_as_it_is_sent():
    assert split("& & & &", Dialect(12, escape=BOLD.escape)) == ["&amp; &amp;", "&amp; &amp;"]


def test_a_reply_of_too_many_messages_is_cut_and_says_so():
    parts = split("\n".join(["x" * 150] * 9), Dialect(160, most_messages=3))
    assert parts == ["x" * 150, "x" * 150, CUT]


@given(st.text(alphabet="ab &\n", max_size=300), st.integers(6, 40))
def test_no_word_is_lost_whatever_the_limit(text, longest):
    dialect = Dialect(longest, escape=BOLD.escape, most_messages=1000)
    parts = split(text, dialect)
    assert all(0 < len(part) <= longest for part in parts)
    assert "".join("".join(parts).replace("&amp;", "&").split()) == "".join(text.split())


def test_a_page_is_written_in_the_markup_of_the_channel():
    text = render([{"text": PAGE}], BOLD)[0].text
    assert "*Screening P-1*" in text
    assert "1. *HAIC &amp; more* (NCT1): still open" in text
    assert "**" not in text
    assert "#" not in text


def test_without_markup_a_page_has_none():
    text = "\n".join(one.text for one in render([{"text": PAGE}], PLAIN))
    assert "**" not in text
    assert text.startswith("Screening P-1\n")


def test_what_is_no_page_keeps_its_signs():
    assert render([{"text": "“**x** # y” was not used."}], BOLD)[0].text == "“**x** # y” was not used."


def test_where_documents_are_taken_the_page_goes_as_one_with_its_verdicts_as_text():
    dialect = Dialect(4000, takes_documents=True)
    sent, page = render([{"text": f"Done.\n{PAGE}"}], dialect)
    assert page.document is not None
    assert page.document.name == "screening-P-1.pdf"
    assert page.document.text.endswith("Signature: ......\n")
    assert sent.text.splitlines() == [
        "Done.",
        "Screening P-1",
        "As of 20 Nov 2026, opened on 20 Nov 2026 by anna.",
        "1. HAIC & more (NCT1): still open",
        "2. watch and wait (NCT2): ruled out",
        "“export” gives every criterion.",
    ]


def test_nothing_that_was_typed_is_markup_in_the_document():
    """No link, no picture, no tag: a picture would be read from wherever it says."""
    document = document_in(PAGE)
    assert document is not None
    content = pdf_of_page(document)
    assert "told by anna: “plt [82](http://example) ![](/etc/hosts) <img src=x>”" in words_of(content)
    assert b"/URI" not in content
    assert b"/Subtype /Image" not in content
