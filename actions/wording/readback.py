"""What was taken back, not recorded, not used and left open, each in one line."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.log import CALL, CONSENT
from actions.wording.values import entry_text, fact_text, joined
from criteria import Catalogue

OF_CALL = {CALL: "the start or end of the call", CONSENT: "the patient's answer about being screened"}
"""What rows are called that are about a call with the patient."""


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
    if fact in OF_CALL:
        return OF_CALL[fact]
    if kind == "singly":
        return f"asking for {name_of(catalogue, fact)} by itself"
    name = name_of(catalogue, fact)
    return {"retraction": f"taking back {name}", "value": name, "unheard": f"dropping {name}"}.get(
        kind, f"leaving {name} open"
    )


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
