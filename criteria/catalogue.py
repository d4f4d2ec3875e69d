"""The fact catalogue: one vocabulary from which questions, synonyms, units and ranges follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from criteria.errors import CatalogueError, Fault
from criteria.spans import Span, between
from criteria.units import UnitTable
from criteria.yaml_file import YamlFile, read_yaml

FACTS_FOLDER = Path(__file__).parent / "facts"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An option of a choice, a kind of treatment: how it is said and written."""

    name: str
    synonyms: tuple[str, ...] = ()


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fact of the catalogue: what can be known, and how it is said, asked and checked.

    ``possible`` and ``plausible`` are ranges in the canonical unit: outside the first a value is an
    error, outside the second the assistant asks back. ``uln`` is the site's upper limit of normal
    in the canonical unit, by sex where it matters. ``ask`` says where an answer comes from best;
    ``told``: a patient can tell it too, which is to be checked in the chart.
    """

    kind: Literal["quantity", "choice", "flag", "date", "event"]
    name: str
    question: str
    ask: Literal["chart", "patient", "test", "board"]
    unit: str = ""
    units: str = ""
    integer: bool = False
    dated: bool = False
    several: bool = False
    lab: bool = False
    uln: float | dict[str, float] | None = None
    possible: tuple[float, float] | None = None
    plausible: tuple[float, float] | None = None
    usual_units: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    options: dict[str, Option] = {}
    prior: float | None = None
    prior_source: str = ""
    help: str = ""
    why: str = ""
    told: bool = False
    short: str = ""
    lay: tuple[str, ...] = ()
    id: str = ""
    group: str = ""

    @property
    def domain(self) -> Span:
        """The possible values of a quantity, in the canonical unit."""
        low, high = self.possible or (0.0, 1e12)
        return between(low, high)

    def limits_of_normal(self, sex: frozenset[str]) -> tuple[float, ...]:
        """Give the site's upper limits of normal for the sexes that are still possible."""
        if isinstance(self.uln, dict):
            return tuple(sorted({self.uln[one] for one in sex}))
        return () if self.uln is None else (self.uln,)


class Treatments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry of the treatment history can hold, and how drugs are called and classed."""

    kinds: dict[str, Option]
    outcomes: tuple[str, ...]
    responses: tuple[str, ...]
    drug_classes: dict[str, tuple[str, ...]]
    agents: dict[str, tuple[str, ...]] = {}
    regimens: dict[str, tuple[str, ...]] = {}

    def classes_of(self, agent: str) -> frozenset[str]:
        """Give the classes of a drug by its generic name; none where it is not in the catalogue."""
        return frozenset(name for name, drugs in self.drug_classes.items() if agent in drugs)

    def generic(self, agent: str) -> str:
        """Give a drug's generic name in lower case: a brand or other name is translated."""
        folded = agent.strip().casefold()
        for generic, names in self.agents.items():
            if folded in names:
                return generic
        return folded


class Catalogue:
    """All facts in catalogue order, their unit tables, and the vocabulary of treatments."""

    def __init__(self, facts: Mapping[str, Fact], tables: Mapping[str, UnitTable], treatments: Treatments) -> None:
        self.facts: Mapping[str, Fact] = MappingProxyType(dict(facts))
        self.tables: Mapping[str, UnitTable] = MappingProxyType(dict(tables))
        self.treatments = treatments
        self._classes = {
            drug: treatments.classes_of(drug) for drugs in treatments.drug_classes.values() for drug in drugs
        }

    def table(self, fact: str) -> UnitTable:
        """Give the unit table of a quantity."""
        return self.tables[self.facts[fact].units]

    def drug_classes(self, agent: str) -> frozenset[str]:
        """Give the classes of a generic drug; none where its class is not known."""
        return self._classes.get(agent, frozenset())

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each id in the catalogue, ``treatments`` last."""
        return {name: place for place, name in enumerate((*self.facts, "treatments"))}

    def sort(self, ids: Any) -> tuple[str, ...]:
        """Sort fact ids in the catalogue's order, each once."""
        return tuple(sorted(set(ids), key=lambda name: self.order[name]))


_MSGSPEC_PATH = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")


def struct_fault(file: YamlFile, error: msgspec.ValidationError, under: tuple[str | int, ...] = ()) -> Fault:
    """Turn msgspec's complaint (``… - at `$.x[1]` ``) into a fault with the line of the file."""
    text, _, path = str(error).partition(" - at `")
    keys: list[str | int] = list(under)
    for name, index in _MSGSPEC_PATH.findall(path.rstrip("`")):
        if index != "...":
            keys.append(name or int(index))
    return file.fault(keys, text, "see the comments of the file and its neighbours for what is allowed")


def _convert(file: YamlFile, key: str, data: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError as error:
        raise CatalogueError([struct_fault(file, error, (key,) if key else ())]) from None


def _read(path: Path) -> YamlFile:
    file = read_yaml(path)
    if isinstance(file, Fault):
        raise CatalogueError([file])
    return file


def _facts_of(file: YamlFile, group: str, tables: Mapping[str, UnitTable]) -> dict[str, Fact]:
    facts = {}
    for name, data in file.data.items():
        fact = _convert(file, name, {**data, "id": name, "group": group}, Fact)
        _check(file, fact, tables)
        facts[name] = fact
    return facts


def _check(file: YamlFile, fact: Fact, tables: Mapping[str, UnitTable]) -> None:
    """Refuse a fact that cannot work: a quantity without units, a choice without options."""
    if (fact.kind == "choice") != bool(fact.options):
        raise CatalogueError(
            [file.fault((fact.id,), "options belong to a choice, and a choice needs them", "list its options")]
        )
    if fact.kind == "quantity" and fact.units not in tables:
        known = ", ".join(tables)
        raise CatalogueError(
            [file.fault((fact.id, "units"), f"no unit table is called {fact.units!r}", f"use one of {known}")]
        )


@lru_cache(maxsize=4)
def load_catalogue(folder: Path = FACTS_FOLDER) -> Catalogue:
    """Load the catalogue of a folder (the package's own unless told otherwise).

    Raises:
        CatalogueError: a file cannot be read or holds what a catalogue may not; names file and line.
    """
    units = _read(folder / "units.yml")
    tables = {
        name: UnitTable(name, factors)
        for name, factors in _convert(units, "", units.data, dict[str, dict[str, float]]).items()
    }
    vocabulary = _read(folder / "treatments.yml")
    treatments = _convert(vocabulary, "", vocabulary.data, Treatments)
    facts: dict[str, Fact] = {}
    for group in GROUPS:
        facts.update(_facts_of(_read(folder / f"{group}.yml"), group, tables))
    return Catalogue(facts, tables, treatments)


GROUPS = ("demographics", "diagnosis", "staging", "labs", "response", "history")
"""The files of facts, in the order in which the catalogue lists them."""
