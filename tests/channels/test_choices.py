"""A button, its words, its number and a typo of them are one answer; nothing else is taken for one.

Costs less than a second.
"""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.choices import Choices, StaleButton, offer_of
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound

BUTTONS = Dialect(4000, has_buttons=True, most_buttons=10)
PLAIN = Dialect(160)


def reply(*buttons, phone=None):
    message = {"text": "?", "buttons": [{"title": title, "payload": payload} for title, payload in buttons]}
    return [message, {"custom": {"phone": phone}}] if phone else [message]


HIV = reply(("Yes", "HIV: yes"), ("No", "HIV: no"), ("Don't know", "don't know"))
DIAGNOSIS = reply(
    ("no HCC", "no HCC"),
    ("clinical", "clinical diagnosis of HCC"),
    ("pathological", "HCC proven by biopsy"),
    ("Don't know", "don't know"),
)
GROUP = reply(("None of these", "HIV: no; stroke: no"), ("HIV", "HIV: yes"), ("Stroke", "stroke: yes"))
ECOG = reply(("0", "ECOG: 0"), ("1", "ECOG: 1"), ("2", "ECOG: 2"), ("Don't know", "don't know"))
BCLC = reply(("0", "BCLC stage: 0"), ("A", "BCLC stage: A"), ("B", "BCLC stage: B"))
PVTT = reply(("none", "PVTT: none"), ("Vp1", "PVTT: Vp1"), ("Vp2", "PVTT: Vp2"))
ASCITES = reply(("none", "ascites: none"), ("controlled", "ascites: controlled"), ("Don't know", "don't know"))
DATES = reply(("3 Apr 2026", "AFP 3 Apr 2026"), ("4 Mar 2026", "AFP 4 Mar 2026"))
TUMOUR = reply(("resectable", "resectable now"), ("unresectable", "unresectable now"))
KEYS = [{"key": "1", "title": "Never", "say": "x"}, {"key": "?", "title": "Doesn't know", "say": "?"}]
CALL = reply(("Never", "hepatic encephalopathy: never"), ("Doesn't know", "?"), phone={"on": True, "keys": KEYS})


@pytest.mark.parametrize(
    ("offered", "typed", "said"),
    [
        (HIV, "No", "HIV: no"),
        (HIV, " no. ", "HIV: no"),
        (HIV, "YES!", "HIV: yes"),
        (HIV, "yse", "HIV: yes"),
        (HIV, "dont know", "don't know"),
        (HIV, "don’t know", "don't know"),
        (HIV, "1", "HIV: yes"),
        (HIV, "2)", "HIV: no"),
        (HIV, "on", "on"),
        (HIV, "4", "4"),
        (HIV, "no idea about that one", "no idea about that one"),
        (HIV, "plt 82", "plt 82"),
        (DIAGNOSIS, "pathologcal", "HCC proven by biopsy"),
        (DIAGNOSIS, "patholgical", "HCC proven by biopsy"),
        (DIAGNOSIS, "clincal", "clinical diagnosis of HCC"),
        (DIAGNOSIS, "3", "HCC proven by biopsy"),
        (DIAGNOSIS, "no", "no"),
        (GROUP, "none of thees", "HIV: no; stroke: no"),
        (GROUP, "stroke", "stroke: yes"),
        (TUMOUR, "unresectabel", "unresectable now"),
        (TUMOUR, "nresectable", "nresectable"),
        (CALL, "never", "hepatic encephalopathy: never"),
        (CALL, "nevr", "hepatic encephalopathy: never"),
        (CALL, "1", "1"),
        (CALL, "?", "?"),
    ],
)
@pytest.mark.parametrize("dialect", [BUTTONS, PLAIN], ids=["buttons", "plain"])
def test_what_is_typed_becomes_the_answer_or_stays_as_it_is(offered, typed, said, dialect):
    assert typed_after(offered, typed, dialect) == said


@pytest.mark.parametrize("typed", ["0", "1", "2", "3", "4", "a", "b"])
@pytest.mark.parametrize("offered", [ECOG, BCLC, PVTT], ids=["ecog", "bclc", "pvtt"])
def test_no_number_is_taken_for_the_place_of_a_stage_or_grade(offered, typed):
    """`1` after the options 0, 1, 2 is the grade 1, and `2` after Vp1, Vp2 is no second option."""
    said = typed_after(offered, typed, PLAIN)
    titles = {button["title"].casefold(): button["payload"] for button in offered[0]["buttons"]}
    assert said == titles.get(typed, typed)


@pytest.mark.parametrize("dialect", [BUTTONS, PLAIN], ids=["buttons", "plain"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 Apr 2026", "AFP 3 Apr 2026"),
        ("3 April", "AFP 3 Apr 2026"),
        ("the fourth of March", "AFP 4 Mar 2026"),
        ("march 4th, 2026", "AFP 4 Mar 2026"),
        ("in march", "AFP 4 Mar 2026"),
        ("the second one", "AFP 4 Mar 2026"),
        ("first", "AFP 3 Apr 2026"),
        ("2026-03-04", "AFP 4 Mar 2026"),
        ("3 Apr 2025", "3 Apr 2025"),
        ("3 Apr 2027", "3 Apr 2027"),
        ("4 Apr 2026", "4 Apr 2026"),
        ("April or March", "April or March"),
        ("not in march", "not in march"),
        ("may", "may"),
        ("third", "third"),
    ],
)
def test_a_date_is_chosen_in_its_words_and_no_other_date_is_taken_for_it(typed, said, dialect):
    assert typed_after(DATES, typed, dialect) == said


QUERY = {"on": True, "keys": [{"key": "a", "title": "3 Apr 2026", "say": "stroke on 3 Apr 2026"}]}
IN_CALL = reply(("3 Apr 2026", "stroke on 3 Apr 2026"), ("Doesn't know", "?"), phone=QUERY)


@pytest.mark.parametrize(
    ("typed", "said"), [("a", "stroke on 3 Apr 2026"), ("3 april", "stroke on 3 Apr 2026"), ("b", "b")]
)
def test_in_a_call_the_letter_of_a_date_is_its_key(typed, said):
    assert typed_after(IN_CALL, typed, BUTTONS) == typed_after(IN_CALL, typed, PLAIN) == said


def test_dates_are_told_apart_by_letters():
    assert offer_of(DATES).marks == ("a", "b")
    assert typed_after(DATES, "b", PLAIN) == "AFP 4 Mar 2026"
    assert typed_after(DATES, "1", PLAIN) == "1"


@pytest.mark.parametrize(("offered", "first"), [(GROUP, "HIV: no; stroke: no"), (ASCITES, "ascites: none")])
def test_numbers_that_may_mean_something_else_count_only_where_they_are_shown(offered, first):
    """Where the answers are buttons, `1` may be the first thing that the question names, or ascites of grade 1."""
    assert typed_after(offered, "1", PLAIN) == first
    assert typed_after(offered, "1", BUTTONS) == "1"


def asking(facts, text="", buttons=()):
    """A reply after which these facts are asked for."""
    board = {"hepascreen": {"recorded": {}, "screening": {"next": {"facts": facts} if facts else None}}}
    return [{"text": text, "buttons": [*buttons]}, {"custom": board}]


@pytest.mark.parametrize(
    ("reply_after", "said"),
    [
        (asking(["platelets"], "Recorded. Platelets?"), "2"),
        (asking([], "Nothing is left."), "2"),
        (asking(["hcc_diagnosis"], "1. HAIC concurrent: open\n2. watch and wait: open"), "2"),
        ([{"text": "AFP “7 x”: in which unit? Not recorded yet."}], "2"),
        ([{"text": "AFP “7 x” is not plausible: please check value and unit. Not recorded yet."}], "2"),
        (asking(["hcc_diagnosis"], "watch and wait is ruled out."), "clinical diagnosis of HCC"),
        ([{"text": "Not used: “patlets 80”."}], "clinical diagnosis of HCC"),
        ([{"text": "You're welcome."}], "clinical diagnosis of HCC"),
    ],
    ids=["next question", "none left", "trials counted", "unit", "value", "explained", "not used", "thanks"],
)
def test_a_number_counts_as_long_as_its_question_is_open_and_nothing_else_is_counted(reply_after, said):
    question = asking(["hcc_diagnosis"], "How diagnosed?", DIAGNOSIS[0]["buttons"])
    choices = Choices()
    choices.keep("d", offer_of(question))
    choices.keep("d", offer_of(reply_after))
    assert choices.said("d", typed("2"), PLAIN) == said
    assert choices.said("another", typed("2"), PLAIN) == "2"


def test_after_a_numbered_list_the_words_of_an_answer_still_count_and_its_number_does_not():
    choices = Choices()
    choices.keep("d", offer_of(asking(["hcc_diagnosis"], "How diagnosed?", DIAGNOSIS[0]["buttons"])))
    for counted in (True, False):
        text = "1. HAIC concurrent: open\n2. watch and wait: open" if counted else "You're welcome."
        choices.keep("d", offer_of(asking(["hcc_diagnosis"], text)))
        assert choices.said("d", typed("2"), PLAIN) == "2"
        assert choices.said("d", typed("patholgical"), PLAIN) == "HCC proven by biopsy"


def test_a_press_says_what_its_button_sends():
    choices, offer = Choices(), offer_of(HIV)
    choices.keep("d", offer)
    assert choices.said("d", pressed(offer.buttons[1].press), BUTTONS) == "HIV: no"


def test_a_button_of_an_earlier_question_says_only_what_stands_alone():
    choices, earlier = Choices(), offer_of(HIV)
    choices.keep("d", earlier)
    choices.keep("d", offer_of(GROUP))
    yes, _, dont_know = earlier.buttons
    assert choices.said("d", pressed(yes.press), BUTTONS) == "HIV: yes"
    with pytest.raises(StaleButton) as fault:
        choices.said("d", pressed(dont_know.press), BUTTONS)
    assert not fault.value.is_repeat


def test_the_second_of_two_quick_presses_is_no_answer_to_the_next_question():
    choices = Choices()
    consent = offer_of(reply(("Yes", "y"), ("No", "n"), phone={"on": True, "keys": []}))
    choices.keep("d", consent)
    assert choices.said("d", pressed(consent.buttons[0].press), BUTTONS) == "y"
    choices.keep("d", offer_of(HIV))
    with pytest.raises(StaleButton) as fault:
        choices.said("d", pressed(consent.buttons[0].press), BUTTONS)
    assert fault.value.is_repeat


def test_of_a_forgotten_offer_counts_what_the_button_carries_if_that_stands_alone():
    assert Choices().said("d", pressed("gone.0", "HIV: yes"), BUTTONS) == "HIV: yes"
    for carried in ("y", "don't know", ""):
        with pytest.raises(StaleButton):
            Choices().said("d", pressed("gone.0", carried), BUTTONS)


def test_in_a_group_a_button_of_somebody_else_says_nothing():
    """It would be recorded for a patient of the one who pressed it."""
    choices = Choices()
    offer = offer_of(HIV)
    choices.keep("anna's", offer)
    group = dataclasses.replace(pressed(offer.buttons[0].press, "HIV: yes"), is_group=True)
    with pytest.raises(StaleButton):
        choices.said("ben's", group, BUTTONS)


@given(st.text(max_size=40))
def test_anything_typed_stays_as_it_is_or_is_one_of_the_answers(text):
    payloads = {button["payload"] for button in GROUP[0]["buttons"]}
    assert typed_after(GROUP, text, PLAIN) in payloads | {text}


def typed_after(offered, text, dialect):
    choices = Choices()
    choices.keep("d", offer_of(offered))
    return choices.said("d", typed(text), dialect)


def typed(text):
    return Inbound("slack", "T1", "U1", "D1", "1", text)


def pressed(press, carried=""):
    return Inbound("slack", "T1", "U1", "D1", "1", carried, press=press)
