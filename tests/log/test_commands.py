"""`hepascreen log …` on both databases: what is printed, written and refused, and the exit status."""

import csv
import json
import re
import subprocess

import openpyxl
import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from actions.log import Draft, Origin
from actions.log.models import ObservationRow
from bot.cli import app
from tests.actions.conftest import Coordinator
from tests.bot.conftest import command, environment
from tests.log.conftest import DAY, record

COMMANDS = ("list", "show", "export", "report", "verify", "replay", "rescreen", "purge", "backup", "restore")
LABS = {"value": 82, "unit": "10*9/L", "date": "2026-11-18"}


@pytest.fixture
def hepascreen(log_url, monkeypatch):
    """Run `hepascreen log …` on the log of the test; give exit status, output and errors."""

    def run(*arguments, today="2026-11-20", log_url=log_url):
        monkeypatch.setenv("HEPASCREEN_LOG_URL", log_url)
        monkeypatch.setenv("HEPASCREEN_TODAY", today)
        done = CliRunner().invoke(app, ["log", *map(str, arguments)], catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def spoken(desk, ana):
    """Two screenings, one of them closed and ruled out everywhere it can be."""
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets=LABS)
    ana.tell(platelets={"value": 28, "unit": "10*9/L"})
    ana.say("undo")
    ben = Coordinator(desk, "ben")
    ben.say("new_patient", "new patient P-2")
    ben.say("inform", treatments=[{"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}])
    ben.say("close_patient", "close this screening")
    return desk


def test_the_list_has_a_line_a_screening(spoken, hepascreen):
    status, output, _ = hepascreen("list")
    first, second = output.splitlines()
    assert status == 0
    assert re.match(r"#1\s+P-1\s+2026-11-20\s+open\s+1 known\s+by ana\s+open: ", first)
    assert re.match(
        r"#2\s+P-2\s+2026-11-20\s+closed\s+1 known\s+by ben\s+open: .*; ruled out: haic-concurrent$", second
    )
    found = [json.loads(line) for line in hepascreen("list", "--json")[1].splitlines()]
    assert [(one["screening"], one["code"], one["closed"]) for one in found] == [(1, "P-1", False), (2, "P-2", True)]
    assert found[1]["trials"]["haic-concurrent"] == "ruled_out"


def test_an_empty_log_is_listed_as_such(desk, hepascreen):
    with desk.log.transaction():
        pass
    assert hepascreen("list")[:2] == (0, "No screening is in the log.\n")


def test_the_history_shows_who_said_what_and_what_followed(spoken, hepascreen):
    status, output, _ = hepascreen("show", "p-1")
    lines = [re.sub(r"^\S+ \S+ UTC  ", "", line) for line in output.splitlines()]
    assert status == 0
    assert lines[0] == "Screening #1, P-1, opened 2026-11-20"
    assert lines[1] == "ana  opened P-1"
    assert "ana (rest)  1. platelets 82 ×10⁹/L (18 Nov 2026)" in lines
    assert "ana (rest)  2. platelets 28 ×10⁹/L (replaces 1)" in lines
    assert "ana (rest)  3. platelets: undone (replaces 2)" in lines
    ruled_out = [place for place, line in enumerate(lines) if "watch-and-wait ruled out (I7a)" in line]
    assert [lines[place - 1].split(".")[0] for place in ruled_out] == ["ana (rest)  2"]
    steps = [json.loads(line) for line in hepascreen("show", "#1", "--json")[1].splitlines()]
    assert [one["table"] for one in steps].count("observations") == 3


def test_rows_are_exported_as_csv_json_lines_and_spreadsheet(spoken, hepascreen, tmp_path):
    files = {kind: tmp_path / f"rows.{kind}" for kind in ("csv", "jsonl", "xlsx")}
    given = [part for kind, path in files.items() for part in (f"--{kind}", path)]
    assert hepascreen("export", *given) == (0, "", "")
    rows = list(csv.DictReader(files["csv"].read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["screening_id"], row["fact"], row["kind"]) for row in rows] == [
        ("1", "platelets", "value"),
        ("1", "platelets", "value"),
        ("1", "platelets", "undo"),
        ("2", "treatments", "value"),
    ]
    assert json.loads(rows[0]["value"]) == LABS
    lines = [json.loads(line) for line in files["jsonl"].read_text().splitlines()]
    assert {one["table"] for one in lines} == {"screenings", "events", "messages", "observations", "verdicts"}
    assert next(one for one in lines if one["table"] == "observations")["value"] == LABS
    book = openpyxl.load_workbook(files["xlsx"])
    assert book.sheetnames == ["screenings", "events", "messages", "observations", "verdicts"]
    assert book["observations"].max_row == 5


def test_one_screening_alone_can_be_exported(spoken, hepascreen):
    lines = hepascreen("export", "P-2", "--jsonl", "-")[1].splitlines()
    assert {one.get("screening_id", one["id"]) for one in map(json.loads, lines)} == {2}


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1"])
def test_what_was_said_is_never_run_as_a_formula(log, hepascreen, tmp_path, words):
    record(log, Origin("=1+1", "rest", DAY), Draft("note", value=words, said=words))
    xlsx, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    assert hepascreen("export", "--xlsx", xlsx, "--csv", text)[0] == 0
    cells = [cell for row in openpyxl.load_workbook(xlsx)["observations"].iter_rows() for cell in row]
    assert words in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    (row,) = csv.DictReader(text.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    assert (row["said"], row["sender"]) == (f"'{words}", "'=1+1")


def test_the_report_counts_and_gives_reasons_without_a_value(spoken, hepascreen, tmp_path):
    status, output, _ = hepascreen("report", "--csv", tmp_path / "log.csv")
    assert status == 0
    assert output.startswith("2 screenings opened, 2 with a verdict.\n")
    assert "haic-concurrent: 2 screened, 0 eligible, 1 open, 0 deferred, 1 ruled out\n" in output
    assert re.search(r"\n +1 by I4  No earlier treatment of the tumour\n", output)
    found = [json.loads(line) for line in hepascreen("report", "--json")[1].splitlines()]
    (concurrent,) = [one for one in found if one["trial"] == "haic-concurrent"]
    assert concurrent["ruled_out_by"] == [
        {"criterion": "I4", "requirement": "No earlier treatment of the tumour", "screenings": 1}
    ]
    lines = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert len(lines.splitlines()) == 1 + 10
    for private in ("P-1", "P-2", "ana", "ben", "82", "tace", "2026-08-02"):
        assert private not in output
        assert private not in lines


def test_the_report_can_be_of_a_period(spoken, hepascreen):
    assert hepascreen("report", "--from", "2026-11-21")[1] == "0 screenings opened, 0 with a verdict.\n"
    assert hepascreen("report", "--to", "2026-11-20")[1].startswith("2 screenings")
    status, _, error = hepascreen("report", "--from", "2026-11-21", "--to", "2026-11-20")
    assert (status, "swap them" in error) == (2, True)


def test_verify_says_that_the_log_is_sound_or_where_it_is_not(spoken, hepascreen, tmp_path):
    heads = tmp_path / "heads.jsonl"
    status, output, _ = hepascreen("verify", "--keep", heads)
    assert (status, output) == (0, "Sound: 2 screenings, 21 rows, 0 tombstones.\n")
    assert hepascreen("verify", "--against", heads)[:2] == (
        0,
        f"Sound: 2 screenings, 21 rows, 0 tombstones, and as {heads} says.\n",
    )
    with spoken.log.transaction() as pages:
        pages.connection.execute(update(ObservationRow.__table__).values(said="forged").where(ObservationRow.id == 2))
    heads.unlink()
    status, output, _ = hepascreen("verify", "--keep", heads)
    assert status == 1
    assert output.startswith("screening #1: observations row 2 is not as it was recorded")
    assert "NOT SOUND: 1 flaw in 2 screenings" in output
    assert not heads.exists()


def test_replay_says_whether_all_agree(spoken, hepascreen):
    assert hepascreen("replay")[:2] == (0, "Worked 5 verdicts out again: all agree.\n")
    with spoken.log.transaction() as pages:
        table = ObservationRow.__table__
        pages.connection.execute(update(table).values(value={**LABS, "value": 20}).where(table.c.id == 1))
    status, output, _ = hepascreen("replay")
    assert status == 1
    assert "watch-and-wait is open in the log, and ruled out by I7a by its rows" in output
    assert "DIFFER from what the log says" in output


def test_rescreen_lists_no_flip_where_no_file_changed(spoken, hepascreen):
    assert hepascreen("rescreen")[:2] == (0, "No verdict flips.\n")
    assert hepascreen("rescreen", "--json")[:2] == (0, "")


def test_purge_lists_first_and_deletes_when_told(spoken, hepascreen):
    status, output, _ = hepascreen("purge", "--older-than", "2y", today="2028-11-21")
    assert status == 0
    assert output.splitlines() == [
        "#1, 2026-11-20 to 2026-11-20, 12 rows",
        "#2, 2026-11-20 to 2026-11-20, 9 rows",
        "Nothing was deleted. With --yes these go: 2 screenings that ended before 2026-11-21.",
    ]
    assert "2 screenings" in hepascreen("purge", "--older-than", "24m", "--yes", today="2028-11-21")[1]
    assert hepascreen("list")[1] == "No screening is in the log.\n"
    assert hepascreen("verify")[1] == "Sound: 0 screenings, 0 rows, 2 tombstones.\n"
    assert "Nothing to delete" in hepascreen("purge", "--older-than", "1d", "--yes", today="2028-11-21")[1]


def test_purge_keeps_what_is_within_the_period(spoken, hepascreen):
    assert hepascreen("purge", "--older-than", "2y", today="2028-11-20")[1].startswith("Nothing to delete")


def test_purge_leaves_a_chain_that_is_not_sound(spoken, hepascreen):
    with spoken.log.transaction() as pages:
        pages.connection.execute(update(ObservationRow.__table__).values(said="forged").where(ObservationRow.id == 2))
    status, output, _ = hepascreen("purge", "--older-than", "1d", "--yes", today="2028-11-21")
    assert status == 1
    assert "#1, 2026-11-20 to 2026-11-20, 12 rows: kept, since its chain is not sound" in output
    assert "Deleted 1 screening that" in output
    assert "#1  P-1" in hepascreen("list")[1]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("show", "X-9"), "no screening has the code X-9; `hepascreen log list` shows them"),
        (("show", "#99"), "no screening has the code #99"),
        (("export",), "name a file to write"),
        (("export", "--csv", "/nowhere/rows.csv"), "/nowhere/rows.csv cannot be written: No such file"),
        (("report", "--from", "20 Nov"), "--from 20 Nov: this is not a date; write it as 2026-11-20"),
        (("rescreen", "--on", "soon"), "--on soon: this is not a date"),
        (("verify", "--against", "/nowhere/heads"), "/nowhere/heads cannot be read"),
        (("verify", "--against", "pyproject.toml"), "pyproject.toml holds no heads"),
        (("purge", "--older-than", "long"), "write days, months or years, such as 180d, 24m or 5y"),
        (("purge", "--older-than", "99999y"), "name a shorter period"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_the_remedy(spoken, hepascreen, arguments, remedy):
    status, _, error = hepascreen(*arguments)
    assert (status, error.count("\n")) == (2, 1)
    assert remedy in error


def test_two_screenings_with_one_code_are_told_apart_by_number(spoken, hepascreen):
    Coordinator(spoken, "cleo").say("new_patient", "new patient P-1")
    status, _, error = hepascreen("show", "P-1")
    assert status == 2
    assert "#1 of 2026-11-20 by ana, #3 of 2026-11-20 by cleo; name one by its #number" in error


def test_a_log_that_is_not_there_is_not_made(tmp_path):
    url = f"sqlite:///{tmp_path / 'log.db'}"
    done = subprocess.run(
        command("log", "list"), env=environment(HEPASCREEN_LOG_URL=url), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"hepascreen: there is no screening log at {tmp_path / 'log.db'}; check HEPASCREEN_LOG_URL\n"
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_log_is_named(tmp_path):
    (tmp_path / "log.db").write_text("no database " * 100)
    url = f"sqlite:///{tmp_path / 'log.db'}"
    done = subprocess.run(
        command("log", "verify"), env=environment(HEPASCREEN_LOG_URL=url), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "the screening log cannot be used (file is not a database)" in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_is_for(name, monkeypatch):
    monkeypatch.setenv("HEPASCREEN_PORT", "wrong")
    done = CliRunner().invoke(app, ["log", name, "--help"])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 6


def test_the_documentation_names_every_command(root):
    text = (root / "docs/operate.md").read_text()
    assert [name for name in COMMANDS if f"`hepascreen log {name}" not in text] == []
