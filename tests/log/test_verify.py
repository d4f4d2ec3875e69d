"""Whatever is altered, deleted, added or moved in the log is found; what purging leaves can be relied on."""

import datetime as dt
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import JSON, Date, DateTime, Integer, delete, insert, select, update

from actions.desk import open_desk
from actions.log import Origin, ScreeningLog, chain
from actions.log.models import (
    CriteriaRow,
    EventRow,
    LinkRow,
    MessageRow,
    ObservationRow,
    ScreeningRow,
    TombstoneRow,
    VerdictRow,
)  # fmt: skip
from actions.log.purge import expired
from actions.log.verify import verify
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY
from tests.log.test_migrations import old_log  # noqa: F401

MODELS = (ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow, LinkRow, CriteriaRow, TombstoneRow)
LATER = dt.date(2026, 11, 25)


def talk(desk):
    """Two early screenings, two later ones; every kind of row and nearly every column is used."""
    ana, ben = Coordinator(desk, "ana"), Coordinator(desk, "ben", LATER)
    for code in ("P-1", "P-2"):
        ana.say("new_patient", f"new patient {code}")
        ana.tell(platelets={"value": 82, "unit": "10*9/L", "date": "2026-11-18"}, bclc=["B", "C"])
    ben.say("new_patient", "new patient P-3")
    ben.say("inform", treatments=[{"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}], message_id="m-1")
    ben.tell(albumin={"value": 3.4, "unit": "g/dL"}, alt={"value": 88, "unit": "U/L", "uln": 40})
    ben.tell(albumin={"value": 2.9, "unit": "g/dL"})
    ben.say("undo")
    ben.say("retract", retracted=["alt"])
    ben.say("new_patient", "new patient P-4")
    ben.say("inform", reply="unknown", asked=["ecog"])
    ben.say("close_patient", "close this screening")


@pytest.fixture(scope="module")
def full(lasting_log_url):
    """A log with two tombstones and two screenings."""
    desk = open_desk(lasting_log_url)
    talk(desk)
    with desk.log.snapshot() as connection:
        gone = expired(connection, LATER)
    assert [one.screening for one in gone] == [1, 2]
    desk.log.purge(gone)
    return desk.log


@contextmanager
def tampering(log):
    """A connection that may do what the log never does, and whose work is undone."""
    engine = log._engine
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
        connection.rollback()
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


def test_a_log_that_nobody_touched_is_sound(full):
    with full.snapshot() as connection:
        audit = verify(connection)
        counted = [len(connection.execute(select(model.__table__)).all()) for model in MODELS[:5]]
    assert audit.flaws == []
    assert audit.links == sum(counted)
    assert (audit.purged, sorted(audit.heads)) == (2, [3, 4])


def test_an_upgraded_log_is_sound(old_log):  # noqa: F811
    with ScreeningLog(old_log).snapshot() as connection:
        audit = verify(connection)
    assert audit.flaws == []
    assert audit.links == 3 + 6 + 12 + 10


def test_an_upgraded_log_stays_sound_as_it_goes_on(old_log):  # noqa: F811
    desk = open_desk(old_log)
    Coordinator(desk, "ana").tell(age=61)
    Coordinator(desk, "cleo").tell(age=50)
    with desk.log.snapshot() as connection:
        assert verify(connection).flaws == []


def other(column, value):
    """Something else that the column can hold and no other row does."""
    if isinstance(column.type, JSON):
        return {"changed": [value]}
    if isinstance(column.type, DateTime):
        return (value or dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)) + dt.timedelta(seconds=1)
    if isinstance(column.type, Date):
        return value + dt.timedelta(days=1)
    if isinstance(column.type, Integer):
        return (value or 0) + 1000
    swapped = "x" if not (value or "").startswith("x") else "y"
    return swapped + (value or "")[1:]


COLUMNS = [(model, column) for model in MODELS for column in model.__table__.columns]


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=lambda one: getattr(one, "name", ""))
def test_every_column_of_every_row_is_guarded(full, model, column):
    table = model.__table__
    with tampering(full) as connection:
        rows = connection.execute(select(table)).mappings().all()
        assert rows
        for row in rows:
            savepoint = connection.begin_nested()
            this = [key == row[key.name] for key in table.primary_key]
            connection.execute(update(table).where(*this).values({column.name: other(column, row[column.name])}))
            assert verify(connection).flaws, row
            savepoint.rollback()
        assert verify(connection).flaws == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__tablename__)
def test_a_deleted_row_is_missed(full, model):
    table = model.__table__
    with tampering(full) as connection:
        for row in connection.execute(select(table)).mappings().all():
            savepoint = connection.begin_nested()
            connection.execute(delete(table).where(*[key == row[key.name] for key in table.primary_key]))
            assert verify(connection).flaws, row
            savepoint.rollback()


@pytest.mark.parametrize("model", [ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow])
def test_a_row_that_the_assistant_did_not_write_is_found(full, model):
    table = model.__table__
    with tampering(full) as connection:
        row = dict(connection.execute(select(table)).mappings().first())
        row |= {"id": 9000} | ({"sequence": 900} if "sequence" in row else {})
        row |= {"message_id": "forged"} if "message_id" in row else {}
        connection.execute(insert(table), row)
        assert any("added by another hand" in flaw.problem for flaw in verify(connection).flaws)


def test_two_rows_that_changed_places_are_found(full):
    table = ObservationRow.__table__
    with tampering(full) as connection:
        for before, after in ((1, 90), (2, 1), (90, 2)):
            here = (table.c.screening_id == 3, table.c.sequence == before)
            connection.execute(update(table).where(*here).values(sequence=after))
        assert len(verify(connection).flaws) >= 2


def test_two_links_that_changed_places_are_found(full):
    table = LinkRow.__table__
    with tampering(full) as connection:
        for before, after in ((4, 90), (5, 4), (90, 5)):
            here = (table.c.screening_id == 3, table.c.place == before)
            connection.execute(update(table).where(*here).values(place=after))
        assert verify(connection).flaws


def test_a_whole_screening_that_is_gone_is_missed_by_the_next(full):
    with tampering(full) as connection:
        for model in (LinkRow, VerdictRow, ObservationRow, EventRow, MessageRow):
            connection.execute(delete(model.__table__).where(model.__table__.c.screening_id == 3))
        connection.execute(delete(ScreeningRow.__table__).where(ScreeningRow.__table__.c.id == 3))
        assert [flaw.screening for flaw in verify(connection).flaws] == [4]


def test_an_end_that_was_cut_off_is_found_by_the_heads_that_were_kept(full):
    """All rows of the last message with their links: nothing in the log itself can tell."""
    links = LinkRow.__table__.c
    with tampering(full) as connection:
        kept = verify(connection).heads
        (last,) = connection.execute(select(links.row).where(links.screening_id == 4, links.kind == "messages")
                                     .order_by(links.place.desc()).limit(1))  # fmt: skip
        closing = connection.execute(
            select(links.place).where(links.kind == "messages", links.row == last.row)
        ).scalar()
        for name, row in connection.execute(
            select(links.kind, links.row).where(links.screening_id == 4, links.place >= closing)
        ).all():
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE id = {row}")
        connection.execute(delete(LinkRow.__table__).where(links.screening_id == 4, links.place >= closing))
        assert verify(connection).flaws == []
        (flaw,) = verify(connection, kept).flaws
        assert (flaw.screening, "does not hold the head" in flaw.problem) == (4, True)


def test_heads_that_were_kept_still_lie_on_chains_that_grew_and_on_tombstones(desk):
    talk(desk)
    with desk.log.snapshot() as connection:
        kept = verify(connection).heads
        gone = expired(connection, LATER)
    Coordinator(desk, "ben", LATER).say("resume_patient", "back to P-3")
    desk.log.purge(gone)
    with desk.log.snapshot() as connection:
        assert verify(connection, kept).flaws == []
        kept[1] = kept[1]._replace(hash="0" * 64)
        kept[3] = kept[3]._replace(hash="0" * 64)
        assert [flaw.screening for flaw in verify(connection, kept).flaws] == [1, 3]


def test_what_sqlite_lets_be_written_into_a_column_is_reported_and_no_crash(full):
    if full._engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL refuses a value that is not of the column's type")
    for column, table in (("value", "observations"), ("recorded_at", "observations"), ("as_of", "verdicts"),
                          ("trials", "verdicts"), ("purged_at", "tombstones"), ("place", "links")):  # fmt: skip
        with tampering(full) as connection:
            key = "place" if table == "links" else "id"
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = '{{' WHERE {key} = (SELECT max({key}) FROM {table})"
            )
            assert verify(connection).flaws


def test_a_chain_that_was_written_anew_is_found_by_the_screening_after_it(full):
    """Whoever knows the form can hash a forged row, and then must do so for all that came later."""
    with tampering(full) as connection:
        kept = verify(connection).heads
        table = ScreeningRow.__table__
        connection.execute(update(table).where(table.c.id == 3).values(sender="forger"))
        before = connection.execute(
            select(TombstoneRow.__table__.c.first).order_by(TombstoneRow.__table__.c.id.desc())
        ).scalar()
        links, models = LinkRow.__table__, {model.__tablename__: model.__table__ for model in MODELS[:5]}
        for one in connection.execute(select(links).where(links.c.screening_id == 3).order_by(links.c.place)).all():
            row = connection.execute(select(models[one.kind]).where(models[one.kind].c.id == one.row)).mappings().one()
            before = chain.link(before, one.kind, row)
            here = (links.c.screening_id == 3, links.c.place == one.place)
            connection.execute(update(links).where(*here).values(hash=before))
        assert [flaw.screening for flaw in verify(connection).flaws] == [4]
        assert {flaw.screening for flaw in verify(connection, kept).flaws} == {3, 4}


def test_purging_takes_the_rows_out_of_the_files(full):
    with full.snapshot() as connection:
        for model in (ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow, LinkRow):
            column = model.__table__.c.get("screening_id", model.__table__.c.get("id"))
            assert not {1, 2} & set(connection.execute(select(column)).scalars())
    if full._engine.dialect.name == "sqlite":
        folder = Path(full._engine.url.database).parent
        stored = b"".join(path.read_bytes() for path in folder.iterdir())
        assert b"P-3" in stored
        assert b"P-1" not in stored


def test_the_number_of_a_purged_screening_is_not_used_again(desk):
    talk(desk)
    with desk.log.snapshot() as connection:
        gone = expired(connection, LATER + dt.timedelta(days=1))
    assert len(gone) == 4
    desk.log.purge(gone)
    Coordinator(desk, "ana").say("new_patient", "new patient P-1")
    with desk.log.snapshot() as connection:
        audit = verify(connection)
    assert audit.flaws == []
    assert (audit.purged, sorted(audit.heads)) == (4, [5])


def test_a_screening_that_goes_on_is_not_expired(desk):
    talk(desk)
    Coordinator(desk, "ana", LATER).say("resume_patient", "back to P-1")
    with desk.log.snapshot() as connection:
        assert [one.screening for one in expired(connection, LATER)] == [2]


def test_screenings_that_are_opened_within_one_transaction_are_chained(log):
    with log.transaction() as pages:
        assert [pages.open(Origin("ana", "rest", DAY)).id for _ in range(3)] == [1, 2, 3]
    with log.snapshot() as connection:
        assert verify(connection).flaws == []


def test_the_form_of_a_hash_never_changes():
    """Worked out by hand with sha256sum from the form that the module states."""
    row = {"id": 7, "value": {"unit": "10*9/L", "value": 82}, "said": None, "day": DAY, "who": "Ana"}
    at = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    written = '{"at":"2026-11-20T08:30:00.000000+00:00","day":"2026-11-20","id":7,'
    written += '"value":{"unit":"10*9/L","value":82},"who":"Ana"}'
    assert chain.canonical(row | {"at": at}) == written
    assert chain.canonical(row | {"at": at.astimezone(dt.timezone.utc).replace(tzinfo=None)}) == written
    assert (
        chain.link(chain.NOTHING, "observations", row | {"at": at})
        == "01dd1c59e791c6878694a4c4b980e4ce64081ce231ec3d1a04c4a6fdc38567f6"
    )
