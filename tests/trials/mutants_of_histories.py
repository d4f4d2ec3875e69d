"""Mutants of a condition on the treatment history: kinds, drugs, classes, regimens and periods changed in turn."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from criteria import Catalogue

Mutant = tuple[str, Any]


def list_mutants(data: Mapping[str, Any], key: str, known: Iterable[str]) -> Iterator[Mutant]:
    """Remove each name of the list under ``key``; add each other name that is known."""
    names = data.get(key)
    for name in names or ():
        yield f"{name} removed from {key}", {**data, key: [one for one in names if one != name]}
    for name in known if names else ():
        if name not in names:
            yield f"{name} added to {key}", {**data, key: [*names, name]}


def period_mutants(data: Mapping[str, Any], key: str) -> Iterator[Mutant]:
    """Make the period under ``key`` one unit longer and shorter; weeks by a day."""
    if key not in data:
        return
    number, unit = re.fullmatch(r"(\d+) (\w+?)s?", data[key]).groups()
    count, unit = (int(number) * 7, "day") if unit == "week" else (int(number), unit)
    for changed in (count + 1, count - 1):
        yield f"{key} {changed} {unit}s", {**data, key: f"{changed} {unit}s"}


def _same_classes(agents: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Give the drugs that share a class with one of the agents: those a reader could mistake."""
    classes = {name for agent in agents for name in catalogue.drug_classes(agent)}
    return [drug for name in sorted(classes) for drug in catalogue.treatments.drug_classes[name]]


def _drug_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    yield from list_mutants(data, "classes", catalogue.treatments.drug_classes)
    yield from list_mutants(data, "agents", _same_classes(data.get("agents", ()), catalogue))


def history_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    """Give every mutant of a condition ``{treatments: FORM, …}``."""
    yield "history negated", {"not": data}
    if data["treatments"] == "none":
        for kind in catalogue.treatments.kinds:
            rest = [one for one in catalogue.treatments.kinds if one != kind]
            yield f"none but {kind}", {"treatments": "never", "kinds": rest}
    yield from list_mutants(data, "kinds", catalogue.treatments.kinds)
    yield from _drug_mutants(data, catalogue)
    for key in ("period", "begun_within", "unclear_within"):
        yield from period_mutants(data, key)
    yield from _set_mutants(data, catalogue)
    yield from _regimen_mutants(data, catalogue)


def _set_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    sets = data.get("with", ())
    for place, one in enumerate(sets):
        before, after = sets[:place], sets[place + 1 :]
        if len(sets) > 1:
            yield f"with[{place}] dropped", {**data, "with": [*before, *after]}
        for label, changed in _drug_mutants(one, catalogue):
            yield f"with[{place}] {label}", {**data, "with": [*before, changed, *after]}


def _regimen_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    """Drop each regimen; drop a drug of each; add every single drug, and the pairs of one more drug."""
    regimens = data.get("regimens", [])
    listed = [sorted(regimen) for regimen in regimens]
    for place, regimen in enumerate(regimens):
        yield f"regimen {'+'.join(regimen)} dropped", {**data, "regimens": regimens[:place] + regimens[place + 1 :]}
    drugs = _same_classes([drug for regimen in regimens for drug in regimen], catalogue)
    added = [[drug] for drug in dict.fromkeys(drugs)]
    added += [[*regimen, drug] for regimen in regimens for drug in ("bevacizumab", "nivolumab") if drug not in regimen]
    for regimen in added if regimens else ():
        if sorted(regimen) not in listed:
            yield f"regimen {'+'.join(regimen)} added", {**data, "regimens": [*regimens, regimen]}
