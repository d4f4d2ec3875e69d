"""The evaluation messages: how they are read from YAML and compared with what the extractor gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isclose
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.extraction import Extraction
from criteria import load_catalogue

FOLDER = Path(__file__).parent
DEVELOPED = (
    "dev", "second", "third", "another", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentyfirst", "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh",
    "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst", "thirtysecond", "thirtythird", "thirtyfourth",
    "thirtyfifth", "thirtysixth", "thirtyeighth", "thirtyninth", "fortieth", "fortyfirst", "fortysecond", "fortythird",
    "fortyfourth", "fortyfifth", "fortysixth", "fortyeighth", "fortyninth", "fiftieth", "fiftyfirst", "fiftysecond",
    "fiftythird", "fiftyfourth", "fiftyfifth", "fiftysixth", "fiftyeighth", "sixtieth", "sixtyfirst", "sixtysecond",
    "sixtythird", "sixtyfourth", "fiftyseventh", "fiftyninth", "sixtyeighth", "seventieth", "seventysecond",
    "seventythird", "seventyfourth", "seventysixth", "seventyeighth", "seventyninth", "eightyfirst",
    "eightysecond", "eightythird", "eightyfourth", "eleventh", "twentieth", "twentysecond", "thirtyseventh",
    "fortyseventh", "sixtyfifth", "sixtyseventh", "sixtyninth", "seventyfirst", "seventyfifth", "seventyseventh",
    "eightyseventh", "eightyeighth", "eightyninth", "ninetyfirst", "ninetythird", "ninetyfourth",
    "hunted", "lay", "lay_unseen", "lay_fresh", "lay_more", "lay_next", "lay_final", "lay_last", "lay_close",
    "lay_open",
)  # fmt: skip
"""The parts that the extractor is developed on: each of their messages is a test."""
UNSEEN = ("sixtysixth", "eightieth", "eightyfifth", "eightysixth", "ninetieth", "ninetysecond", "lay_sixth")
"""The parts that are only ever scored; one may be missing, or still being written."""
PARTS = (*DEVELOPED, *UNSEEN)
TODAY = date(2026, 11, 20)
KEYS = {
    "text", "today", "asked", "facts", "treatments", "complete", "queries", "asks", "nothing", "unused",
    "retracted", "reply",
    "notes", "gap", "corrections", "hypothetical", "personal", "kind",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One message with what must be read from it; `kind` groups the scores."""

    name: str
    kind: str
    text: str
    today: date
    asked: tuple[str, ...]
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Marks:
    """Counts of one message: right values, wrong or forbidden ones, and missed ones; and what else differed."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.wrong, *self.missed, *self.other]


def files(part: str) -> list[str]:
    """The files of a part, named as in `load`; none where it is missing."""
    return [f"{part}/{path.stem}" for path in sorted((FOLDER / part).glob("*.yml"))]


def load(name: str) -> Iterator[Case]:
    """Load the cases of a part (one of `PARTS`; nothing where it is missing), or of a file of it (`dev/documents`)."""
    for file in [name] if "/" in name else files(name):
        path = FOLDER / f"{file}.yml"
        for number, entry in enumerate(YAML(typ="safe").load(path.read_text(encoding="utf-8")) or [], 1):
            unknown = set(entry) - KEYS
            if unknown:
                raise ValueError(f"{path.name}, case {number}: unknown keys {sorted(unknown)}")
            today = date.fromisoformat(str(entry["today"])) if "today" in entry else TODAY
            asked = entry.get("asked", [])
            yield Case(
                name=f"{file}-{number:03d}",
                kind=str(entry.get("kind", path.stem)),
                text=str(entry["text"]),
                today=today,
                asked=(asked,) if isinstance(asked, str) else tuple(asked),
                expected=entry,
            )


def canonical(fact: str, value: Any) -> Any:
    """Bring an expected value to the extractor's form: canonical unit, numbers as numbers."""
    spec = load_catalogue().facts[fact]
    if spec.kind != "quantity":
        return value
    if spec.integer and value == ">=2":
        value = ">1"  # the same whole numbers
    if not isinstance(value, Mapping):
        if spec.unit in ("1", "a") and not spec.lab:
            return value
        value = {"value": value}
    found = {**value, "unit": value.get("unit", spec.unit)}
    if found["unit"] in (spec.unit, "xULN"):
        return found
    factor = load_catalogue().table(fact).factor(found["unit"])
    assert factor is not None, f"the case names a unit that {fact} does not have: {found['unit']}"
    for key in ("value", "uln"):
        if isinstance(found.get(key), (int, float)):
            found[key] = found[key] * factor
        elif isinstance(found.get(key), str):  # ``"<1.0"``, ``"70-80"``
            found[key] = re.sub(r"\d+(?:\.\d+)?", lambda one: f"{float(one[0]) * factor:.10g}", found[key])
    return {**found, "unit": spec.unit}


def same(one: Any, other: Any) -> bool:
    """Compare two values; numbers to six significant digits, dates as text."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return isclose(one, other, rel_tol=2e-6)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return set(one) == set(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return str(one) == str(other)


def described(case: Case, faults: Iterable[str]) -> str:
    """A case with its faults, as it is printed."""
    return f"{case.name} {case.text!r} {case.asked or ''}" + "".join(f"\n    {fault}" for fault in faults)


def mark(case: Case, found: Extraction) -> Marks:
    """Compare what was found with what was expected."""
    marks = Marks()
    _mark_facts(case, found, marks)
    _mark_treatments(case, found, marks)
    _mark_rest(case, found, marks)
    return marks


def _mark_facts(case: Case, found: Extraction, marks: Marks) -> None:
    expected = {fact: canonical(fact, value) for fact, value in (case.expected.get("facts") or {}).items()}
    for fact, value in expected.items():
        if fact not in found.facts:
            marks.missed.append(f"{fact}: nothing instead of {value}")
        elif same(value, found.facts[fact]):
            marks.right += 1
        else:
            marks.wrong.append(f"{fact}: {found.facts[fact]} instead of {value}")
    marks.wrong += [f"{fact}: {value} recorded" for fact, value in found.facts.items() if fact not in expected]


def _ordered(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Drugs that are given together have no order."""
    return {**entry, **({"agents": sorted(entry["agents"])} if "agents" in entry else {})}


def _mark_treatments(case: Case, found: Extraction, marks: Marks) -> None:
    left = [_ordered(one) for one in found.treatments]
    for entry in map(_ordered, case.expected.get("treatments") or []):
        match = next((one for one in left if same(one, entry)), None)
        if match is not None:
            marks.right += 1
            left.remove(match)
        elif any(one["kind"] == entry["kind"] for one in left):
            other = next(one for one in left if one["kind"] == entry["kind"])
            left.remove(other)
            marks.wrong.append(f"treatment {other} instead of {entry}")
        else:
            marks.missed.append(f"treatment {entry}")
    marks.wrong += [f"treatment {entry} recorded" for entry in left]
    complete = case.expected.get("complete")
    if complete == found.treatments_complete:
        marks.right += complete is True
    elif complete:
        marks.missed.append("treatments_complete")
    else:
        marks.wrong.append("treatments_complete recorded")


def _mark_rest(case: Case, found: Extraction, marks: Marks) -> None:
    expected = case.expected
    asked = sorted({query.fact for query in found.queries})
    wanted = sorted(set(expected.get("queries") or expected.get("asks") or []))
    if asked != wanted:
        marks.other.append(f"asks about {asked} instead of {wanted}")
    if sorted(found.retracted) != sorted(expected.get("retracted") or []):
        marks.other.append(f"retracts {found.retracted}")
    if found.reply != expected.get("reply"):
        marks.other.append(f"reply {found.reply}")
    _mark_unused(expected, found, marks)
    if "notes" in expected and sorted(expected["notes"]) != sorted(found.notes):
        marks.other.append(f"notes {found.notes}")
    if "hypothetical" in expected:
        wanted = {fact: canonical(fact, value) for fact, value in expected["hypothetical"].items()}
        if not same(wanted, found.hypothetical):
            marks.other.append(f"hypothetical {found.hypothetical}")
    corrections = [[one.old, one.new] for one in found.corrections]
    if not same(corrections, expected.get("corrections") or []):
        marks.other.append(f"corrections {corrections}")
    personal = [case.text[start:end] for start, end, _ in found.personal]
    spans = expected.get("personal") or []
    if spans is True and not personal:
        marks.other.append("no personal data found")
    elif spans is not True and personal != spans:
        marks.other.append(f"personal {personal}")


def _mark_unused(expected: Mapping[str, Any], found: Extraction, marks: Marks) -> None:
    wanted = expected.get("unused")
    if wanted is None and not expected.get("nothing"):
        return
    if isinstance(wanted, bool):
        if wanted is not bool(found.unused):
            marks.other.append(f"unused {found.unused}")
        return
    left = [piece.lower() for piece in found.unused]
    missing = [one for one in wanted or [] if not any(str(one).lower() in piece for piece in left)]
    if missing or (not wanted and left and not expected.get("nothing")):
        marks.other.append(f"unused {found.unused} instead of {wanted or []}")
