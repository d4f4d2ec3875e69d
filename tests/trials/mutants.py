"""Mutants of a condition as a trial file states it: every operator, limit, option, window and name changed in turn.

A mutant is a label and a changed copy of the YAML data. Whether it loads at all is for the caller to find out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from criteria import Catalogue, Fact
from tests.trials.mutants_of_histories import history_mutants, list_mutants, period_mutants

Mutant = tuple[str, Any]

OPPOSITE = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}
STEPS = {
    "neutrophils": 0.1, "leukocytes": 0.1, "inr": 0.01, "prothrombin_time": 0.1, "life_expectancy": 0.5,
    "bilirubin": 0.1, "albumin": 0.1, "creatinine": 0.1,
}  # fmt: skip
"""The smallest step in which a laboratory reports; 1 for every other fact."""
OTHER_UNITS = {"afp": "IU/mL", "pivka": "AU/mL"}
"""A unit of another scale, for each table of units of which a trial file names one."""
SIBLINGS = {
    "afp_baseline": "afp", "pivka2_baseline": "pivka2", "resectability": "initial_resectability",
    "initial_resectability": "resectability", "gi_bleeding": "variceal_bleeding",
    "variceal_bleeding": "gi_bleeding", "alt": "ast", "ast": "alt", "systolic_bp": "diastolic_bp",
    "diastolic_bp": "systolic_bp", "leukocytes": "neutrophils", "pregnant": "breastfeeding",
}  # fmt: skip
"""Facts that are easily taken for one another."""


def condition_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    """Give every mutant of a condition, those of its parts included."""
    if "fact" in data:
        yield from _fact_mutants(data, catalogue)
    elif "treatments" in data:
        yield from history_mutants(data, catalogue)
    elif "not" in data:
        yield "not dropped", data["not"]
        yield from _inside(data, "not", catalogue)
    else:
        yield from _joined_mutants(data, catalogue)


def _inside(data: Mapping[str, Any], key: str, catalogue: Catalogue) -> Iterator[Mutant]:
    for label, changed in condition_mutants(data[key], catalogue):
        yield f"{key}: {label}", {**data, key: changed}


def _joined_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    form = next(form for form in ("all", "any", "if", "first") if form in data)
    if form in ("all", "any"):
        yield from _parts_mutants(data, form, catalogue)
        return
    first, second = ("if", "then") if form == "if" else ("first", "otherwise")
    yield f"{first} alone", data[first]
    yield f"{second} alone", data[second]
    yield f"{first} and {second} swapped", {first: data[second], second: data[first]}
    yield f"{form} for any", {"any": [data[first], data[second]]}
    yield f"{form} for all", {"all": [data[first], data[second]]}
    yield f"{first} negated", {**data, first: {"not": data[first]}}
    yield from _inside(data, first, catalogue)
    yield from _inside(data, second, catalogue)


def _parts_mutants(data: Mapping[str, Any], form: str, catalogue: Catalogue) -> Iterator[Mutant]:
    parts = data[form]
    other = "any" if form == "all" else "all"
    yield f"{form} for {other}", {other: parts}
    for place, part in enumerate(parts):
        rest = [*parts[:place], *parts[place + 1 :]]
        yield f"{form}[{place}] dropped", rest[0] if len(rest) == 1 else {form: rest}
        for label, changed in condition_mutants(part, catalogue):
            yield f"{form}[{place}]: {label}", {form: [*parts[:place], changed, *parts[place + 1 :]]}


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _fact_mutants(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Mutant]:
    fact = catalogue.facts[data["fact"]]
    yield f"{fact.id} negated", {"not": data}
    if fact.id in SIBLINGS:
        yield f"{SIBLINGS[fact.id]} for {fact.id}", {**data, "fact": SIBLINGS[fact.id]}
    for key in ("fresh", "correctable_by", "undated"):
        if key in data:
            yield f"{key} dropped", _without(data, key)
    for key in ("fresh", "not_within", "not_now"):
        yield from period_mutants(data, key)
    by_kind = {"quantity": _limit_mutants, "choice": _option_mutants, "flag": _flag_mutants, "event": _event_mutants}
    yield from by_kind[fact.kind](data, fact)


def _flag_mutants(data: Mapping[str, Any], fact: Fact) -> Iterator[Mutant]:
    yield "is flipped", {**data, "is": not data["is"]}


def _event_mutants(data: Mapping[str, Any], fact: Fact) -> Iterator[Mutant]:
    bare = {"fact": fact.id}
    if "never" in data:
        yield "never for not_within", {**bare, "not_within": "5 years"}
    else:
        window = data.get("not_within") or data["not_now"]
        other = "not_now" if "not_within" in data else "not_within"
        yield "never for the window", {**bare, "never": True}
        yield f"{other} for the window", {**bare, other: window}
        if "undated" not in data:
            yield "undated added", {**bare, "not_within": window, "undated": "now"}


def _option_mutants(data: Mapping[str, Any], fact: Fact) -> Iterator[Mutant]:
    yield from list_mutants(data, "in", fact.options)
    after = data.get("after", {})
    for option in after:
        yield f"after.{option} dropped", {**data, "after": _without(after, option)}
        for label, changed in period_mutants(after, option):
            yield f"after.{label}", {**data, "after": changed}
    for option in fact.options if after else ():
        if option not in after and option not in data["in"]:
            yield f"after.{option} added", {**data, "after": {**after, option: "5 years"}}


def _limit_mutants(data: Mapping[str, Any], fact: Fact) -> Iterator[Mutant]:
    if "by" in data:
        first, second = (key for key in data if key not in ("fact", "by"))
        yield "limits swapped", {**data, first: data[second], second: data[first]}
        for option in (first, second):
            for label, changed in _range_mutants(data[option], fact):
                yield f"{option} {label}", {**data, option: changed}
    elif "conflicting" in data:
        limits = data["conflicting"]
        for place, limit in enumerate(limits):
            rest = _without(data, "conflicting")
            yield f"only conflicting[{place}]", {**rest, **limit}
            for label, changed in _range_mutants(limit, fact):
                yield f"conflicting[{place}] {label}", {**data, "conflicting": [
                    *limits[:place], changed, *limits[place + 1 :]
                ]}  # fmt: skip
    else:
        yield from _range_mutants(data, fact)


def _range_mutants(data: Mapping[str, Any], fact: Fact) -> Iterator[Mutant]:
    limits = [key for key in data if key in OPPOSITE]
    for key in limits:
        yield f"{key} for {OPPOSITE[key]}", {OPPOSITE.get(k, k) if k == key else k: v for k, v in data.items()}
        for changed in _moved(data[key], STEPS.get(fact.id, 1)):
            yield f"{key} {changed}", {**data, key: changed}
        if len(limits) > 1:
            yield f"{key} dropped", _without(data, key)
    if "unit" in data:
        yield f"unit {OTHER_UNITS[fact.units]}", {**data, "unit": OTHER_UNITS[fact.units]}


def _moved(limit: float | str, step: float) -> Iterator[float | str]:
    """Move a limit a little up and down: 18, ``2 xULN``, ``ULN + 4``, ``ULN``."""
    if not isinstance(limit, str):
        yield from (round(limit + step, 6), round(limit - step, 6))
    elif match := re.fullmatch(r"([\d.]+) xULN", limit):
        yield from (f"{round(float(match[1]) + sign * 0.1, 6)} xULN" for sign in (1, -1))
        yield f"ULN + {match[1]}"
    elif match := re.fullmatch(r"ULN \+ ([\d.]+)", limit):
        yield from (f"ULN + {round(float(match[1]) + sign * step, 6)}" for sign in (1, -1))
        yield from ("ULN", f"{match[1]} xULN")
    else:
        yield from (f"ULN + {step}", "0.99 xULN", "1.01 xULN")
