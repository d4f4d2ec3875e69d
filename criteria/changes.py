"""What could change so that a violated condition no longer is: the nearest accepted value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product
from pathlib import Path
from typing import Any as Anything

import msgspec

from criteria.catalogue import FACTS_FOLDER, Fact, struct_fault
from criteria.conditions.base import Condition
from criteria.conditions.events import NotWithin
from criteria.conditions.limits import ConflictingLimits, Correctable, LimitsBy, Range, WithinLimits
from criteria.conditions.logic import All, Any, FirstKnown
from criteria.conditions.options import AmongOptions, FlagIs
from criteria.errors import CatalogueError, Fault
from criteria.knowledge import RULES, Knowledge
from criteria.spans import Bound, Span, number_text, rounded
from criteria.truth import Truth
from criteria.values import Choice, Event, Flag, Quantity, Value
from criteria.yaml_file import read_yaml

STEP = 1e-3
"""How far, relative to a limit that is itself excluded, the nearest accepted value lies."""


@dataclass(frozen=True)
class Change:
    """One fact that would have to be other than it is: what is wanted, in words and as a value."""

    fact: str
    wanted: str
    value: Value


Changes = tuple[Change, ...]


@lru_cache(maxsize=2)
def reachable(folder: Path = FACTS_FOLDER) -> Mapping[str, frozenset[str] | None]:
    """Give what each changeable fact can become; None where any value can be reached.

    Raises:
        CatalogueError: the file cannot be read; names file and line.
    """
    file = read_yaml(folder / "changeable.yml")
    if isinstance(file, Fault):
        raise CatalogueError([file])
    try:
        data = msgspec.convert(file.data, dict[str, list[str] | str])
    except msgspec.ValidationError as error:
        raise CatalogueError([struct_fault(file, error)]) from None
    return {fact: None if options == "any" else frozenset(options) for fact, options in data.items()}


@lru_cache(maxsize=2)
def lasting(folder: Path = FACTS_FOLDER) -> frozenset[str]:
    """Give the facts of which two values that cannot both be contradict each other, whenever each was told.

    Raises:
        CatalogueError: the file cannot be read; names file and line.
    """
    file = read_yaml(folder / "lasting.yml")
    if isinstance(file, Fault):
        raise CatalogueError([file])
    try:
        return frozenset(msgspec.convert(file.data, list[str]))
    except msgspec.ValidationError as error:
        raise CatalogueError([struct_fault(file, error)]) from None


def ways(condition: Condition, knowledge: Knowledge) -> list[Changes]:
    """Give the alternative sets of changes after which a violated condition is satisfied."""
    read = _READERS.get(type(condition))
    return read(condition, knowledge) if read else []


def _fact(knowledge: Knowledge, name: str) -> Fact:
    return knowledge.catalogue.facts[name]


def _limits(condition: WithinLimits, knowledge: Knowledge) -> list[Changes]:
    if reachable().get(condition.fact, NOTHING) is not None:
        return []
    span = _strictest(condition.accepted, condition.fact, knowledge)
    return [(spanned(_fact(knowledge, condition.fact), span),)]


def spanned(fact: Fact, span: Span) -> Change:
    """Give the change of a measured value to the nearest one that lies in a span."""
    unit = "" if fact.unit == "1" else f" {fact.unit}"
    return Change(fact.id, f"{_words(span)}{unit}", Quantity((Span(*_inside(span, fact)),)))


def _strictest(accepted: Range, fact: str, knowledge: Knowledge) -> Span:
    """Give the accepted span for every limit of normal that may apply."""
    if not accepted.needs_uln:
        return accepted.absolute
    value = knowledge.known(fact).value
    measured = value if isinstance(value, Quantity) else Quantity(())
    limits, _ = knowledge.limits_of_normal(fact, measured)
    spans = [accepted.at(uln) for uln in limits]
    return Span(max(span.low for span in spans), min(span.high for span in spans))


def _inside(span: Span, fact: Fact) -> tuple[Bound, Bound]:
    """Give the accepted value nearest to the limit."""
    (low, low_side), (high, high_side) = span.common(fact.domain)
    nearest = low if span.low > fact.domain.low else high
    side = low_side if nearest == low else high_side
    step = 1.0 if fact.integer else max(abs(nearest), 1.0) * STEP
    bound = (rounded(nearest + side * step), 0)
    return bound, bound


def _words(span: Span) -> str:
    """Say a span: ``at least 75``, ``below 51.3``, ``18 to 75``."""
    (low, low_side), (high, high_side) = span
    parts: list[str] = []
    if float("-inf") < low < high < float("inf") and not (low_side or high_side):
        return f"{number_text(low)} to {number_text(high)}"
    if low > float("-inf"):
        parts.append(f"{'above' if low_side else 'at least'} {number_text(low)}")
    if high < float("inf"):
        parts.append(f"{'below' if high_side else 'at most'} {number_text(high)}")
    return " and ".join(parts)


def _limits_by(condition: LimitsBy, knowledge: Knowledge) -> list[Changes]:
    cases = [_limits(condition.cases[one], knowledge) for one in sorted(knowledge.options(condition.by))]
    return cases[0] if len(cases) == 1 else []


def _conflicting(condition: ConflictingLimits, knowledge: Knowledge) -> list[Changes]:
    low = max((one for one in condition.ranges), key=lambda one: one.absolute.low)
    return _limits(WithinLimits(condition.fact, low), knowledge)


def _correctable(condition: Correctable, knowledge: Knowledge) -> list[Changes]:
    return [*ways(condition.lab, knowledge), *_flag(FlagIs(condition.by, True), knowledge)]


def _options(condition: AmongOptions, knowledge: Knowledge) -> list[Changes]:
    reached = reachable().get(condition.fact, NOTHING)
    fact = _fact(knowledge, condition.fact)
    left = condition.accepted if reached is None else condition.accepted & reached
    if not left:  # a stage that follows from other facts changes with them
        derived = condition.fact in RULES and condition.fact not in knowledge.record.facts
        return [()] if derived else []
    names = " or ".join(option.name for key, option in fact.options.items() if key in left)
    return [(Change(condition.fact, names, Choice(left)),)]


def _flag(condition: FlagIs, knowledge: Knowledge) -> list[Changes]:
    word = "yes" if condition.wanted else "no"
    reached = reachable().get(condition.fact, NOTHING)
    return [(Change(condition.fact, word, Flag(condition.wanted)),)] if reached and word in reached else []


def _not_now(condition: NotWithin, knowledge: Knowledge) -> list[Changes]:
    """Give "no longer", for what only counts while it is present."""
    reached = reachable().get(condition.fact, NOTHING)
    if condition.passes or not reached or "no" not in reached:
        return []
    return [(Change(condition.fact, "no longer", Event(False)),)]


def _all(condition: All, knowledge: Knowledge) -> list[Changes]:
    broken = [part for part in condition.parts if part.judge(knowledge).truth is Truth.VIOLATED]
    return [tuple(chain.from_iterable(one)) for one in product(*(ways(part, knowledge) for part in broken))]


def _any(condition: Any, knowledge: Knowledge) -> list[Changes]:
    return [way for part in condition.parts for way in ways(part, knowledge)]


def _first(condition: FirstKnown, knowledge: Knowledge) -> list[Changes]:
    return ways(condition.first, knowledge)


NOTHING: frozenset[str] = frozenset()
_READERS: dict[type, Callable[[Anything, Knowledge], list[Changes]]] = {
    WithinLimits: _limits,
    LimitsBy: _limits_by,
    ConflictingLimits: _conflicting,
    Correctable: _correctable,
    AmongOptions: _options,
    FlagIs: _flag,
    NotWithin: _not_now,
    All: _all,
    Any: _any,
    FirstKnown: _first,
}


def joined(changes: Sequence[Changes]) -> Changes:
    """Join changes of several criteria; of two that want the same fact, the later stands."""
    return tuple({change.fact: change for change in chain.from_iterable(changes)}.values())
