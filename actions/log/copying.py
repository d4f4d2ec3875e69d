"""Copying a whole log, row by row, between two databases of either kind; and one hash over all of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, MetaData, Table, func, inspect, select
from sqlalchemy.engine import Connection

from actions.log.chain import canonical
from actions.log.models import Base, ScreeningRow, TombstoneRow
from actions.log.schema import HEAD, revision_of

NOT_ROWS = ("alembic_version", "backup", "sqlite_sequence")
"""Tables that belong to the database or to its copy, not to the log."""

ROWS_AT_ONCE = 500


def tables_of(connection: Connection) -> list[Table]:
    """Give the tables of a log, those first that others point to; of an earlier version, as they are there."""
    if revision_of(connection) == HEAD:
        return list(Base.metadata.sorted_tables)
    found = MetaData()
    wanted = [name for name in inspect(connection).get_table_names() if name not in NOT_ROWS]
    found.reflect(connection, only=wanted)
    for table in found.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return list(found.sorted_tables)


def digest_of(connection: Connection) -> str:
    """Hash the version of the schema and every row of every table; the same on every database.

    Raises ValueError or TypeError where a row was altered to what its column cannot hold.
    """
    found = sha256(str(revision_of(connection)).encode())
    for table in sorted(tables_of(connection), key=lambda one: one.name):
        for row in _rows(connection, table):
            found.update(f"\n{table.name}\n{canonical(row)}".encode())
    return found.hexdigest()


def copy_rows(source: Connection, target: Connection) -> None:
    """Add every row of one log to another, which is empty and stands at the same migration."""
    tables = {table.name: table for table in tables_of(source)}
    for table in tables_of(target):
        batch: list[dict[str, Any]] = []
        for row in _rows(source, tables[table.name]):
            batch.append({name: _aware(value) for name, value in row.items()})
            if len(batch) == ROWS_AT_ONCE:
                target.execute(table.insert(), batch)
                batch = []
        if batch:
            target.execute(table.insert(), batch)


def continue_numbers(connection: Connection) -> None:
    """Let the next rows of a log that was copied get new numbers; a purged screening's is never used again."""
    screening = _highest(connection, ScreeningRow.__table__.c.id, TombstoneRow.__table__.c.screening)
    if connection.dialect.name == "sqlite" and screening:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'screenings'")
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('screenings', ?)", (screening,))
    if connection.dialect.name != "postgresql":
        return
    for table in (one for one in Base.metadata.sorted_tables if "id" in one.c):
        highest = screening if table.name == "screenings" else _highest(connection, table.c.id)
        if highest:
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))


def is_empty(connection: Connection) -> bool:
    """Tell whether no table of a log holds a row."""
    return not any(connection.execute(select(table).limit(1)).first() for table in tables_of(connection))


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    query = select(table).order_by(*table.primary_key).execution_options(stream_results=True)
    yield from connection.execute(query).mappings()


def _aware(value: Any) -> Any:
    """Say that a time is in UTC; SQLite gives it back without saying so."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    return value


def _highest(connection: Connection, *columns: Any) -> int:
    return max(connection.execute(select(func.max(column))).scalar() or 0 for column in columns)
