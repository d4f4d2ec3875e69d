"""What would follow from something that is only supposed, as a difference to now."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.heard import Supposed
from actions.wording.board import reason, violations
from actions.wording.values import date_text, entry_text, fact_text
from criteria import Catalogue

Trial = Mapping[str, Any]

WOULD = {
    "ruled_out": "Would be ruled out",
    "deferred": "Would be deferred",
    "open": "Would be open",
    "eligible": "Would be eligible, every criterion satisfied",
}
"""Heads for trials whose status would be another one."""

STAYS = {"ruled_out": "Would stay ruled out", "deferred": "Would stay deferred", "open": "Would stay open"}
"""Heads for trials whose status would be the same."""

NO_DIFFERENCE = "No verdict would change."


def supposed_line(catalogue: Catalogue, supposed: Supposed) -> str:
    """Head what would follow: what is supposed, as of which day, and that nothing was recorded."""
    parts = [fact_text(catalogue.facts[name], value) for name, value in supposed.facts.items()]
    parts += [entry_text(catalogue, entry) for entry in supposed.treatments]
    parts += ["no other treatment given"] if supposed.treatments_complete else []
    parts += [f"it is {date_text(supposed.day)}"] if supposed.day else []
    return f"Only supposed, nothing recorded: {', '.join(parts)}."


def impossible_line(name: str, problem: str, remedy: str) -> str:
    """Say what cannot even be supposed."""
    return f"Cannot be supposed: {name}: {problem}; {remedy}."


def difference_lines(now: Iterable[Trial], then: Iterable[Trial], labels: Mapping[str, str]) -> list[str]:
    """Say which verdicts would be others, with the reason, and which would stay though their criteria move."""
    changed: dict[str, list[str]] = {status: [] for status in WOULD}
    stays: dict[str, list[str]] = {status: [] for status in STAYS}
    for before, after in zip(now, then, strict=True):
        label, status = labels[after["trial"]], after["status"]
        if (before["status"], before["open_from"]) != (status, after["open_from"]):
            changed[status].append(_with_reason(label, after))
        elif status in stays and _moves(before, after):
            stays[status].append(_with_reason(label, after))
    lines = [f"{head}: {'; '.join(changed[status])}." for status, head in WOULD.items() if changed[status]]
    same = [f"{head}: {'; '.join(stays[status])}." for status, head in STAYS.items() if stays[status]]
    return [*(lines or [NO_DIFFERENCE]), *same]


def _moves(before: Trial, after: Trial) -> bool:
    """Tell whether a criterion of the trial would be judged otherwise."""
    pairs = zip(before["criteria"], after["criteria"], strict=True)
    return any(one["status"] != other["status"] for one, other in pairs)


def _with_reason(label: str, trial: Trial) -> str:
    if trial["status"] == "deferred":
        return f"{label} until {date_text(trial['open_from'])}: {reason(trial)}"
    if trial["status"] == "open":
        count = len(trial["missing"])
        return f"{label} ({count} still missing)" if count else label
    return f"{label}: {reason(trial)}" if violations(trial) else label
