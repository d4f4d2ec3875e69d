"""What a criterion remembers never stands in for what another record says."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given

from criteria import Record, load_trials, read_record
from criteria.knowledge import Knowledge
from criteria.numbers import number_of
from criteria.trial import REMEMBERED, Criterion
from criteria.values import Flag
from tests.criteria.strategies import CATALOGUE, TODAY, narrowings, records

TRIALS = load_trials(CATALOGUE)
CRITERIA = [one for trial in TRIALS for one in trial.criteria]


def read(data: dict[str, Any]) -> Record:
    return read_record(data, CATALOGUE, TODAY)


def differing(record: Record) -> list[str]:
    """Give the criteria whose answer is not the one that their condition gives a record never seen before."""
    knowledge = Knowledge(record, CATALOGUE)
    return [one.id for one in CRITERIA if one.judge(knowledge) != one.condition.judge(Knowledge(record, CATALOGUE))]


@given(narrowings())
def test_a_record_is_judged_alike_whatever_was_judged_before(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    for data in (*pair, pair[0]):
        assert differing(read(data)) == []


@given(records())
def test_the_day_and_the_history_are_never_taken_from_another_record(data: dict[str, Any]) -> None:
    record = read(data)
    later = replace(record, screening_date=record.screening_date + timedelta(days=40))
    without = replace(record, treatments=(), treatments_complete=not record.treatments_complete)
    for one in (record, later, without):
        assert differing(one) == []


@given(narrowings())
def test_a_supposed_record_has_the_numbers_of_one_that_was_read(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    vague, exact = (read(data) for data in pair)
    facts = {**vague.facts, **exact.facts}
    told = Record(vague.screening_date, facts, exact.treatments, exact.treatments_complete)
    supposed = vague.supposing(exact.facts).supposing_history(exact.treatments, exact.treatments_complete)
    assert supposed == told
    assert supposed.numbers == told.numbers


def test_another_catalogue_is_never_answered_from_memory() -> None:
    criterion, other = CRITERIA[0], object.__new__(type(CATALOGUE))
    other.__dict__.update(CATALOGUE.__dict__)
    record = read({"facts": {fact: _any_value(fact) for fact in criterion.facts}})
    criterion.judge(Knowledge(record, CATALOGUE))
    judged: list[Knowledge] = []
    watched = _watching(criterion, judged)
    for catalogue in (CATALOGUE, CATALOGUE, other, other):
        watched.judge(Knowledge(record, catalogue))
    assert [one.catalogue for one in judged] == [CATALOGUE, other]


def test_a_criterion_forgets_before_it_fills_the_memory() -> None:
    criterion = next(one for one in CRITERIA if "platelets" in one.facts)
    for number in range(2 * REMEMBERED):
        record = read({"facts": {"platelets": 50 + number}})
        criterion.judge(Knowledge(record, CATALOGUE))
    assert len(criterion._memory[1]) <= REMEMBERED + 1


def test_no_two_values_share_a_number() -> None:
    values = [Flag(True), Flag(False), True, 1, "1", (1,), TODAY]
    numbers = [number_of(("test", type(value), value)) for value in values]
    assert len(set(numbers)) == len(values)
    assert numbers == [number_of(("test", type(value), value)) for value in values]


def _any_value(fact: str) -> Any:
    item = CATALOGUE.facts[fact]
    if item.kind == "quantity":
        return item.domain[0][0] or 1
    return next(iter(item.options)) if item.kind == "choice" else True


def _watching(criterion: Criterion, judged: list[Knowledge]) -> Criterion:
    class Watched:
        def judge(self, knowledge: Knowledge) -> Any:
            judged.append(knowledge)
            return criterion.condition.judge(knowledge)

        def reads(self) -> tuple[str, ...]:
            return criterion.condition.reads()

    return replace(criterion, condition=Watched())
