"""The line that reads back what was recorded."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.heard import Inferred
from actions.wording.sources import AS_TOLD
from actions.wording.values import date_text, entry_text, fact_text, number_text
from criteria import Catalogue


@dataclass(frozen=True)
class Told:
    """What a message recorded, what was known before, the values that were converted, the notes; who told it."""

    recorded: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    inferred: Iterable[Inferred] = ()
    notes: Iterable[str] = ()
    by_patient: bool = False


def recorded_line(catalogue: Catalogue, told: Told, label: str | None = None) -> str:
    """Say what was recorded, in canonical units; a changed value with what it was, values of one day together."""
    facts = {name: value for name, value in told.recorded.items() if name in catalogue.facts and value is not None}
    days = Counter(day for value in facts.values() if (day := _day(value)))
    shared = [day for day, count in days.items() if count > 1]
    hints = {name: _hints(catalogue, told, name) for name in facts}
    parts = [
        _hinted(fact_text(catalogue.facts[name], value), hints[name])
        for name, value in facts.items()
        if _day(value) not in shared
    ]
    parts += _history(catalogue, told) + [f"note: {note}" for note in told.notes]
    groups = [", ".join(parts)] if parts else []
    for day in shared:
        of_day = {name: _undated(value) for name, value in facts.items() if _day(value) == day}
        texts = (_hinted(fact_text(catalogue.facts[name], value), hints[name]) for name, value in of_day.items())
        groups.append(f"of {date_text(day)}: {', '.join(texts)}")
    head = f"Recorded{f' for {label}' if label else ''}{f' ({AS_TOLD})' if told.by_patient else ''}"
    return f"{head}: {'; '.join(groups)}." if groups else ""


def _day(value: Any) -> str | None:
    return str(value["date"]) if isinstance(value, dict) and value.get("date") and "value" in value else None


def _undated(value: Any) -> Any:
    return {key: part for key, part in value.items() if key != "date"} if _day(value) else value


def _hinted(text: str, hints: list[str]) -> str:
    """Add hints to those that stand in parentheses already."""
    if not hints:
        return text
    return f"{text[:-1]}; {'; '.join(hints)})" if text.endswith(")") else f"{text} ({'; '.join(hints)})"


def _hints(catalogue: Catalogue, told: Told, name: str) -> list[str]:
    """Give where a value came from, and what it was before."""
    fact = catalogue.facts[name]
    hints = [_as_said(one) for one in told.inferred if one.fact == name]
    was = told.before.get(name)
    if was is not None and fact_text(fact, _undated(was)) != fact_text(fact, _undated(told.recorded[name])):
        hints.append(f"was {fact_text(fact, _undated(was)).removeprefix(fact.name).lstrip(': ')}")
    return hints


def _as_said(inferred: Inferred) -> str:
    """Give the words that a converted value came from; where only the unit was missing, say so."""
    number = number_text(inferred.value)
    return "unit assumed" if inferred.text.endswith(number) else f"from “{inferred.text}”"


def _history(catalogue: Catalogue, told: Told) -> list[str]:
    entries = [entry_text(catalogue, entry) for entry in told.recorded.get("treatments") or ()]
    if told.recorded.get("treatments_complete"):
        is_naive = not (entries or told.before.get("treatments"))
        entries.append("no treatment given" if is_naive else "no other treatment given")
    return entries
