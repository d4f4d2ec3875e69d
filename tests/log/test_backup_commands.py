"""`hepascreen log backup` and `restore`: what is printed and refused, and the exit status (some 5 s)."""

import subprocess
import time

import pytest
from sqlalchemy import update

from actions.log import Draft, Origin, ScreeningLog
from actions.log.backup import back_up
from actions.log.engine import connect_engine
from actions.log.models import ObservationRow
from actions.log.schema import revision_of
from tests.bot.conftest import command, environment
from tests.log.conftest import DAY, record
from tests.log.test_commands import hepascreen, spoken  # noqa: F401


def test_a_backup_says_what_it_holds_and_is_restored(spoken, hepascreen, monkeypatch, tmp_path):  # noqa: F811
    file, url = tmp_path / "backup", f"sqlite:///{tmp_path / 'restored.db'}"
    status, output, _ = hepascreen("backup", file)
    assert (status, output) == (
        0,
        f"Backed up to {file}: sound, 2 screenings, 21 rows, 0 tombstones. Keep it as safe as the log itself.\n",
    )
    listed = hepascreen("list")[1]
    assert hepascreen("restore", file, "--check")[:2] == (
        0,
        f"Can be restored from {file}: sound, 2 screenings, 21 rows, 0 tombstones.\n",
    )
    assert hepascreen("restore", file, log_url=url)[:2] == (
        0,
        f"Restored from {file}: sound, 2 screenings, 21 rows, 0 tombstones.\n",
    )
    assert hepascreen("list", log_url=url)[1] == listed
    assert hepascreen("verify", log_url=url)[0] == 0


def test_what_cannot_be_backed_up_or_restored_is_one_line_with_the_remedy(spoken, hepascreen, tmp_path):  # noqa: F811
    file = tmp_path / "backup"
    hepascreen("backup", file)
    (tmp_path / "text").write_text("no database " * 100)
    (tmp_path / "short").write_bytes(file.read_bytes()[:-4096])
    cases = [
        (("backup", file), "is there already and is not overwritten; name another file"),
        (("backup", tmp_path / "nowhere" / "backup"), "cannot be written: No such file or directory"),
        (("restore", file), "the log holds screenings already; restore into an empty one"),
        (("restore", tmp_path / "absent"), "cannot be read: No such file or directory"),
        (("restore", tmp_path), "cannot be read: Is a directory"),
        (("restore", tmp_path / "text"), "is damaged, or no backup that `hepascreen log backup` made"),
        (("restore", tmp_path / "short"), "is damaged, or no backup that `hepascreen log backup` made"),
    ]
    for arguments, remedy in cases:
        status, output, error = hepascreen(*arguments)
        assert (status, output, error.count("\n")) == (2, "", 1)
        assert remedy in error
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_log_that_is_not_there_is_named(command, hepascreen, tmp_path):  # noqa: F811
    url = f"sqlite:///{tmp_path / 'nowhere' / 'log.db'}"
    status, _, error = hepascreen(command, tmp_path / "file", log_url=url)
    assert (status, error.count("\n")) == (2, 1)


def test_a_log_that_is_not_sound_is_copied_as_it_is(spoken, hepascreen, tmp_path):  # noqa: F811
    with spoken.log.transaction() as pages:
        pages.connection.execute(update(ObservationRow.__table__).values(said="forged").where(ObservationRow.id == 2))
    file = tmp_path / "backup"
    status, output, _ = hepascreen("backup", file)
    assert status == 1
    assert output.startswith("screening #1: observations row 2 is not as it was recorded")
    assert f"NOT SOUND: 1 flaw. {file} is a copy of the log as it is" in output
    status, _, error = hepascreen("restore", file, log_url=f"sqlite:///{tmp_path / 'other.db'}")
    assert (status, "not sound, and is not restored" in error) == (2, True)
    assert not (tmp_path / "other.db").exists()


def test_a_restore_that_is_killed_leaves_an_empty_log(tmp_path):
    """Killed as soon as it has begun to write; the same command then does it."""
    log, file, target = ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}"), tmp_path / "backup", tmp_path / "restored.db"
    for number in range(40):
        record(log, Origin(f"ana-{number}", "rest", DAY), Draft("age", value=61), Draft("hiv", value=False))
    back_up(f"sqlite:///{tmp_path / 'log.db'}", file)
    given = environment(HEPASCREEN_LOG_URL=f"sqlite:///{target}")
    process = subprocess.Popen(command("log", "restore", str(file)), env=given, stdout=subprocess.PIPE, text=True)
    while not target.exists() and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    assert process.communicate()[0] == ""
    engine = connect_engine(f"sqlite:///{target}")
    with engine.connect() as connection:
        assert revision_of(connection) is None
    engine.dispose()
    done = subprocess.run(command("log", "restore", str(file)), env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (
        0,
        f"Restored from {file}: sound, 40 screenings, 200 rows, 0 tombstones.\n",
    )
