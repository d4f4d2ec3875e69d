"""One-key answers and the words of a call."""

import datetime as dt

import pytest

from actions.heard import Heard
from actions.phone import keys
from actions.phone.answers import answered
from actions.phone.asking import question_of
from actions.reply import Turn
from actions.wording import phone as wording
from criteria import load_catalogue
from criteria.phone import load_phone

CATALOGUE = load_catalogue()
PHONE = load_phone(CATALOGUE)


def meaning(text, on_phone=True, intent="out_of_scope", confidence=1.0):
    day = dt.date(2026, 11, 20)
    turn = Turn("ana", intent, text, Heard(), day, on_phone=on_phone, confidence=confidence)
    return keys.with_key(turn).intent


@pytest.mark.parametrize(
    "text",
    [
        "y",
        "Y",
        "yes",
        "yes.",
        "Yes, she agrees",
        "ok",
        "sure",
        "right",
        "yes please",
        "he does",
        "yes, that's right",
        "yes go ahead",
        "she says yes",
        "the patient says yes",
        "yes of course",
        "yes that's all right",
        "okay then",
        "ok fine",
        "I do",
        "yes, I have",
        "yes, she has",
        "they do",
        "uh huh",
        "mhm",
        "absolutely",
        "certainly",
        "it is so, yes",
    ],
)
def test_a_yes(text):
    assert keys.is_yes(text)
    assert not keys.is_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "n",
        "N",
        "no",
        "No!",
        "nope",
        "never",
        "no, she doesn't",
        "not at all",
        "none of these",
        "no thanks",
        "he says no",
        "wrong",
        "that's not right",
        "no, never",
        "I haven't",
        "no, I have not",
        "he doesn’t",
        "I'm not",
        "she's not",
        "no, she's not",
        "never had that",
        "no never had any of those",
        "nothing like that",
        "no none of those",
        "definitely not",
        "of course not",
        "the patient says no",
        "she denies that",
        "they don't",
    ],
)
def test_a_no(text):
    assert keys.is_no(text)
    assert not keys.is_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "no idea",
        "nothing to fetch",
        "yes in March",
        "no, in 2019",
        "yes but no",
        "not sure",
        "now",
        "nose bleed",
        "y 2019",
        "normal",
        "okra",
        "?",
        "1",
        "righteous",
        "I have diabetes",
        "I had that in 2019",
        "I am not sure",
        "not that I know of",
        "I don't remember",
        "I don't mind",
        "no problem",
        "go on",
        "she denies HIV",
        "no, he had a stroke",
        "of course not sure",
        "nothing but a stroke",
    ],
)
def test_what_is_neither(text):
    assert not keys.is_yes(text)
    assert not keys.is_no(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("why", keys.WHY),
        ("Why?", keys.WHY),
        ("she asks why", keys.WHY),
        ("the patient wants to know why we ask that", keys.WHY),
        ("what do I tell him", keys.WHY),
        ("why do you ask", "out_of_scope"),
        ("why not watch and wait", "out_of_scope"),
        ("again", keys.AGAIN),
        ("he did not understand", keys.AGAIN),
        ("in other words", keys.AGAIN),
        ("I don't understand", keys.AGAIN),
        ("she doesn’t understand the question", keys.AGAIN),
        ("he does not know what that means", keys.AGAIN),
        ("can you repeat the question", keys.AGAIN),
        ("could you say that differently?", keys.AGAIN),
        ("what do you mean by that", keys.AGAIN),
        ("huh?", keys.AGAIN),
        ("sorry?", keys.AGAIN),
        ("I don't know", "out_of_scope"),
        ("sorry, 2023", "out_of_scope"),
        ("what is the status", "out_of_scope"),
        ("repeat imaging in March", "out_of_scope"),
        ("say 2019", "out_of_scope"),
        ("hang up", "hang_up"),
        ("end the call", "hang_up"),
        ("back to chart mode", "hang_up"),
        ("the call dropped", "hang_up"),
        ("to fetch", "to_fetch"),
        ("what is left to fetch", "to_fetch"),
        ("?", "dont_know"),
        ("???", "dont_know"),
        ("stop", "hang_up"),
        ("he wants to stop", "hang_up"),
        ("next", "dont_know"),
        ("he would rather not say", "dont_know"),
        ("she refuses to answer", "dont_know"),
        ("I prefer not to say", "dont_know"),
        ("she withdraws her consent", keys.WITHDRAW),
        ("he no longer agrees", keys.WITHDRAW),
        ("what was the question", keys.AGAIN),
        ("she changed her mind, she does not want to go on", keys.WITHDRAW),
        ("he doesn't want to take part any more", keys.WITHDRAW),
        ("I do not want to go on", "hang_up"),
        ("what did you say", keys.AGAIN),
        ("speak up please", keys.AGAIN),
        ("what is this for", keys.WHY),
        ("why do they want to know that", keys.WHY),
        ("she had to stop", "out_of_scope"),
    ],
)
def test_what_a_word_means_in_a_call(text, wanted):
    assert meaning(text) == wanted
    if wanted != "out_of_scope":
        assert meaning(text, on_phone=False) == "out_of_scope"


def test_a_wish_that_is_not_certain_is_the_patients_words():
    assert meaning("wibble", intent="status", confidence=0.6) == "out_of_scope"
    assert meaning("status", intent="status", confidence=0.9) == "status"
    assert meaning("why not watch and wait", intent="why_trial", confidence=0.6) == "why_trial"


@pytest.mark.parametrize(("text", "intent"), [("next one", "new_patient"), ("I am done", "close_patient")])
def test_the_patient_on_the_line_is_not_left_by_chance(text, intent):
    assert meaning(text, intent=intent) == "out_of_scope"
    assert meaning(text, intent=intent, on_phone=False) == intent
    assert meaning(f"{text}: close the screening", intent=intent) == intent


@pytest.mark.parametrize(
    "text",
    [
        "chart: HIV negative",
        "Letter says HIV negative",
        "HIV negative from the chart",
        "in her notes HIV is negative",
        "per the discharge letter no stroke",
    ],
)
def test_what_was_read_in_the_chart(text):
    assert keys.is_from_chart(text)


@pytest.mark.parametrize(
    "text", ["no HIV", "she writes letters", "it was in the liver", "lab coat", "he reports a stroke"]
)
def test_what_the_patient_said(text):
    assert not keys.is_from_chart(text)


@pytest.mark.parametrize(
    "text", ["y", "go on then", "sure, why not", "fine by me", "that's fine with me", "no problem", "she doesn't mind"]
)
def test_who_wants_to_be_asked(text):
    assert keys.agrees(text)
    assert not keys.declines(text)


@pytest.mark.parametrize("text", ["no", "why", "I guess so", "maybe", "no problem, but not now", "go", "never mind"])
def test_what_is_no_agreement(text):
    assert not keys.agrees(text)


@pytest.mark.parametrize(
    "text", ["n", "not today", "she declines", "no, he would rather not", "he refuses to", "no thanks, I have to go"]
)
def test_who_does_not_want_to_be_asked(text):
    assert keys.declines(text)


@pytest.mark.parametrize("text", ["she would rather not", "he refuses", "he declines to say", "not now", "not today"])
def test_who_would_rather_not_say_has_not_said_no(text):
    assert not keys.is_no(text)
    assert not keys.is_yes(text)


def test_a_long_row_of_signs_takes_no_time():
    for text in ("yes" + ", " * 10_000 + "x", "y" + " ," * 35 + "x", "no" + "." * 70 + "x", "why" + " " * 5_000 + "x"):
        assert not keys.is_yes(text)
        assert not keys.is_no(text)
        assert not keys.declines(text)
        assert meaning(text) == "out_of_scope"


def keys_and_values():
    for name in sorted(PHONE.askable - {"treatments"}):
        fact, options = CATALOGUE.facts[name], PHONE.facts[name].options
        values = dict(zip(("y", "n"), (True, False), strict=True)) if fact.kind in ("flag", "event") else {}
        values |= {option.key: value for value, option in options.items()}
        for key in wording.keys_of(CATALOGUE, (name,), "", options):
            if key["key"] != "?":
                yield pytest.param(name, key["say"], values[key["key"]], id=f"{name}: {key['key']}")


@pytest.mark.parametrize(("name", "say", "value"), keys_and_values())
def test_a_key_gives_its_value_to_the_question_that_is_open(name, say, value):
    turn = Turn("ana", "inform", say, Heard(), dt.date(2026, 11, 20), on_phone=True)
    heard, singly = answered(Heard(), turn, question_of((name,), PHONE), CATALOGUE)
    assert (heard.facts, singly) == ({name: value}, ())


@pytest.mark.parametrize("text", ["no, it was in May", "no it was TACE", "No. In 2019", "wrong, 1998", "n, in March"])
def test_a_no_with_more_behind_it(text):
    assert keys.begins_with_no(text)
    assert not keys.is_no(text)


@pytest.mark.parametrize(
    "text", ["no HIV", "no idea", "no other cancer", "not sure", "none", "November", "y", "normal"]
)
def test_what_denies_something_else_or_nothing(text):
    assert not keys.begins_with_no(text)
