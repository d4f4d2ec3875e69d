"""Reading and checking the plain-language cases beside each trial (``tests/trials/<id>.yml``)."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from criteria import Catalogue, Screening, Trial, load_catalogue, read_record, screen
from criteria.yaml_file import YamlFile, read_yaml

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Case:
    """One case: a record, and what the screening of one trial must say."""

    trial: str
    name: str
    record: dict[str, Any]
    expected: dict[str, Any]

    def failures(self, trial: Trial, catalogue: Catalogue) -> list[str]:
        """Screen the record and give every expectation that is not met."""
        screening = screen(read_record(self.record, catalogue, TODAY), (trial,), catalogue)
        result = screening.trials[0].as_json()
        return [
            *_criteria(self.expected.get("criteria", {}), result),
            *_plain(self.expected, result),
            *_sets(self.expected, result),
            *_conflicts(self.expected, screening),
        ]


@lru_cache(maxsize=16)
def load_cases(path: Path) -> tuple[Case, ...]:
    """Load the cases of a file, each with its record filled in from the base."""
    file = read_yaml(path)
    assert isinstance(file, YamlFile), file
    base = file.data["base"]
    return tuple(
        Case(file.data["trial"], case["name"], _changed(base, case.get("change") or {}), case)
        for case in file.data["cases"]
    )


def _changed(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    record = copy.deepcopy(base)
    for key, value in change.items():
        if key == "facts":
            record["facts"].update(value)
        else:
            record[key] = value
    return record


def _matching(key: str, result: dict[str, Any]) -> list[dict[str, Any]]:
    if key.startswith("quote:"):
        words = key.removeprefix("quote:").strip()
        return [one for one in result["criteria"] if words in one["quote"]]
    return [one for one in result["criteria"] if key in one["facts"]]


def _holds(status: str, found: set[str]) -> bool:
    if status == "satisfied":
        return found == {"satisfied"}
    if status == "violated":
        return "violated" in found
    return "unknown" in found and "violated" not in found


def _criteria(expected: dict[str, str], result: dict[str, Any]) -> Iterator[str]:
    for key, status in expected.items():
        matching = _matching(key, result)
        if not _holds(status, {one["status"] for one in matching}):
            seen = ", ".join(f"{one['id']} {one['status']}" for one in matching) or "no criterion"
            yield f"{key}: {status} expected, found {seen}"


def _plain(expected: dict[str, Any], result: dict[str, Any]) -> Iterator[str]:
    for key in ("status", "open_from"):
        if key in expected:
            wanted = expected[key]
            wanted = wanted.isoformat() if isinstance(wanted, date) else wanted
            if result[key] != wanted:
                yield f"{key}: {wanted} expected, found {result[key]}"


def _sets(expected: dict[str, Any], result: dict[str, Any]) -> Iterator[str]:
    for key in ("missing", "notes"):
        wanted = expected.get(key) or {}
        for one in wanted.get("has", ()):
            if one not in result[key]:
                yield f"{key}: {one} expected, found {result[key]}"
        for one in wanted.get("not", ()):
            if one in result[key]:
                yield f"{key}: {one} must not stand there, found {result[key]}"


def _conflicts(expected: dict[str, Any], screening: Screening) -> Iterator[str]:
    if "conflicts" in expected:
        found = [one.fact for one in screening.conflicts]
        if sorted(found) != sorted(expected["conflicts"] or []):
            yield f"conflicts: {expected['conflicts']} expected, found {found}"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Give the package's catalogue."""
    return load_catalogue()
