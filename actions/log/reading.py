"""Reading whole rows of the log, for its checks and its export: every column, in the form that was hashed."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from actions.log.models import EventRow, LinkRow, MessageRow, ObservationRow, ScreeningRow, VerdictRow

MODELS: tuple[Any, ...] = (ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow)
"""The tables whose rows belong to a screening and have links."""

OWNER = {model: model.__table__.c.get("screening_id", model.__table__.c.get("id")) for model in (*MODELS, LinkRow)}
"""The column of each table that tells the screening."""

UNREADABLE = (ValueError, TypeError, msgspec.MsgspecError)
"""What reading a row raises that was altered to what its column cannot hold."""

_KEYS = {model: tuple(model.__table__.primary_key) for model in OWNER}
_OF_SCREENING = {
    model: select(model.__table__).where(OWNER[model] == bindparam("number")).order_by(*_KEYS[model]) for model in OWNER
}
_NUMBERS = {
    model: select(*_KEYS[model]).where(OWNER[model] == bindparam("number")).order_by(*_KEYS[model]) for model in OWNER
}


def screenings(connection: Connection) -> list[int]:
    """Give the number of every screening of which any table holds a row."""
    found: set[int] = set()
    for column in OWNER.values():
        found.update(connection.execute(select(column).distinct()).scalars())
    return sorted(found)


def rows_of(connection: Connection, model: Any, screening: int) -> list[Mapping[str, Any]]:
    """Give the rows of a screening in one table, in the order of their numbers.

    A row that cannot be read, since it was altered to what its column cannot hold, comes with its key alone.
    """
    return _read(connection, model, {"number": screening}, _OF_SCREENING[model], _NUMBERS[model])


def all_rows(connection: Connection, model: Any) -> list[Mapping[str, Any]]:
    """Give all rows of a table that belongs to no screening, in the order of their keys; see `rows_of`."""
    table, keys = model.__table__, tuple(model.__table__.primary_key)
    return _read(connection, model, {}, select(table).order_by(*keys), select(*keys).order_by(*keys))


def _read(
    connection: Connection, model: Any, given: Mapping[str, Any], rows: Any, keys: Any
) -> list[Mapping[str, Any]]:
    try:
        return list(connection.execute(rows, given).mappings())
    except UNREADABLE:
        found = connection.execute(keys, given).mappings().all()
        return [_one(connection, model, key) for key in found]


def _one(connection: Connection, model: Any, key: Mapping[str, Any]) -> Mapping[str, Any]:
    query = select(model.__table__).where(*[column == key[column.name] for column in model.__table__.primary_key])
    try:
        return connection.execute(query).mappings().one()
    except UNREADABLE:
        return dict(key)
