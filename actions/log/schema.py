"""Brings a log to the schema of this version: a new one from nothing, an old one in place, at first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

HEAD = "0002"
"""The latest migration: a log that stands there needs no look at the others."""

BASE = "0001"
"""The migration at which a log stands that was made before there were any."""

WRITES = "hepascreen_writes"
"""Execution option of a connection whose transaction will write."""

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 4_720_001
"""Number of PostgreSQL's advisory lock: of several processes that start, one migrates."""


class SchemaError(SQLAlchemyError):
    """The log's schema is not one that this version knows; `str()` says what helps."""


def prepare(engine: Engine) -> None:
    """Make or upgrade the tables, in one transaction; nothing is done where they are up to date.

    Raises SchemaError where a later version wrote the log.
    """
    with engine.connect() as connection:
        if revision_of(connection) == HEAD:
            return
    with upgrading(engine):
        pass


@contextmanager
def upgrading(engine: Engine, target: str = HEAD) -> Iterator[Connection]:
    """Bring the tables to a migration and go on in the same transaction; all of it is done or nothing.

    Raises SchemaError where a later version wrote the log.
    """
    with engine.connect() as plain, _without_foreign_keys(plain):
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            found = revision_of(connection)
            if found != target:
                _upgrade(connection, found, target)
            yield connection


def revision_of(connection: Connection) -> str | None:
    """Give the migration at which a log stands; None for a new one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if found is None else str(found)
    return BASE if "screenings" in tables else None


def require_known(revision: str | None) -> None:
    """Raise SchemaError for the schema of a later version."""
    from alembic.script import ScriptDirectory

    known = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()]
    if revision not in (None, *known):
        problem = f"this log was written by a later version (its schema is {revision}, known are those up to {HEAD})"
        raise SchemaError(f"{problem}; start that version")


def _upgrade(connection: Connection, revision: str | None, target: str) -> None:
    # Alembic is slow to import and seldom needed.
    from alembic import command
    from alembic.config import Config

    require_known(revision)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    if revision == BASE:
        command.stamp(config, BASE)
    command.upgrade(config, target)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others point to; outside a transaction, as it wants it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
