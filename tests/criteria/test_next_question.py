"""What is asked next can change a verdict, and says rightly which trials an answer can decide: by brute force."""

import copy
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria import Fact, TrialResult, Truth, load_trials, read_record, screen
from tests.criteria.strategies import CATALOGUE, TODAY, limits
from tests.trials.cases import FOLDER, load_cases

TRIALS = load_trials(CATALOGUE)
BASES = {trial.id: load_cases(FOLDER / f"{trial.id}.yml")[0].record for trial in TRIALS}


def results(record: dict[str, Any]) -> dict[str, TrialResult]:
    return {one.trial.id: one for one in screen(read_record(record, CATALOGUE, TODAY), TRIALS, CATALOGUE).trials}


@lru_cache(maxsize=1)
def histories() -> tuple[list[dict[str, Any]], ...]:
    """Every complete history of the cases of every trial, each once."""
    told = [case.record for trial in TRIALS for case in load_cases(FOLDER / f"{trial.id}.yml")]
    complete = {
        str(one.get("treatments")): one.get("treatments") or [] for one in told if one.get("treatments_complete")
    }
    return tuple(complete.values())


def values(fact: Fact) -> list[Any]:
    """Answers about a fact: every option, both sides of every limit, long ago and today."""
    if fact.kind == "flag":
        return [True, False]
    if fact.kind == "event":
        return [False, TODAY, "2001"]
    if fact.kind == "date":
        return ["1930-01-01", "1965-01-01", "2015-01-01"]
    if fact.kind == "choice":
        return list(fact.options)
    low, high = fact.possible or (0, 100)
    near = [limit + step for limit in limits().get(fact.id, ()) for step in (-1, -0.1, 0, 0.1, 1)]
    anywhere = [low, *(fact.plausible or ()), *near, high]
    return [value for value in anywhere if low <= value <= high and (not fact.integer or float(value).is_integer())]


def answered(record: dict[str, Any], fact: str) -> Iterator[dict[str, Any]]:
    """The records that answers about a fact lead to."""
    if fact == "treatments":
        for entries in histories():
            yield {**record, "treatments": entries, "treatments_complete": True}
    else:
        for value in values(CATALOGUE.facts[fact]):
            yield {**record, "facts": {**record["facts"], fact: value}}


def decided(result: TrialResult) -> bool:
    return result.status in ("ruled_out", "deferred") or all(
        one.finding.truth is not Truth.UNKNOWN for one in result.criteria
    )


@st.composite
def nearly_told(draw: st.DrawFn) -> dict[str, Any]:
    """The eligible patient of a trial with a few facts, or the history, not told."""
    record = copy.deepcopy(BASES[draw(st.sampled_from(sorted(BASES)))])
    for fact in draw(st.sets(st.sampled_from([*record["facts"], "treatments"]), max_size=3)):
        if fact == "treatments":
            record.update(treatments=[], treatments_complete=False)
        else:
            del record["facts"][fact]
    return record


@settings(max_examples=60)
@given(nearly_told())
def test_the_trials_that_a_question_settles_are_those_that_some_answer_decides(record: dict[str, Any]) -> None:
    screening = screen(read_record(record, CATALOGUE, TODAY), TRIALS, CATALOGUE)
    question = screening.question()
    undecided = {one.trial.id for one in screening.trials if one.status == "open" and one.missing}
    if question is None:
        assert undecided == set()
        return
    after = [results(one) for fact in question.facts for one in answered(record, fact)]
    settled = {trial for trial in undecided if any(decided(one[trial]) for one in after)}
    found = undecided & set(question.settles)
    assert settled <= found
    assert len(question.facts) > 1 or found == settled


@settings(max_examples=60)
@given(nearly_told())
def test_nothing_is_asked_that_can_change_no_verdict(record: dict[str, Any]) -> None:
    screening = screen(read_record(record, CATALOGUE, TODAY), TRIALS, CATALOGUE)
    question = screening.question()
    if question is None:
        assert all(one.missing == () for one in screening.trials)
        return
    before = [one.finding.truth for trial in screening.trials for one in trial.criteria]
    for fact in question.facts:
        assert any(fact in trial.missing for trial in screening.trials)
    after = (
        [one.finding.truth for trial in results(told).values() for one in trial.criteria]
        for fact in question.facts
        for told in answered(record, fact)
    )
    assert any(one != before for one in after)


def test_an_empty_record_is_asked_about() -> None:
    question = screen(read_record({}, CATALOGUE, TODAY), TRIALS, CATALOGUE).question()
    assert question is not None
    assert question.settles


def test_what_nobody_could_tell_is_asked_last() -> None:
    record = copy.deepcopy(BASES["watch-and-wait"])
    for fact in ("platelets", "leukocytes"):
        del record["facts"][fact]
    trials = [trial for trial in TRIALS if trial.id == "watch-and-wait"]
    read = read_record(record, CATALOGUE, TODAY)
    for later, other in (("platelets", "leukocytes"), ("leukocytes", "platelets")):
        question = screen(read, trials, CATALOGUE, [later]).question()
        assert question is not None
        assert question.facts == (other,)
    both = screen(read, trials, CATALOGUE, ["platelets", "leukocytes"]).question()
    assert both is not None
    assert set(both.facts) <= {"platelets", "leukocytes"}


def test_a_date_of_birth_is_never_asked() -> None:
    record = {**BASES["haic-concurrent"], "facts": {**BASES["haic-concurrent"]["facts"], "age": None}}
    trials = [trial for trial in TRIALS if trial.id == "haic-concurrent"]
    question = screen(read_record(record, CATALOGUE, TODAY), trials, CATALOGUE).question()
    assert question is not None
    assert (question.facts, question.settles) == (("age",), ("haic-concurrent",))


def test_a_history_that_is_vague_settles_what_its_days_decide() -> None:
    record = copy.deepcopy(BASES["watch-and-wait"])
    record["treatments"][0] = {"kind": "tace", "start": "2025", "end": "2026-03-20"}
    trials = [trial for trial in TRIALS if trial.id == "watch-and-wait"]
    question = screen(read_record(record, CATALOGUE, TODAY), trials, CATALOGUE).question()
    assert question is not None
    assert (question.facts, question.settles) == (("treatments",), ("watch-and-wait",))
