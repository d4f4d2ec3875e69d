"""Purging: screenings whose retention period is over go, and leave a tombstone with the head of their chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from actions.log import statements
from actions.log.chain import NOTHING, link
from actions.log.models import (
    EventRow,
    LinkRow,
    MessageRow,
    ObservationRow,
    ScreeningRow,
    TombstoneRow,
    VerdictRow,
)
from actions.log.reading import OWNER, rows_of

_IN_ORDER: tuple[Any, ...] = (LinkRow, VerdictRow, ObservationRow, EventRow, MessageRow, ScreeningRow)
"""The tables, those first that point to others."""

_DELETE = {model: model.__table__.delete().where(OWNER[model] == bindparam("number")) for model in _IN_ORDER}


@dataclass(frozen=True)
class Expired:
    """A screening in which nothing has happened since a day: its number, first and last day, number of links."""

    screening: int
    opened_on: date
    last_on: date
    links: int


def expired(connection: Connection, before: date) -> list[Expired]:
    """Give the screenings whose last event and last observation lie before a day, the oldest number first."""
    screenings, events, observations = (model.__table__.c for model in (ScreeningRow, EventRow, ObservationRow))
    last = {row[0]: row[1] for row in connection.execute(_last(events.screening_id, events.happened_on))}
    for number, day in connection.execute(_last(observations.screening_id, observations.recorded_on)):
        last[number] = max(day, last.get(number, day))
    found = []
    for number, opened in connection.execute(select(screenings.id, screenings.opened_on).order_by(screenings.id)):
        day = max(opened, last.get(number, opened))
        if day < before:
            found.append(Expired(number, opened, day, len(rows_of(connection, LinkRow, number))))
    return found


def _last(screening: Any, day: Any) -> Any:
    return select(screening, func.max(day)).group_by(screening)


def purge(connection: Connection, gone: list[Expired]) -> int:
    """Delete these screenings and leave their tombstones, within one transaction; give how many they were.

    One that went on since it was found is left alone.
    """
    count = 0
    for one in gone:
        links = rows_of(connection, LinkRow, one.screening)
        if links and len(links) == one.links:
            connection.execute(statements.INSERT[TombstoneRow], _tombstone(connection, one, links))
            for model in _IN_ORDER:
                connection.execute(_DELETE[model], {"number": one.screening})
            count += 1
    return count


def _tombstone(connection: Connection, one: Expired, links: list[Mapping[str, Any]]) -> dict[str, Any]:
    table = TombstoneRow.__table__
    latest = select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)
    number, before = connection.execute(latest).one_or_none() or (0, NOTHING)
    row = {
        "id": number + 1,
        "screening": one.screening,
        "opened_on": one.opened_on,
        "last_on": one.last_on,
        "links": len(links),
        "first": links[0]["hash"],
        "head": links[-1]["hash"],
        "purged_at": datetime.now(timezone.utc),
    }
    return {**row, "hash": link(before, "tombstones", row)}
