"""The vocabulary of patients' words: ``told/*.yml``, read once, each section joined over the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.text.patterns import Sets, compiled
from bot.nlu.text.rewriting import Rules

LONGEST_TOLD = 240
"""Characters of a message that is read for what a patient tells; longer ones are letters."""
_FOLDER = Path(__file__).with_name("told")
_SECTIONS = (
    "sets", "fillers", "always", "asked", "asks", "beside", "open", "answers", "doings", "outcomes", "gist",
    "elsewhere", "bears_on",
)  # fmt: skip


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    for path in sorted(_FOLDER.glob("*.yml")):
        for name, entries in YAML(typ="safe").load(path.read_text(encoding="utf-8")).items():
            _join(data[name], entries)
    return data


def _join(into: dict[str, Any], entries: Mapping[Any, Any]) -> None:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            _join(into.setdefault(str(key), {}), value)
        else:
            into.setdefault(str(key), []).extend(_lines(value))


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in str(patterns).splitlines() if line.strip()]


def section(name: str) -> dict[str, Any]:
    """Give a section of the vocabulary: patterns by what they stand for, or those by fact."""
    return _data()[name]


@lru_cache(maxsize=1)
def _sets() -> Sets:
    return Sets(section("sets"))


def rules_of_entries(entries: Mapping[str, Iterable[str]]) -> Rules:
    """Give the rules of patterns by what they stand for.

    Raises:
        KeyError: a pattern names a set that there is not.
    """
    return Rules(compiled(entries, _sets()))


@lru_cache(maxsize=8)
def rules_of(name: str) -> Rules:
    """Give the rules of a whole section."""
    return rules_of_entries(section(name))
