"""Everything that is said: values with units, dates as people write them, polarity that cannot be missed."""

import pytest

from actions.heard import Inferred, Query
from actions.wording import board, explain, questions, values
from actions.wording.recorded import Told, recorded_line
from criteria import load_catalogue

CATALOGUE = load_catalogue()


def fact_text(name, value):
    return values.fact_text(CATALOGUE.facts[name], value)


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("age", 61, "age 61"),
        ("age", "60-61", "age 60-61"),
        ("sex", "female", "female"),
        ("sex", ["female", "male"], "sex: female or male"),
        ("platelets", {"value": 82, "unit": "10*9/L"}, "platelets 82 ×10⁹/L"),
        ("platelets", {"value": 82, "unit": "10*9/L", "date": "2026-11-18"}, "platelets 82 ×10⁹/L (18 Nov 2026)"),
        ("bilirubin", {"value": 23.94}, "total bilirubin 23.94 µmol/L"),
        ("bilirubin", {"value": 23.9412345, "unit": "umol/L"}, "total bilirubin 23.94 µmol/L"),
        ("alt", {"value": 88, "uln": 40}, "ALT 88 U/L (upper limit 40)"),
        ("ast", {"value": 2.5, "unit": "xULN"}, "AST 2.5 × the upper limit of normal"),
        ("afp", {"value": ">1210", "unit": "ng/mL"}, "AFP >1210 ng/mL"),
        ("afp", "<=7", "AFP ≤7 ng/mL"),
        ("afp", 123456.5, "AFP 123456 ng/mL"),
        ("inr", {"value": 1.2, "unit": "1"}, "INR 1.2"),
        ("systolic_bp", 138, "systolic blood pressure 138 mmHg"),
        ("bclc", "C", "BCLC stage C"),
        ("bclc", ["B", "C"], "BCLC stage B or C"),
        ("ecog", "1", "ECOG 1"),
        ("ascites", "controlled", "ascites: controlled"),
        ("hiv", False, "HIV infection: no"),
        ("hiv", True, "HIV infection: yes"),
        ("stroke", {"date": "2026-03"}, "stroke or TIA: yes, Mar 2026"),
        ("stroke", "2026", "stroke or TIA: yes, 2026"),
        ("stroke", True, "stroke or TIA: yes"),
        ("stroke", False, "stroke or TIA: no"),
        ("pregnancy_test", {"value": "negative", "date": "2026-11-15"}, "pregnancy test: negative (15 Nov 2026)"),
        (
            "other_malignancy",
            [{"value": "treated", "date": "2019-05-01"}, "in_situ"],
            "other malignancy: treated with curative intent (1 May 2019) and treated carcinoma in situ",
        ),
    ],
)
def test_a_fact_is_read_back_with_unit_polarity_and_date(fact, value, said):
    assert fact_text(fact, value) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"kind": "tace", "end": "2026-10-10"}, "TACE until 10 Oct 2026"),
        ({"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}, "TACE on 10 Oct 2026"),
        ({"kind": "tace", "start": "2026-10", "end": "2026-10"}, "TACE in Oct 2026"),
        ({"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}, "TACE 2 Aug 2026 to 10 Oct 2026"),
        ({"kind": "haic", "agents": ["oxaliplatin"]}, "HAIC with oxaliplatin"),
        (
            {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07", "outcome": "progression"},
            "lenvatinib + sintilimab since Jul 2026, progression",
        ),
        (
            {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026-07", "outcome": "ongoing"},
            "lenvatinib since Jul 2026",
        ),
        ({"kind": "systemic", "outcome": "ongoing"}, "systemic therapy (drugs not named), ongoing"),
        ({"kind": "sirt", "response": "PR"}, "SIRT, response PR"),
    ],
)
def test_a_treatment_is_read_back_with_drugs_period_and_outcome(entry, said):
    assert values.entry_text(CATALOGUE, entry) == said


def test_a_converted_value_is_read_back_with_the_words_it_came_from():
    recorded = {"bilirubin": {"value": 23.94, "unit": "umol/L"}}
    inferred = [Inferred(fact="bilirubin", text="TB 1.4", value=23.94, unit="umol/L")]
    line = recorded_line(CATALOGUE, Told(recorded, inferred=inferred))
    assert line == "Recorded: total bilirubin 23.94 µmol/L (from “TB 1.4”)."


def test_where_only_the_unit_was_missing_it_is_said_to_be_assumed():
    inferred = [Inferred(fact="platelets", text="plt 82", value=82, unit="10*9/L")]
    line = recorded_line(CATALOGUE, Told({"platelets": {"value": 82, "unit": "10*9/L"}}, inferred=inferred))
    assert line == "Recorded: platelets 82 ×10⁹/L (unit assumed)."


def test_values_of_one_day_are_read_back_together():
    labs = {"platelets": {"value": 82, "date": "2026-11-18"}, "inr": {"value": 1.2, "date": "2026-11-18"}}
    told = Told({"age": 61, **labs}, before={"inr": {"value": 1.4, "date": "2026-10-01"}})
    line = recorded_line(CATALOGUE, told, "P-1")
    assert line == "Recorded for P-1: age 61; of 18 Nov 2026: platelets 82 ×10⁹/L, INR 1.2 (was 1.4)."


def test_hints_share_their_parentheses():
    told = Told({"inr": {"value": 1.2, "date": "2026-11-18"}}, before={"inr": 1.4})
    assert recorded_line(CATALOGUE, told) == "Recorded: INR 1.2 (18 Nov 2026; was 1.4)."


def test_an_empty_complete_history_is_no_treatment_and_a_given_one_no_other():
    complete = {"treatments_complete": True}
    assert recorded_line(CATALOGUE, Told(complete)) == "Recorded: no treatment given."
    told = {"treatments": [{"kind": "tace"}], **complete}
    assert recorded_line(CATALOGUE, Told(told)) == "Recorded: TACE, no other treatment given."


TRIAL = {
    "trial": "x",
    "title": "X",
    "status": "ruled_out",
    "open_from": None,
    "missing": [],
    "notes": [],
    "criteria": [
        {
            "id": "a",
            "status": "violated",
            "facts": ["stroke"],
            "requirement": "No stroke within 12 months",
            "found": "stroke 2026-03-15",
            "quote": "- Stroke within 12 months;",
            "open_from": "2027-03-15",
            "notes": [],
        },
        {
            "id": "b",
            "status": "violated",
            "facts": ["platelets"],
            "requirement": "Platelets above 75 x 10^9/L",
            "found": "platelets 60 10*9/L",
            "quote": "• Platelets > 75",
            "open_from": None,
            "notes": [],
        },
    ],
}
OPEN = {**TRIAL, "status": "open", "criteria": [], "missing": ["ecog", "hiv", "afp", "inr"]}


def test_the_reason_given_first_is_one_that_no_date_ends():
    assert board.reason(TRIAL) == "platelets 60 ×10⁹/L (asks: platelets above 75 ×10⁹/L), and 1 more"


def test_why_gives_what_is_asked_what_was_found_and_the_records_words():
    assert explain.why_lines(CATALOGUE, TRIAL, "Trial X") == [
        "Trial X is ruled out:",
        "- Asks: Platelets above 75 ×10⁹/L. Found: platelets 60 ×10⁹/L. Record: “Platelets > 75”.",
        "- Asks: No stroke within 12 months. Found: stroke 15 Mar 2026. Record: “Stroke within 12 months”."
        " Over on 15 Mar 2027.",
    ]


def test_an_open_trial_names_what_is_missing_and_how_much_more():
    assert board.status_text(CATALOGUE, OPEN) == "still open; missing: ECOG, HIV infection, AFP and 1 more"


def test_an_open_trial_of_which_nothing_is_missing_says_whether_its_record_is_met():
    met = {**OPEN, "missing": [], "criteria": [{"status": "satisfied"}]}
    assert board.status_text(CATALOGUE, met) == "still open: all that its record states is satisfied"
    unclear = {**met, "criteria": [{"status": "satisfied"}, {"status": "unknown"}]}
    assert board.status_text(CATALOGUE, unclear) == "still open; the record itself leaves something unknown"


def test_an_open_trial_that_only_the_study_team_can_settle_says_so():
    trial = {**OPEN, "missing": ["consent", "investigator_concern"]}
    assert board.status_text(CATALOGUE, trial) == "still open: only the study team's judgement is left"


def test_what_is_missing_is_sorted_by_where_it_comes_from():
    assert explain.missing_lines(
        CATALOGUE, {**OPEN, "missing": ["ecog", "afp", "qtc", "resectability"]}, "Trial X"
    ) == [
        "Trial X is still open, missing:",
        "- in the chart: AFP",
        "- from the patient: ECOG",
        "- by a test: QTc",
        "- by the team's judgement: resectability now",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("open", None), OPEN, "Still open: Trial X."),
        (("ruled_out", None), OPEN, "Open again: Trial X."),
        (("ruled_out", None), TRIAL, "No trial is open."),
        (
            ("open", None),
            TRIAL,
            "Now ruled out: Trial X: platelets 60 ×10⁹/L (asks: platelets above 75 ×10⁹/L), and 1 more."
            " No trial is open.",
        ),
        (("open", None), {**OPEN, "status": "eligible"}, "Now eligible, every criterion is satisfied: Trial X."),
    ],
)
def test_what_changed_on_the_board_is_said_with_polarity(before, after, said):
    assert board.changes_line({"x": before}, [after], {"x": "Trial X"}) == said


def test_a_conflict_names_both_values_and_where_the_other_comes_from():
    conflict = {"fact": "child_pugh_class", "given": "A", "derived": ["B", "C"], "from": ["bilirubin", "albumin"]}
    assert board.conflicts_lines(CATALOGUE, [conflict]) == [
        "Conflict: Child-Pugh class A was given, but B or C follows from total bilirubin and albumin. "
        "Correct one of them, or “forget the Child-Pugh class”."
    ]


@pytest.mark.parametrize("kind", ["unit", "implausible", "ambiguous_date", "future_date", "two_readings", "unheard_of"])
def test_a_doubt_names_the_fact_and_the_words_and_says_that_nothing_is_recorded(kind):
    line = questions.query_line(CATALOGUE, Query(fact="inr", kind=kind, text="INR 12"))
    assert line.startswith("INR “INR 12”")
    assert line.endswith("Not recorded yet.")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("TACE on 2025-12", "TACE in Dec 2025"),
        ("TACE on 2025-12-01", "TACE on 1 Dec 2025"),
        (
            "liver transplant on 2019 (history not known to be complete)",
            "liver transplant in 2019 (history not known to be complete)",
        ),
        (
            "confirmed complete response no (derived); latest response PD",
            "confirmed complete response no, from latest response PD",
        ),
        ("BCLC stage D (derived); not known: tumour size", "BCLC stage D (derived); not known: tumour size"),
    ],
)
def test_words_of_the_criteria_are_read_with_their_reason_and_dates(words, read):
    assert values.prettied(words) == read


@pytest.mark.parametrize(
    ("sentence", "within"),
    [
        ("Child-Pugh class A or B", "Child-Pugh class A or B"),
        ("Total bilirubin at most 1.5 x ULN", "total bilirubin at most 1.5 x ULN"),
        ("BCLC stage C", "BCLC stage C"),
        ("No ascites", "no ascites"),
    ],
)
def test_a_name_keeps_its_capital_within_a_sentence(sentence, within):
    assert values.mid_sentence(sentence) == within
