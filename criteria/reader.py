"""Reading one fact of a patient record: every accepted form, and a fault for every other."""

from __future__ import annotations

import difflib
import math
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from criteria.catalogue import Catalogue, Fact
from criteria.days import EARLIEST, Days, parse_days
from criteria.errors import Fault
from criteria.spans import GREATEST, LEAST, Span, number_text, parse_span, point, rounded
from criteria.units import XULN, is_xuln
from criteria.values import Choice, DayValue, Event, Flag, Quantity, Several, Value


class Wrong(Exception):
    """A fault found while a value is read; the caller knows the place."""

    def __init__(self, problem: str, remedy: str, part: str = "") -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.part = problem, remedy, part


def suggest(word: str, known: Iterable[str]) -> str:
    """Give a remedy for a word that is not known: the nearest ones, or all where they are few."""
    words = list(known)
    near = difflib.get_close_matches(word.casefold(), words, 3, 0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if len(words) <= 12:
        return f"use one of {', '.join(words)}"
    return "see the list of facts in the documentation"


def read_fact(name: str, data: object, catalogue: Catalogue, day: date) -> Value | Fault | None:
    """Read one fact as of the screening date ``day``; None where it is null (missing)."""
    fact = catalogue.facts.get(name)
    if fact is None:
        return Fault(f"facts.{name}", "no fact has this id", suggest(name, catalogue.facts))
    if data is None:
        return None
    try:
        return _READERS[fact.kind](fact, data, catalogue, day)
    except Wrong as wrong:
        place = f"facts.{name}{'.' + wrong.part if wrong.part else ''}"
        return Fault(place, wrong.problem, wrong.remedy)


def read_day(value: object, day: date, part: str = "date") -> Days:
    """Read a date of the past, days after ``day`` cut off; raises `Wrong` for any other."""
    days = parse_days(value)
    if days is None:
        raise Wrong(f"{value!r} is not a date", "write 2026-10-02, 2026-10 or 2026", part)
    if days.first > day:
        raise Wrong(f"{days} is after the screening date {day}", "correct the date", part)
    if days.first < EARLIEST:
        raise Wrong(f"{days} is too long ago", "correct the year", part)
    return days.until(day)


def _parts(data: object, allowed: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        return {"value": data}
    for key in data:
        if key not in allowed:
            raise Wrong("this fact has no such part", f"use {', '.join(allowed)}", str(key))
    return data


def _date_of(parts: Mapping[str, Any], day: date) -> Days | None:
    return None if parts.get("date") is None else read_day(parts["date"], day)


def _quantity(fact: Fact, data: object, catalogue: Catalogue, day: date) -> Value | None:
    parts = _parts(data, ("value", "unit", "date", "uln") if fact.lab else ("value", "unit", "date"))
    if parts.get("value") is None:
        return None
    unit = parts.get("unit")
    in_uln = isinstance(unit, str) and is_xuln(unit)
    factor = 1.0 if unit is None or in_uln else _factor(fact, unit, catalogue)
    uln = _uln(fact, parts.get("uln"), factor)
    if in_uln and uln is None and fact.uln is None:
        raise Wrong("no limit of normal is known for it", f"give the value in {fact.unit}", "unit")
    span = _span(fact, parts["value"], factor, in_uln)
    return Quantity((span,), in_uln, uln, _date_of(parts, day))


def _factor(fact: Fact, unit: object, catalogue: Catalogue) -> float:
    spelled = str(unit) if isinstance(unit, (str, int)) and not isinstance(unit, bool) else None
    factor = None if spelled is None else catalogue.table(fact.id).factor(spelled)
    if factor is None:
        units = ", ".join(one for one in catalogue.table(fact.id).factors if one)
        extra = f", {XULN}" if fact.uln is not None else ""
        raise Wrong(f"{unit!r} is not a unit of {fact.name}", f"use one of {units}{extra}", "unit")
    return factor


def _uln(fact: Fact, uln: object, factor: float) -> float | None:
    if uln is None:
        return None
    if isinstance(uln, bool) or not isinstance(uln, (int, float)) or not 0 < uln <= 1e12:
        raise Wrong(f"{uln!r} is not an upper limit of normal", "write a number above zero", "uln")
    limit = rounded(uln * factor)
    if limit > fact.domain.high[0]:
        raise Wrong(f"{uln!r} is not possible as a limit of {fact.name}", "check value and unit", "uln")
    return limit


def _span(fact: Fact, value: object, factor: float, in_uln: bool) -> Span:
    """Read number or interval and convert it; whole and possible, or a fault."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Wrong(f"{value!r} is not a number", "write a number, '>5', '<=5' or '2-4'")
    if isinstance(value, (int, float)):
        if not abs(value) <= sys.float_info.max:  # not a number, infinite, or a whole number beyond every float
            raise Wrong("this is not a number that can be", "write a number")
        read: Span | None = point(value)
    else:
        read = parse_span(value)
    if read is None:
        raise Wrong(f"{value!r} is not a number", "write a number, '>5', '<=5' or '2-4'")
    span = read.scaled(factor)
    if fact.integer and not in_uln:
        if span.is_point and not span.low[0].is_integer():
            raise Wrong(f"{value!r} is not a whole number", "write a whole number")
        span = span.whole()
    return _possible(fact, span, value, in_uln)


def _possible(fact: Fact, span: Span, value: object, in_uln: bool) -> Span:
    domain = Span((0.0, 0), (1e6, 0)) if in_uln else fact.domain
    stated = [bound for bound in span if bound not in (LEAST, GREATEST) and not math.isinf(bound[0])]
    common = span.common(domain)
    if common.is_empty or any(not domain.low <= (bound[0], 0) <= domain.high for bound in stated):
        low, high = number_text(domain.low[0]), number_text(domain.high[0])
        unit = "" if in_uln or fact.unit == "1" else f" {fact.unit}"
        if span.is_empty:
            raise Wrong(f"{value!r} holds no number", "write the smaller end first")
        raise Wrong(f"{value!r} is not possible for {fact.name}", f"it is {low} to {high}{unit}; check value and unit")
    return Span(common.low, span.high)


def _option(fact: Fact, value: object) -> str:
    text = str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    if text not in fact.options:
        shown = ", ".join(fact.options)
        raise Wrong(f"{value!r} is not an option of {fact.name}", f"use one of {shown}")
    return text


def _choice(fact: Fact, data: object, catalogue: Catalogue, day: date) -> Value | None:
    if fact.several:
        return _several(fact, data, day)
    parts = _parts(data, ("value", "date"))
    value = parts.get("value")
    if value is None:
        return None
    given = value if isinstance(value, list) else [value]
    if not given:
        raise Wrong("the list of options is empty", "name an option or leave the fact out")
    return Choice(frozenset(_option(fact, one) for one in given), _date_of(parts, day))


def _several(fact: Fact, data: object, day: date) -> Value | None:
    held = []
    for one in data if isinstance(data, list) else [data]:
        parts = _parts(one, ("value", "date"))
        if parts.get("value") is None:
            if isinstance(data, list):
                raise Wrong("an entry of the list has no value", "name its option")
            return None
        options = parts["value"] if isinstance(parts["value"], list) else [parts["value"]]
        held += [(_option(fact, option), _date_of(parts, day)) for option in options]
    if not held:
        raise Wrong("the list of options is empty", "name an option or leave the fact out")
    if len(held) > 1 and any(option == "none" for option, _ in held):
        raise Wrong("'none' stands beside another option", "keep one of them")
    return Several(tuple(held))


_WORDS = {"yes": True, "no": False, "true": True, "false": False}


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().casefold() in _WORDS:
        return _WORDS[value.strip().casefold()]
    raise Wrong(f"{value!r} is neither true nor false", "write true or false")


def _flag(fact: Fact, data: object, catalogue: Catalogue, day: date) -> Value | None:
    parts = _parts(data, ("value", "date"))
    if parts.get("value") is None:
        return None
    return Flag(_boolean(parts["value"]), _date_of(parts, day))


def _event(fact: Fact, data: object, catalogue: Catalogue, day: date) -> Value | None:
    parts = _parts(data, ("value", "date"))
    value, days = parts.get("value"), _date_of(parts, day)
    if value is None:
        return Event(True, days) if days else None
    if isinstance(value, bool) or (isinstance(value, str) and value.strip().casefold() in _WORDS):
        happened = _boolean(value)
        if days and not happened:
            raise Wrong("an event that did not happen has no date", "remove the date or the 'no'", "date")
        return Event(happened, days)
    if days:
        raise Wrong("two dates are given", "write true, false or one date", "value")
    if parse_days(value) is None:
        raise Wrong(f"{value!r} is neither true, false nor a date", "write true, false or a date such as 2026-10")
    return Event(True, read_day(value, day, ""))


def _date(fact: Fact, data: object, catalogue: Catalogue, day: date) -> Value | None:
    parts = _parts(data, ("value", "date"))
    given = parts.get("value") if parts.get("value") is not None else parts.get("date")
    return None if given is None else DayValue(read_day(given, day, ""))


_READERS = {"quantity": _quantity, "choice": _choice, "flag": _flag, "event": _event, "date": _date}
