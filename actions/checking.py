"""Facts are checked as a patient record is, before they are recorded and before they are screened."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from criteria import Catalogue, Fault, Record, RecordError, read_record

PLACE = re.compile(r"(?P<part>facts\.(?P<fact>\w+)|treatments\[(?P<entry>\d+)\]|\w+)")


@dataclass(frozen=True)
class Checked:
    """A record without what is wrong in it, and the faults."""

    mapping: dict[str, Any]
    record: Record
    faults: tuple[Fault, ...] = ()


def check(mapping: dict[str, Any], catalogue: Catalogue, today: date) -> Checked:
    """Read a patient record; what is wrong in it is left out and given as faults."""
    try:
        return Checked(mapping, read_record(mapping, catalogue, today))
    except RecordError as error:
        sound = _without(mapping, error.faults)
        return Checked(sound, read_record(sound, catalogue, today), error.faults)


def _without(mapping: dict[str, Any], faults: tuple[Fault, ...]) -> dict[str, Any]:
    places = [match for fault in faults if (match := PLACE.match(fault.place))]
    facts = {match["fact"] for match in places if match["fact"]}
    entries = {int(match["entry"]) for match in places if match["entry"]}
    parts = {match["part"] for match in places if not (match["fact"] or match["entry"])}
    sound = {key: value for key, value in mapping.items() if key not in parts}
    sound["facts"] = {name: value for name, value in mapping.get("facts", {}).items() if name not in facts}
    told = mapping.get("treatments", [])
    sound["treatments"] = [entry for place, entry in enumerate(told) if place not in entries]
    return sound


def place_of(fault: Fault) -> str:
    """Give the fact id that a fault speaks of, or `treatments`."""
    match = PLACE.match(fault.place)
    if match is None:
        return fault.place
    return match["fact"] or ("treatments" if match["entry"] else match["part"])
