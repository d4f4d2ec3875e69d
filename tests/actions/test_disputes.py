"""Two values of something that does not change: both are put before the coordinator until one is chosen."""

import datetime as dt

import pytest

from actions.disputes import is_correction
from actions.wording.questions import value_button
from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from criteria.changes import lasting

CATALOGUE = load_catalogue()
EXTRACTOR = Extractor(CATALOGUE)
TODAY = dt.date(2026, 11, 20)


def text(reply):
    return "\n".join(reply.texts)


def titles(reply):
    return [one.title for one in reply.buttons]


def test_a_second_value_is_put_with_the_first_and_both_sources(ana):
    ana.say("inform", "61F", facts={"sex": "female"}, mentions=[{"fact": "sex", "text": "61F"}])
    reply = ana.say("inform", "male", facts={"sex": "male"}, mentions=[{"fact": "sex", "text": "male"}])
    assert "Two values for sex: female (you on 20 Nov 2026: “61F”) or male (you on 20 Nov 2026: “male”)?" in text(reply)
    assert "Until you choose, the later one counts: male." in text(reply)
    assert titles(reply) == ["Female", "Male"]
    assert reply.slots["asked"] == ["sex"]
    assert reply.custom["hepascreen"]["recorded"] == {"sex": "male"}


def test_it_stays_visible_until_it_is_settled(ana):
    ana.tell(sex="female")
    ana.tell(sex="male")
    later = ana.tell(platelets=82)
    assert "Still two values for sex: female or male; male counts until you choose." in text(later)
    status = ana.say("status", "status")
    assert "Two values for sex: female" in text(status)
    assert titles(status) == ["Female", "Male"]
    settled = ana.tell(sex="female")
    assert "No longer in conflict: sex." in text(settled)
    assert "wo values" not in text(settled)
    assert "wo values" not in text(ana.say("status", "status"))


def test_the_same_value_again_is_a_choice(ana):
    ana.tell(hiv=False)
    ana.tell(hiv=True)
    settled = ana.tell(hiv=True)
    assert "No longer in conflict: HIV infection." in text(settled)


def test_a_third_value_is_the_answer_to_the_question_which(ana):
    ana.tell(age=61)
    ana.tell(age=16)
    assert "wo values" not in text(ana.tell(age=66))


@pytest.mark.parametrize(
    "words", ["sorry, male", "actually he is male", "correction: male", "male, not female", "typo: male"]
)
def test_what_is_said_as_a_correction_is_no_conflict(ana, words):
    ana.tell(sex="female")
    reply = ana.say("inform", words, facts={"sex": "male"})
    assert "wo values" not in text(reply)
    assert reply.custom["hepascreen"]["recorded"] == {"sex": "male"}
    assert "was female" in text(reply)


def test_undo_of_a_correction_restores_the_old_value_and_undo_of_a_dispute_settles_it(ana):
    ana.tell(sex="female")
    ana.say("inform", "sorry, male", facts={"sex": "male"})
    undone = ana.say("undo", "undo")
    assert undone.custom["hepascreen"]["recorded"] == {"sex": "female"}
    assert "Taken back your last message: male." in text(undone)
    ana.tell(sex="male")
    assert "No longer in conflict: sex." in text(ana.say("undo", "undo"))


def test_forgetting_the_fact_settles_it(ana):
    ana.tell(hiv=False)
    ana.tell(hiv=True)
    assert "No longer in conflict" in text(ana.say("retract", "forget the HIV", retracted=["hiv"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"platelets": 60}, {"platelets": 82}),
        ({"ecog": "1"}, {"ecog": "2"}),
        ({"stroke": True}, {"stroke": {"date": "2026-03"}}),
        ({"stroke": {"date": "2026-03"}}, {"stroke": {"date": "2026-03-15"}}),
        ({"hcc_diagnosis": "clinical"}, {"hcc_diagnosis": "pathological"}),
        ({"afp_baseline": {"value": ">400", "unit": "ng/mL"}}, {"afp_baseline": {"value": 830, "unit": "ng/mL"}}),
        ({"sex": "female"}, {"sex": "female"}),
    ],
    ids=str,
)
def test_what_changes_over_time_or_becomes_more_exact_is_no_conflict(ana, old, new):
    ana.tell(**old)
    assert "wo values" not in text(ana.tell(**new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"stroke": {"date": "2026-03"}}, {"stroke": {"date": "2025-06"}}),
        ({"stroke": False}, {"stroke": {"date": "2025-06"}}),
        ({"stroke": {"date": "2025-06"}}, {"stroke": False}),
        ({"age": 61}, {"age": 16}),
        ({"transplant": False}, {"transplant": True}),
        ({"afp_baseline": 120}, {"afp_baseline": 830}),
        ({"initial_resectability": "resectable"}, {"initial_resectability": "unresectable"}),
        ({"hcc_diagnosis": "pathological"}, {"hcc_diagnosis": "none"}),
    ],
    ids=str,
)
def test_what_cannot_both_be_is_a_conflict(ana, old, new):
    ana.tell(**old)
    reply = ana.tell(**new)
    assert "Two values for " in text(reply)
    assert len(reply.buttons) == 2


def test_a_birthday_and_an_event_since_are_no_conflict(ana):
    ana.tell(age=61, stroke=False)
    ana.today = dt.date(2027, 2, 20)
    assert "wo values" not in text(ana.tell(age=62, stroke={"date": "2027-01-15"}))


def test_the_page_to_file_names_it(ana):
    ana.tell(sex="female")
    ana.tell(sex="male")
    assert "Two values for sex: female" in text(ana.say("summary", "summary"))


def test_what_lasts_is_known_to_the_catalogue():
    assert set(lasting()) <= set(CATALOGUE.facts)
    assert {"sex", "hiv", "transplant", "stroke", "afp_baseline"} <= set(lasting())
    assert not {"platelets", "ecog", "ascites", "response"} & set(lasting())


VALUES = {
    "event": [False, True, {"date": "2026-03"}, {"date": "2026-03-15"}],
    "flag": [True, False],
    "quantity": [61],
}


@pytest.mark.parametrize("fact", sorted(lasting()))
def test_a_button_gives_the_value_that_stands_on_it(fact):
    known = CATALOGUE.facts[fact]
    for value in VALUES.get(known.kind, list(known.options)):
        button = value_button(known, value)
        heard = EXTRACTOR.extract(button.payload, today=TODAY, asked=(fact,))
        told = heard.facts[fact]
        plain = told["value"] if isinstance(told, dict) and "value" in told else told
        assert plain == value, button
        assert heard.unused == heard.queries == []


@pytest.mark.parametrize("words", ["male", "her sex is male", "HIV positive", "no stroke"])
def test_a_plain_statement_is_no_correction(words):
    assert not is_correction(words)
