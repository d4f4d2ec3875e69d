"""The model is trained when what it is made from changed, and only then."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.train import digest_of_inputs, is_current, train_if_changed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain.yml", "data/nlu/a.yml", "criteria/facts/labs.yml", "bot/nlu/extractor.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["config.yml", "domain.yml", "data/nlu/a.yml", "criteria/facts/labs.yml", "bot/nlu/extractor.py"]
)
def test_a_change_of_any_input_is_seen(project: Path, name: str):
    before = digest_of_inputs(project)
    (project / name).write_text("changed\n")
    assert digest_of_inputs(project) != before


def test_a_file_that_is_added_or_renamed_is_seen(project: Path):
    before = digest_of_inputs(project)
    (project / "data/nlu/a.yml").rename(project / "data/nlu/b.yml")
    renamed = digest_of_inputs(project)
    (project / "data/nlu/c.yml").write_text("")
    assert len({before, renamed, digest_of_inputs(project)}) == 3


def test_what_is_no_input_is_not_looked_at(project: Path):
    before = digest_of_inputs(project)
    (project / "README.md").write_text("words")
    (project / "bot/nlu/__pycache__").mkdir()
    (project / "bot/nlu/__pycache__/extractor.cpython-310.pyc").write_bytes(b"x")
    assert digest_of_inputs(project) == before


def test_a_model_counts_only_with_the_stamp_of_its_inputs(project: Path):
    model = project / "models/hepascreen.tar.gz"
    digest = digest_of_inputs(project)
    assert not is_current(model, digest)
    model.parent.mkdir()
    model.write_bytes(b"model")
    assert not is_current(model, digest)
    (project / "models/hepascreen.tar.gz.inputs").write_text(digest + "\n")
    assert is_current(model, digest)
    assert not is_current(model, digest_of_inputs(project)[::-1])


def test_nothing_is_trained_while_nothing_changed(project: Path, capsys: pytest.CaptureFixture[str]):
    model = project / "models/hepascreen.tar.gz"
    model.parent.mkdir()
    model.write_bytes(b"model")
    (project / "models/hepascreen.tar.gz.inputs").write_text(digest_of_inputs(project))
    assert train_if_changed(model, project) is False
    assert capsys.readouterr().out == ""
    assert model.read_bytes() == b"model"


@pytest.mark.slow
@pytest.mark.model
def test_training_that_fails_says_so_in_one_line_and_keeps_the_old_model(project: Path, root: Path):
    shutil.copy(root / "domain.yml", project)
    shutil.copytree(root / "data", project / "data", dirs_exist_ok=True)
    (project / "data/nlu/a.yml").unlink()
    model = project / "models/hepascreen.tar.gz"
    model.parent.mkdir()
    model.write_bytes(b"old")
    (project / "config.yml").write_text("recipe: default.v1\nlanguage: en\npipeline:\n  - name: NoSuchComponent\n")
    # In a process of its own, since training changes logging and warnings for good.
    code = "import sys; from pathlib import Path; from bot.train import *; train_if_changed(*map(Path, sys.argv[1:]))"
    arguments = [sys.executable, "-c", code, model, project]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("bot.train.TrainingError: The model could not be trained: ")
    assert "NoSuchComponent" in last
    assert model.read_bytes() == b"old"
    assert [path.name for path in model.parent.iterdir()] == ["hepascreen.tar.gz"]
