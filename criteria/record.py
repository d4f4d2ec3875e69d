"""A patient record, read and checked: what is known of one patient on one day."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from criteria.catalogue import Catalogue
from criteria.days import EARLIEST, parse_days
from criteria.errors import Fault, RecordError
from criteria.numbers import Numbers
from criteria.reader import read_fact
from criteria.treatment_reader import read_treatment
from criteria.values import Treatment, Value

KEYS = ("screening_date", "facts", "treatments", "treatments_complete")
TREATMENTS = "treatments"


@dataclass(frozen=True)
class Record:
    """What is known of a patient; a fact that is missing is unknown.

    ``treatments_complete`` tells that nothing else was given; while it is false there may be more.
    """

    screening_date: date
    facts: Mapping[str, Value]
    treatments: tuple[Treatment, ...] = ()
    treatments_complete: bool = False

    @cached_property
    def told(self) -> frozenset[str]:
        """The ids of which the record says anything, ``treatments`` for the history."""
        history = (TREATMENTS,) if self.treatments or self.treatments_complete else ()
        return frozenset((*self.facts, *history))

    @cached_property
    def numbers(self) -> Numbers:
        """Numbers for all that the record says: equal for two records that say the same of an id."""
        return Numbers().changed({"screening_date": self.screening_date, **self.facts, **self._history()})

    def supposing(self, facts: Mapping[str, Value]) -> Record:
        """Give the record with some facts other than they are, quicker than reading it anew."""
        supposed = Record(self.screening_date, {**self.facts, **facts}, self.treatments, self.treatments_complete)
        supposed.__dict__["numbers"] = self.numbers.changed(facts)
        return supposed

    def supposing_history(self, entries: tuple[Treatment, ...], complete: bool) -> Record:
        """Give the record with another treatment history."""
        supposed = Record(self.screening_date, self.facts, entries, complete)
        supposed.__dict__["numbers"] = self.numbers.changed(supposed._history())
        return supposed

    def _history(self) -> dict[str, Hashable]:
        return {TREATMENTS: (self.treatments, self.treatments_complete)}


def read_record(data: object, catalogue: Catalogue, today: date) -> Record:
    """Read a patient record in the form of the contract.

    ``data`` is what a YAML or JSON reader gives; ``today`` is the screening date where the record
    has none.

    Raises:
        RecordError: with one fault for everything that is wrong, each naming place and remedy.
    """
    faults: list[Fault] = []
    top = _top(data, faults)
    day = _screening_date(top, today, faults)
    facts = _facts(top, catalogue, day, faults)
    treatments = _treatments(top, catalogue, day, faults)
    complete = top.get("treatments_complete")
    if complete is not None and not isinstance(complete, bool):
        faults.append(Fault("treatments_complete", f"{complete!r} is neither true nor false", "write true or false"))
    if faults:
        raise RecordError(faults)
    return Record(day, facts, treatments, complete is True)


def _top(data: object, faults: list[Fault]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise RecordError([Fault("record", "it is not a mapping", "start with `facts:` and one fact a line below it")])
    for key in data:
        if key not in KEYS:
            faults.append(Fault(str(key) or "''", "a record has no such part", f"use {', '.join(KEYS)}"))
    return data


def _screening_date(top: Mapping[str, Any], today: date, faults: list[Fault]) -> date:
    given = top.get("screening_date")
    if given is None:
        return today
    days = parse_days(given)
    if days is None or not days.is_point or days.first < EARLIEST:
        faults.append(Fault("screening_date", f"{given!r} is not a day", "write a day such as 2026-11-20"))
        return today
    return days.first


def _facts(top: Mapping[str, Any], catalogue: Catalogue, day: date, faults: list[Fault]) -> dict[str, Value]:
    given = top.get("facts")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        faults.append(Fault("facts", "it is not a mapping", "write one fact a line, `name: value`"))
        return {}
    facts: dict[str, Value] = {}
    for name, data in given.items():
        value = read_fact(str(name), data, catalogue, day)
        if isinstance(value, Fault):
            faults.append(value)
        elif value is not None:
            facts[str(name)] = value
    return facts


def _treatments(top: Mapping[str, Any], catalogue: Catalogue, day: date, faults: list[Fault]) -> tuple[Treatment, ...]:
    given = top.get("treatments")
    if given is None:
        return ()
    if not isinstance(given, list):
        faults.append(Fault("treatments", "it is not a list", "write one entry a line, `- {kind: tace, …}`"))
        return ()
    entries = [read_treatment(entry, f"treatments[{place}]", catalogue, day) for place, entry in enumerate(given)]
    faults.extend(fault for entry in entries if isinstance(entry, list) for fault in entry)
    return tuple(entry for entry in entries if isinstance(entry, Treatment))
