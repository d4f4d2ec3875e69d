"""What a field of the widget sends is read as what was entered, for every fact of the catalogue."""

import datetime as dt

import pytest

from actions.desk import open_desk
from actions.vocabulary import vocabulary_of
from bot.nlu.extractor import Extractor
from criteria import load_catalogue

TODAY = dt.date(2026, 11, 20)
CATALOGUE = load_catalogue()
EXTRACTOR = Extractor(CATALOGUE)
WORDS = vocabulary_of(open_desk("sqlite://"))["facts"]
HISTORY = WORDS.pop("treatments")
DAY = "2026-11-12"


def entered(fact):
    """A number that is plausible for a fact, whole where it must be."""
    low, high = CATALOGUE.facts[fact].plausible or CATALOGUE.facts[fact].possible
    return round((low + high) / 2) if high - low > 2 else round((low + high) / 2, 1)


def heard(message):
    return EXTRACTOR.extract(message, today=TODAY, asked=())


def facts_with(part):
    return [fact for fact, words in WORDS.items() if words["say"][part]]


@pytest.mark.parametrize("prefix", ["", "correction: "])
@pytest.mark.parametrize("fact", facts_with("value"))
def test_a_number_is_read_with_its_unit(fact, prefix):
    value = entered(fact)
    found = heard(prefix + WORDS[fact]["say"]["value"].replace("{value}", str(value)))
    given = found.facts[fact]
    assert (given["value"] if isinstance(given, dict) else given) == value
    assert found.queries == found.unused == []


@pytest.mark.parametrize("fact", facts_with("dated"))
def test_a_number_is_read_with_its_date(fact):
    message = WORDS[fact]["say"]["dated"].replace("{value}", str(entered(fact))).replace("{date}", DAY)
    assert heard(message).facts[fact]["date"] == DAY


@pytest.mark.parametrize("day", [DAY, "2026-03"])
@pytest.mark.parametrize("fact", facts_with("on"))
def test_an_event_is_read_with_its_day_or_month(fact, day):
    if fact == "birth_date":
        pytest.skip("a date of birth is asked as the age, and ends as it")
    given = heard(WORDS[fact]["say"]["on"].replace("{date}", day)).facts[fact]
    assert (given["date"] if isinstance(given, dict) else given) == day


@pytest.mark.parametrize("fact", [fact for fact in WORDS if fact != "birth_date"])
def test_what_takes_a_fact_back_names_it(fact):
    assert fact in heard(WORDS[fact]["say"]["forget"]).retracted


def test_the_treatment_history_is_closed():
    assert heard(HISTORY["answers"][0]["say"]).treatments_complete is True


@pytest.mark.parametrize("fact", facts_with("value"))
def test_every_unit_that_is_offered_is_read(fact):
    for unit in WORDS[fact]["units"]:
        found = heard(f"{WORDS[fact]['name']} {entered(fact)} {unit}")
        named = [query.fact for query in found.queries]
        # A value that the unit makes implausible is asked about, never read as something else.
        assert fact in found.facts or fact in named, unit
