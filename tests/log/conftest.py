"""Logs on both databases: SQLite in a file, PostgreSQL on a server that the test run starts."""

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.log import Draft, Origin, ScreeningLog
from tests.actions.conftest import Coordinator
from tests.bot.conftest import Server, environment, model, start  # noqa: F401
from tests.conftest import absent
from tests.log.postgres import Postgres, binaries
from tests.log.processes import kill

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


@pytest.fixture
def own_postgres(postgres: Postgres) -> Iterator[Postgres]:
    """A server that the test may kill; it runs again afterwards."""
    yield postgres
    if not postgres.is_running:
        postgres.start()


@pytest.fixture
def serve(start: Any) -> Iterator[Callable[..., Server]]:  # noqa: F811
    """Start assistants, which are killed when the test ends: each takes half a gigabyte."""
    servers: list[Server] = []

    def begin(**settings: str) -> Server:
        servers.append(start(**settings))
        return servers[-1]

    yield begin
    for server in servers:
        kill(server.process)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def action_server() -> Iterator[Callable[[str, int], subprocess.Popen[bytes]]]:
    """Start action servers as processes of their own, on a port."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(log_url: str, port: int) -> subprocess.Popen[bytes]:
        started = [sys.executable, "-m", "rasa_sdk", "--actions", "actions.rasa", "--port", str(port)]
        settings = environment(HEPASCREEN_LOG_URL=log_url)
        process = subprocess.Popen(started, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        running.append(process)
        return process

    yield begin
    for process in running:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()


def record(log: ScreeningLog, origin: Origin, *drafts: Draft, screening: int | None = None) -> int:
    """Add one message with these rows, to a new screening or to this one; give its number."""
    with log.transaction() as pages:
        number = screening or pages.open(origin).id
        after = len(pages.observations(number))
        pages.add(number, pages.add_message(number, origin), drafts, origin, after=after)
        return number
