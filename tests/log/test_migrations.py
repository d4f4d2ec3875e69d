"""An old log is brought to today's schema in place, at its first use; a new one ends with the same tables."""

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

from actions.desk import open_desk
from actions.log import Origin, ScreeningLog, chain, fold
from actions.log.engine import connect_engine, open_engine
from actions.log.models import Base
from actions.log.schema import FOLDER, HEAD, SchemaError, prepare
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY

OLD = Path(__file__).parent / "data" / "before_migrations.sql"
"""A log as the code before the migrations made it: its tables and the rows of eleven turns."""

TABLES = ("screenings", "messages", "observations", "events")


@pytest.fixture
def old_log(log_url):
    """Put the old log into an empty database of either kind."""
    script = OLD.read_text()
    if log_url.startswith("sqlite"):
        database = sqlite3.connect(log_url.removeprefix("sqlite:///"))
        database.executescript(script)
        database.close()
        return log_url
    with connect_engine(log_url).connect() as connection:
        for statement in for_postgresql(script):
            connection.exec_driver_sql(statement.replace("%", "%%"))
        for table in TABLES:
            counter = f"pg_get_serial_sequence('{table}', 'id')"
            connection.exec_driver_sql(f"SELECT setval({counter}, (SELECT max(id) FROM {table}))")
        connection.commit()
    return log_url


def for_postgresql(script):
    """The same statements as SQLAlchemy wrote them there: a table before those that point to it, JSON in quotes."""
    script = script.replace("DATETIME", "TIMESTAMP WITH TIME ZONE").replace("\tid INTEGER", "\tid SERIAL")
    script = script.replace("'value',NULL,61,", "'value',NULL,'61',")
    made = [one.strip() for one in script.split(";\n") if one.strip().startswith(("CREATE", "INSERT"))]
    return sorted(made, key=lambda one: (not one.startswith("CREATE TABLE"), rank(one)))


def rank(statement):
    return next((place for place, name in enumerate(TABLES) if name in statement.split("(")[0]), len(TABLES))


def test_an_old_log_keeps_all_that_was_known(old_log):
    with ScreeningLog(old_log).transaction() as pages:
        first, second, third = (pages.screening(number) for number in (1, 2, 3))
        known = fold(pages.observations(1))
        assert [one.code for one in (first, second, third)] == ["P-1", "Q-7", "P-2"]
        assert {name: row.value for name, row in known.facts.items()} == {
            "platelets": {"value": 82, "unit": "10*9/L"},
            "bclc": ["B", "C"],
        }
        assert [row.value for row in known.entries.values()] == [
            {"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}
        ]
        assert pages.current("ana") == first
        assert pages.message("ana", "m-1") == (3, 1)


def test_an_old_log_goes_on_where_it_stood(old_log):
    ana = Coordinator(open_desk(old_log), "ana")
    reply = ana.tell(albumin={"value": 3.4, "unit": "g/dL"})
    assert "Recorded for P-1: albumin 3.4 g/dL" in "\n".join(reply.texts)
    assert "P-9" in "\n".join(ana.say("new_patient", "new patient P-9").texts)


def test_a_migrated_and_a_new_log_have_the_same_tables(old_log):
    open_engine(old_log).dispose()
    assert differences(old_log) == []


def test_a_new_log_has_the_tables_of_the_models(log_url):
    open_engine(log_url).dispose()
    assert differences(log_url) == []


def differences(url):
    with connect_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        found = compare_metadata(context, Base.metadata)
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        return found


def is_ours(thing, name, *_):
    return name not in ("sqlite_sequence", "alembic_version")


def test_the_latest_migration_is_the_one_that_the_program_looks_for():
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD


def test_a_log_that_is_up_to_date_is_left_alone(log_url):
    open_engine(log_url).dispose()
    engine = connect_engine(log_url)
    seen = []
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    prepare(engine)
    assert not [one for one in seen if one.split()[0] in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")]


def test_a_log_of_a_later_version_is_refused_in_words(log_url):
    open_engine(log_url).dispose()
    with connect_engine(log_url).connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(SchemaError, match=r"later version .*9999.*start that version"):
        open_engine(log_url)


def test_a_migration_that_fails_leaves_the_old_log_as_it_was(old_log, monkeypatch):
    def fail(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(chain, "canonical", fail)
    with pytest.raises(RuntimeError):
        open_engine(old_log)
    monkeypatch.undo()
    with ScreeningLog(old_log).transaction() as pages:
        assert len(pages.observations(1)) == 7


def test_several_processes_that_start_at_once_make_one_log(log_url):
    faults = []

    def use():
        try:
            with ScreeningLog(log_url).transaction() as pages:
                pages.open(Origin(threading.current_thread().name, "rest", DAY))
        except Exception as error:
            faults.append(error)

    starting = [threading.Thread(target=use) for _ in range(4)]
    for one in starting:
        one.start()
    for one in starting:
        one.join()
    assert faults == []
    with ScreeningLog(log_url).transaction() as pages:
        assert [pages.screening(number).id for number in (1, 2, 3, 4)] == [1, 2, 3, 4]
