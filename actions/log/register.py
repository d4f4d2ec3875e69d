"""What the log holds, as lists: the screenings, the history of one, the rows to export."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

from actions.log.fold import fold
from actions.log.models import EventRow, LinkRow, MessageRow, ObservationRow, ScreeningRow, VerdictRow
from actions.log.reading import rows_of
from actions.log.rows import Screening
from actions.log.store import Pages
from actions.log.verdicts import Verdict

Row = Mapping[str, Any]

EXPORTED: dict[str, Any] = {
    model.__tablename__: model for model in (ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow)
}
"""The tables that are exported, by name."""


@dataclass(frozen=True)
class Entry:
    """A screening in the list: its last day, whether it is closed, how much is known, its last verdict."""

    screening: Screening
    last_on: date
    is_closed: bool
    known: int
    verdict: Verdict | None

    def status(self, trial: str) -> str | None:
        """Give the status of a trial, where it was screened."""
        return self.verdict.trials[trial]["status"] if self.verdict and trial in self.verdict.trials else None


@dataclass(frozen=True)
class Step:
    """One row of a screening's history: its table, the row, who wrote it when, in the order of arrival."""

    table: str
    row: Row
    sender: str
    channel: str
    at: datetime


def entries(pages: Pages) -> Iterator[Entry]:
    """Give every screening, the oldest first."""
    for number in pages.numbers():
        yield entry(pages, number)


def entry(pages: Pages, number: int) -> Entry:
    """Give one screening as it stands in the list."""
    screening, rows, verdicts = pages.screening(number), pages.observations(number), pages.verdicts(number)
    events = rows_of(pages.connection, EventRow, number)
    days = [screening.opened_on, *(one["happened_on"] for one in events), *(row.recorded_on for row in rows)]
    known = fold(rows)
    return Entry(
        screening,
        max(days),
        bool(events) and events[-1]["kind"] == "closed",
        len(known.facts) + len(known.entries),
        verdicts[-1] if verdicts else None,
    )


def history(pages: Pages, number: int) -> list[Step]:
    """Give everything that was logged of a screening, in the order in which it arrived."""
    tables = {
        name: {row["id"]: row for row in rows_of(pages.connection, model, number)} for name, model in EXPORTED.items()
    }
    links = rows_of(pages.connection, LinkRow, number)
    steps = [(one["kind"], tables[one["kind"]].get(one["row"])) for one in links]
    return [_step(table, row, tables["messages"]) for table, row in steps if row is not None]


def _step(table: str, row: Row, messages: Mapping[int, Row]) -> Step:
    said = messages.get(row.get("message") or 0, row)
    times = ("opened_at", "happened_at", "received_at", "recorded_at", "given_at")
    at = next(row[name] for name in times if name in row)
    return Step(table, row, said.get("sender") or "", said.get("channel") or "", utc(at))


def utc(at: datetime) -> datetime:
    """Give a time of the log in UTC; SQLite gives it back without saying so."""
    return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)


def exported(pages: Pages, table: str, numbers: list[int]) -> Iterator[dict[str, Any]]:
    """Give the rows of a table for some screenings, as JSON can hold them: days and times as ISO text."""
    for number in numbers:
        for row in rows_of(pages.connection, EXPORTED[table], number):
            yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
