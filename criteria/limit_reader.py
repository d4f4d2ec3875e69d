"""Reading the limits of a number: ``18``, ``2 xULN``, ``ULN``, ``ULN + 4``, with a unit."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from typing import Any

from criteria.catalogue import Catalogue, Fact
from criteria.conditions.limits import Limit, Range
from criteria.faulty import Faulty, Keys
from criteria.reader import suggest

LIMIT_KEYS = ("at_least", "above", "at_most", "below")
_TIMES = re.compile(r"(\d+(?:\.\d+)?) xULN")
_PLUS = re.compile(r"ULN(?: \+ (\d+(?:\.\d+)?))?")


def read_range(fact: Fact, data: object, catalogue: Catalogue, path: Keys) -> Range:
    """Read the accepted range of a quantity.

    Raises:
        Faulty: no limit, two on one side, an unknown unit, an impossible or an empty range.
    """
    if not isinstance(data, Mapping):
        raise Faulty(path, "this is not a limit", "write a mapping such as {at_least: 18}")
    for key in data:
        if key not in (*LIMIT_KEYS, "unit"):
            raise Faulty((*path, key), f"a limit has no key {key!r}", suggest(str(key), (*LIMIT_KEYS, "unit")))
    factor = _factor(fact, data, catalogue, path)
    low = _one(fact, data, path, factor, "at_least", "above")
    high = _one(fact, data, path, factor, "at_most", "below")
    if low is None and high is None:
        raise Faulty(path, f"no limit of {fact.id} is given", f"add one of {', '.join(LIMIT_KEYS)}")
    accepted = Range(low, high)
    _check_possible(fact, accepted, path)
    return accepted


def _factor(fact: Fact, data: Mapping[str, Any], catalogue: Catalogue, path: Keys) -> float:
    unit = data.get("unit", fact.unit)
    factor = catalogue.table(fact.id).factor(str(unit))
    if factor is None:
        known = ", ".join(one for one in catalogue.table(fact.id).factors if one)
        raise Faulty((*path, "unit"), f"{unit!r} is not a unit of {fact.id}", f"use one of {known}")
    return factor


def _one(fact: Fact, data: Mapping[str, Any], path: Keys, factor: float, included: str, excluded: str) -> Limit | None:
    if included in data and excluded in data:
        raise Faulty((*path, excluded), f"{included} and {excluded} limit the same side", "keep one of them")
    key = included if included in data else excluded
    if key not in data:
        return None
    times, offset = _expression(fact, data[key], (*path, key))
    return Limit(times, offset * factor, key == excluded)


def _expression(fact: Fact, given: object, path: Keys) -> tuple[float, float]:
    """Read a limit as multiples of normal plus an offset."""
    if isinstance(given, (int, float)) and not isinstance(given, bool) and abs(given) <= sys.float_info.max:
        return 0.0, float(given)
    text = given if isinstance(given, str) else ""
    times, plus = _TIMES.fullmatch(text), _PLUS.fullmatch(text)
    if not times and not plus:
        raise Faulty(path, f"{given!r} is not a limit", "write a number, `2 xULN`, `ULN` or `ULN + 4`")
    if fact.uln is None:
        raise Faulty(path, f"{fact.id} has no upper limit of normal", "write an absolute limit")
    return (float(times[1]), 0.0) if times else (1.0, float(plus[1] or 0) if plus else 0.0)


def _check_possible(fact: Fact, accepted: Range, path: Keys) -> None:
    """Refuse limits that no value meets, that every value meets, or that lie where no value can."""
    remedy = "correct the limits or their unit"
    normal = fact.limits_of_normal(frozenset(("female", "male"))) if accepted.needs_uln else (0.0,)
    spans = [accepted.at(uln).whole() if fact.integer else accepted.at(uln) for uln in normal]
    if any(span.common(fact.domain).is_empty for span in spans):
        raise Faulty(path, f"no value of {fact.id} lies in this range", remedy)
    if any(fact.domain.within(span) for span in spans):
        raise Faulty(path, f"every possible value of {fact.id} lies in this range", remedy)
    low, high = fact.domain.low[0], fact.domain.high[0]
    stated = (bound[0] for span in spans for bound in span if not math.isinf(bound[0]))
    if not all(low <= one <= high for one in stated):
        raise Faulty(path, f"a limit is no possible value of {fact.id}", remedy)
