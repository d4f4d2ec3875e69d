"""What a message has recorded: as it stands now, and how it is taken back."""

from collections.abc import Iterable
from typing import Any

from actions.log import CALL, COMPLETE, CONSENT, NOTE, TREATMENTS, Draft, Known, Observation

TAKES_BACK = ("undo", "unheard")
"""Kinds of rows that take back another one."""


def undo(rows: Iterable[Observation]) -> list[Draft]:
    """Take back the rows of one message; what was only heard has not counted yet."""
    return [
        Draft(row.fact, "unheard" if row.kind == "heard" else "undo", entry=row.entry, replaces=row.id) for row in rows
    ]


def last_message(rows: Iterable[Observation], sender: str | None = None) -> list[Observation]:
    """Give the rows of the latest message, of one sender or of any, that recorded something which still counts.

    With them go those by which it dropped what had been read back: taken back, that waits again.
    """
    rows = list(rows)
    undone = {row.replaces for row in rows if row.kind == "undo"}
    undone |= {row.replaces for row in rows if row.kind == "unheard" and row.id not in undone}
    counting = [
        row for row in rows if row.kind not in TAKES_BACK and row.id not in undone and sender in (None, row.sender)
    ]
    last = counting[-1].message if counting else None
    dropped = [row for row in rows if row.kind == "unheard" and row.message == last and row.id not in undone]
    return [*dropped, *(row for row in counting if row.message == last)]


def recorded_by(added: Iterable[Observation], known: Known) -> dict[str, Any]:
    """Give what a message recorded, in the patient record's form, as it stands now.

    A fact that it took back is null, unless an earlier value counts again; `treatments` holds the
    entries that it touched.
    """
    recorded: dict[str, Any] = {}
    for row in added:
        if row.kind not in ("value", "retraction", "undo") or row.fact in (NOTE, CALL, CONSENT):
            continue
        if row.fact == TREATMENTS:
            _note_entry(recorded, row, known)
        elif row.fact == COMPLETE:
            recorded[COMPLETE] = True if known.complete else None
        else:
            now = known.facts.get(row.fact)
            recorded[row.fact] = now.value if now else None
    return recorded


def _note_entry(recorded: dict[str, Any], row: Observation, known: Known) -> None:
    entries = recorded.setdefault(TREATMENTS, [])
    now = known.entries.get(row.entry or "")
    if now is not None and now.value not in entries:
        entries.append(now.value)
