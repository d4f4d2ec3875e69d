"""The bundle in the repository is what its sources make, small, and from a lock without addresses."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

WEB = ROOT / "web"
BUNDLE = ROOT / "bot" / "page" / "hepascreen.js"
REMEDY = "run `make web`"
LARGEST = 150_000
"""Bytes, gzipped."""
MOST_LINES = 300


def sources() -> list[Path]:
    return sorted((path for path in (WEB / "src").rglob("*") if path.is_file()), key=str)


def test_the_bundle_is_made_from_these_sources():
    digest = hashlib.sha256()
    named = {path.relative_to(WEB).as_posix(): path for path in sources()}
    for name in ["build.mjs", "package-lock.json", "tsconfig.json", *sorted(named)]:
        digest.update(f"{name}\0".encode() + (WEB / name).read_bytes() + b"\0")
    assert f"Sources: {digest.hexdigest()} */" in BUNDLE.read_text().splitlines()[0], REMEDY


@pytest.mark.skipif(
    not (shutil.which("node") and (WEB / "node_modules" / "esbuild").is_dir()),
    reason="`make web` installs what builds it",
)
def test_building_it_again_gives_the_same_bytes(tmp_path: Path):
    built = tmp_path / "hepascreen.js"
    subprocess.run(["node", "build.mjs", str(built)], cwd=WEB, check=True, timeout=60)
    assert built.read_bytes() == BUNDLE.read_bytes(), REMEDY


def test_the_bundle_is_small_enough():
    assert len(gzip.compress(BUNDLE.read_bytes(), 9)) <= LARGEST


def test_the_lock_pins_every_package_by_hash_and_holds_no_address():
    lock = (WEB / "package-lock.json").read_text()
    packages = json.loads(lock)["packages"]
    assert [name for name, one in packages.items() if name and not one.get("integrity")] == []
    assert [line for line in lock.splitlines() if "://" in line] == [], "run `npm run lock` in web/"


def test_every_dependency_is_pinned_to_one_release():
    given = json.loads((WEB / "package.json").read_text())
    wanted = {**given["dependencies"], **given["devDependencies"]}
    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_every_word_of_the_interface_stands_in_one_file():
    words = re.compile(r">\s*[A-Za-z][a-z]{2,}[^<>{}=;()]*</|(?:aria-label|title|placeholder|alt)=\"[^\"]*[a-z]{3}")
    found = {path.name: words.findall(path.read_text()) for path in sources() if path.suffix == ".tsx"}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_no_source_is_longer_than_300_lines():
    sizes = {path.name: len(path.read_text().splitlines()) for path in sources()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}
