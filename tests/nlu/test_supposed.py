"""What is only supposed, and the day that a message looks ahead or back to."""

import datetime as dt

import pytest

from bot.nlu.extractor import Extractor
from bot.nlu.moments import ahead, back
from bot.nlu.supposed import read_beside
from criteria import load_catalogue

TODAY = dt.date(2026, 11, 20)  # a Friday
EXTRACTOR = Extractor(load_catalogue())


def beside(text):
    return read_beside(EXTRACTOR, text, TODAY, EXTRACTOR.extract(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("we wait until January", "2027-01-01"),
        ("we wait until 15 March", "2027-03-15"),
        ("we wait till December 5", "2026-12-05"),
        ("we wait until 2027-02", "2027-02-01"),
        ("we wait until the end of February", "2027-02-28"),
        ("we wait until May", "2027-05-01"),
        ("we wait four weeks", "2026-12-18"),
        ("we waited a month", "2026-12-20"),
        ("we wait another 10 days", "2026-11-30"),
        ("we screen her a couple of weeks later", "2026-12-04"),
        ("we wait until Monday", "2026-11-23"),
        ("we wait until tomorrow", "2026-11-21"),
        ("we wait until next year", "2027-01-01"),
    ],
)
def test_a_day_ahead_is_read(text, day):
    assert ahead(text, TODAY)[0].isoformat() == day


@pytest.mark.parametrize("text", ["platelets were 90 in January", "we wait", "we wait until June 2026", "he may wait"])
def test_no_day_ahead_is_made_up(text):
    assert ahead(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what changed since yesterday", "2026-11-19"),
        ("what changed since the day before yesterday", "2026-11-18"),
        ("what changed since Monday", "2026-11-16"),
        ("what changed since Friday", "2026-11-13"),
        ("what changed since 10 November", "2026-11-10"),
        ("what changed since 10 December", "2025-12-10"),
        ("changes in the last 3 days", "2026-11-17"),
        ("what is new since last week", "2026-11-09"),
    ],
)
def test_a_day_back_is_read(text, day):
    assert back(text, TODAY).isoformat() == day


@pytest.mark.parametrize("text", ["what changed", "what is new", "compare the two"])
def test_no_day_back_is_made_up(text):
    assert back(text, TODAY) is None


def test_facts_treatments_and_a_day_are_supposed_together():
    found = beside("what if we wait until 15 March 2027 and platelets are 90 and he had TACE last month?")
    assert found["supposed"] == {
        "facts": {"platelets": {"value": 90, "unit": "10*9/L"}},
        "treatments": [{"kind": "tace", "start": "2026-10", "end": "2026-10"}],
        "day": "2027-03-15",
    }
    assert found["unused"] == []


def test_a_treatment_ahead_is_supposed_as_of_its_day():
    entry = {"kind": "tace", "start": "2026-12-01", "end": "2026-12-01"}
    assert beside("what if she gets TACE on 1 December")["supposed"] == {"treatments": [entry], "day": "2026-12-01"}


def test_what_is_told_before_is_not_supposed():
    assert beside("plt 82. what if ECOG were 2?")["supposed"] == {"facts": {"ecog": "2"}}


@pytest.mark.parametrize("text", ["61F, plt 82", "why not watch-and-wait", "what if"])
def test_nothing_is_supposed_without_a_clause(text):
    assert "supposed" not in beside(text)


def test_what_the_clause_does_not_account_for_is_named():
    assert beside("what if ECOG were 2 and MELD 12")["unused"] == ["and MELD 12"]
