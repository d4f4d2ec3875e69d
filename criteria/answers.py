"""Answers that a question can get: enough of them that some answer decides what any could."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from criteria.catalogue import Fact
from criteria.conditions.entries import SYSTEMIC, TREATMENTS, began, ended
from criteria.days import single
from criteria.knowledge import Knowledge
from criteria.record import Record
from criteria.spans import Span
from criteria.values import Choice, DayValue, Event, Flag, Quantity, Several, Treatment, Value


def possible_answers(knowledge: Knowledge, fact: str) -> Iterator[Record]:
    """Give the record as each answer about ``fact`` (``treatments``: the history) would leave it."""
    record = knowledge.record
    if fact == TREATMENTS:
        for entries in _histories(knowledge):
            yield record.supposing_history((*record.treatments, *entries), complete=True)
        for latest in (False, True):
            told = tuple(_exact(entry, knowledge, latest) for entry in record.treatments)
            yield record.supposing_history(told, complete=True)
        return
    for value in _values(knowledge.catalogue.facts[fact], knowledge):
        yield record.supposing({fact: value})


def _exact(entry: Treatment, knowledge: Knowledge, latest: bool) -> Treatment:
    """Tell an entry's days exactly, all as early or all as late as can be, and drugs where none are named."""
    start, end = began(entry, knowledge), ended(entry, knowledge)
    days = (start.last, end.last) if latest else (start.first, max(start.first, end.first))
    agents = entry.agents or (("sorafenib",) if entry.kind == SYSTEMIC else None)
    return replace(entry, start=single(days[0]), end=single(days[1]), agents=agents)


def _values(fact: Fact, knowledge: Knowledge) -> Iterator[Value]:
    today = single(knowledge.day)
    if fact.kind == "flag":
        yield from (Flag(False), Flag(True))
    elif fact.kind == "event":
        yield from (Event(False), Event(True, today))
    elif fact.kind == "date":
        yield DayValue(today)
    elif fact.several:
        yield from (Several(((option, today),)) for option in fact.options)
    elif fact.kind == "choice":
        yield from (Choice(frozenset((option,)), today) for option in sorted(knowledge.options(fact.id)))
    else:
        low, high = fact.domain
        plausible = fact.plausible or (low[0], high[0])
        middle = sum(plausible) / 2
        for number in (low[0], *plausible, middle, high[0]):
            bound = (float(round(number)) if fact.integer else float(number), 0)
            yield Quantity((Span(bound, bound),), uln=None, date=today)


def _histories(knowledge: Knowledge) -> Iterator[tuple[Treatment, ...]]:
    """Give histories that satisfy or violate what trials ask: none, local, systemic, combined."""
    today = single(knowledge.day)
    yield ()
    for kind in knowledge.catalogue.treatments.kinds:
        if kind != SYSTEMIC:
            yield (Treatment(kind, today, today),)
    for agents in (("sorafenib",), ("atezolizumab", "bevacizumab"), ("oxaliplatin",)):
        yield (Treatment(SYSTEMIC, today, today, agents, "progression"),)
