"""Which accounts are one treatment, and what the treatment looks like then."""

import pytest

from actions.history import merge

LENVATINIB = {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026-07"}
TACE = {"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}


@pytest.mark.parametrize(
    ("known", "told", "now"),
    [
        pytest.param(
            LENVATINIB,
            {"kind": "systemic", "agents": ["lenvatinib"], "outcome": "progression"},
            {**LENVATINIB, "outcome": "progression"},
            id="the outcome of a known drug",
        ),
        pytest.param(
            LENVATINIB,
            {"kind": "systemic", "outcome": "intolerance", "end": "2026-10-01"},
            {**LENVATINIB, "outcome": "intolerance", "end": "2026-10-01"},
            id="an outcome without a drug, where one course is known",
        ),
        pytest.param(
            {**LENVATINIB, "outcome": "ongoing"},
            {"kind": "systemic", "agents": ["lenvatinib"], "end": "2026-10-01"},
            {**LENVATINIB, "end": "2026-10-01"},
            id="an end ends what was ongoing",
        ),
        pytest.param(
            LENVATINIB,
            {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"]},
            {**LENVATINIB, "agents": ["lenvatinib", "sintilimab"]},
            id="a second drug of the same course",
        ),
        pytest.param(
            LENVATINIB,
            {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026-07-14"},
            {**LENVATINIB, "start": "2026-07-14"},
            id="a more exact start",
        ),
        pytest.param(
            {**LENVATINIB, "start": "2026-07-14"},
            {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026"},
            {**LENVATINIB, "start": "2026-07-14"},
            id="a vaguer start takes nothing away",
        ),
        pytest.param(
            TACE, {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}, TACE, id="the last session of a course"
        ),
        pytest.param(TACE, {"kind": "tace", "response": "PR"}, {**TACE, "response": "PR"}, id="a response"),
        pytest.param(
            {**LENVATINIB, "outcome": "progression"},
            {"kind": "systemic", "agents": ["lenvatinib"], "outcome": "ongoing"},
            {**LENVATINIB, "outcome": "progression"},
            id="treatment beyond progression stays progression",
        ),
    ],
)
def test_accounts_of_one_treatment_make_one_entry(known, told, now):
    assert merge({"1": known}, [told]) == [("1", now)]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        pytest.param(TACE, {"kind": "haic", "end": "2026-10-10"}, id="another kind"),
        pytest.param(TACE, {"kind": "tace", "start": "2025-01-05", "end": "2025-01-05"}, id="another year"),
        pytest.param(LENVATINIB, {"kind": "systemic", "agents": ["sorafenib"]}, id="another drug"),
        pytest.param(
            LENVATINIB, {"kind": "systemic", "agents": ["lenvatinib"], "end": "2026-03"}, id="an end before the start"
        ),
        pytest.param(
            {**LENVATINIB, "outcome": "progression"},
            {"kind": "systemic", "agents": ["lenvatinib", "pembrolizumab"], "outcome": "ongoing"},
            id="the drug again, with another, after it had failed",
        ),
        pytest.param(
            {**LENVATINIB, "end": "2026-08"},
            {"kind": "systemic", "agents": ["lenvatinib"], "outcome": "ongoing"},
            id="the drug again after it had ended",
        ),
    ],
)
def test_what_contradicts_a_known_entry_is_an_entry_of_its_own(known, told):
    assert merge({"1": known}, [told]) == [(None, told)]


def test_an_outcome_that_could_be_of_two_courses_becomes_an_entry_of_its_own():
    known = {
        "1": {**LENVATINIB, "end": "2026-08"},
        "2": {"kind": "systemic", "agents": ["sorafenib"], "end": "2026-09"},
    }
    told = {"kind": "systemic", "outcome": "progression"}
    assert merge(known, [told]) == [(None, told)]


def test_an_outcome_without_a_drug_is_of_the_course_that_goes_on():
    known = {"1": {**LENVATINIB, "end": "2026-08"}, "2": {"kind": "systemic", "agents": ["sorafenib"]}}
    told = {"kind": "systemic", "outcome": "progression"}
    assert merge(known, [told]) == [("2", {**known["2"], "outcome": "progression"})]


def test_two_entries_of_one_message_can_continue_one_after_the_other():
    told = [{"kind": "tace", "end": "2026-10-10"}, {"kind": "tace", "response": "PR"}]
    known = {"1": {"kind": "tace", "start": "2026-08-02"}}
    first = {"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}
    assert merge(known, told) == [("1", first), ("1", {**first, "response": "PR"})]
