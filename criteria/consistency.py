"""Whether criteria of one trial can hold together at all: a limit must not contradict another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from criteria.conditions.base import Condition
from criteria.conditions.limits import Correctable, WithinLimits
from criteria.conditions.logic import All
from criteria.conditions.options import AmongOptions, FlagIs
from criteria.spans import Span
from criteria.trial import Criterion


def _demands(condition: Condition) -> Iterator[tuple[str, Span | frozenset[str]]]:
    """Give what must hold of single facts whatever else holds."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _demands(part)
    elif isinstance(condition, Correctable):
        yield from _demands(condition.lab)
    elif isinstance(condition, WithinLimits) and not condition.accepted.needs_uln:
        yield condition.fact, condition.accepted.absolute
    elif isinstance(condition, WithinLimits) and condition.accepted.only_multiples:
        yield f"{condition.fact} (x ULN)", condition.accepted.at(1.0)
    elif isinstance(condition, AmongOptions):
        yield condition.fact, condition.accepted
    elif isinstance(condition, FlagIs):
        yield condition.fact, frozenset((str(condition.wanted),))


def _disjoint(one: Span | frozenset[str], other: Span | frozenset[str]) -> bool:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.apart(other)
    return isinstance(one, frozenset) and isinstance(other, frozenset) and not one & other


def contradictions(criteria: Sequence[Criterion]) -> Iterable[tuple[int, str, str]]:
    """Give place, problem and remedy of every demand that contradicts an earlier one."""
    earlier: list[tuple[str, str, Span | frozenset[str]]] = []
    for place, criterion in enumerate(criteria):
        for fact, accepted in _demands(criterion.condition):
            for other, same, before in earlier:
                if same == fact and _disjoint(accepted, before):
                    problem = f"this limit of {fact} contradicts that of {other}: no value meets both"
                    yield place, problem, "correct one; where the record itself conflicts, use `conflicting`"
            earlier.append((criterion.id, fact, accepted))
