"""Logs on both databases: SQLite in a file, PostgreSQL on a server that the test run starts."""

import datetime as dt
from collections.abc import Iterator

import pytest

from actions.desk import Desk, open_desk
from actions.log import Draft, Origin, ScreeningLog
from tests.actions.conftest import Coordinator
from tests.conftest import absent
from tests.log.postgres import Postgres, binaries

DAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server, for all tests of the session."""
    folder = binaries()
    if folder is None:
        absent("PostgreSQL (Debian's package postgresql)")
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def log_url(request, tmp_path) -> Iterator[str]:
    """The URL of an empty database."""
    yield from empty_database(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_log_url(request, tmp_path_factory) -> Iterator[str]:
    """The URL of a database that all tests of a module share."""
    yield from empty_database(request, tmp_path_factory.mktemp("log"))


def empty_database(request, folder) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'log.db'}"
        return
    server = request.getfixturevalue("postgres")
    url = server.create_database()
    yield url
    server.drop_database(url)


@pytest.fixture
def log(log_url) -> ScreeningLog:
    return ScreeningLog(log_url)


@pytest.fixture
def desk(log_url) -> Desk:
    return open_desk(log_url)


@pytest.fixture
def ana(desk) -> Coordinator:
    return Coordinator(desk, "ana")


def record(log: ScreeningLog, origin: Origin, *drafts: Draft, screening: int | None = None) -> int:
    """Add one message with these rows, to a new screening or to this one; give its number."""
    with log.transaction() as pages:
        number = screening or pages.open(origin).id
        after = len(pages.observations(number))
        pages.add(number, pages.add_message(number, origin), drafts, origin, after=after)
        return number
