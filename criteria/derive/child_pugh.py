"""Child-Pugh score and class from their items (MSD Manual, CCJM; boundary values: middle band).

With items missing the score is the set of sums that they still allow, and the class is known as
soon as every completion gives the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from criteria.derive.grid import Grid
from criteria.knowledge import Knowledge, Rule
from criteria.known import Known, joined
from criteria.spans import ALL, Span, between, rounded
from criteria.values import Choice, Quantity

Points = frozenset[int]
ANY: Points = frozenset((1, 2, 3))


class Item(NamedTuple):
    """One item of the score: the points still possible, what was read, and the ids still open.

    ``otherwise``: the points that an id still open could put in their place.
    """

    points: Points
    known: Known
    missing: tuple[str, ...]
    otherwise: Points = frozenset()


def _below(limit: float) -> Span:
    return Span(ALL.low, (limit, -1))


def _above(limit: float) -> Span:
    return Span((limit, 1), ALL.high)


BILIRUBIN = {1: _below(34.2), 2: between(34.2, 51.3), 3: _above(51.3)}  # umol/L (2 and 3 mg/dL)
ALBUMIN = {1: _above(35), 2: between(28, 35), 3: _below(28)}  # g/L
INR = {1: _below(1.7), 2: between(1.7, 2.3), 3: _above(2.3)}
PROLONGED = {1: _below(4), 2: between(4, 6), 3: _above(6)}  # seconds above control
ASCITES = {"none": {1}, "controlled": {2}, "uncontrolled": {3}}
ENCEPHALOPATHY = {"never": {1}, "past": {1}, "current": {2, 3}}


def _points(spans: Sequence[Span], bands: dict[int, Span]) -> Points:
    return frozenset(n for n, band in bands.items() if any(not span.apart(band) for span in spans))


def _measured(knowledge: Knowledge, fact: str, bands: dict[int, Span]) -> Item:
    known = knowledge.known(fact)
    if not isinstance(known.value, Quantity):
        return Item(ANY, known, knowledge.missing(fact))
    spans, limit = knowledge.absolute(fact, known.value)
    read = Known(known.value, (fact, *limit.reads), (fact, *limit.sources), limit.notes)
    return Item(_points(spans, bands), read, knowledge.missing(fact))


def _graded(knowledge: Knowledge, fact: str, points: dict[str, set[int]]) -> Item:
    possible = frozenset(n for option in knowledge.options(fact) for n in points[option])
    return Item(possible, knowledge.known(fact), knowledge.missing(fact))


def _coagulation(knowledge: Knowledge) -> Item:
    """Take the INR, else the prothrombin time; the limit of normal stands for the control."""
    time = knowledge.known("prothrombin_time").value
    if knowledge.known("inr").value is not None:
        return _measured(knowledge, "inr", INR)
    ids = ("inr", "prothrombin_time")
    if not isinstance(time, Quantity):
        return Item(ANY, Known(None, ids, ()), ids)
    limits, source = knowledge.limits_of_normal("prothrombin_time", time)
    seconds = [span.scaled(limit if time.in_uln else 1.0, -limit) for limit in limits for span in time.spans]
    known = Known(time, (*ids, *source.reads), ("prothrombin_time", *source.sources), source.notes)
    return Item(_points(seconds, PROLONGED), known, ("inr",) if time.is_point else ids, ANY)


def _items(knowledge: Knowledge) -> tuple[Item, ...]:
    items: tuple[Item, ...] | None = knowledge.memory.get(_items)
    if items is None:
        items = knowledge.memory[_items] = _read_items(knowledge)
    return items


def _read_items(knowledge: Knowledge) -> tuple[Item, ...]:
    return (
        _measured(knowledge, "bilirubin", BILIRUBIN),
        _measured(knowledge, "albumin", ALBUMIN),
        _coagulation(knowledge),
        _graded(knowledge, "ascites", ASCITES),
        _graded(knowledge, "encephalopathy", ENCEPHALOPATHY),
    )


@lru_cache(maxsize=4096)
def _sums(points: tuple[Points, ...]) -> frozenset[int]:
    sums = frozenset((0,))
    for one in points:
        sums = frozenset(total + n for total in sums for n in one)
    return sums


@lru_cache(maxsize=4096)
def _total(points: tuple[Points, ...]) -> Quantity | None:
    """Give the possible scores; None where every score is possible."""
    sums = sorted(_sums(points))
    spans: list[Span] = []
    for total in sums:
        if spans and spans[-1].high[0] == total - 1:
            spans[-1] = between(spans[-1].low[0], total)
        else:
            spans.append(between(total, total))
    return None if len(sums) == len(SCORES) else Quantity(tuple(spans))


def _score(knowledge: Knowledge) -> Known:
    items = _items(knowledge)
    reads, sources, notes = joined([item.known for item in items])
    return Known(_total(tuple([item.points for item in items])), reads, sources, notes)


SCORES = range(5, 16)
CLASSES = {"A": between(5, 6), "B": between(7, 9), "C": between(10, 15)}


@lru_cache(maxsize=1024)
def _classes(scores: tuple[Span, ...]) -> Choice | None:
    """Give the possible classes; None where every class is possible."""
    options = frozenset(name for name, band in CLASSES.items() if any(not score.apart(band) for score in scores))
    return None if len(options) == len(CLASSES) else Choice(options)


def _class(knowledge: Knowledge) -> Known:
    score = knowledge.known("child_pugh_score")
    if not isinstance(score.value, Quantity):
        return Known(None, score.reads, score.sources, score.notes)
    value = _classes(score.value.spans)
    return Known(value, score.reads, score.sources, score.notes)


def class_of(score: float) -> str:
    """Give the Child-Pugh class of a score of 5 to 15."""
    return next(name for name, band in CLASSES.items() if band.low[0] <= rounded(score) <= band.high[0])


@lru_cache(maxsize=4096)
def _deciding(points: tuple[Points, ...], accepted: frozenset[str]) -> tuple[bool, ...]:
    """Tell of each item whether its points can change whether the class is an accepted one."""
    bands = tuple(tuple(n - 1 for n in sorted(one)) for one in points)
    return GRID.deciding(_regions(accepted), bands)


GRID = Grid((3,) * 5)  # each of the five items has 1, 2 or 3 points


@lru_cache(maxsize=8)
def _regions(accepted: frozenset[str]) -> dict[bool, int]:
    return GRID.split(lambda *bands: class_of(sum(bands) + len(bands)) in accepted)


def _open_score(knowledge: Knowledge, accepted: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for item in _items(knowledge) for id_ in item.missing))


def _open_class(knowledge: Knowledge, accepted: frozenset[str] | None) -> tuple[str, ...]:
    """Give the score and the items that can still decide whether the class is accepted."""
    items = _items(knowledge)
    points = tuple(item.points | item.otherwise for item in items)
    targets = [accepted] if accepted is not None else [frozenset(name) for name in CLASSES]
    deciding = zip(items, *(_deciding(points, target) for target in targets), strict=True)
    ids = (id_ for item, *decides in deciding if any(decides) for id_ in item.missing)
    return ("child_pugh_score", *dict.fromkeys(ids))


RULES = {
    "child_pugh_score": Rule(_score, _open_score),
    "child_pugh_class": Rule(_class, _open_class),
}
