"""A backup holds the whole log and is restored into either database, all of it or nothing (some 15 s)."""

import sqlite3
import stat
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from actions.desk import open_desk
from actions.log import Draft, Origin, ScreeningLog
from actions.log import restore as restoring
from actions.log.backup import back_up
from actions.log.engine import connect_engine, connect_file
from actions.log.models import Base, ObservationRow
from actions.log.purge import expired
from actions.log.replay import replay
from actions.log.restore import BackupError, check_backup, restore
from actions.log.schema import SchemaError, revision_of
from actions.log.verify import verify
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY, empty_database, record
from tests.log.test_migrations import old_log  # noqa: F401
from tests.log.test_verify import LATER, talk


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request, tmp_path):
    """The URL of an empty database beside that of the log."""
    folder = tmp_path / "other"
    folder.mkdir()
    yield from empty_database(request, folder)


@pytest.fixture(scope="module")
def full(lasting_log_url):
    """A log with every kind of row: a tombstone before two screenings that go on, and one after the last of them."""
    desk = open_desk(lasting_log_url)
    talk(desk)
    with desk.log.snapshot() as connection:
        early = expired(connection, LATER)
        last = [one for one in expired(connection, LATER.replace(day=26)) if one.screening == 4]
    desk.log.purge([early[0], *last])
    desk.log.close()
    return lasting_log_url


@pytest.fixture
def short(log_url):
    """A log of two screenings, which the test may alter."""
    for sender in ("ana", "ben"):
        record(ScreeningLog(log_url), Origin(sender, "rest", DAY), Draft("age", value=61), Draft("hiv", value=False))
    return log_url


def rows_of(engine):
    """Every row of every table, as either database gives it."""
    with engine.connect() as connection:
        return {
            table.name: [
                {name: str(value).removesuffix("+00:00") for name, value in row.items()}
                for row in connection.execute(table.select().order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def test_a_backup_is_restored_into_either_database(full, other_url, tmp_path):
    backed_up = back_up(full, tmp_path / "backup")
    restored = restore(tmp_path / "backup", other_url)
    assert (backed_up.flaws, restored.flaws) == ([], [])
    assert rows_of(connect_engine(other_url)) == rows_of(connect_engine(full))
    assert restored.heads == backed_up.heads
    assert (sorted(restored.heads), restored.purged) == ([2, 3], 2)
    desk = open_desk(other_url)
    with desk.log.transaction(writes=False) as pages:
        again = list(replay(pages, desk.catalogue, desk.trials))
    assert len(again) >= 5
    assert all(one.agrees for one in again)


def test_a_restored_log_goes_on_and_uses_no_number_again(full, other_url, tmp_path):
    desk = open_desk(other_url)
    with desk.log.transaction(writes=False):
        pass  # A server that runs already, with nothing in its log.
    back_up(full, tmp_path / "backup")
    restore(tmp_path / "backup", other_url)
    ana = Coordinator(desk, "ana")
    assert "P-2" in "\n".join(ana.say("resume_patient", "back to P-2").texts)
    ana.tell(albumin={"value": 3.4, "unit": "g/dL"})
    with desk.log.transaction() as pages:
        assert pages.open(Origin("ben", "rest", DAY)).id == 5
    with desk.log.snapshot() as connection:
        assert verify(connection).flaws == []
    with pytest.raises(BackupError, match="holds screenings already"):
        restore(tmp_path / "backup", other_url)


def test_a_backup_is_one_file_that_its_owner_alone_reads(full, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(full, folder / "monday")
    assert [path.name for path in folder.iterdir()] == ["monday"]
    assert stat.S_IMODE((folder / "monday").stat().st_mode) == 0o600
    before = (folder / "monday").read_bytes()
    check_backup(folder / "monday")
    assert [path.name for path in folder.iterdir()] == ["monday"]
    assert (folder / "monday").read_bytes() == before
    with pytest.raises(FileExistsError):
        back_up(full, folder / "monday")


def test_a_log_in_a_file_is_its_owners_alone(tmp_path):
    record(ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}"), Origin("ana", "rest", DAY), Draft("age", value=61))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"log.db": 0o600, "log.db-wal": 0o600, "log.db-shm": 0o600}


def test_while_somebody_writes_a_backup_holds_whole_turns(log_url, tmp_path):
    """Each of several backups is the log at one moment: the messages so far, each with all of its rows."""
    log, stop, written = ScreeningLog(log_url), threading.Event(), []

    def write():
        while not stop.is_set():
            drafts = Draft("age", value=61), Draft("hiv", value=False)
            written.append(record(log, Origin("ana", "rest", DAY), *drafts))

    writer = threading.Thread(target=write)
    writer.start()
    found = []
    try:
        for place in range(4):
            while len(written) < 10 * (place + 1):
                stop.wait(0.01)
            acknowledged = len(written)
            assert back_up(log_url, tmp_path / f"backup-{place}").flaws == []
            found.append((acknowledged, rows_of(connect_file(tmp_path / f"backup-{place}", read_only=True))))
    finally:
        stop.set()
        writer.join()
    for acknowledged, rows in found:
        assert len(rows["messages"]) >= acknowledged
        assert len(rows["observations"]) == 2 * len(rows["messages"])
    assert len(found[-1][1]["messages"]) <= len(written)
    with log.snapshot() as connection:
        assert verify(connection).flaws == []


def test_a_log_of_an_earlier_version_is_backed_up_as_it_is_and_upgraded_by_the_restore(
    old_log,  # noqa: F811
    other_url,
    tmp_path,
):
    assert back_up(old_log, tmp_path / "backup") is None
    with connect_engine(old_log).connect() as connection:
        assert revision_of(connection) == "0001"
    audit = restore(tmp_path / "backup", other_url)
    assert (sorted(audit.heads), audit.flaws) == ([1, 2, 3], [])
    reply = Coordinator(open_desk(other_url), "ana").tell(albumin={"value": 3.4, "unit": "g/dL"})
    assert "Recorded for P-1: albumin 3.4 g/dL" in "\n".join(reply.texts)


def test_a_log_of_a_later_version_is_neither_backed_up_nor_restored(short, tmp_path):
    back_up(short, tmp_path / "backup")
    for engine in (connect_engine(short), connect_file(tmp_path / "backup")):
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match="later version"):
        back_up(short, tmp_path / "another")
    with pytest.raises(SchemaError, match="later version"):
        check_backup(tmp_path / "backup")


def test_a_log_that_is_not_sound_is_copied_and_not_restored(short, other_url, tmp_path):
    with connect_engine(short).begin() as connection:
        connection.execute(update(ObservationRow.__table__).values(said="forged").where(ObservationRow.id == 3))
    assert [flaw.screening for flaw in back_up(short, tmp_path / "backup").flaws] == [2]
    assert "forged" in str(rows_of(connect_file(tmp_path / "backup", read_only=True))["observations"])
    with pytest.raises(BackupError, match="not sound, and is not restored"):
        restore(tmp_path / "backup", other_url)


def test_a_restore_that_fails_leaves_nothing_behind(full, other_url, tmp_path, monkeypatch):
    """After the last row, just before it is committed."""
    back_up(full, tmp_path / "backup")
    monkeypatch.setattr(restoring, "verify", broken_after(restoring.verify, 1))
    with pytest.raises(RuntimeError, match="power cut"):
        restore(tmp_path / "backup", other_url)
    monkeypatch.undo()
    assert [path.name for path in (tmp_path / "other").iterdir()] == []
    assert restore(tmp_path / "backup", other_url).flaws == []


def broken_after(function, calls):
    """Let a function fail after so many calls."""
    done = []

    def call(*arguments):
        done.append(arguments)
        if len(done) > calls:
            raise RuntimeError("power cut")
        return function(*arguments)

    return call


def test_what_postgresql_cannot_hold_is_refused_whole(tmp_path, postgres):
    """SQLite keeps a longer sender than the column has room for; PostgreSQL does not."""
    url = f"sqlite:///{tmp_path / 'log.db'}"
    record(ScreeningLog(url), Origin("ana", "rest", DAY), Draft("age", value=61))
    record(ScreeningLog(url), Origin("ben" * 100, "rest", DAY), Draft("age", value=62))
    back_up(url, tmp_path / "backup")
    target = postgres.create_database()
    with pytest.raises(Exception, match="value too long"):
        restore(tmp_path / "backup", target)
    with connect_engine(target).connect() as connection:
        assert revision_of(connection) is None
    postgres.drop_database(target)


@pytest.fixture(scope="module")
def backup(tmp_path_factory):
    """A backup, its bytes, and the rows in it."""
    folder = tmp_path_factory.mktemp("damage")
    talk(open_desk(f"sqlite:///{folder / 'log.db'}"))
    back_up(f"sqlite:///{folder / 'log.db'}", folder / "backup")
    return folder / "backup", (folder / "backup").read_bytes(), rows_of(connect_file(folder / "backup", True))


@settings(max_examples=60)
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_a_backup_with_a_wrong_byte_is_refused_or_holds_the_same_rows(backup, place, bits):
    path, whole, rows = backup
    damaged, at = bytearray(whole), int(place * len(whole))
    damaged[at] ^= bits
    path.with_name("damaged").write_bytes(damaged)
    try:
        check_backup(path.with_name("damaged"))
    except (BackupError, SchemaError):
        return
    assert rows_of(connect_file(path.with_name("damaged"), True)) == rows


@settings(max_examples=25)
@given(length=st.floats(0, 1, exclude_max=True))
def test_a_backup_that_is_cut_short_is_refused(backup, length):
    path, whole, _ = backup
    path.with_name("short").write_bytes(whole[: int(length * len(whole))])
    with pytest.raises(BackupError):
        check_backup(path.with_name("short"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM links; DELETE FROM verdicts; DELETE FROM observations; DELETE FROM messages; DELETE FROM events; "
        "DELETE FROM screenings",
        "UPDATE backup SET digest = '0'",
        "DROP TABLE backup",
    ],
    ids=["every row deleted", "another digest", "no backup"],
)
def test_a_backup_that_was_written_to_is_refused(backup, statement):
    path, whole, _ = backup
    path.with_name("altered").write_bytes(whole)
    with sqlite3.connect(path.with_name("altered")) as database:
        database.executescript(statement)
    with pytest.raises(BackupError, match="damaged, or no backup"):
        check_backup(path.with_name("altered"))
