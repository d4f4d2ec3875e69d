"""Every why: of a verdict, of a question, of a date."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.wording.board import missing_text, notes_text, status_text, violations
from actions.wording.readback import name_of
from actions.wording.values import date_text, joined, mid_sentence, prettied
from criteria import Catalogue

Trial = Mapping[str, Any]

REASONS_SHOWN = 4

SOURCES = {
    "chart": "in the chart",
    "patient": "from the patient",
    "test": "needs a test",
    "board": "a judgement of the team",
}
"""Where an answer comes from, after the catalogue's `ask`."""


def why_lines(catalogue: Catalogue, trial: Trial, label: str) -> list[str]:
    """Explain a trial's status: each violated criterion with its quote, or what is missing."""
    if trial["status"] in ("ruled_out", "deferred"):
        return [f"{label} is {_out_text(trial)}:", *violation_lines(trial)]
    lines = [f"{label} is {status_text(catalogue, trial)}."]
    notes = notes_text(trial)
    return [*lines, f"To know: {notes}."] if notes else lines


def _out_text(trial: Trial) -> str:
    until = f" until {date_text(trial['open_from'])}" if trial["open_from"] else ""
    return f"deferred{until}" if trial["status"] == "deferred" else "ruled out"


def violation_lines(trial: Trial) -> list[str]:
    """Give each violated criterion: what was found, what the record asks, its words."""
    violated = violations(trial)
    lines = [_violation(one) for one in violated[:REASONS_SHOWN]]
    rest = len(violated) - REASONS_SHOWN
    return [*lines, f"… and {rest} more."] if rest > 0 else lines


def _violation(criterion: Mapping[str, Any]) -> str:
    until = f" Over on {date_text(criterion['open_from'])}." if criterion["open_from"] else ""
    asks, found = prettied(criterion["requirement"]), prettied(criterion["found"])
    return f"- Asks: {asks}. Found: {found}. Record: “{quote_text(criterion['quote'])}”.{until}"


def quote_text(quote: str) -> str:
    """Give the record's words without the bullet before and the full stop after them."""
    return quote.strip().lstrip("•⁃-* ").rstrip(".;, ")


def missing_lines(catalogue: Catalogue, trial: Trial, label: str) -> list[str]:
    """Say what is missing for a trial and where it comes from."""
    if trial["status"] == "ruled_out":
        return [f"{label} is ruled out; nothing more is needed for it."]
    if not trial["missing"]:
        return [f"{label}: nothing is missing."]
    by_source: dict[str, list[str]] = {}
    for name in trial["missing"]:
        fact = catalogue.facts.get(name)
        by_source.setdefault(fact.ask if fact else "chart", []).append(name_of(catalogue, name))
    return [
        f"{label}, missing:",
        *(f"- {SOURCES[source]}: {', '.join(by_source[source])}" for source in SOURCES if source in by_source),
    ]


def missing_line(catalogue: Catalogue, trial: Trial, label: str) -> str:
    """Say in one line what is missing for a trial."""
    return f"{label}: missing {missing_text(catalogue, trial, shown=6)}."


def why_ask_lines(
    catalogue: Catalogue, board: Mapping[str, Any], asked: Iterable[str], labels: Mapping[str, str]
) -> list[str]:
    """Say which trials the question decides, and how: the criteria that wait for it, with their words."""
    facts = set(asked)
    lines = [
        f"- {labels[trial['trial']]} asks: {mid_sentence(prettied(one['requirement']))} (“{quote_text(one['quote'])}”)."
        for trial in board["trials"]
        if trial["status"] in ("open", "deferred")
        for one in trial["criteria"]
        if one["status"] == "unknown" and facts & set(one["facts"])
    ]
    if not lines:
        return ["No open trial depends on it any more."]
    names = joined(name_of(catalogue, name) for name in asked)
    return [f"Because of {names}:", *lines]


def when_lines(trials: Iterable[Trial], labels: Mapping[str, str]) -> list[str]:
    """Say when each deferred trial opens, the earliest first."""
    deferred = sorted((one for one in trials if one["status"] == "deferred"), key=lambda one: one["open_from"])
    if not deferred:
        return ["No trial is deferred: time alone opens none of those that are ruled out."]
    return [f"{labels[one['trial']]} opens on {date_text(one['open_from'])}: {_waits_for(one)}." for one in deferred]


def _waits_for(trial: Trial) -> str:
    return "; ".join(prettied(one["found"]) for one in violations(trial))
