"""The log adds and reads; it opens late, commits whole turns and survives two writers."""

import sqlite3
import threading

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError, OperationalError

from actions.desk import open_desk
from actions.log import Draft, Origin, ScreeningLog
from actions.log.models import MessageRow, ObservationRow
from actions.log.verify import verify
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY, record

ANA = Origin("ana", "rest", DAY)
BEN = Origin("ben", "rest", DAY)


def test_nothing_is_opened_before_the_log_is_used(tmp_path):
    log = ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}")
    assert not list(tmp_path.iterdir())
    with log.transaction() as pages:
        pages.current("ana")
    assert (tmp_path / "log.db").is_file()


def test_sqlite_keeps_a_write_ahead_log_and_writes_through_to_the_disk(tmp_path):
    log = ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}")
    record(log, ANA, Draft("age", value=61))
    assert sqlite3.connect(tmp_path / "log.db").execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with log.transaction() as pages:
        assert pages.connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_an_observation_keeps_what_was_said_by_whom_when_and_where(log):
    said = {"value": 82, "unit": "10*9/L", "date": "2026-11-18"}
    draft = Draft("platelets", value=said, said="plt 82", unit_said="10*9/L", observed_on="2026-11-18")
    record(log, Origin("ana", "slack", DAY, "m-1"), draft)
    with log.transaction(writes=False) as pages:
        (row,) = pages.connection.execute(select(ObservationRow.__table__)).mappings()
        (message,) = pages.connection.execute(select(MessageRow.__table__)).mappings()
    assert {name: row[name] for name in ("screening_id", "sequence", "fact", "kind", "value", "said")} == {
        "screening_id": 1, "sequence": 1, "fact": "platelets", "kind": "value", "value": said, "said": "plt 82",
    }  # fmt: skip
    assert (row["unit_said"], row["observed_on"], row["channel"]) == ("10*9/L", "2026-11-18", "slack")
    assert (row["sender"], row["recorded_on"], row["recorded_at"] is not None) == ("ana", DAY, True)
    assert (message["sender"], message["message_id"], message["channel"]) == ("ana", "m-1", "slack")


def test_rows_are_only_ever_added(desk, ana):
    statements = []
    with desk.log.transaction() as pages:
        event.listen(pages.connection.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets={"value": 82, "unit": "10*9/L"})
    ana.tell(platelets={"value": 28, "unit": "10*9/L"})
    ana.say("retract", retracted=["platelets"])
    ana.say("undo")
    ana.say("close_patient", "close this screening")
    verbs = {statement.split()[0].upper() for statement in statements}
    assert "INSERT" in verbs
    assert verbs <= {"SELECT", "INSERT", "PRAGMA", "BEGIN"}


def test_a_turn_that_fails_leaves_nothing_behind(log):
    number = record(log, ANA, Draft("age", value=61))
    again = Origin("ana", "rest", DAY, "m-1")
    record(log, again, Draft("hiv", value=False), screening=number)
    with pytest.raises(IntegrityError):
        write_then_repeat(log, number, again)
    with log.transaction() as pages:
        assert [row.fact for row in pages.observations(number)] == ["age", "hiv"]


def write_then_repeat(log, number, origin):
    with log.transaction() as pages:
        pages.add(number, pages.add_message(number, ANA), [Draft("sex", value="female")], ANA, after=2)
        pages.add_message(number, origin)


def test_a_message_id_counts_once_a_sender(log):
    once = Origin("ana", "rest", DAY, "m-1")
    number = record(log, once, Draft("age", value=61))
    with pytest.raises(IntegrityError):
        record(log, once, Draft("age", value=61), screening=number)
    record(log, Origin("ben", "rest", DAY, "m-1"), Draft("age", value=61))


def test_a_place_that_another_writer_took_is_refused(log):
    number = record(log, ANA, Draft("age", value=61))
    with pytest.raises(IntegrityError), log.transaction() as pages:
        pages.add(number, pages.add_message(number, BEN), [Draft("age", value=70)], BEN, after=0)


def test_reading_waits_for_no_writer(log):
    number = record(log, ANA, Draft("age", value=61))
    with log.transaction() as writing, log.transaction(writes=False) as reading:
        writing.happened(number, "closed", ANA)
        assert reading.current("ana").id == number
    with log.transaction(writes=False) as pages:
        assert pages.current("ana") is None


def test_the_current_screening_is_the_one_opened_or_resumed_last(log):
    with log.transaction() as pages:
        first, second = pages.open(ANA, "P-1"), pages.open(ANA, "P-2")
        assert pages.current("ana") == second
        pages.happened(first.id, "resumed", ANA)
        assert pages.current("ana") == first
        pages.happened(first.id, "closed", ANA)
        assert pages.current("ana") is None
        assert pages.current("ben") is None


def test_the_code_given_last_counts_and_is_the_senders_own(log):
    with log.transaction() as pages:
        screening = pages.open(ANA)
        pages.happened(screening.id, "named", ANA, "P-1")
        assert pages.by_code("ana", "p-1").id == screening.id
        assert pages.by_code("ben", "P-1") is None


def test_two_writers_at_once_lose_nothing(desk, log_url):
    """Both write to one screening; whoever comes second does the turn again."""
    one, other = Coordinator(desk), Coordinator(desk)
    one.say("new_patient", "new patient P-1")
    labs = {one: "albumin", other: "bilirubin"}
    start = threading.Barrier(2)

    def write(who):
        start.wait()
        for value in range(10, 20):
            who.say("inform", facts={labs[who]: value})

    writers = [threading.Thread(target=write, args=(who,)) for who in labs]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with desk.log.transaction() as pages:
        rows = pages.observations(pages.current("coordinator-1").id)
    assert [row.sequence for row in rows] == list(range(1, 21))
    assert [row.value for row in rows if row.fact == "albumin"] == list(range(10, 20))
    assert [row.value for row in rows if row.fact == "bilirubin"] == list(range(10, 20))
    seen = [who.say("status").custom["hepascreen"] for who in (one, other, Coordinator(open_desk(log_url)))]
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("plt\x0082", "plt\ufffd82"),
        ("\ud800 82", "\ufffd 82"),
        ("血小板 82 µ ≥ 🩸", "血小板 82 µ ≥ 🩸"),
        ("x" * 5000, "x" * 999 + "…"),
        ("'; DROP TABLE observations; --", "'; DROP TABLE observations; --"),
        ("%s %(id)s {0} \\", "%s %(id)s {0} \\"),
    ],
)
def test_whatever_was_typed_can_be_kept_on_every_database(log, said, kept):
    number = record(log, ANA, Draft("note", value=said, said=said, unit_said="u" * 90, observed_on="2026-11-20 or so"))
    with log.snapshot() as connection:
        assert verify(connection).flaws == []
    with log.transaction(writes=False) as pages:
        (row,) = pages.observations(number)
    assert row.said == kept
    assert row.value == (said if len(said) == 5000 else kept)
    assert (len(row.unit_said), len(row.observed_on)) == (40, 10)


def test_a_file_that_was_moved_away_is_written_to_no_more_and_found_when_it_is_back(tmp_path):
    log, path = ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}"), tmp_path / "log.db"
    number = record(log, ANA, Draft("age", value=61))
    path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(OperationalError, match="gone"):
        record(log, ANA, Draft("age", value=70), screening=number)
    assert not path.exists()
    (tmp_path / "elsewhere.db").rename(path)
    record(log, ANA, Draft("hiv", value=False), screening=number)
    with log.transaction(writes=False) as pages:
        assert [row.fact for row in pages.observations(number)] == ["age", "hiv"]


def test_a_file_that_was_put_in_the_place_of_the_log_is_used(tmp_path):
    """As when a backup is restored under a running assistant."""
    log, path = ScreeningLog(f"sqlite:///{tmp_path / 'log.db'}"), tmp_path / "log.db"
    number = record(log, ANA, Draft("age", value=61))
    with sqlite3.connect(path) as source, sqlite3.connect(tmp_path / "backup.db") as copy:
        source.backup(copy)
    record(log, ANA, Draft("hiv", value=False), screening=number)
    (tmp_path / "backup.db").rename(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    with log.transaction(writes=False) as pages:
        assert [row.fact for row in pages.observations(number)] == ["age"]
