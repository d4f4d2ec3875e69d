"""Trials are found by the names that people give them."""

import pytest

from actions.heard import read_heard
from actions.trials import TrialNames
from criteria import load_catalogue, load_trials

NAMES = TrialNames(load_trials(load_catalogue()))


@pytest.mark.parametrize(
    ("text", "trial"),
    [
        ("why not watch-and-wait?", "watch-and-wait"),
        ("why not watch and wait", "watch-and-wait"),
        ("why not the watch and wait one", "watch-and-wait"),
        ("why not wach and wait", "watch-and-wait"),
        ("why not W&W", "watch-and-wait"),
        ("why not NCT05349331", "watch-and-wait"),
        ("why nct06041477", "haic-concurrent"),
        ("explain NCT 05718492", "haic-after-ici"),
        ("why is HAIC after ICI ruled out", "haic-after-ici"),
        ("what excludes her from haic-after-ici", "haic-after-ici"),
        ("why not haic concurrent", "haic-concurrent"),
        ("why not HAIC concurent", "haic-concurrent"),
        ("why the palliative hepatectomy", "palliative-hepatectomy"),
        ("reason for the hepatectomy", "palliative-hepatectomy"),
        ("why not palliative hepatectmy", "palliative-hepatectomy"),
        ("what rules out the lenvatinib one", "haic-pd1-lenvatinib"),
        ("details on haic-pd1-lenvatinib", "haic-pd1-lenvatinib"),
        ("why not 06041477", "haic-concurrent"),
        ("why not the concurrent one", "haic-concurrent"),
        ("why not the conversion study", "haic-concurrent"),
        ("why not lenva", "haic-pd1-lenvatinib"),
        ("why not HAIC plus PD1 and lenvatinib", "haic-pd1-lenvatinib"),
        ("why not the surgery one", "palliative-hepatectomy"),
        ("why not palliative resection", "palliative-hepatectomy"),
        ("why not w+w", "watch-and-wait"),
        ("why not wait and watch", "watch-and-wait"),
        ("why not the responder trial", "watch-and-wait"),
        ("why not the post-ICI trial", "haic-after-ici"),
        ("why not the 2nd line trial", "haic-after-ici"),
        ("why not hiac after ici", "haic-after-ici"),
    ],
)
def test_a_trial_is_found_by_a_name_a_number_or_a_typo(text, trial):
    assert NAMES.find(text).trials == (trial,)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("why not the second", 2),
        ("why not the second one", 2),
        ("why is the first one out", 1),
        ("why is number 3 out", 3),
        ("explain trial 4", 4),
        ("why #5", 5),
        ("why the last one", 5),
        ("why not the 2nd one", 2),
        ("why not the 3rd", 3),
        ("why not the 5th trial", 5),
    ],
)
def test_a_trial_is_found_by_its_place_on_the_board(text, place):
    assert NAMES.find(text).trials == (list(NAMES.labels)[place - 1],)


def test_two_trials_in_one_question_are_both_found():
    assert set(NAMES.find("why not watch and wait and palliative hepatectomy").trials) == {
        "watch-and-wait",
        "palliative-hepatectomy",
    }


def test_a_name_of_several_trials_is_unclear():
    named = NAMES.find("why not HAIC")
    assert named.trials == ()
    assert set(named.unclear) == {"haic-concurrent", "haic-after-ici", "haic-pd1-lenvatinib"}


@pytest.mark.parametrize("text", ["why", "why is she out", "what is missing", "when does it open", "why trial 9"])
def test_no_trial_is_found_where_none_is_named(text):
    assert NAMES.find(text).trials == ()
    assert NAMES.find(text).unclear == ()


@pytest.mark.parametrize(
    ("text", "attempted"),
    [
        ("why not LEAP-012", True),
        ("why not leap-012", True),
        ("what is missing for emerald", True),
        ("is emerald still open", True),
        ("what else does the CheckMate one need", True),
        ("why is she ruled out", False),
        ("who is still open and what do u need next?", False),
        ("whats missing for this lady pls", False),
        ("and what else shud i ask", False),
        ("WHY IS THE OLD BOY OUT", False),
    ],
)
def test_an_unknown_name_is_told_from_no_name(text, attempted):
    assert NAMES.is_attempted(text, read_heard(None)) is attempted


def test_a_fact_beside_the_question_is_no_name():
    heard = read_heard({"mentions": [{"fact": "platelets", "text": "platelets are 82", "start": 9, "end": 25}]})
    assert not NAMES.is_attempted("why not? platelets are 82", heard)


@pytest.mark.parametrize(
    ("text", "trial"), [("why not NCT0604147", "haic-concurrent"), ("why not NCT 05718429", "haic-after-ici")]
)
def test_a_number_with_a_typo_is_asked_about(text, trial):
    named = NAMES.find(text)
    assert (named.trials, named.unclear) == ((), (trial,))


@pytest.mark.parametrize("text", ["when does it open, on the 1st of December", "why not after the 2nd TACE"])
def test_an_ordinal_of_something_else_is_no_place(text):
    assert NAMES.find(text).trials == ()
