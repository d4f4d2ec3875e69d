"""From the rows of a screening to what is known now: later rows count, rows taken back do not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.log.rows import BY_PHONE, CALL, COMPLETE, CONSENT, NOTE, TREATMENTS, Observation
from criteria import Catalogue


@dataclass
class Known:
    """What is known of a patient: the row behind every fact, every treatment entry, every note.

    `waiting` are the facts that were answered with "don't know" (`later`) or "pending". Of a call with the patient:
    `heard` are the rows that wait for their confirmation, `singly` the facts that are asked by themselves, `told` how
    often the patient has told a fact, `call` and `consent` the latest rows of these.
    """

    facts: dict[str, Observation] = field(default_factory=dict)
    entries: dict[str, Observation] = field(default_factory=dict)
    complete: Observation | None = None
    notes: dict[str, Observation] = field(default_factory=dict)
    waiting: dict[str, Observation] = field(default_factory=dict)
    heard: dict[int, Observation] = field(default_factory=dict)
    singly: set[str] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    call: Observation | None = None
    consent: Observation | None = None

    def asked_last(self) -> frozenset[str]:
        """Give the facts that are asked only when everything else is settled."""
        return frozenset(self.waiting)

    def pending(self) -> list[str]:
        """Give the facts that someone is to fetch, in the order in which that was said."""
        return [fact for fact, row in self.waiting.items() if row.kind == "pending"]

    def record(self, today: date, catalogue: Catalogue) -> dict[str, Any]:
        """Give the patient record of the contract as of `today`.

        A test without a date counts from the day on which it was recorded.
        """
        facts = {name: dated(catalogue, row, today) for name, row in self.facts.items()}
        record: dict[str, Any] = {"screening_date": today.isoformat(), "facts": facts}
        record["treatments"] = [row.value for row in self.entries.values()]
        if self.complete is not None and self.complete.value:
            record["treatments_complete"] = True
        return record


def fold(rows: Iterable[Observation]) -> Known:
    """Fold the rows of one screening, in their order, into what is known after the last of them."""
    rows = list(rows)
    undone = {row.replaces for row in rows if row.kind == "undo"}
    known = Known()
    for row in rows:
        if row.kind != "undo" and row.id not in undone:
            _apply(known, row)
    return known


def _apply(known: Known, row: Observation) -> None:
    if row.kind in ("later", "pending"):
        known.waiting[row.fact] = row
        return
    if _is_of_call(known, row):
        return
    known.waiting.pop(TREATMENTS if row.fact == COMPLETE else row.fact, None)
    known.told[row.fact] += row.kind == "value" and row.channel == BY_PHONE
    if row.fact == COMPLETE:
        known.complete = row if row.kind == "value" else None
    elif row.fact == NOTE:
        _set(known.notes, str(row.value), row)
    elif row.fact == TREATMENTS:
        _set(known.entries, row.entry or "", row)
    else:
        _set(known.facts, row.fact, row)


def _is_of_call(known: Known, row: Observation) -> bool:
    """Apply what a call with the patient leaves beside facts; tell whether the row was that."""
    known.heard.pop(row.replaces or 0, None)
    if row.kind == "heard":
        known.heard[row.id] = row
    elif row.kind == "singly":
        known.singly.add(row.fact)
    elif row.fact == CALL:
        known.call = row
    elif row.fact == CONSENT:
        known.consent = row
    return row.kind in ("heard", "unheard", "singly") or row.fact in (CALL, CONSENT)


def _set(rows: dict[str, Observation], key: str, row: Observation) -> None:
    if row.kind == "value":
        rows[key] = row
    else:
        rows.pop(key, None)


def counts_from_its_day(catalogue: Catalogue, fact: str) -> bool:
    """Tell whether an undated value of this fact counts from the day on which it was recorded.

    Laboratory values and the pregnancy test do. The date of `other_malignancy` is no test's day, and a
    value from before the initial treatment is of an earlier day, which is not known.
    """
    given = catalogue.facts[fact]
    return (given.lab and not fact.endswith("_baseline")) or fact == "pregnancy_test"


def dated(catalogue: Catalogue, row: Observation, today: date) -> Any:
    """Give a row's value as of `today`, with the day on which it was recorded where it is a test without a day."""
    value = row.value
    if row.recorded_on >= today or not counts_from_its_day(catalogue, row.fact):
        return value
    bare = value if isinstance(value, dict) else {"value": value}
    return {"date": row.recorded_on.isoformat()} | bare
