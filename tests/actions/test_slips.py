"""A date told again after another question: it is that of the event told last. Costs some five seconds."""

import pytest

from actions.slips import is_slip
from tests.actions.calls import RESPONDER, Caller


@pytest.fixture
def ana(desk, coordinator):
    return Caller(coordinator(desk, "ana", site="north"))


def recorded(caller):
    return ((caller.reply.custom or {}).get("hepascreen") or {}).get("recorded") or {}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("sorry, 2023", "2023"),
        ("no wait, it was 2023", "2023"),
        ("oops, I meant March 2023", "2023-03"),
        ("actually it was in 2023, not 2022", "2023"),
    ],
)
def test_a_year_told_again_is_that_of_the_event_told_last(ana, said, day):
    ana.says("61F, HCC", "heart attack in 2020", "stroke in 2022")
    ana.coordinator.slots["asked"] = ["pulmonary_embolism"]
    ana.type(said)
    assert recorded(ana) == {"stroke": {"date": day}}


def test_whatever_the_open_question_wants(ana):
    ana.says("61F, HCC", "stroke in 2022")
    ana.coordinator.slots["asked"] = ["platelets"]
    ana.type("sorry, 2023")
    assert recorded(ana) == {"stroke": {"date": "2023"}}
    assert "implausible" not in ana.text


def test_a_bleed_from_varices_is_a_bleed_of_the_same_day(ana):
    ana.says("61F, HCC", "variceal bleed in 2022", "sorry, 2021")
    assert recorded(ana) == {"gi_bleeding": {"date": "2021"}, "variceal_bleeding": {"date": "2021"}}


def test_after_a_treatment_no_event_before_it_is_mended(ana):
    ana.says("61F, HCC", "stroke in 2022", "TACE in March 2024")
    ana.coordinator.slots["asked"] = ["heart_failure"]
    ana.type("sorry, 2023")
    assert recorded(ana) == {}


def test_in_a_call_it_mends_what_was_read_back_or_told(ana):
    ana.says(RESPONDER, "phone", "y", "I had a stroke in March 2026")
    assert ana.call["heard"]["text"] == "stroke or TIA: yes, Mar 2026"
    ana.type("sorry, 2025")
    ana.type("status")
    assert "Mar 2026" not in ana.text


@pytest.mark.parametrize(
    "said", ["2023", "sorry, platelets 2023", "sorry", "sorry, I had a stroke in 2023", "no, 2023"]
)
def test_what_says_more_or_less_is_no_date_told_again(said):
    assert not is_slip(said)
