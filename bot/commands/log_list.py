"""`hepascreen log list` and `hepascreen log show`."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from actions.log import Screening
from actions.log.register import Entry, Step, entries, history
from actions.wording.values import entry_text, fact_text
from bot.commands.log_open import find, reading
from bot.settings import Settings
from criteria import Catalogue

STATUSES = {"eligible": "eligible", "open": "open", "deferred": "deferred", "ruled_out": "ruled out"}

TAKEN = {
    "retraction": "taken back",
    "undo": "undone",
    "later": "not known",
    "pending": "to be fetched",
    "heard": "heard on the phone, to be confirmed",
    "unheard": "not meant",
    "singly": "to be asked by itself",
}


def list_screenings(settings: Settings, as_json: bool) -> int:
    """Print a line for every screening; return the exit status."""
    with reading(settings) as (_, pages):
        found = list(entries(pages))
    if as_json:
        _print(json.dumps(_entry_json(one), ensure_ascii=False) for one in found)
        return 0
    rows = [_entry_cells(one) for one in found]
    _print(_aligned(rows) if rows else ["No screening is in the log."])
    return 0


def _entry_cells(one: Entry) -> list[str]:
    screening = one.screening
    days = str(screening.opened_on) + (f" to {one.last_on}" if one.last_on != screening.opened_on else "")
    state = "closed" if one.is_closed else "open"
    return [
        f"#{screening.id}",
        screening.code or "no code",
        days,
        state,
        f"{one.known} known",
        f"by {screening.sender}",
        _verdict(one.verdict.trials if one.verdict else {}),
    ]


def _verdict(trials: dict[str, Any]) -> str:
    """Give the trials by status: `eligible: a; open: b, c`."""
    parts = [
        f"{words}: {', '.join(sorted(trial for trial, one in trials.items() if one['status'] == status))}"
        for status, words in STATUSES.items()
        if any(one["status"] == status for one in trials.values())
    ]
    return "; ".join(parts) or "nothing screened"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _entry_json(one: Entry) -> dict[str, Any]:
    screening = one.screening
    trials = one.verdict.trials if one.verdict else {}
    return {
        "screening": screening.id,
        "code": screening.code,
        "sender": screening.sender,
        "opened_on": screening.opened_on.isoformat(),
        "last_on": one.last_on.isoformat(),
        "closed": one.is_closed,
        "known": one.known,
        "trials": {trial: said["status"] for trial, said in trials.items()},
    }


def show(settings: Settings, code: str, as_json: bool) -> int:
    """Print the history of one screening; return the exit status."""
    with reading(settings) as (desk, pages):
        screening = find(pages, code)
        steps = history(pages, screening.id)
    if as_json:
        _print(json.dumps({"table": one.table, **one.row}, default=str, ensure_ascii=False) for one in steps)
    else:
        _print(_history(screening, steps, desk.catalogue))
    return 0


def _history(screening: Screening, steps: list[Step], catalogue: Catalogue) -> Iterator[str]:
    yield f"Screening #{screening.id}, {screening.code or 'without a code'}, opened {screening.opened_on}"
    before: dict[str, str] = {}
    numbers = {one.row["id"]: one.row["sequence"] for one in steps if one.table == "observations"}
    for one in steps:
        if one.table in ("screenings", "messages"):
            continue
        text = _verdict_change(one, before) if one.table == "verdicts" else _told(one, catalogue, numbers)
        if text:
            yield f"{one.at:%Y-%m-%d %H:%M:%S} UTC  {one.sender}{_by(one)}  {text}"


def _by(step: Step) -> str:
    return f" ({step.channel})" if step.channel else ""


def _verdict_change(step: Step, before: dict[str, str]) -> str:
    """Say which trials stand otherwise than by the verdict before."""
    now = {trial: _stands(said) for trial, said in step.row["trials"].items()}
    changed = [f"{trial} {words}" for trial, words in now.items() if before.get(trial) != words]
    before.update(now)
    return f"=> as of {step.row['as_of']}: {'; '.join(changed)}" if changed else ""


def _stands(said: dict[str, Any]) -> str:
    status = STATUSES[said["status"]]
    until = f" until {said['open_from']}" if said["open_from"] else ""
    reasons = f" ({', '.join(said['violated'])})" if said["violated"] else ""
    return status + until + reasons


def _told(step: Step, catalogue: Catalogue, numbers: dict[int, int]) -> str:
    row = step.row
    if step.table == "events":
        return f"{row['kind']} {row['code'] or ''}".rstrip()
    said = f" “{row['said']}”" if row["said"] else ""
    replaced = f" (replaces {numbers.get(row['replaces'], '?')})" if row["replaces"] else ""
    return f"{row['sequence']}. {_what(row, catalogue)}{said}{replaced}"


def _what(row: Any, catalogue: Catalogue) -> str:
    fact = catalogue.facts.get(row["fact"])
    name = fact.name if fact else row["fact"].replace("_", " ")
    if row["kind"] != "value":
        return f"{name}: {TAKEN[row['kind']]}"
    if row["fact"] == "treatments":
        return f"treatment: {entry_text(catalogue, row['value'])}"
    return fact_text(fact, row["value"]) if fact else f"{name}: {row['value']}"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
