"""What the commands say of a log that was upgraded and then not gone on with (some 5 s)."""

import pytest

from actions.desk import open_desk
from tests.actions.conftest import Coordinator
from tests.log.test_commands import hepascreen  # noqa: F401
from tests.log.test_migrations import old_log  # noqa: F401

LEFT_OUT = "left out; an upgraded screening gets its first verdict with its next message.\n"


@pytest.fixture
def upgraded(old_log):  # noqa: F811
    """A log from before the chain: two screenings with facts, and no verdict on any."""
    open_desk(old_log).log.close()
    return old_log


def test_an_upgraded_log_is_sound_and_no_verdict_is_made_up(upgraded, hepascreen):  # noqa: F811
    assert hepascreen("verify")[:2] == (0, "Sound: 3 screenings, 31 rows, 0 tombstones.\n")
    assert hepascreen("list")[1].count("nothing screened") == 3
    assert hepascreen("replay")[:2] == (
        0,
        f"Worked 0 verdicts out again: all agree.\n3 screenings with facts have no verdict yet, {LEFT_OUT}",
    )
    assert hepascreen("rescreen")[:2] == (
        0,
        f"No verdict flips.\n3 screenings with facts have no verdict yet, {LEFT_OUT}",
    )
    assert hepascreen("report")[1] == "3 screenings opened, 0 with a verdict.\n"


def test_the_next_message_gives_an_upgraded_screening_its_verdict(upgraded, hepascreen):  # noqa: F811
    Coordinator(open_desk(upgraded), "ana").tell(albumin={"value": 3.4, "unit": "g/dL"})
    listed = hepascreen("list")[1].splitlines()
    assert ["nothing screened" in line for line in listed] == [False, True, True]
    status, output, _ = hepascreen("replay")
    assert (status, output.splitlines()[0]) == (0, "Worked 1 verdict out again: all agree.")
    assert hepascreen("report")[1].startswith("3 screenings opened, 1 with a verdict.\n")
