"""The board of trials: what it shows, and what changed on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.wording.readback import name_of
from actions.wording.values import date_text, joined, mid_sentence, prettied
from criteria import Catalogue

Trial = Mapping[str, Any]
"""One trial of a screening in the contract's JSON."""

STUDY_TEAM = {"consent", "compliance", "investigator_concern"}
"""What only the study team can settle."""

MISSING_SHOWN = 3

NOTES = {
    "provisional": "provisional, its record has no eligibility section",
    "recruitment_end_passed": "the end date in its record has passed",
    "conflict": "its record contradicts itself",
    "assumed_uln": "limits of normal are assumed",
    "stale_lab": "a laboratory value is too old",
    "correctable": "counts on labs that treatment can correct",
}


def status_text(catalogue: Catalogue, trial: Trial) -> str:
    """Give a trial's status in words, with the reason or with what is missing."""
    status = trial["status"]
    if status == "ruled_out":
        return f"ruled out: {reason(trial)}"
    if status == "deferred":
        return f"deferred until {date_text(trial['open_from'])}: {reason(trial)}"
    if status == "eligible":
        return "eligible: every criterion is satisfied"
    if trial["missing"] and set(trial["missing"]) <= STUDY_TEAM:
        return "still open: only the study team's judgement is left"
    missing = missing_text(catalogue, trial)
    return f"still open; missing: {missing}" if missing else "still open; the record itself leaves something unknown"


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
    found = prettied(first["found"]).split("; not known:")[0]
    return f"{found} (asks: {mid_sentence(prettied(first['requirement']))}){others}"


def violations(trial: Trial) -> list[Mapping[str, Any]]:
    """Give the violated criteria, those first that no date ends."""
    violated = [one for one in trial["criteria"] if one["status"] == "violated"]
    return sorted(violated, key=lambda one: one["open_from"] is not None)


def notes_text(trial: Trial) -> str:
    """Give a trial's notes in words."""
    return "; ".join(NOTES.get(note, note) for note in trial["notes"])


def board_lines(catalogue: Catalogue, trials: Iterable[Trial], labels: Mapping[str, str]) -> list[str]:
    """Give one numbered line a trial: status, reason or what is missing, notes."""
    lines = []
    for place, trial in enumerate(trials, start=1):
        notes = "" if trial["status"] == "ruled_out" else notes_text(trial)
        text = f"{place}. {labels[trial['trial']]}: {status_text(catalogue, trial)}"
        lines.append(f"{text} [{notes}]" if notes else text)
    return lines


def changes_line(
    before: Mapping[str, tuple[str, str | None]], after: Iterable[Trial], labels: Mapping[str, str]
) -> str:
    """Say what changed on the board, and which trials are still open; `before` has status and open date."""
    moved: dict[str, list[str]] = {status: [] for status in HEADS}
    still, is_any_left = [], False
    for trial in after:
        label, status = labels[trial["trial"]], trial["status"]
        is_any_left |= status in ("open", "eligible")
        if before[trial["trial"]] != (status, trial["open_from"]):
            moved[status].append(_with_reason(label, trial))
        elif status == "open":
            still.append(label)
    parts = [f"{head}: {'; '.join(moved[status])}" for status, head in HEADS.items() if moved[status]]
    if still:
        parts.append(f"Still open: {', '.join(still)}")
    if not is_any_left:
        parts.append("No trial is open")
    return ". ".join(parts) + "." if parts else ""


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


def conflicts_lines(catalogue: Catalogue, conflicts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Put each given value that cannot be before the coordinator, with what it contradicts."""
    lines = []
    for one in conflicts:
        name = name_of(catalogue, one["fact"])
        sources = joined(name_of(catalogue, part) for part in one["from"])
        lines.append(
            f"Conflict: {name} {_plain(one['given'])} was given, but {_plain(one['derived'])} follows from {sources}."
        )
    return lines


def _plain(value: Any) -> str:
    return joined((str(one) for one in value), "or") if isinstance(value, list) else str(value)
