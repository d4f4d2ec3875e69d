"""The house rules that a machine can check: locks, sizes, and what must never be written down."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
PACKAGES = ("criteria", "actions", "bot")
MOST_LINES = 300
LONG_FUNCTION = 30


def pins(lock: Path) -> set[tuple[str, str]]:
    """Name and version of every package in a lock."""
    return set(PIN.findall(lock.read_text()))


def modules() -> list[Path]:
    """Every module of the product and its tests."""
    folders = (*PACKAGES, "tests", "scripts", "examples", "benchmarks")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def tracked_files() -> list[Path]:
    """Every file that git keeps, or would keep with the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_names_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.findall(r"(?:https?|file)://\S*|--(?:index|find-links)\S*", text)
    assert pins(lock)
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert [r.splitlines()[0] for r in requirements if "--hash=sha256:" not in r] == []


def test_the_development_lock_holds_the_runtime_lock_and_the_bootstrap_lock() -> None:
    develop = pins(ROOT / "requirements/develop.lock")
    assert pins(ROOT / "requirements/runtime.lock") <= develop
    assert pins(ROOT / "requirements/bootstrap.lock") <= develop


def test_every_direct_dependency_is_locked_at_the_version_that_pyproject_names() -> None:
    asked = set(re.findall(r'^\s*"([A-Za-z0-9._-]+)==([^";]+)",', (ROOT / "pyproject.toml").read_text(), re.MULTILINE))
    locked = pins(ROOT / "requirements/develop.lock")
    assert {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in asked} <= locked
    assert len(asked) > 30


def test_no_module_is_longer_than_300_lines() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_nine_functions_in_ten_stay_under_30_lines() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(length < LONG_FUNCTION for length in lengths) >= 0.9 * len(lengths)


def test_no_tracked_file_is_a_database_a_model_or_a_key() -> None:
    unwanted = re.compile(r"\.(db|sqlite3?|pem|key|p12)$|(^|/)(models|\.venv)/|(^|/)\.env$|\.tar\.gz$")
    assert [path.name for path in tracked_files() if unwanted.search(path.relative_to(ROOT).as_posix())] == []
