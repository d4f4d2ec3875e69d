"""A short run of everything that `make fuzz` tries at length. Some ten seconds."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import absent
from tests.fuzz.targets import Target, targets
from tests.log.postgres import Postgres, binaries

EXAMPLES = 60
NAMES = [
    "record",
    "record file",
    "message",
    "message of any characters",
    "message as it comes in",
    "log, sqlite",
    "turn",
    "log, postgresql",
]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Every target, by name; PostgreSQL is started for the one that needs it."""
    folder = binaries()
    server = Postgres(folder, waits_for_disk=False) if folder else None
    if server:
        server.start()
    yield {one.name: one for one in targets(tmp_path_factory.mktemp("fuzz"), server and server.create_database())}
    if server:
        server.stop()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_raises_and_what_must_hold_holds(name: str, every: dict[str, Target]):
    target = every.get(name) or absent("PostgreSQL (Debian's package postgresql)")

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def run(one: Any) -> None:
        target.check(one)

    run()
    target.end()
