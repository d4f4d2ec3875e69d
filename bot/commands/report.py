"""A screening for people to read in a terminal: a table of the trials, then conflicts and the next question."""

from collections.abc import Iterable
from typing import Any

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from criteria import Catalogue

STATUS = {
    "ruled_out": ("✕ ruled out", "red"),
    "deferred": ("◷ deferred", "yellow"),
    "open": ("○ open", "blue"),
    "eligible": ("✓ eligible", "green"),
}
NOTES = {
    "provisional": "provisional: the record has no eligibility section",
    "recruitment_end_passed": "the record's end date has passed",
    "conflict": "the record contradicts itself",
    "assumed_uln": "limits of normal are assumed",
    "stale_lab": "a test is too old",
    "correctable": "a lab out of range can be corrected",
}
SHOWN = 6


def print_screening(path: str, screening: dict[str, Any], catalogue: Catalogue, console: Console) -> None:
    """Print the screening of one record: every trial with its status and the reason."""
    console.print()
    console.print(Text.assemble((path, "bold"), f", as of {screening['screening_date']}"), soft_wrap=True)
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, expand=False)
    table.add_column("trial", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("why, or what is missing", overflow="fold")
    for trial in screening["trials"]:
        table.add_row(Text(trial["trial"], "bold"), _status(trial), _reasons(trial, catalogue))
    console.print(table)
    for line in _remarks(screening, catalogue):
        console.print(Text(line), soft_wrap=True)


def _status(trial: dict[str, Any]) -> Text:
    words, colour = STATUS[trial["status"]]
    until = f"\n  until {trial['open_from']}" if trial["open_from"] else ""
    return Text(words + until, colour)


def _reasons(trial: dict[str, Any], catalogue: Catalogue) -> Group:
    lines = [f"{one['requirement']}: {one['found']}" for one in trial["criteria"] if one["status"] == "violated"]
    if trial["missing"]:
        lines.append(f"missing: {_some(fact_name(fact, catalogue) for fact in trial['missing'])}")
    lines += [NOTES.get(note, note) for note in trial["notes"]]
    return Group(*(Text(line) for line in lines or ["every criterion is satisfied"]))


def _some(names: Iterable[str]) -> str:
    """Name the first few and say how many more there are."""
    all_names = list(names)
    more = len(all_names) - SHOWN
    return ", ".join(all_names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _remarks(screening: dict[str, Any], catalogue: Catalogue) -> list[str]:
    lines = []
    for conflict in screening["conflicts"]:
        name = fact_name(conflict["fact"], catalogue)
        given = f"{name}: given as {conflict['given']}"
        sources = ", ".join(fact_name(fact, catalogue) for fact in conflict["from"])
        lines.append(f"Conflict  {given}, but {conflict['derived']} follows from {sources}")
    if screening["next"]:
        lines.append(f"Ask next  {screening['next']['ask']}")
    return lines


def fact_name(fact: str, catalogue: Catalogue) -> str:
    """Return what a fact is called; the list of treatments is none of the catalogue's facts."""
    known = catalogue.facts.get(fact)
    return known.name if known else "treatment history"
