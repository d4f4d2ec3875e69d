"""The database behind the log: opened on first use, never on import."""

from typing import Any

import msgspec
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool, StaticPool

from actions.log.models import Base

WRITES = "hepascreen_writes"
"""Execution option of a connection whose transaction will write."""

BUSY_SECONDS = 5
"""How long SQLite waits for another writer before a write fails."""


def open_engine(url: str) -> Engine:
    """Connect to the database at `url` and create the tables that it lacks.

    SQLite keeps a write-ahead log, so that reading and writing do not wait for each other, and writes
    through to the disk on every commit: what was acknowledged survives a power cut.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    options = _sqlite_options(url) if sqlite else {"pool_pre_ping": True}
    engine = create_engine(url, future=True, json_deserializer=msgspec.json.decode, **options)
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    Base.metadata.create_all(engine)
    return engine


def _sqlite_options(url: str) -> dict[str, Any]:
    """Keep connections open between turns; a database in memory lives as long as its one connection."""
    in_memory = make_url(url).database in (None, "", ":memory:")
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    return {"connect_args": arguments, "poolclass": StaticPool if in_memory else QueuePool}


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # Python's driver would begin a transaction only at the first write, after what was read for it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """Begin with the place of the writer taken where the transaction will write: what it reads then stays true."""
    mode = "IMMEDIATE" if connection.get_execution_options().get(WRITES) else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")
