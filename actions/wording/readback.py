"""What was recorded, taken back, not recorded and not used, each in one line."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.heard import Inferred
from actions.wording.values import entry_text, fact_text, joined, number_text
from criteria import Catalogue


def recorded_line(
    catalogue: Catalogue,
    recorded: Mapping[str, Any],
    before: Mapping[str, Any],
    inferred: Iterable[Inferred] = (),
    notes: Iterable[str] = (),
    label: str | None = None,
) -> str:
    """Say what was recorded, in canonical units; a changed value with what it was before."""
    as_said = {one.fact: one for one in inferred}
    parts = [
        _fact(catalogue, name, value, before.get(name), as_said.get(name))
        for name, value in recorded.items()
        if name in catalogue.facts and value is not None
    ]
    parts += [entry_text(catalogue, entry) for entry in recorded.get("treatments") or ()]
    if recorded.get("treatments_complete"):
        parts.append("no treatment given" if _naive(recorded, before) else "no other treatment given")
    parts += [f"note: {note}" for note in notes]
    if not parts:
        return ""
    return f"Recorded{f' for {label}' if label else ''}: {', '.join(parts)}."


def _naive(recorded: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return not (recorded.get("treatments") or before.get("treatments"))


def _fact(catalogue: Catalogue, name: str, value: Any, was: Any, inferred: Inferred | None) -> str:
    fact = catalogue.facts[name]
    text = fact_text(fact, value)
    hints = []
    if inferred is not None:
        hints.append(_as_said(inferred))
    if was is not None and fact_text(fact, was) != text:
        hints.append(f"was {fact_text(fact, was).removeprefix(fact.name).lstrip(': ')}")
    return f"{text} ({'; '.join(hints)})" if hints else text


def _as_said(inferred: Inferred) -> str:
    """Give the words that a converted value came from; where only the unit was missing, say so."""
    number = number_text(inferred.value)
    return "unit assumed" if inferred.text.endswith(number) else f"from “{inferred.text}”"


def forgotten_line(catalogue: Catalogue, names: Iterable[str]) -> str:
    """Say which facts are unknown again."""
    shown = [name_of(catalogue, name) for name in names]
    return f"Taken back, now unknown: {joined(shown)}." if shown else ""


def restored_line(catalogue: Catalogue, restored: Mapping[str, Any]) -> str:
    """Say which earlier values count again."""
    parts = [fact_text(catalogue.facts[name], value) for name, value in restored.items() if name in catalogue.facts]
    parts += [entry_text(catalogue, entry) for entry in restored.get("treatments") or ()]
    return f"Counts again: {', '.join(parts)}." if parts else ""


def taken_name(catalogue: Catalogue, fact: str, kind: str, value: Any) -> str:
    """Name a row that was undone and holds no value of a fact."""
    if fact == "note":
        return f"the note {value}"
    name = name_of(catalogue, fact)
    return {"retraction": f"taking back {name}", "value": name}.get(kind, f"leaving {name} open")


def name_of(catalogue: Catalogue, name: str) -> str:
    """Give a fact's name as it is read; treatments have one too."""
    if name == "treatments":
        return "treatments so far"
    if name == "treatments_complete":
        return "“no other treatment”"
    fact = catalogue.facts.get(name)
    return fact.name if fact else name.replace("_", " ")


def unused_line(unused: Iterable[str]) -> str:
    """Name what looked clinical and was not used."""
    shown = [f"“{words}”" for words in unused]
    return f"Not used: {', '.join(shown)}." if shown else ""


def rejected_line(name: str, problem: str, remedy: str) -> str:
    """Say what could not be recorded, why, and what helps."""
    return f"Not recorded: {name}: {problem}; {remedy}."


def waiting_line(catalogue: Catalogue, names: Iterable[str], kind: str) -> str:
    """Say that an answer is not known now, or is to be fetched."""
    shown = joined(name_of(catalogue, name) for name in names)
    if not shown:
        return ""
    if kind == "pending":
        return f"To fetch: {shown}."
    return f"Left open for now: {shown}."
