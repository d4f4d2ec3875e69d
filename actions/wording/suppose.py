"""What would follow from something that is only supposed, as a difference to now."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.heard import Supposed
from actions.imagining import Imagined
from actions.log import Known
from actions.wording.board import reason, violations
from actions.wording.readback import name_of
from actions.wording.values import date_text, entry_text, fact_text, joined, period_text, plain_text
from criteria import Catalogue
from criteria.knowledge import Conflict

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


def supposed_line(catalogue: Catalogue, supposed: Supposed, imagined: Imagined) -> str:
    """Head what would follow: what is supposed, as of which day, and that nothing was recorded."""
    parts = [fact_text(catalogue.facts[name], value) for name, value in supposed.facts.items()]
    parts += [f"{name_of(catalogue, name)} unknown" for name in supposed.forgotten]
    parts += [f"without {entry_text(catalogue, entry)}" for entry in imagined.without]
    parts += [f"{entry_text(catalogue, new)} instead of {_dates(old)}" for old, new in imagined.moved]
    parts += [entry_text(catalogue, entry) for entry in imagined.told]
    if supposed.treatments_complete:
        parts.append("no treatment given" if supposed.naive else "no other treatment given")
    parts += [f"it is {date_text(supposed.day)}"] if supposed.day else []
    return f"Only supposed, nothing recorded: {', '.join(parts)}."


def _dates(entry: Mapping[str, Any]) -> str:
    return period_text(entry).removeprefix("on ").removeprefix("in ").removeprefix("since ") or "an unknown date"


def absent_line(catalogue: Catalogue, imagined: Imagined) -> str:
    """Say that what was to be taken away was never recorded."""
    if not imagined.absent:
        return ""
    names = joined((entry_text(catalogue, entry) for entry in imagined.absent), "or")
    are = "are" if len(imagined.absent) > 1 else "is"
    return f"Nothing to take away: {names} {are} not among the treatments recorded."


def contradiction_line(catalogue: Catalogue, conflict: Conflict, known: Known) -> str:
    """Say that what is supposed cannot be beside what is known."""
    given, derived = fact_text(catalogue.facts[conflict.fact], conflict.given), conflict.derived
    sources = joined(_told(catalogue, fact, known) for fact in conflict.sources)
    return f"This contradicts what is known: {given}, but {plain_text(derived)} follows from {sources}."


def _told(catalogue: Catalogue, fact: str, known: Known) -> str:
    row = known.facts.get(fact)
    return fact_text(catalogue.facts[fact], row.value) if row else name_of(catalogue, fact)


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
            is_new = reason(before) != reason(after)
            stays[status].append(_with_reason(label, after) if is_new or status == "open" else label)
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
