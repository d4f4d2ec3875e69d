"""What the keys of a telephone stand for, which question is open, and the PIN before a line. Costs under a second."""

from types import SimpleNamespace

import pytest

from bot.channels.twilio_voice import pin
from bot.channels.twilio_voice.keypad import UNKNOWN, keypad_of
from bot.channels.twilio_voice.line import Said
from bot.channels.twilio_voice.listening import Sound
from bot.channels.twilio_voice.pin import Locked
from bot.channels.twilio_voice.prompt import SAY_REPEAT, prompt_of

FACTS = {name: SimpleNamespace(kind=kind) for name, kind in [("age", "quantity"), ("hiv", "flag"), ("stroke", "event")]}


def reply(question="Which?", facts=("hiv",), buttons=(), phone=None):
    following = {"screening": {"next": {"facts": list(facts), "ask": question, "settles": []}}}
    custom = {"hepascreen": following, **({"phone": phone} if phone else {})}
    offered = [{"title": title, "payload": says} for title, says in buttons]
    return [{"text": f"Recorded.\n{question}", "buttons": offered}, {"custom": custom}]


def call(*keys, step="question", facts=("hiv",)):
    given = [{"key": key, "title": title, "say": says} for key, title, says in keys]
    return reply(phone={"on": True, "step": step, "question": "Which?", "facts": list(facts), "keys": given})


YES_NO = (("y", "Yes", "y"), ("n", "No", "n"), ("?", "Doesn't know", "?"))
UNSURE = (("?", "Doesn't know", "?"),)
READINGS = (("a", "3 Apr 2026", "TACE on 3 Apr 2026"), ("b", "4 Mar 2026", "TACE on 4 Mar 2026"))


@pytest.mark.parametrize(
    ("messages", "takes_one_key"),
    [
        (call(*YES_NO), True),
        (call(("0", "Fully active", "ECOG: 0"), *UNSURE), True),
        (reply(buttons=[("clinical", "clinical HCC"), ("Don't know", "don't know")]), True),
        (reply(facts=["age"]), False),
        (call(*UNSURE, facts=["stroke"]), False),
        (call(*READINGS, *UNSURE, facts=["treatments"]), False),
    ],
)
def test_a_key_counts_at_once_where_no_number_and_no_date_can_be_keyed(messages, takes_one_key):
    assert keypad_of(messages, FACTS).takes_one_key is takes_one_key


@pytest.mark.parametrize(
    ("messages", "digits", "says"),
    [
        (reply(buttons=[("clinical", "clinical HCC"), ("Don't know", "don't know")]), "1", "clinical HCC"),
        (reply(buttons=[("clinical", "clinical HCC"), ("Don't know", "don't know")]), "*", "don't know"),
        (reply(buttons=[("clinical", "clinical HCC"), ("Don't know", "don't know")]), "2", None),
        (reply(buttons=[("0", "ECOG: 0"), ("1", "ECOG: 1"), ("Don't know", "don't know")]), "1", "ECOG: 1"),
        (reply(buttons=[("0", "ECOG: 0"), ("1", "ECOG: 1"), ("Don't know", "don't know")]), "*", "don't know"),
        (reply(buttons=[("0", "BCLC 0"), ("A", "BCLC A"), ("B", "BCLC B")]), "1", None),
        (reply(buttons=[("0", "BCLC 0"), ("A", "BCLC A"), ("B", "BCLC B")]), "0", None),
        (reply(facts=["age"]), "61", "61"),
        (reply(facts=["age"]), "1*4", "1.4"),
        (reply(facts=["age"]), "*", UNKNOWN),
        (reply(facts=["age"]), "1*4*", None),
        (call(*YES_NO), "1", "y"),
        (call(*YES_NO), "2", "n"),
        (call(*YES_NO), "*", UNKNOWN),
        (call(("0", "Fully active", "ECOG: 0"), *UNSURE), "0", "ECOG: 0"),
        (call(("0", "Fully active", "ECOG: 0"), *UNSURE), "1", None),
        (call(*UNSURE, facts=["age"]), "61", "61"),
        (call(*UNSURE, facts=["stroke"]), "20240312", "2024-03-12"),
        (call(*UNSURE, facts=["stroke"]), "202403", "2024-03"),
        (call(*UNSURE, facts=["stroke"]), "20241399", None),
        (call(*YES_NO[:2], step="confirm", facts=["age"]), "2", "n"),
        (call(("f", "Female", "female"), ("m", "Male", "male"), *UNSURE, facts=["sex"]), "1", "female"),
        (call(("f", "Female", "female"), ("m", "Male", "male"), *UNSURE, facts=["sex"]), "2", "male"),
        (call(*READINGS, *UNSURE, facts=["treatments"]), "2", "TACE on 4 Mar 2026"),
        (call(*READINGS, *UNSURE, facts=["treatments"]), "20260304", "TACE on 4 Mar 2026"),
        (call(*READINGS, *UNSURE, facts=["treatments"]), "20260305", None),
        (call(*READINGS, *UNSURE, facts=["treatments"]), "*", UNKNOWN),
        (reply(facts=["afp"], buttons=[(one[1], one[2]) for one in READINGS]), "1", "TACE on 3 Apr 2026"),
        (reply(facts=["afp"], buttons=[(one[1], one[2]) for one in READINGS]), "20260403", "TACE on 3 Apr 2026"),
        (
            reply(facts=["bilirubin"], buttons=[("7 umol/L", "TB 7 umol/L"), ("7 mg/dL", "TB 7 mg/dL")]),
            "2",
            "TB 7 mg/dL",
        ),
    ],
)
def test_keys_choose_options_or_give_numbers(messages, digits, says):
    assert keypad_of(messages, FACTS).meaning(digits) == says


@pytest.mark.parametrize(
    "messages",
    [call(*READINGS, *UNSURE, facts=["treatments"]), reply(buttons=[(one[1], one[2]) for one in READINGS])],
    ids=["with the patient", "at the chart"],
)
def test_the_keys_of_dates_are_said_with_the_question(messages):
    assert prompt_of(messages, FACTS).now.endswith("Which? Press 1 for 3 April 2026, 2 for 4 March 2026.")


def test_no_key_is_announced_that_a_telephone_lacks():
    asked = prompt_of(call(("f", "Female", "female"), ("m", "Male", "male"), *UNSURE, facts=["sex"]), FACTS)
    assert asked.now.endswith("Press 1 for Female, 2 for Male.")


def test_the_question_comes_last_and_stays_open_while_others_are_answered():
    asked = prompt_of(reply(facts=["age"], question="How old?"), FACTS)
    assert asked.now == "Recorded. How old?"
    between = prompt_of([{"text": "I screen patients."}], FACTS).after(asked, keeps_keys=True)
    assert between.now == "I screen patients."
    assert between.asked_again == "How old?"
    assert between.keypad.meaning("61") == "61"
    assert prompt_of([{"text": "Hello."}]).asked_again == SAY_REPEAT


class Behind:
    """The line behind the PIN, which notes what it hears."""

    def __init__(self):
        self.heard = []

    def start(self):
        return Said("Hello.")

    async def hear(self, sound, message_id):
        self.heard.append(sound.words)
        return Said("Heard.")


async def test_nothing_is_heard_before_the_pin_and_each_call_asks_for_it():
    behind = Behind()
    line = Locked(behind, "2468")
    for _ in range(2):
        assert line.start() == Said(pin.ASK)
        assert await line.hear(Sound("platelets eighty two"), "1") == Said(pin.ASK)
        assert await line.hear(Sound(digits="1357"), "2") == Said(pin.WRONG)
        assert await line.hear(Sound(digits="2468"), "3") == Said("Hello.")
        assert await line.hear(Sound("status"), "4") == Said("Heard.")
    assert behind.heard == ["status", "status"]


async def test_wrong_pins_end_the_call_and_too_many_bar_the_number_for_an_hour():
    now = [0.0]
    line = Locked(Behind(), "2468", clock=lambda: now[0])
    for _ in range(pin.WRONG_AN_HOUR // pin.TRIES):
        line.start()
        said = [await line.hear(Sound(digits="0000"), "1") for _ in range(pin.TRIES)]
        assert [one.ends for one in said] == [False, False, True]
    assert line.start().ends
    assert (await line.hear(Sound(digits="2468"), "1")).ends
    now[0] = pin.HOUR + 1
    assert line.start() == Said(pin.ASK)
    assert await line.hear(Sound(digits="2468"), "1") == Said("Hello.")


@pytest.mark.parametrize(
    ("messages", "words", "says"),
    [
        (call(("1", "Never", "never"), ("2", "Yes, but not now", "past"), *UNSURE), "two", "past"),
        (call(("1", "Never", "never"), ("2", "Yes, but not now", "past"), *UNSURE), "Number 2.", "past"),
        (call(("1", "Never", "never"), ("2", "Yes, but not now", "past"), *UNSURE), "three", None),
        (call(("1", "Never", "never"), ("2", "Yes, but not now", "past"), *UNSURE), "two years ago", None),
        (reply(buttons=[("0", "ECOG: 0"), ("1", "ECOG: 1")]), "one", "ECOG: 1"),
        (reply(facts=["age"]), "two", None),
    ],
)
def test_a_digit_that_is_spoken_is_the_key_where_it_is_no_answer_itself(messages, words, says):
    assert keypad_of(messages, FACTS).said(words) == says
