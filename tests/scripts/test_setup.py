"""Set-up on a machine that lacks what it needs: one clear message, and nothing half built."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOLS = ("bash", "cat", "cmp", "dirname", "env", "grep", "rm")
"""What the script itself is written with; no Python and no uv among them."""


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A copy of the project's set-up beside a ``bin`` folder that holds the script's tools alone."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or "")
    project = tmp_path / "project"
    shutil.copytree(ROOT / "requirements", project / "requirements")
    shutil.copytree(ROOT / "scripts", project / "scripts")
    shutil.copy(ROOT / "pyproject.toml", project)
    return tmp_path


def set_up(machine: Path) -> subprocess.CompletedProcess[str]:
    """Run set-up with what the bare machine has."""
    environment = {"PATH": str(machine / "bin"), "HOME": str(machine), "PYENV_ROOT": str(machine / "pyenv")}
    script = machine / "project/scripts/setup"
    return subprocess.run([script], env=environment, capture_output=True, text=True, check=False)


def add_python(machine: Path, script: str) -> None:
    """Put a command named python3.10 on the bare machine."""
    command = machine / "bin/python3.10"
    command.write_text(f"#!/usr/bin/env bash\n{script}\n")
    command.chmod(0o755)


@pytest.mark.skipif(Path("/usr/local/bin/python3.10").exists(), reason="this machine's own Python 3.10 would be found")
class TestWithoutPython:
    def test_says_which_version_is_needed_and_how_to_get_it(self, bare_machine: Path) -> None:
        run = set_up(bare_machine)
        assert run.returncode == 1
        assert "Python 3.10 was not found" in run.stderr
        assert "pyenv install 3.10" in run.stderr
        assert "PYTHON=/path/to/python3.10" in run.stderr
        assert not (bare_machine / "project/.venv").exists()

    def test_a_shim_that_starts_no_python_does_not_count(self, bare_machine: Path) -> None:
        add_python(bare_machine, "echo 'pyenv: python3.10: command not found' >&2; exit 127")
        run = set_up(bare_machine)
        assert run.returncode == 1
        assert "Python 3.10 was not found" in run.stderr

    def test_a_python_without_the_venv_module_is_named_with_the_package_to_add(self, bare_machine: Path) -> None:
        add_python(bare_machine, 'case "$*" in *venv*) exit 1 ;; esac')
        run = set_up(bare_machine)
        assert run.returncode == 1
        assert "python3.10 has no venv module" in run.stderr
        assert "python3.10-venv" in run.stderr
