"""A patient record, read and checked: what is known of one patient on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from criteria.catalogue import Catalogue
from criteria.days import EARLIEST, parse_days
from criteria.errors import Fault, RecordError
from criteria.known import Known
from criteria.reader import read_fact
from criteria.treatment_reader import read_treatment
from criteria.values import Treatment, Value

DERIVED = frozenset(
    (
        "age", "childbearing_potential", "breastfeeding", "pregnant", "complete_response_confirmed",
        "variceal_bleeding", "transplant", "child_pugh_score", "child_pugh_class", "cnlc", "bclc",
    )
)  # fmt: skip
"""The facts that can follow from others; `criteria.derive` says how."""
KEYS = ("screening_date", "facts", "treatments", "treatments_complete")


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
    def given(self) -> Mapping[str, Known]:
        """What the record itself says of the facts that follow from no others."""
        return {fact: Known(value, (fact,), (fact,)) for fact, value in self.facts.items() if fact not in DERIVED}


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
            faults.append(Fault(str(key), "a record has no such part", f"use {', '.join(KEYS)}"))
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
