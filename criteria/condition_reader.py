"""Reading a condition from a trial file: every form, and a fault for whatever is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any as Anything

from criteria.catalogue import Catalogue, Fact
from criteria.conditions.base import Condition
from criteria.conditions.events import Never, NotWithin
from criteria.conditions.limits import ConflictingLimits, Correctable, LimitsBy, WithinLimits
from criteria.conditions.logic import All, Any, FirstKnown, Not
from criteria.conditions.options import AllAmong, AmongOptions, FlagIs
from criteria.days import Period, parse_period
from criteria.faulty import Faulty, Keys
from criteria.history_reader import read_history
from criteria.limit_reader import LIMIT_KEYS, read_range
from criteria.reader import suggest


def read_condition(data: object, catalogue: Catalogue, path: Keys = ()) -> Condition:
    """Read a condition; ``path`` is where it stands in its file.

    Raises:
        Faulty: names the path, what is wrong and how to mend it.
    """
    if not isinstance(data, Mapping):
        raise Faulty(path, "this is not a condition", "write a mapping such as {fact: age, at_least: 18}")
    for form, read in _FORMS.items():
        if form in data:
            return read(data, catalogue, path)
    forms = ", ".join(_FORMS)
    raise Faulty(path, "this condition has no form", f"start it with one of {forms}")


def allow(data: Mapping[str, Anything], path: Keys, *keys: str) -> None:
    """Refuse keys that a form does not have."""
    for key in data:
        if key not in keys:
            raise Faulty((*path, key), f"this form has no key {key!r}", suggest(str(key), keys))


def period(data: Mapping[str, Anything], key: str, path: Keys) -> Period | None:
    """Read a period such as ``4 weeks``; None where the key is absent."""
    if key not in data:
        return None
    read = parse_period(data[key])
    if read is None or read.number == 0:
        raise Faulty((*path, key), f"{data[key]!r} is not a period", "write it as 7 days, 4 weeks or 12 months")
    return read


def _parts(data: object, catalogue: Catalogue, path: Keys) -> tuple[Condition, ...]:
    if not isinstance(data, list) or len(data) < 2:
        raise Faulty(path, "this needs a list of at least two conditions", "write one condition a line")
    return tuple(read_condition(part, catalogue, (*path, place)) for place, part in enumerate(data))


def _all(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    allow(data, path, "all")
    return All(_parts(data["all"], catalogue, (*path, "all")))


def _any(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    allow(data, path, "any")
    return Any(_parts(data["any"], catalogue, (*path, "any")))


def _not(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    allow(data, path, "not")
    return Not(read_condition(data["not"], catalogue, (*path, "not")))


def _pair(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys, *keys: str) -> list[Condition]:
    allow(data, path, *keys)
    for key in keys:
        if key not in data:
            raise Faulty(path, f"this form needs the key {key!r}", f"write both {' and '.join(keys)}")
    return [read_condition(data[key], catalogue, (*path, key)) for key in keys]


def _if(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    when, then = _pair(data, catalogue, path, "if", "then")
    return Any((Not(when), then))


def _first(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    first, otherwise = _pair(data, catalogue, path, "first", "otherwise")
    return FirstKnown(first, otherwise)


def _treatments(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    return read_history(data, catalogue, path)


def _named(name: object, catalogue: Catalogue) -> Fact | None:
    return catalogue.facts.get(name) if isinstance(name, str) else None


def _fact(data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    name = data["fact"]
    fact = _named(name, catalogue)
    if fact is None:
        raise Faulty((*path, "fact"), f"no fact is called {name!r}", suggest(str(name), catalogue.facts))
    if fact.kind == "date":
        raise Faulty((*path, "fact"), "a date is no condition", "use the fact that follows from it")
    return _KINDS[fact.kind](fact, data, catalogue, path)


def _quantity(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    rest = {key: value for key, value in data.items() if key != "correctable_by"}
    lab = _limits(fact, rest, catalogue, path)
    if "correctable_by" not in data:
        return lab
    by = _named(data["correctable_by"], catalogue)
    if by is None or by.kind != "flag":
        raise Faulty((*path, "correctable_by"), "this is no flag of the catalogue", "name one, as labs_correctable")
    return Correctable(lab, by.id)


def _limits(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    fresh = period(data, "fresh", path)
    if "by" in data:
        return _limits_by(fact, data, catalogue, path)
    if "conflicting" in data:
        allow(data, path, "fact", "conflicting", "fresh", "unit")
        given = data["conflicting"]
        if not isinstance(given, list) or len(given) < 2:
            raise Faulty((*path, "conflicting"), "this needs a list of at least two limits", "write one limit a line")
        for place, one in enumerate(given):
            if not isinstance(one, Mapping):
                raise Faulty((*path, "conflicting", place), "this is not a limit", "write one such as {above: 3.0}")
        unit = {"unit": data["unit"]} if "unit" in data else {}
        ranges = [
            read_range(fact, {**one, **unit}, catalogue, (*path, "conflicting", place))
            for place, one in enumerate(given)
        ]
        return ConflictingLimits(fact.id, tuple(ranges), fresh)
    allow(data, path, "fact", "fresh", "unit", *LIMIT_KEYS)
    limits = {key: value for key, value in data.items() if key not in ("fact", "fresh")}
    return WithinLimits(fact.id, read_range(fact, limits, catalogue, path), fresh)


def _limits_by(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    by = _named(data["by"], catalogue)
    if by is None or by.kind != "choice":
        raise Faulty((*path, "by"), f"{data['by']!r} is no choice of the catalogue", "name a choice such as sex")
    allow(data, path, "fact", "by", *by.options)
    for option in by.options:
        if option not in data:
            raise Faulty(path, f"the limits for {option!r} are missing", f"write them for {', '.join(by.options)}")
    cases = {
        option: WithinLimits(fact.id, read_range(fact, data[option], catalogue, (*path, option)))
        for option in by.options
    }
    return LimitsBy(fact.id, by.id, cases)


def _options(fact: Fact, given: object, path: Keys) -> frozenset[str]:
    if not isinstance(given, list) or not given:
        raise Faulty(path, "this needs a list of options", f"choose from {', '.join(fact.options)}")
    for place, option in enumerate(given):
        if str(option) not in fact.options:
            problem = f"{option!r} is not an option of {fact.id}"
            raise Faulty((*path, place), problem, suggest(str(option), fact.options))
    if len({str(option) for option in given}) < len(given):
        raise Faulty(path, "an option stands there twice", "remove one of the two")
    return frozenset(str(option) for option in given)


def _choice(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    if "in" not in data:
        raise Faulty(path, f"it is not said which options of {fact.id} are accepted", "add `in: [...]`")
    accepted = _options(fact, data["in"], (*path, "in"))
    if not fact.several:
        allow(data, path, "fact", "in", "fresh")
        if accepted == frozenset(fact.options):
            raise Faulty((*path, "in"), "every option is accepted, so this demands nothing", "remove an option")
        return AmongOptions(fact.id, accepted, period(data, "fresh", path))
    allow(data, path, "fact", "in", "after")
    after = data.get("after") or {}
    if not isinstance(after, Mapping):
        raise Faulty((*path, "after"), "this is not a mapping", "write one such as {treated: 5 years}")
    _options(fact, list(after) or ["none"], (*path, "after"))
    for option in after:
        if option in accepted:
            raise Faulty((*path, "after", option), "it is accepted at any time already", "remove one of the two")
    periods = {str(option): period(after, option, (*path, "after")) for option in after}
    return AllAmong(fact.id, accepted, {key: value for key, value in periods.items() if value})


def _flag(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    allow(data, path, "fact", "is")
    if not isinstance(data.get("is"), bool):
        raise Faulty((*path, "is"), f"it is not said whether {fact.id} must hold", "write `is: true` or `is: false`")
    return FlagIs(fact.id, data["is"])


def _event(fact: Fact, data: Mapping[str, Anything], catalogue: Catalogue, path: Keys) -> Condition:
    allow(data, path, "fact", "never", "not_within", "undated", "not_now")
    forms = [key for key in ("never", "not_within", "not_now") if key in data]
    if len(forms) != 1:
        raise Faulty(path, "an event needs exactly one of never, not_within, not_now", "keep one of them")
    if "undated" in data and (data["undated"] != "now" or forms != ["not_within"]):
        raise Faulty((*path, "undated"), "this can only be `now`, beside not_within", "correct or remove it")
    if forms == ["never"]:
        if data["never"] is not True:
            raise Faulty((*path, "never"), "this can only be true", "write `never: true`")
        return Never(fact.id)
    span = period(data, forms[0], path)
    if span is None:
        raise Faulty(path, "the period is missing", "write it as 28 days or 12 months")
    now = forms == ["not_now"]
    return NotWithin(fact.id, span, now or "undated" in data, not now)


_KINDS: dict[str, Callable[[Fact, Mapping[str, Anything], Catalogue, Keys], Condition]] = {
    "quantity": _quantity, "choice": _choice, "flag": _flag, "event": _event,
}  # fmt: skip
_FORMS: dict[str, Callable[[Mapping[str, Anything], Catalogue, Keys], Condition]] = {
    "all": _all, "any": _any, "not": _not, "if": _if, "first": _first,
    "treatments": _treatments, "fact": _fact,
}  # fmt: skip
