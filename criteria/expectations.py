"""What answers are expected before they are known, and which facts are asked as one.

Only the order of questions follows from it, never a verdict. Sources stand in
``facts/priors.yml`` and ``facts/questions.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from criteria.catalogue import FACTS_FOLDER, Catalogue, Fact, struct_fault
from criteria.days import single
from criteria.errors import CatalogueError, Fault
from criteria.spans import point
from criteria.values import Choice, Event, Flag, Quantity, Several, Treatment, Value
from criteria.yaml_file import YamlFile, read_yaml

RECENT, EARLIER = timedelta(days=5), timedelta(days=3000)
"""How long ago a recent and an earlier event are taken to be."""


class Prior(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is expected of a fact: weighted options, or equally likely numbers."""

    source: str
    likely: dict[str, float] = {}
    values: tuple[float, ...] = ()


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Facts that are asked as one; ``none``: "none of these" is an answer to it."""

    ask: str
    facts: tuple[str, ...]
    none: bool = False


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A treatment history that is expected; dates are days before the screening date."""

    weight: float
    entries: tuple[dict[str, Any], ...]


class _Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[Group, ...]
    histories: tuple[History, ...]


@dataclass(frozen=True, eq=False)
class Expectations:
    """The priors of facts, the groups of questions and the expected histories."""

    catalogue: Catalogue
    priors: Mapping[str, Prior]
    groups: tuple[Group, ...]
    histories: tuple[History, ...]

    def values(self, fact: str, day: date) -> list[tuple[float, Value]]:
        """Give the expected values of a fact as of a day, with their weights (their sum is 1)."""
        prior, item = self.priors[fact], self.catalogue.facts[fact]
        if prior.values:
            weight = 1.0 / len(prior.values)
            return [(weight, Quantity((point(value),), date=single(day))) for value in prior.values]
        return [(weight, _value(item, name, day)) for name, weight in prior.likely.items()]

    def treatments(self, day: date) -> list[tuple[float, tuple[Treatment, ...]]]:
        """Give the expected treatment histories as of a day, with their weights."""
        return [(one.weight, tuple(_entry(entry, day) for entry in one.entries)) for one in self.histories]


def _value(fact: Fact, name: str, day: date) -> Value:
    if fact.kind == "flag":
        return Flag(name == "yes")
    if fact.kind == "event":
        ago = {"never": None, "recent": RECENT, "earlier": EARLIER}[name]
        return Event(False) if ago is None else Event(True, single(day - ago))
    if fact.several:
        return Several(((name, single(day - EARLIER) if name == "treated" else None),))
    return Choice(frozenset((name,)), single(day))


def _entry(entry: dict[str, Any], day: date) -> Treatment:
    days = {key: single(day - timedelta(days=entry[key])) for key in ("start", "end") if key in entry}
    if entry.get("outcome") == "ongoing":
        days["end"] = single(day)
    agents = tuple(entry["agents"]) if "agents" in entry else None
    return Treatment(entry["kind"], days.get("start"), days.get("end"), agents, entry.get("outcome"))


def _read(path: Path) -> YamlFile:
    file = read_yaml(path)
    if isinstance(file, Fault):
        raise CatalogueError([file])
    return file


def _converted(file: YamlFile, data: Any, kind: Any, *under: str) -> Any:
    try:
        return msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError as error:
        raise CatalogueError([struct_fault(file, error, under)]) from None


@lru_cache(maxsize=4)
def load_expectations(catalogue: Catalogue, folder: Path = FACTS_FOLDER) -> Expectations:
    """Load priors and groups, checked against the catalogue.

    Raises:
        CatalogueError: a fact or option that is not known, weights that do not add up to 1.
    """
    file = _read(folder / "priors.yml")
    priors = {name: _converted(file, data, Prior, name) for name, data in file.data.items()}
    faults = [fault for name, prior in priors.items() for fault in _check(file, name, prior, catalogue)]
    asked = _read(folder / "questions.yml")
    questions = _converted(asked, asked.data, _Questions)
    for place, group in enumerate(questions.groups):
        for fact in group.facts:
            if fact not in priors:
                path = ("groups", place, "facts")
                faults.append(asked.fault(path, f"nothing is expected of {fact!r}", "add it to priors.yml"))
    if faults:
        raise CatalogueError(faults)
    return Expectations(catalogue, priors, questions.groups, questions.histories)


def _check(file: YamlFile, name: str, prior: Prior, catalogue: Catalogue) -> list[Fault]:
    fact = catalogue.facts.get(name)
    if fact is None:
        return [file.fault((name,), "no fact has this id", "correct or remove it")]
    allowed = {"flag": {"yes", "no"}, "event": {"never", "recent", "earlier"}}.get(fact.kind, set(fact.options))
    wrong = set(prior.likely) - allowed
    if wrong:
        said = f"{', '.join(sorted(wrong))} is not among {', '.join(sorted(allowed))}"
        return [file.fault((name, "likely"), said, "correct the options")]
    if prior.likely and abs(sum(prior.likely.values()) - 1.0) > 1e-6:
        return [file.fault((name, "likely"), "the weights do not add up to 1", "correct them")]
    return []
