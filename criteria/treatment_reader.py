"""Reading one entry of the treatment history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from criteria.catalogue import Catalogue
from criteria.days import Days, single
from criteria.errors import Fault
from criteria.reader import Wrong, read_day, suggest
from criteria.values import Treatment

FIELDS = ("kind", "start", "end", "agents", "outcome", "response")


def read_treatment(data: object, place: str, catalogue: Catalogue, day: date) -> Treatment | list[Fault]:
    """Read an entry as of the screening date ``day``; the faults name ``place`` and the field."""
    if not isinstance(data, Mapping):
        return [Fault(place, "it is not an entry", "write {kind: tace, start: 2026-08-02, …}")]
    faults = [
        Fault(f"{place}.{key}", "an entry has no such field", f"use {', '.join(FIELDS)}")
        for key in data
        if key not in FIELDS
    ]
    fields: dict[str, Any] = {}
    for key, read in _FIELD_READERS.items():
        try:
            value = data.get(key)
            fields[key] = None if value is None else read(value, catalogue, day)
        except Wrong as wrong:
            faults.append(Fault(f"{place}.{key}", wrong.problem, wrong.remedy))
    if data.get("kind") is None:
        faults.append(Fault(f"{place}.kind", "it is missing", f"use one of {', '.join(catalogue.treatments.kinds)}"))
    faults += [] if faults else _contradictions(fields, place)
    return faults or _entry(fields, day)


def _contradictions(fields: Mapping[str, Any], place: str) -> list[Fault]:
    start, end = fields["start"], fields["end"]
    if start and end and end.last < start.first:
        return [Fault(f"{place}.end", f"{end} is before the start {start}", "correct one of the dates")]
    if end and fields["outcome"] == "ongoing":
        return [Fault(f"{place}.end", "an ongoing treatment has no end", "remove the end or the outcome")]
    return []


def _entry(fields: Mapping[str, Any], day: date) -> Treatment:
    """Make the entry; an ongoing treatment ends on the screening date."""
    end = single(day) if fields["outcome"] == "ongoing" else fields["end"]
    return Treatment(**{**fields, "end": end})


def _one_of(value: object, known: tuple[str, ...], what: str) -> str:
    if not isinstance(value, str) or value.strip() not in known:
        raise Wrong(f"{value!r} is not {what}", suggest(str(value), known))
    return value.strip()


def _kind(value: object, catalogue: Catalogue, day: date) -> str:
    return _one_of(value, tuple(catalogue.treatments.kinds), "a kind of treatment")


def _outcome(value: object, catalogue: Catalogue, day: date) -> str:
    return _one_of(value, catalogue.treatments.outcomes, "an outcome")


def _response(value: object, catalogue: Catalogue, day: date) -> str:
    return _one_of(value, catalogue.treatments.responses, "a response")


def _agents(value: object, catalogue: Catalogue, day: date) -> tuple[str, ...] | None:
    given = value if isinstance(value, list) else [value]
    for agent in given:
        if not isinstance(agent, str) or not agent.strip():
            raise Wrong(f"{agent!r} is not the name of a drug", "write generic names in a list")
    agents = tuple(dict.fromkeys(catalogue.treatments.generic(str(agent)) for agent in given))
    return agents or None


def _day(value: object, catalogue: Catalogue, day: date) -> Days:
    return read_day(value, day, "")


_FIELD_READERS = {
    "kind": _kind,
    "start": _day,
    "end": _day,
    "agents": _agents,
    "outcome": _outcome,
    "response": _response,
}
