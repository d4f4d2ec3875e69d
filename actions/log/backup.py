"""Backing up a log: one SQLite file that holds all of it, whatever its database, while others write to it.

The file is a log itself, of the schema that the log had, with one table more: `backup` has one row, with the time
and a hash over every row. Whatever damages the file is found by it.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from actions.log.copying import copy_rows, digest_of
from actions.log.engine import connect_engine, connect_file
from actions.log.reading import UNREADABLE
from actions.log.schema import HEAD, SchemaError, require_known, revision_of, upgrading
from actions.log.verify import Audit, verify


def back_up(url: str, path: Path) -> Audit | None:
    """Write a backup of the log at `url` to a new file that its owner alone may read; give what was verified.

    None stands for a log of an earlier version, which is copied as it is and verified once it is upgraded. The
    file appears when it is complete. Raises FileExistsError, OSError, or sqlalchemy.exc.SQLAlchemyError where the
    log cannot be read.
    """
    if path.exists():
        raise FileExistsError(path)
    with _partial(path) as partial:
        engine = connect_engine(url)
        try:
            _copy(engine, partial)
        finally:
            engine.dispose()
        audit = _seal(partial)
        _write_through(partial)
        partial.replace(path)
        _write_through(path.parent)
    return audit


@contextmanager
def _partial(path: Path) -> Iterator[Path]:
    """Give an empty file beside the one to come, which nobody else may read; it is gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".partial", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(engine: Engine, path: Path) -> None:
    with engine.connect() as plain:
        level = {} if plain.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        source = plain.execution_options(**level)
        with source.begin():
            revision = revision_of(source)
            if revision is None:
                raise SchemaError("this database holds no screening log; check HEPASCREEN_LOG_URL")
            require_known(revision)
            if source.dialect.name == "sqlite":
                _copy_file(source, path)
            else:
                _copy_tables(source, path, revision)


def _copy_file(source: Connection, path: Path) -> None:
    """Copy SQLite's pages as they stand: what was altered by another hand is in the copy too."""
    target = sqlite3.connect(path)
    try:
        source.connection.dbapi_connection.backup(target)
        # One file alone, without a write-ahead log beside it.
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def _copy_tables(source: Connection, path: Path, revision: str) -> None:
    engine = connect_file(path)
    try:
        with upgrading(engine, revision) as target:
            copy_rows(source, target)
    finally:
        engine.dispose()


def _seal(path: Path) -> Audit | None:
    """Verify the copy, and write into it by what it can be told from a damaged one."""
    engine = connect_file(path)
    try:
        with engine.begin() as connection:
            audit = verify(connection) if revision_of(connection) == HEAD else None
            connection.exec_driver_sql("DROP TABLE IF EXISTS backup")
            connection.exec_driver_sql("CREATE TABLE backup (made_at VARCHAR(40) NOT NULL, digest VARCHAR(64))")
            made_at = datetime.now(timezone.utc).isoformat(timespec="seconds")
            given = {"made_at": made_at, "digest": _digest(connection, audit)}
            connection.execute(text("INSERT INTO backup VALUES (:made_at, :digest)"), given)
    finally:
        engine.dispose()
    return audit


def _digest(connection: Connection, audit: Audit | None) -> str | None:
    """Hash the copy; None for one of a log that is not sound, which is kept to be looked at."""
    if audit is not None and audit.flaws:
        return None
    try:
        return digest_of(connection)
    except UNREADABLE:
        return None


def _write_through(path: Path) -> None:
    """See that a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
