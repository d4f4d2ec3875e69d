"""What was found of facts and treatments, in words: name, value, unit, date."""

from __future__ import annotations

from collections.abc import Iterable

from criteria.catalogue import Catalogue, Fact
from criteria.conditions.entries import TREATMENTS
from criteria.knowledge import Knowledge
from criteria.spans import number_text
from criteria.values import Choice, Event, Flag, Quantity, Several, Treatment, Value


def describe(knowledge: Knowledge, facts: Iterable[str]) -> str:
    """Say what is known of each fact, the known ones first, then which are not known."""
    known, unknown = [], []
    for name in facts:
        if name == TREATMENTS:
            known.append(history_text(knowledge))
            continue
        fact, value = knowledge.catalogue.facts[name], knowledge.known(name).value
        if value is None:
            unknown.append(fact.name)
        else:
            known.append(value_text(fact, value, derived=name not in knowledge.record.facts))
    if unknown:
        known.append(f"not known: {', '.join(unknown)}")
    return "; ".join(known)


def value_text(fact: Fact, value: Value, derived: bool = False) -> str:
    """Say a value with its name, unit and date: ``platelets 82 10*9/L (2026-11-18)``."""
    text = f"{fact.name} {_value(fact, value)}"
    date = getattr(value, "date", None)
    if date is not None:
        text += f" ({date})"
    return f"{text} (derived)" if derived else text


def _value(fact: Fact, value: Value) -> str:
    if isinstance(value, Quantity):
        return _number(fact, value)
    if isinstance(value, Choice):
        names = [option.name for key, option in fact.options.items() if key in value.options]
        return " or ".join(names)
    if isinstance(value, Flag):
        return "yes" if value.holds else "no"
    if isinstance(value, Event):
        return "no" if not value.happened else str(value.days) if value.days else "yes, date not known"
    if isinstance(value, Several):
        return ", ".join(fact.options[option].name + (f" since {days}" if days else "") for option, days in value.held)
    return str(value.days)


def _number(fact: Fact, value: Quantity) -> str:
    unit = "x ULN" if value.in_uln else {"1": "", "a": "years", "mo": "months"}.get(fact.unit, fact.unit)
    text = " or ".join(str(span) for span in value.spans) + (f" {unit}" if unit else "")
    if value.uln is not None:
        text += f", limit of normal {number_text(value.uln)}"
    return text


def treatment_text(entry: Treatment, catalogue: Catalogue) -> str:
    """Say one entry of the history: ``TACE until 2026-10-10``."""
    drugs = f" with {' + '.join(entry.agents)}" if entry.agents else ""
    parts = [catalogue.treatments.kinds[entry.kind].name + drugs]
    if entry.start and entry.start == entry.end:
        parts.append(f"on {entry.start}")
    else:
        parts += [f"from {entry.start}"] if entry.start else []
        parts += [f"until {entry.end}"] if entry.end and entry.outcome != "ongoing" else []
    parts += [entry.outcome] if entry.outcome else []
    parts += [f"response {entry.response}"] if entry.response else []
    return " ".join(parts[:3]) + "".join(f", {part}" for part in parts[3:])


def history_text(knowledge: Knowledge) -> str:
    """Say the whole history, and whether it is known to be complete."""
    entries = [treatment_text(entry, knowledge.catalogue) for entry in knowledge.treatments]
    complete = knowledge.record.treatments_complete
    if not entries:
        return "no treatment at all" if complete else "treatment history not known"
    return "; ".join(entries) + ("" if complete else " (history not known to be complete)")
