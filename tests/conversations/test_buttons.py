"""What a button sends is read as what stands on it, whatever was asked in between."""

import datetime as dt

import pytest

from actions.wording.questions import query_buttons, question_buttons
from bot.nlu.extractor import Extractor
from criteria import load_catalogue

TODAY = dt.date(2026, 11, 20)
CATALOGUE = load_catalogue()
EXTRACTOR = Extractor(CATALOGUE)

FOLLOWS = {"variceal_bleeding": {"gi_bleeding"}, "complete_response_confirmed": {"response"}}
"""A bleed from varices is a gastrointestinal bleed, a confirmed complete response a complete one."""


def cases():
    for fact in CATALOGUE.facts.values():
        answers = {"Yes": True, "No": False}
        if fact.kind == "choice":
            answers = {option.name: name for name, option in fact.options.items()}
        for button in question_buttons(CATALOGUE, [fact.id]):
            if button.title in answers:
                yield pytest.param(fact.id, answers[button.title], button.payload, id=f"{fact.id}: {button.title}")


@pytest.mark.parametrize(("fact", "value", "payload"), cases())
def test_a_button_gives_its_value_whatever_was_asked_in_between(fact, value, payload):
    for asked in ((), (fact,), ("ecog",)):
        heard = EXTRACTOR.extract(payload, today=TODAY, asked=asked)
        assert heard.facts[fact] == value
        assert set(heard.facts) - {fact} <= FOLLOWS.get(fact, set())
        assert heard.queries == heard.unused == []


def test_dont_know_and_no_other_treatment_are_understood():
    (nothing_else, dont_know) = question_buttons(CATALOGUE, ["treatments"])
    assert EXTRACTOR.extract(dont_know.payload, today=TODAY, asked=("treatments",)).reply == "unknown"
    assert EXTRACTOR.extract(nothing_else.payload, today=TODAY, asked=()).treatments_complete is True


def test_none_of_these_denies_each_fact_by_name():
    denied = {"hiv": False, "transplant": False, "stroke": False, "ascites": "none", "encephalopathy": "never"}
    none = question_buttons(CATALOGUE, denied)[0]
    assert none.title == "None of these"
    assert EXTRACTOR.extract(none.payload, today=TODAY, asked=()).facts == denied


def test_what_cannot_be_denied_has_no_none_of_these():
    assert question_buttons(CATALOGUE, ["platelets", "albumin"]) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("stroke on 03/04/2026", {"stroke": {"date": "2026-03-04"}}),
        ("heart attack 3/4", {"myocardial_infarction": {"date": "2026-03-04"}}),
        ("AFP 830 on 03/04/2026", {"afp": {"value": 830, "unit": "ng/mL", "date": "2026-03-04"}}),
        ("plt 82 (3/4/26)", {"platelets": {"value": 82, "unit": "10*9/L", "date": "2026-03-04"}}),
        ("last live vaccine 03-04-2026", {"live_vaccine": {"date": "2026-03-04"}}),
        ("TACE on 03/04/2026", [{"kind": "tace", "start": "2026-03-04", "end": "2026-03-04"}]),
        ("sorafenib until 03/04/26", [{"kind": "systemic", "agents": ["sorafenib"], "end": "2026-03-04"}]),
    ],
)
def test_a_date_that_is_chosen_of_two_readings_is_that_of_what_was_told(typed, read):
    """The values and treatments beside the date are in the button too: they were not recorded, or not with a date."""
    (query,) = EXTRACTOR.extract(typed, today=TODAY, asked=()).queries
    (_, second) = query_buttons(CATALOGUE, query)
    assert second.title == "4 Mar 2026"
    heard = EXTRACTOR.extract(second.payload, today=TODAY, asked=())
    assert (heard.treatments if isinstance(read, list) else heard.facts) == read
    assert heard.queries == heard.unused == []


def test_of_two_dates_with_two_readings_each_is_chosen_by_itself():
    queries = EXTRACTOR.extract("lenvatinib from 03/04/2026 to 05/06/2026", today=TODAY, asked=()).queries
    chosen = [query_buttons(CATALOGUE, one)[0].payload for one in queries]
    assert chosen == ["lenvatinib from 3 Apr 2026", "lenvatinib from 03/04/2026 to 5 Jun 2026"]
