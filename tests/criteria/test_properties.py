"""Properties of every screening: what is decided stays decided, and nothing that could change a verdict is left out."""

import json
from typing import Any

from hypothesis import assume, given, note
from hypothesis import strategies as st

from criteria import Record, Screening, TrialResult, Truth, load_trials, read_record, screen
from criteria.knowledge import Knowledge
from tests.criteria.strategies import CATALOGUE, TODAY, Patient, narrowings, patients, records

TRIALS = load_trials(CATALOGUE)
REPLACING = {"inr", "uncontrolled_hypertension", "pregnancy_test"}
"""Facts that replace what another fact vouched for: ``test_exceptions.py`` proves each of them."""


def read(data: dict[str, Any]) -> Record:
    return read_record(data, CATALOGUE, TODAY)


def screening(data: dict[str, Any]) -> Screening:
    return screen(read(data), TRIALS, CATALOGUE)


def verdicts(result: Screening) -> dict[tuple[str, str], Truth]:
    return {(trial.trial.id, one.criterion.id): one.finding.truth for trial in result.trials for one in trial.criteria}


def without_exceptions(vague: dict[str, Any], exact: dict[str, Any]) -> bool:
    """Tell whether no assumption of the contract is replaced between two records."""
    learned = {fact for fact, value in exact["facts"].items() if vague["facts"].get(fact) != value}
    return not learned & REPLACING and screening(vague).conflicts == screening(exact).conflicts


@given(narrowings())
def test_a_verdict_only_moves_from_unknown_when_facts_are_filled_in_or_narrowed(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    vague, exact = pair
    assume(without_exceptions(vague, exact))
    before, after = verdicts(screening(vague)), verdicts(screening(exact))
    moved = {key: (before[key], after[key]) for key in before if before[key] is not Truth.UNKNOWN}
    assert {key: pair for key, pair in moved.items() if pair[0] is not pair[1]} == {}


@given(narrowings())
def test_a_history_that_turns_out_complete_only_decides_more(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    record, _ = pair
    before = verdicts(screening({**record, "treatments_complete": False}))
    after = verdicts(screening({**record, "treatments_complete": True}))
    assert [key for key in before if before[key] not in (Truth.UNKNOWN, after[key])] == []


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_treatments_does_not_matter(record: dict[str, Any], random: Any) -> None:
    facts, entries = list(record["facts"].items()), list(record["treatments"])
    random.shuffle(facts)
    random.shuffle(entries)
    one, other = screening(record), screening({**record, "facts": dict(facts), "treatments": entries})
    assert verdicts(one) == verdicts(other)
    for first, second in zip(one.trials, other.trials, strict=True):
        assert (first.status, first.open_from, first.notes) == (second.status, second.open_from, second.notes)
        assert first.missing == second.missing
    assert one.conflicts == other.conflicts


@given(records())
def test_the_same_record_and_date_give_the_same_screening(record: dict[str, Any]) -> None:
    assert screening(record).as_json() == screening(record).as_json()


@given(records())
def test_a_screening_is_valid_json_whose_ids_are_known(record: dict[str, Any]) -> None:
    known = {*CATALOGUE.facts, "treatments"}
    result = json.loads(json.dumps(screening(record).as_json(), allow_nan=False))
    for trial in result["trials"]:
        assert set(trial["missing"]) <= known
        assert len(set(trial["missing"])) == len(trial["missing"])
        assert all(set(one["facts"]) <= known for one in trial["criteria"])


@given(records())
def test_missing_is_empty_exactly_where_nothing_is_unknown_or_the_trial_is_ruled_out(record: dict[str, Any]) -> None:
    for trial in screening(record).trials:
        if trial.status == "ruled_out":
            assert trial.missing == ()
        wanted = {id_ for one in trial.criteria if one.finding.truth is Truth.UNKNOWN for id_ in one.finding.missing}
        assert trial.status == "ruled_out" or set(trial.missing) == wanted
        assert all(one.finding.missing == () for one in trial.criteria if one.finding.truth is not Truth.UNKNOWN)


@given(records())
def test_the_status_follows_from_the_criteria(record: dict[str, Any]) -> None:
    for trial in screening(record).trials:
        truths = [one.finding.truth for one in trial.criteria]
        ends = [one.finding.open_from for one in trial.criteria if one.finding.truth is Truth.VIOLATED]
        assert trial.status == _expected_status(trial, truths, ends)
        assert all(end is None or end > TODAY for end in ends)
        assert all(one.finding.open_from is None for one in trial.criteria if one.finding.truth is not Truth.VIOLATED)
        dates = [end for end in ends if end is not None]
        assert trial.open_from == (max(dates) if trial.status == "deferred" else None)


def _expected_status(trial: TrialResult, truths: list[Truth], ends: list[Any]) -> str:
    if Truth.VIOLATED in truths:
        return "ruled_out" if None in ends else "deferred"
    return "open" if Truth.UNKNOWN in truths or trial.trial.provisional else "eligible"


@given(records())
def test_a_violation_is_over_on_the_day_that_open_from_names(record: dict[str, Any]) -> None:
    before = screening(record)
    for trial in before.trials:
        for one in trial.criteria:
            if one.finding.open_from is not None:
                then = {**record, "screening_date": one.finding.open_from}
                after = verdicts(screening(then))[trial.trial.id, one.criterion.id]
                assert after is not Truth.VIOLATED


@given(records())
def test_a_criterion_is_judged_the_same_whether_or_not_it_is_looked_up(record: dict[str, Any]) -> None:
    knowledge = Knowledge(read(record), CATALOGUE)
    for trial in TRIALS:
        for criterion in trial.criteria:
            assert criterion.judge(knowledge) == criterion.condition.judge(knowledge)


@given(patients().filter(lambda patient: bool(patient.facts)), st.data())
def test_a_fact_that_is_not_missing_changes_no_unknown_criterion(patient: Patient, data: st.DataObject) -> None:
    learned = data.draw(st.sampled_from(sorted(patient.facts)))
    levels = {name: data.draw(st.integers(0, 3)) for name in patient.ids}
    vague, exact = patient.record(levels), patient.record({**levels, learned: 0})
    assume(without_exceptions(vague, exact))
    note(str(vague))
    after = verdicts(screening(exact))
    changed = [
        (trial.trial.id, one.criterion.id)
        for trial in screening(vague).trials
        for one in trial.criteria
        if one.finding.truth is Truth.UNKNOWN and learned not in one.finding.missing
        if after[trial.trial.id, one.criterion.id] is not Truth.UNKNOWN
    ]
    assert changed == []


@given(patients(), st.data())
def test_a_history_that_is_not_missing_changes_no_unknown_criterion(patient: Patient, data: st.DataObject) -> None:
    levels = {name: data.draw(st.integers(0, 3)) for name in patient.ids}
    entries = {name: 0 for name in levels if name.isdigit()}
    vague, exact = patient.record(levels, complete=False), patient.record({**levels, **entries}, complete=True)
    assume(without_exceptions(vague, exact))
    after = verdicts(screening(exact))
    for trial in screening(vague).trials:
        for one in trial.criteria:
            if one.finding.truth is Truth.UNKNOWN and "treatments" not in one.finding.missing:
                assert after[trial.trial.id, one.criterion.id] is Truth.UNKNOWN, (vague, one.criterion.id)
