"""`hepascreen screen` and `hepascreen trials` as processes: output, faults and exit status as the contract says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import command, environment

TRIALS = ["haic-concurrent", "haic-pd1-lenvatinib", "palliative-hepatectomy", "watch-and-wait", "haic-after-ici"]

GOOD = """
screening_date: 2026-11-20
facts:
  age: 61
  sex: female
  platelets: {value: 82, unit: "10*9/L", date: 2026-11-18}
treatments:
  - {kind: tace, start: 2026-08-02, end: 2026-10-10}
"""


def hepascreen(*arguments: Any, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*map(str, arguments)),
        input=given,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.yml"
    path.write_text(GOOD)
    return path


def test_json_is_one_screening_a_line_in_order_with_its_path(good, tmp_path):
    other = tmp_path / "other.json"
    other.write_text('{"screening_date": "2026-11-01", "facts": {"age": 17}}')
    done = hepascreen("screen", other, good, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["record"], second["record"]) == (str(other), str(good))
    assert (first["screening_date"], second["screening_date"]) == ("2026-11-01", "2026-11-20")
    assert [trial["trial"] for trial in first["trials"]] == TRIALS
    by_id = {trial["trial"]: trial["status"] for trial in second["trials"]}
    # Any earlier treatment violates for good.
    assert by_id["haic-concurrent"] == "ruled_out"
    assert set(first) == {"record", "screening_date", "trials", "conflicts", "next"}


def test_a_wrong_record_gets_a_line_a_fault_and_the_others_are_screened(good, tmp_path):
    bad = tmp_path / "bad.yml"
    bad.write_text("facts:\n  age: 300\n  plateletz: 82\n")
    done = hepascreen("screen", bad, tmp_path / "none.yml", good, "--json")
    assert done.returncode == 2
    assert [json.loads(line)["record"] for line in done.stdout.splitlines()] == [str(good)]
    lines = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{bad}:2", f"{bad}:3", str(tmp_path / "none.yml")]
    assert "facts.age" in lines[0]
    assert "platelets" in lines[1]


def test_a_dash_reads_standard_input(good):
    done = hepascreen("screen", "-", "--json", given=GOOD)
    assert done.returncode == 0
    assert json.loads(done.stdout)["record"] == "-"
    from_file = json.loads(hepascreen("screen", good, "--json").stdout)
    assert json.loads(done.stdout)["trials"] == from_file["trials"]


def test_without_a_screening_date_the_fixed_date_counts():
    done = hepascreen("screen", "-", "--json", given="facts: {age: 61}", HEPASCREEN_TODAY="2026-03-01")
    assert json.loads(done.stdout)["screening_date"] == "2026-03-01"


def test_on_decides_the_date_whatever_the_record_says(good):
    done = hepascreen("screen", good, "--on", "2026-12-24", "--json")
    assert json.loads(done.stdout)["screening_date"] == "2026-12-24"


def test_a_record_from_after_the_date_is_a_fault(good):
    done = hepascreen("screen", good, "--on", "2026-09-01")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "after the screening date" in done.stderr


def test_on_must_be_a_date(good):
    done = hepascreen("screen", good, "--on", "tomorrow")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "--on tomorrow: this is not a date; write it as 2026-11-20\n"


def test_a_wrong_setting_is_refused_before_anything_is_screened(good):
    done = hepascreen("screen", good, HEPASCREEN_TODAY="soon")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "hepascreen: HEPASCREEN_TODAY is not a date; write it as 2026-11-20\n"


def test_without_json_every_trial_is_shown_with_its_status_and_reason(good):
    done = hepascreen("screen", good)
    assert done.returncode == 0
    for trial in TRIALS:
        assert trial in done.stdout
    assert "ruled out" in done.stdout
    assert "No earlier treatment of the tumour" in done.stdout
    assert "as of 2026-11-20" in done.stdout


def test_trials_lists_all_with_recruitment():
    done = hepascreen("trials")
    assert done.returncode == 0
    for trial in TRIALS:
        assert trial in done.stdout
    # From the record of haic-after-ici; the fixed date is 2026-11-20.
    assert "until 2026-10-18, which has passed" in " ".join(done.stdout.split())


def test_before_its_last_day_recruitment_has_not_passed():
    done = hepascreen("trials", HEPASCREEN_TODAY="2026-10-18")
    assert "which has passed" not in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", ["haic-after-ici", "HAIC-after-ICI", "NCT05718492"])
def test_a_trial_is_shown_criterion_by_criterion_with_its_quotes(name):
    done = hepascreen("trials", name)
    assert done.returncode == 0
    shown = " ".join(done.stdout.split())
    assert "Cytohistological confirmation is required for diagnosis of HCC." in shown


def test_an_unknown_trial_is_refused_with_the_nearest():
    done = hepascreen("trials", "watch-and-wiat")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "watch-and-wiat: no trial has this id; did you mean watch-and-wait?\n"


def test_help_names_commands_settings_and_exit_status():
    done = hepascreen("--help")
    assert done.returncode == 0
    for word in ("run", "chat", "screen", "trials", "HEPASCREEN_LOG_URL", "2 bad input"):
        assert word in done.stdout


@pytest.mark.parametrize("module", ["bot.commands.screen", "bot.commands.trials", "bot.cli"])
def test_these_commands_start_without_rasa(module):
    code = f"import {module}, sys; print({{'rasa', 'tensorflow', 'sanic', 'sqlalchemy'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.shared
def test_every_example_of_the_contract_is_screened(tmp_path):
    from tests.conftest import shared_path

    contract = (shared_path("contract", "README.md")).read_text()
    example = contract.split("## Patient record (YAML or JSON)\n```yaml\n")[1].split("```")[0]
    path = tmp_path / "example.yml"
    path.write_text(example)
    done = hepascreen("screen", path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [trial["trial"] for trial in json.loads(done.stdout)["trials"]] == TRIALS
