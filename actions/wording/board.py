"""The board of trials: what it shows, and what changed on it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from actions.holding import Held
from actions.log import Known
from actions.wording.readback import name_of
from actions.wording.values import date_text, fact_text, joined, mid_sentence, plain_text, prettied
from criteria import Catalogue

Trial = Mapping[str, Any]
"""One trial of a screening in the contract's JSON."""

STUDY_TEAM = {"consent", "compliance", "investigator_concern"}
"""What only the study team can settle."""

MISSING_SHOWN = 3
LONG_ORIGIN = re.compile(r", from (?:[^;]+; ){3}.*$")
"""What a stage follows from, where that is more than three values; “more” gives them."""
NO_DATES: Mapping[str, Held | None] = MappingProxyType({})

NOTES = {
    "provisional": "provisional, its record has no eligibility section",
    "recruitment_end_passed": "the end date in its record has passed",
    "conflict": "its record contradicts itself",
    "assumed_uln": "limits of normal are assumed",
    "stale_lab": "a laboratory value is too old",
    "correctable": "counts on labs that treatment can correct",
}


def status_text(catalogue: Catalogue, trial: Trial, until: Held | None = None) -> str:
    """Give a trial's status in words, with the reason, with what is missing, or until when it holds."""
    status = trial["status"]
    if status == "ruled_out":
        return f"ruled out: {reason(trial)}"
    if status == "deferred":
        return f"deferred until {date_text(trial['open_from'])}: {reason(trial)}"
    if status == "eligible":
        return f"eligible{held_text(catalogue, until) if until else ''}: every criterion is satisfied"
    if trial["missing"] and set(trial["missing"]) <= STUDY_TEAM:
        return "still open: only the study team's judgement is left"
    if trial["missing"]:
        return f"still open; missing: {missing_text(catalogue, trial)}"
    if all(one["status"] == "satisfied" for one in trial["criteria"]):
        return "still open: all that its record states is satisfied"
    return "still open; the record itself leaves something unknown"


def held_text(catalogue: Catalogue, held: Held) -> str:
    """Say until when an eligible trial is so, and what ends it: ` until 27 Nov 2026 (then platelets are too old)`."""
    names = [name_of(catalogue, name) for name in held.aged]
    shown = names[:MISSING_SHOWN] + ([f"{len(names) - MISSING_SHOWN} more"] if len(names) > MISSING_SHOWN else [])
    parts = [f"then to be repeated: {joined(shown)}"] if shown else []
    parts += [f"then no longer: {mid_sentence(prettied(one))}" for one in held.violated[:1]]
    return f" until {date_text(held.day)} ({'; '.join(parts)})"


def missing_text(catalogue: Catalogue, trial: Trial, shown: int = MISSING_SHOWN) -> str:
    """Name what is missing, the most useful first, and how much more there is."""
    names = [name_of(catalogue, name) for name in trial["missing"]]
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {rest} more" if rest > 0 else "")


def reason(trial: Trial) -> str:
    """Give what rules a trial out: what was found, what its record asks, how many more reasons there are."""
    violated = violations(trial)
    if not violated:
        return ""
    first, *more = violated
    others = f", and {len(more)} more" if more else ""
    found = LONG_ORIGIN.sub("", prettied(first["found"]).split("; not known:")[0])
    return f"{found} (asks: {mid_sentence(prettied(first['requirement']))}){others}"


def violations(trial: Trial) -> list[Mapping[str, Any]]:
    """Give the violated criteria, those first that no date ends."""
    violated = [one for one in trial["criteria"] if one["status"] == "violated"]
    return sorted(violated, key=lambda one: one["open_from"] is not None)


def notes_text(trial: Trial) -> str:
    """Give a trial's notes in words."""
    return "; ".join(NOTES.get(note, note) for note in trial["notes"])


def board_lines(
    catalogue: Catalogue,
    trials: Iterable[Trial],
    labels: Mapping[str, str],
    until: Mapping[str, Held | None] = NO_DATES,
) -> list[str]:
    """Give one numbered line a trial: status, reason or what is missing, notes; `until` dates eligible ones."""
    lines = []
    for place, trial in enumerate(trials, start=1):
        notes = "" if trial["status"] == "ruled_out" else notes_text(trial)
        text = f"{place}. {labels[trial['trial']]}: {status_text(catalogue, trial, until.get(trial['trial']))}"
        lines.append(f"{text} [{notes}]" if notes else text)
    return lines


def changes_line(
    before: Mapping[str, tuple[str, str | None]], after: Sequence[Trial], labels: Mapping[str, str]
) -> str:
    """Say what changed on the board, and which trials are still open; `before` has status and open date."""
    still = [
        labels[one["trial"]]
        for one in after
        if one["status"] == "open" and before[one["trial"]] == ("open", one["open_from"])
    ]
    is_any_left = any(one["status"] in ("open", "eligible") for one in after)
    parts = [
        moved_line(before, after, labels),
        f"Still open: {', '.join(still)}." if still else "",
        "" if is_any_left else "No trial is open.",
    ]
    return " ".join(part for part in parts if part)


def moved_line(before: Mapping[str, tuple[str, str | None]], after: Iterable[Trial], labels: Mapping[str, str]) -> str:
    """Say which trials have another status, or open on another date, than before, each with its reason."""
    moved: dict[str, list[str]] = {status: [] for status in HEADS}
    for trial in after:
        if before[trial["trial"]] != (trial["status"], trial["open_from"]):
            moved[trial["status"]].append(_with_reason(labels[trial["trial"]], trial))
    return " ".join(f"{head}: {'; '.join(moved[status])}." for status, head in HEADS.items() if moved[status])


HEADS = {
    "ruled_out": "Now ruled out",
    "deferred": "Now deferred",
    "open": "Open again",
    "eligible": "Now eligible, every criterion is satisfied",
}


def _with_reason(label: str, trial: Trial) -> str:
    if trial["status"] == "ruled_out":
        return f"{label}: {reason(trial)}"
    if trial["status"] == "deferred":
        return f"{label} until {date_text(trial['open_from'])}: {reason(trial)}"
    return label


def conflicts_lines(
    catalogue: Catalogue, conflicts: Iterable[Mapping[str, Any]], known: Known | None = None
) -> list[str]:
    """Put each given value that cannot be before the coordinator, with what it contradicts.

    Both values stand with their sources: the words and the day of each, where `known` is given.
    """
    lines = []
    for one in conflicts:
        name = name_of(catalogue, one["fact"])
        sources = joined(_sourced(catalogue, part, known) for part in one["from"])
        lines.append(
            f"Conflict: {name} {plain_text(one['given'])} was given{_said(one['fact'], known)}, "
            f"but {plain_text(one['derived'])} follows from {sources}. Correct one of them, or “forget the {name}”."
        )
    return lines


def open_conflicts_line(catalogue: Catalogue, conflicts: Iterable[Mapping[str, Any]]) -> str:
    """Remind of conflicts that were put before the coordinator and are not settled."""
    parts = [
        f"{name_of(catalogue, one['fact'])} {plain_text(one['given'])} or {plain_text(one['derived'])}"
        for one in conflicts
    ]
    return f"Still in conflict: {'; '.join(parts)}." if parts else ""


def settled_line(catalogue: Catalogue, facts: Iterable[str]) -> str:
    """Say which conflicts are over."""
    names = joined(name_of(catalogue, fact) for fact in catalogue.sort(facts))
    return f"No longer in conflict: {names}." if names else ""


def _sourced(catalogue: Catalogue, fact: str, known: Known | None) -> str:
    row = known.facts.get(fact) if known else None
    return fact_text(catalogue.facts[fact], row.value) if row and fact in catalogue.facts else name_of(catalogue, fact)


def _said(fact: str, known: Known | None) -> str:
    row = known.facts.get(fact) if known else None
    if row is None:
        return ""
    words = f" as “{row.said}”" if row.said else ""
    return f"{words} on {date_text(row.recorded_on)}"
