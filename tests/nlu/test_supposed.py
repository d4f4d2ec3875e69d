"""What is only supposed, and the day that a message looks ahead or back to."""

import datetime as dt

import pytest

from bot.nlu.dating.moments import ahead, back
from bot.nlu.extractor import Extractor
from bot.nlu.scope.supposed import read_beside
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
    found = beside("what if she gets TACE on 1 December")["supposed"]
    assert found == {"treatments": [entry], "day": "2026-12-01", "further": True}


def test_what_is_told_before_is_not_supposed():
    assert beside("plt 82. what if ECOG were 2?")["supposed"] == {"facts": {"ecog": "2"}}


@pytest.mark.parametrize("text", ["61F, plt 82", "why not watch-and-wait", "what if"])
def test_nothing_is_supposed_without_a_clause(text):
    assert "supposed" not in beside(text)


def test_what_the_clause_does_not_account_for_is_named():
    assert beside("what if ECOG were 2 and MELD 12")["unused"] == ["and MELD 12"]


TACE, SORAFENIB = {"kind": "tace"}, {"kind": "systemic", "agents": ["sorafenib"]}


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("what if he had not had TACE", [TACE]),
        ("what if she had never had TACE?", [TACE]),
        ("what if she hadn't received the sorafenib", [SORAFENIB]),
        ("what if TACE had not been given", [TACE]),
        ("what if the TACE never happened", [TACE]),
        ("what if there were no TACE", [TACE]),
        ("without the sorafenib", [SORAFENIB]),
        ("what if without sorafenib", [SORAFENIB]),
        ("what if we leave out the TACE", [TACE]),
        ("what would it look like without the TACE?", [TACE]),
        ("would she be eligible without TACE and sorafenib", [TACE, SORAFENIB]),
        ("what if we ignore the TACE in October", [{**TACE, "start": "2026-10", "end": "2026-10"}]),
    ],
)
def test_a_treatment_can_be_supposed_away(text, removed):
    found = beside(text)
    assert sorted(found["supposed"]["removed"], key=str) == sorted(removed, key=str)
    assert "treatments" not in found["supposed"]
    assert found["unused"] == []


def test_one_treatment_in_the_place_of_another():
    for text in ("what if he had had HAIC instead of TACE", "what if he had not had TACE but HAIC"):
        assert beside(text)["supposed"] == {"treatments": [{"kind": "haic"}], "removed": [TACE]}


@pytest.mark.parametrize(
    "text", ["what if she were treatment-naive", "what if no treatment had been given", "if she had never been treated"]
)
def test_no_treatment_at_all_takes_all_away(text):
    assert beside(text)["supposed"] == {"treatments_complete": True, "naive": True}


@pytest.mark.parametrize("text", ["what if no other treatment was given", "what if nothing else had been given"])
def test_no_other_treatment_takes_none_away(text):
    assert beside(text)["supposed"] == {"treatments_complete": True}


def test_a_class_or_stage_is_supposed():
    assert beside("what if the Child-Pugh class were A")["supposed"] == {"facts": {"child_pugh_class": "A"}}
    assert beside("what if BCLC stage were C?")["supposed"] == {"facts": {"bclc": "C"}}


def test_what_is_not_there_is_no_treatment_taken_away():
    assert beside("what if she had no ascites")["supposed"] == {"facts": {"ascites": "none"}}
    assert beside("what if she had not had a stroke")["supposed"] == {"facts": {"stroke": False}}
    assert beside("without the portal vein thrombus")["supposed"] == {"facts": {"portal_vein_thrombus": "none"}}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("if platelets rise to 80", {"platelets": 80}),
        ("what if platelets went up to 80?", {"platelets": 80}),
        ("what if platelets would be 80", {"platelets": 80}),
        ("if platelets were to climb back to 80", {"platelets": 80}),
        ("what if her platelets reach 80", {"platelets": 80}),
        ("what if platelets get back above 100", {"platelets": ">100"}),
        ("what if bilirubin drops to 20 umol/L and albumin goes up to 36 g/L", {"bilirubin": 20, "albumin": 36}),
    ],
)
def test_a_value_that_moves_is_supposed_to_be_where_it_ends(text, facts):
    found = beside(text)
    assert {name: one["value"] for name, one in found["supposed"]["facts"].items()} == facts
    assert found["unused"] == []


@pytest.mark.parametrize(
    ("text", "entry", "day"),
    [
        ("if we gave TACE next week", {**TACE, "start": "2026-11-23", "end": "2026-11-23"}, "2026-11-23"),
        ("what if we give TACE tomorrow", {**TACE, "start": "2026-11-21", "end": "2026-11-21"}, "2026-11-21"),
        ("what if TACE is done in two weeks", {**TACE, "start": "2026-12-04", "end": "2026-12-04"}, "2026-12-04"),
        ("what if we start sorafenib next month", {**SORAFENIB, "start": "2026-12-01"}, "2026-12-01"),
        ("what if TACE is repeated in December", {**TACE, "start": "2026-12-01", "end": "2026-12-01"}, "2026-12-01"),
        ("what if he gets TACE again in december", {**TACE, "start": "2026-12-01", "end": "2026-12-01"}, "2026-12-01"),
        ("what if we give TACE", {**TACE, "start": "2026-11-20", "end": "2026-11-20"}, None),
        ("what if we start sorafenib now", {**SORAFENIB, "start": "2026-11-20"}, None),
    ],
)
def test_a_treatment_that_we_would_give_is_a_further_one(text, entry, day):
    found = beside(text)
    (told,) = found["supposed"]["treatments"]
    assert {part: told.get(part) for part in entry} == entry
    assert found["supposed"].get("day") == day
    assert found["supposed"]["further"] is True
    assert found["unused"] == []


def test_another_date_of_a_course_is_no_further_one():
    for text in ("suppose the TACE was on 1 November", "what if TACE was in August instead"):
        assert "further" not in beside(text)["supposed"]
    assert beside("what if she had a second TACE on 1 November")["supposed"]["further"] is True


def test_the_first_course_is_named():
    assert beside("what if the first TACE was on 1 March")["supposed"]["earliest"] is True


def test_a_value_can_be_supposed_unknown():
    for text in (
        "what if the AFP were unknown",
        "what if we did not know the AFP",
        "without the AFP",
        "if we forget the AFP",
    ):
        assert beside(text)["supposed"] == {"forgotten": ["afp"]}


def test_no_progression_leaves_the_course_going_on():
    found = beside("what if she had not progressed on sorafenib")["supposed"]
    assert found == {"treatments": [{**SORAFENIB, "outcome": "ongoing"}], "forgotten": ["response"]}


@pytest.mark.parametrize(
    "text", ["ask if she had TACE", "not sure if he had sorafenib", "let me know if platelets are 82", "check if HIV"]
)
def test_what_is_to_be_found_out_is_not_supposed(text):
    assert "supposed" not in beside(text)


def test_what_follows_is_no_part_of_the_supposition():
    found = beside("if platelets rise to 80 would watch and wait open again?")
    assert list(found["supposed"]["facts"]) == ["platelets"]
    assert found["unused"] == []


def test_a_feast_is_a_day_to_wait_for():
    assert beside("what if we wait till christmas")["supposed"] == {"day": "2026-12-25"}
    assert beside("if we wait until the new year")["supposed"] == {"day": "2027-01-01"}
