"""The arrows between rooms: criteria knows no Rasa, no database, no network and no clock, and nobody above it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import criteria
from tests.conftest import ROOT

MODULES = sorted(Path(criteria.__file__).parent.rglob("*.py"))
ALLOWED = {"criteria", "dateutil", "msgspec", "ruamel"}
"""What criteria may import beside the standard library."""
FORBIDDEN = {"time", "socket", "sqlite3", "urllib", "http", "asyncio", "subprocess", "os", "shelve", "dbm"}
CLOCKS = {"now", "utcnow", "today", "fromtimestamp", "monotonic", "time"}


def imported(tree: ast.AST) -> set[str]:
    names = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    modules = {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names | modules}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_criteria_imports_the_standard_library_and_three_small_ones(path: Path) -> None:
    found = imported(ast.parse(path.read_text(encoding="utf-8")))
    assert found - set(sys.stdlib_module_names) <= ALLOWED
    assert found & FORBIDDEN == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_criteria_reads_no_clock(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS] == []


def test_what_criteria_draws_at_random_comes_from_a_seed() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "random":
                assert node.attr == "Random", f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Random"):
                assert node.args, f"{path.name}:{node.lineno}"


def test_importing_criteria_loads_neither_rasa_nor_a_database() -> None:
    code = "import sys, criteria; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & {"rasa", "rasa_sdk", "sqlalchemy", "sqlite3", "aiohttp", "actions", "bot"} == set()


def test_the_contracts_between_the_rooms_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
