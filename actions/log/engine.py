"""The database behind the log: opened on first use, never on import."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from actions.log.presence import watch
from actions.log.schema import WRITES, prepare

BUSY_SECONDS = 5
"""How long SQLite waits for another writer before a write fails."""


PATIENCE: dict[str, Any] = {
    "connect_timeout": BUSY_SECONDS,
    "tcp_user_timeout": BUSY_SECONDS * 1000,
    "options": f"-c lock_timeout={BUSY_SECONDS}s -c idle_in_transaction_session_timeout=60s -c timezone=UTC",
}
"""How long PostgreSQL is waited for: a coordinator is told soon that nothing was recorded."""


CONFLICTS = ("40001", "40P01")
"""PostgreSQL's codes for a transaction that another one stood in the way of, and that may be done again."""


def is_conflict(error: SQLAlchemyError) -> bool:
    """Tell whether a transaction failed because another writer came first; done again it can succeed."""
    return isinstance(error, IntegrityError) or getattr(getattr(error, "orig", None), "pgcode", None) in CONFLICTS


def lost(error: SQLAlchemyError) -> bool:
    """Tell whether the connection to the database was lost: what was being committed may have been."""
    return bool(getattr(error, "connection_invalidated", False))


def open_engine(url: str) -> Engine:
    """Connect to the database at `url`, and bring its tables to the schema of this version.

    Raises sqlalchemy.exc.SQLAlchemyError where that fails.
    """
    make_private(url)
    engine = connect_engine(url)
    prepare(engine)
    if engine.dialect.name == "sqlite" and not _in_memory(url):
        watch(engine, str(make_url(url).database))
    return engine


def connect_engine(url: str) -> Engine:
    """Connect to the database at `url` as it is.

    SQLite keeps a write-ahead log, so that reading and writing do not wait for each other, and writes
    through to the disk on every commit: what was acknowledged survives a power cut.
    """
    backend = make_url(url).get_backend_name()
    engine = create_engine(url, future=True, json_deserializer=msgspec.json.decode, **_options(url, backend))
    if backend == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def connect_file(path: Path, read_only: bool = False) -> Engine:
    """Connect to a SQLite file that nobody else uses, such as a backup; one that is only read stays as it is."""
    address = f"{path.absolute().as_uri()}?{'mode=ro&immutable=1' if read_only else 'mode=rw'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, future=True, json_deserializer=msgspec.json.decode
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_private(url: str) -> None:
    """Make SQLite's file, where it is not there yet, one that its owner alone may read and write.

    The files that SQLite puts beside it get the same rights.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or _in_memory(url) or str(parts.database).startswith("file:"):
        return
    try:
        os.close(os.open(str(parts.database), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        return  # It is there, or SQLite will say why it cannot be made.


def _options(url: str, backend: str) -> dict[str, Any]:
    if backend == "sqlite":
        return _sqlite_options(url)
    arguments = {"connect_args": PATIENCE} if backend == "postgresql" else {}
    return {"pool_pre_ping": True, **arguments}


def _sqlite_options(url: str) -> dict[str, Any]:
    """Keep connections open between turns; a database in memory lives as long as its one connection."""
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    return {"connect_args": arguments, "poolclass": StaticPool if _in_memory(url) else QueuePool}


def _in_memory(url: str) -> bool:
    return make_url(url).database in (None, "", ":memory:")


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
