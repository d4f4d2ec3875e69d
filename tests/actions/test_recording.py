"""From what was heard to the rows that record it."""

from datetime import date

import pytest

from actions.heard import read_heard
from actions.log import Observation, fold
from actions.recorded import last_message, recorded_by, undo
from actions.recording import prepare
from criteria import load_catalogue

TODAY = date(2026, 11, 20)
CATALOGUE = load_catalogue()


def row(number, fact, value=None, kind="value", *, entry=None, replaces=None, said=None, message=None):
    place = message or number
    return Observation(number, number, place, fact, kind, entry, value, None, said, None, "ana", TODAY, replaces)


def rows_for(heard, *known, asked=()):
    return prepare(read_heard(heard), fold(known), asked, TODAY, CATALOGUE)


def values(recording):
    return {draft.fact: draft.value for draft in recording.drafts if draft.kind == "value"}


def test_a_fact_keeps_its_words_its_day_and_the_row_that_it_replaces():
    said = {"value": 82, "unit": "10*9/L", "date": "2026-11-18"}
    mention = {"fact": "platelets", "text": "plt 82 on the 18th", "start": 0, "end": 18}
    (draft,) = rows_for({"facts": {"platelets": said}, "mentions": [mention]}, row(7, "platelets", 90)).drafts
    assert (draft.value, draft.said, draft.observed_on, draft.replaces) == (said, "plt 82 on the 18th", "2026-11-18", 7)


@pytest.mark.parametrize(
    ("birth", "age"),
    [("1965-11-20", 61), ("1965-11-21", 60), ("1965", "60-61"), ({"value": "1965-03"}, 61)],
)
def test_of_a_date_of_birth_only_the_age_is_recorded(birth, age):
    mention = {"fact": "birth_date", "text": "born 20.11.1965", "start": 0, "end": 15}
    recording = rows_for({"facts": {"birth_date": birth}, "mentions": [mention]})
    assert values(recording) == {"age": age}
    assert [draft.said for draft in recording.drafts] == [None]


def test_a_given_age_outlasts_the_date_of_birth():
    assert values(rows_for({"facts": {"birth_date": "1965", "age": 61}})) == {"age": 61}


def test_what_no_record_may_hold_is_left_out_with_its_remedy():
    recording = rows_for(
        {"facts": {"age": 300, "sex": "female"}, "treatments": [{"kind": "tace", "end": "2027-01-01"}]}
    )
    assert values(recording) == {"sex": "female"}
    assert {fault.place for fault in recording.faults} == {"facts.age", "treatments[0].end"}
    assert all(fault.remedy for fault in recording.faults)


def test_a_treatment_told_again_replaces_its_entry():
    known = row(4, "treatments", {"kind": "systemic", "agents": ["lenvatinib"]}, entry="4")
    told = {"kind": "systemic", "agents": ["lenvatinib"], "outcome": "progression"}
    (draft,) = rows_for({"treatments": [told]}, known).drafts
    assert (draft.entry, draft.replaces, draft.value) == ("4", 4, told)


def test_a_new_treatment_after_no_other_treatment_opens_the_list_again():
    recording = rows_for({"treatments": [{"kind": "tace"}]}, row(1, "treatments_complete", True))
    assert [(draft.fact, draft.kind) for draft in recording.drafts] == [
        ("treatments", "value"),
        ("treatments_complete", "retraction"),
    ]
    assert recording.reopened


def test_more_about_a_known_treatment_leaves_the_list_complete():
    known = row(1, "treatments", {"kind": "tace"}, entry="1"), row(2, "treatments_complete", True)
    recording = rows_for({"treatments": [{"kind": "tace", "end": "2026-10-10"}]}, *known)
    assert [draft.kind for draft in recording.drafts] == ["value"]


def test_a_fact_taken_back_is_a_row_and_one_that_is_not_known_is_named():
    recording = rows_for({"retracted": ["afp", "inr"]}, row(3, "afp", 830))
    assert [(draft.fact, draft.kind, draft.replaces) for draft in recording.drafts] == [("afp", "retraction", 3)]
    assert recording.unknown == ("inr",)


def test_all_treatments_can_be_taken_back():
    known = row(1, "treatments", {"kind": "tace"}, entry="1"), row(2, "treatments", {"kind": "haic"}, entry="2")
    recording = rows_for({"retracted": ["treatments"]}, *known)
    assert [(draft.entry, draft.kind) for draft in recording.drafts] == [("1", "retraction"), ("2", "retraction")]


@pytest.mark.parametrize(("reply", "kind"), [("unknown", "later"), ("pending", "pending")])
def test_an_answer_without_a_value_is_recorded_for_the_facts_that_were_asked(reply, kind):
    recording = rows_for({"reply": reply, "facts": {"hiv": False}}, asked=("hiv", "transplant"))
    assert [(draft.fact, draft.kind) for draft in recording.drafts] == [("hiv", "value"), ("transplant", kind)]


def test_same_as_before_repeats_the_known_value_as_of_today():
    known = row(1, "platelets", {"value": 82, "date": "2026-10-01"})
    assert values(rows_for({"reply": "same"}, known, asked=("platelets",))) == {"platelets": {"value": 82}}


def test_same_as_before_without_a_value_records_nothing():
    assert rows_for({"reply": "same"}, asked=("platelets",)).drafts == ()


@pytest.mark.parametrize(
    ("known", "said", "old", "new", "value"),
    [
        ({"value": 82, "unit": "10*9/L"}, "plt 82", 82, 28, {"value": 28, "unit": "10*9/L"}),
        ({"value": 23.94, "unit": "umol/L"}, "TB 1.4 mg/dL", 1.4, 2, {"value": 34.2, "unit": "umol/L"}),
        (61, "61F", 61, 62, {"value": 62}),
    ],
)
def test_a_correction_finds_the_fact_that_holds_the_old_value(known, said, old, new, value):
    fact = {"10*9/L": "platelets", "umol/L": "bilirubin"}[known["unit"]] if isinstance(known, dict) else "age"
    heard = {"corrections": [{"old": old, "new": new, "text": f"{new} not {old}"}]}
    assert values(rows_for(heard, row(1, fact, known, said=said), row(2, "ecog", "1"))) == {fact: value}


def test_a_correction_of_what_two_facts_hold_or_none_is_asked_about():
    heard = {"corrections": [{"old": 82, "new": 28, "text": "28 not 82"}]}
    both = row(1, "platelets", 82, said="plt 82"), row(2, "albumin", 82, said="alb 82")
    assert [one.old for one in rows_for(heard, *both).unmatched] == [82]
    assert [one.old for one in rows_for(heard).unmatched] == [82]


def test_a_note_is_kept_once():
    recording = rows_for({"notes": ["hepatitis B", "cirrhosis"]}, row(1, "note", "hepatitis B"))
    assert [draft.value for draft in recording.drafts] == ["cirrhosis"]


def test_undo_takes_back_every_row_of_the_last_message_that_counts():
    rows = [row(1, "age", 61, message=1), row(2, "hiv", False, message=2), row(3, "ecog", "1", message=2)]
    taken = undo(last_message(rows))
    assert [(draft.kind, draft.replaces) for draft in taken] == [("undo", 2), ("undo", 3)]
    rows += [row(4, "hiv", kind="undo", replaces=2, message=3), row(5, "ecog", kind="undo", replaces=3, message=3)]
    assert [one.fact for one in last_message(rows)] == ["age"]


def test_recorded_is_what_stands_now():
    entry = {"kind": "tace", "end": "2026-10-10"}
    rows = [row(1, "afp", 830), row(2, "treatments", entry, entry="2"), row(3, "afp", kind="retraction")]
    assert recorded_by(rows, fold(rows)) == {"afp": None, "treatments": [entry]}


def test_none_of_these_is_asked_about_before_it_means_no_hcc(ana):
    reply = ana.say("deny", "none of these", facts={"hcc_diagnosis": "none"}, asked=["hcc_diagnosis"])
    assert "does the patient have no HCC at all? Then say “no HCC”. Not recorded yet." in "\n".join(reply.texts)
    assert reply.buttons[0].payload == "no HCC"
    told = ana.say("inform", "no HCC", facts={"hcc_diagnosis": "none"})
    assert told.custom["hepascreen"]["recorded"] == {"hcc_diagnosis": "none"}


@pytest.mark.parametrize("words", ["ok it is negative", "it is not", "it isn't"])
def test_a_yes_that_holds_a_no_is_asked_about(ana, words):
    reply = ana.say("affirm", words, facts={"hiv": True}, asked=["hiv"])
    assert "is that certain? Please say it once more as a fact. Not recorded yet." in "\n".join(reply.texts)
    assert reply.custom is None
    told = ana.say("affirm", "yes", facts={"hiv": True}, asked=["hiv"])
    assert told.custom["hepascreen"]["recorded"] == {"hiv": True}


@pytest.mark.parametrize(
    ("fact", "told", "kept"),
    [
        ("stroke", True, {"date": "2019"}),
        ("pulmonary_embolism", True, {"date": "2019"}),
        ("stroke", False, False),
        ("stroke", {"date": "2021"}, {"date": "2021"}),
        ("immunosuppressant", True, True),  # in use now
    ],
)
def test_an_event_that_is_told_again_without_a_day_keeps_the_one_told_before(fact, told, kept):
    assert values(rows_for({"facts": {fact: told}}, row(3, fact, {"date": "2019"}))) == {fact: kept}
