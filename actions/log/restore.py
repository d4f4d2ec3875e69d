"""Restoring a backup into an empty log of either database: all of it, verified, or nothing."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from actions.log import statements
from actions.log.copying import continue_numbers, copy_rows, digest_of, is_empty
from actions.log.engine import connect_engine, connect_file, make_private
from actions.log.reading import UNREADABLE
from actions.log.schema import HEAD, SchemaError, require_known, revision_of, upgrading
from actions.log.verify import Audit, verify


class BackupError(Exception):
    """A backup cannot be restored; `str()` is one line that says why and what helps."""


def check_backup(path: Path) -> Audit:
    """Check a backup as a restore does, and give what was verified; raises BackupError or SchemaError."""
    with _checked(path) as source:
        return verify(source)


def restore(path: Path, url: str) -> Audit:
    """Add everything that a backup holds to an empty log, in one transaction; give what was verified in the log.

    A backup of an earlier version is upgraded on the way. Raises BackupError, SchemaError, or another
    sqlalchemy.exc.SQLAlchemyError where the log cannot be written; the log is then as it was.
    """
    with _checked(path) as source, _new_file_or_none(url):
        engine = connect_engine(url)
        try:
            with upgrading(engine) as target:
                _fill(source, target)
                return _agreeing(source, target)
        finally:
            engine.dispose()


def _fill(source: Connection, target: Connection) -> None:
    if target.dialect.name == "postgresql":
        # A server that runs opens no screening meanwhile.
        target.execute(statements.OPEN_ALONE)
    if not is_empty(target):
        raise BackupError("the log holds screenings already; restore into an empty one (HEPASCREEN_LOG_URL)")
    copy_rows(source, target)
    continue_numbers(target)


def _agreeing(source: Connection, target: Connection) -> Audit:
    audit = verify(target)
    if audit.flaws or digest_of(target) != digest_of(source):
        raise BackupError("what was written is not what the backup holds, so nothing was restored; look at the disk")
    return audit


@contextmanager
def _new_file_or_none(url: str) -> Iterator[None]:
    """Take SQLite's file away again where it was made for a restore that failed."""
    parts = make_url(url)
    path = Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None
    is_new = path is not None and not path.exists()
    if is_new:
        make_private(url)
    try:
        yield
    except BaseException:
        if is_new and path is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


@contextmanager
def _checked(path: Path) -> Iterator[Connection]:
    """Give a backup that is whole and sound, in the schema of this version; the file itself is only read."""
    with _reading(path) as backup:
        revision = _require_whole(backup, path)
        if revision == HEAD:
            yield _require_sound(backup, path)
            return
    with tempfile.TemporaryDirectory(prefix="hepascreen-") as folder:
        copied = Path(folder, "upgraded")
        shutil.copyfile(path, copied)
        engine = connect_file(copied)
        with upgrading(engine):
            pass
        engine.dispose()
        with _reading(copied) as upgraded:
            yield _require_sound(upgraded, path)


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    try:
        with path.open("rb"):
            engine = connect_file(path, read_only=True)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}; name a file of `log backup`") from None
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _require_whole(backup: Connection, path: Path) -> str:
    """Give the schema of a backup in which every row is as it was backed up; raises BackupError."""
    try:
        problems = backup.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        made = backup.exec_driver_sql("SELECT digest FROM backup").scalars().all()
        revision = str(revision_of(backup))
        require_known(revision)
        if problems == ["ok"] and made == [None]:
            remedy = "set HEPASCREEN_LOG_URL to it to look at it"
            raise BackupError(f"{path} is a copy of a log that was not sound, and is not restored; {remedy}")
        if problems != ["ok"] or made != [digest_of(backup)]:
            raise _damaged(path)
    except SchemaError:
        raise
    except (SQLAlchemyError, sqlite3.Error, *UNREADABLE):
        raise _damaged(path) from None
    return revision


def _damaged(path: Path) -> BackupError:
    return BackupError(f"{path} is damaged, or no backup that `hepascreen log backup` made; take another one")


def _require_sound(backup: Connection, path: Path) -> Connection:
    flaws = verify(backup).flaws
    if flaws:
        raise BackupError(f"{path} is not sound ({flaws[0]}), and is not restored; take another one")
    return backup
