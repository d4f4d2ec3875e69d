"""Logs on both databases: SQLite in a file, PostgreSQL on a server that the test run starts."""

import asyncio
import datetime as dt
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.log import Draft, Origin, ScreeningLog
from tests.actions.conftest import Coordinator
from tests.bot.conftest import environment, model, start  # noqa: F401
from tests.conftest import absent
from tests.log.postgres import Postgres, binaries, free_port
from tests.log.processes import Running, answering, kill, mounted, unmount

DAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server, for all tests of the session."""
    folder = binaries()
    if folder is None:
        absent("PostgreSQL (Debian's package postgresql)")
    server = Postgres(folder, waits_for_disk=False)
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


@pytest.fixture(scope="module")
def small_disks() -> Iterator[dict[str, Path]]:
    """Two disks of a few megabytes, where this machine lets us mount them; none otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="hepascreen-disks-"))
    # PostgreSQL's own user must get there.
    folder.chmod(0o755)
    disks = {name: folder / name for name, size in (("sqlite", 16), ("postgres", 96)) if mounted(folder / name, size)}
    yield disks
    for path in disks.values():
        unmount(path)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def small_disk_or_skip(small_disks: dict[str, Path]) -> dict[str, Path]:
    if len(small_disks) < 2:
        pytest.skip("no disk can be mounted here; the test of the log that may not grow stands for it")
    return small_disks


@pytest.fixture(scope="module")
def frail_postgres(small_disks: dict[str, Path]) -> Iterator[Postgres]:
    """A server that tests may kill, or whose disk they may fill, if it is on a small one."""
    folder = binaries()
    if folder is None:
        absent("PostgreSQL (Debian's package postgresql)")
    server = Postgres(folder, small_disks.get("postgres"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def on_sqlite(start: Any, small_disks: dict[str, Path], tmp_path_factory) -> Iterator[Running]:  # noqa: F811
    """An assistant that tests may kill, with a log on SQLite, if possible on a small disk."""
    folder = small_disks.get("sqlite") or tmp_path_factory.mktemp("log")
    running = Running(start, HEPASCREEN_LOG_URL=f"sqlite:///{folder / 'log.db'}")
    yield running
    kill(running.server.process)


@pytest.fixture(scope="module")
def on_postgres(start: Any, frail_postgres: Postgres) -> Iterator[tuple[Running, Running]]:  # noqa: F811
    """Two assistants of one site, with one log on the server that tests may kill."""
    url = frail_postgres.create_database()
    with ThreadPoolExecutor(2) as threads:
        begun = [threads.submit(Running, start, HEPASCREEN_LOG_URL=url, HEPASCREEN_SITE="north") for _ in range(2)]
    both = begun[0].result(), begun[1].result()
    yield both
    for one in both:
        kill(one.server.process)


class ActionServer:
    """An action server as a process of its own, which can be killed and started again on its port."""

    def __init__(self, log_url: str) -> None:
        self.log, self.port = log_url, free_port()
        self.start()

    def start(self) -> None:
        started = [sys.executable, "-m", "rasa_sdk", "--actions", "actions.rasa", "--port", str(self.port)]
        settings = environment(HEPASCREEN_LOG_URL=self.log)
        self.process = subprocess.Popen(started, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        asyncio.run(answering(self.port))


@pytest.fixture(scope="module")
def with_action_server(start: Any, tmp_path_factory) -> Iterator[tuple[Running, ActionServer]]:  # noqa: F811
    """An assistant whose actions run in a process of their own."""
    actions = ActionServer(f"sqlite:///{tmp_path_factory.mktemp('actions') / 'log.db'}")
    webhook = f"http://127.0.0.1:{actions.port}/webhook"
    running = Running(start, HEPASCREEN_LOG_URL=actions.log, HEPASCREEN_ACTIONS_URL=webhook)
    yield running, actions
    kill(running.server.process)
    actions.process.send_signal(signal.SIGCONT)
    kill(actions.process)


def record(log: ScreeningLog, origin: Origin, *drafts: Draft, screening: int | None = None) -> int:
    """Add one message with these rows, to a new screening or to this one; give its number."""
    with log.transaction() as pages:
        number = screening or pages.open(origin).id
        after = len(pages.observations(number))
        pages.add(number, pages.add_message(number, origin), drafts, origin, after=after)
        return number
