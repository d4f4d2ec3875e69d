"""Reading a YAML 1.2 file with the line of every key, so that an error can name its place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, ScalarEvent
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scanner import RoundTripScanner
from ruamel.yaml.util import create_timestamp, timestamp_regexp

from criteria.errors import Fault

Path_ = Sequence[str | int]

DEEPEST = 40
"""How many lists and mappings may lie within one another."""
TOO_DEEP = f"more than {DEEPEST} lists and mappings lie within one another"
MOST_VALUES = 50_000
"""How many values and keys a file may have; a thousand take about a quarter of a second."""
MOST_DIGITS = 4_000
"""Python reads no longer number."""


class _NotRead(MarkedYAMLError):
    """YAML that is not read here; `note` says what to write instead."""


class _ShallowScanner(RoundTripScanner):
    """Stops at deep brackets; ruamel looks ahead from each of them, which takes seconds for a thousand."""

    def fetch_flow_collection_start(self, token: Any, to_push: str) -> None:
        """Take an opening bracket. Raises _NotRead."""
        if len(self.flow_context) >= DEEPEST:
            raise _NotRead(problem=TOO_DEEP, note="write fewer brackets", problem_mark=self.reader.get_mark())
        super().fetch_flow_collection_start(token, to_push)


class _PlainComposer(Composer):
    """Composes values written out one by one: no alias can multiply them, no tag make something else of them."""

    most = MOST_VALUES

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader=loader)
        self._depth = self._values = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Compose one value with all that lies in it. Raises _NotRead."""
        event = self.parser.peek_event()
        self._values += 1
        problem, remedy = self._problem(event) or _problem_of_scalar(event) or ("", "")
        if problem:
            raise _NotRead(problem=problem, note=remedy, problem_mark=event.start_mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _problem(self, event: Any) -> tuple[str, str] | None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            return "anchors and aliases (& and *) are not read here", "write the value out, or put it in quotes"
        if event.tag is not None:
            return f"the tag {event.tag} is not read here", "remove it, or put the value in quotes"
        if self._depth >= DEEPEST:
            return TOO_DEEP, "write fewer levels"
        return (f"there are more than {self.most} values", "remove some") if self._values > self.most else None


def _problem_of_scalar(event: Any) -> tuple[str, str] | None:
    if not isinstance(event, ScalarEvent) or event.style:
        return None
    if event.value == "<<":
        return "merge keys (<<) are not read here", "write the values out"
    found = timestamp_regexp.match(event.value)
    try:
        if found:
            create_timestamp(**found.groupdict())
    except ValueError as error:
        return f"{event.value} is no date ({error})", "correct it"
    digits = sum(one.isdigit() for one in event.value)
    return ("this number has too many digits", "correct it") if digits > MOST_DIGITS else None


@dataclass(frozen=True)
class YamlFile:
    """The content of a YAML file as plain Python values, and where each of them stands."""

    name: str
    data: Any
    _tree: Any

    def line(self, path: Path_) -> int:
        """Give the line (from 1) of the deepest part of ``path`` that the file holds."""
        node, line = self._tree, 1
        for key in path:
            try:
                mark = node.lc.item(key) if isinstance(node, CommentedSeq) else node.lc.key(key)
                node = node[key]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
            line = mark[0] + 1
        return line

    def fault(self, path: Path_, problem: str, remedy: str) -> Fault:
        """Make a fault at ``path``: the place is file, line and keys."""
        keys = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
        return Fault(f"{self.name}:{self.line(path)}{' ' + keys.lstrip('.') if keys else ''}", problem, remedy)


def _plain(value: Any) -> Any:
    if isinstance(value, CommentedMap):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, CommentedSeq):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def parse_yaml(text: str, name: str, most: int = MOST_VALUES) -> YamlFile | Fault:
    """Parse YAML text of at most so many values; the fault names ``name``, the line and what is wrong."""
    reader = YAML(typ="rt")
    reader.Scanner = _ShallowScanner
    reader.Composer = _PlainComposer
    reader.composer.most = most
    try:
        tree = reader.load(io.StringIO(text))
        return YamlFile(name, _plain(tree), tree)
    except _NotRead as error:
        return Fault(f"{name}:{error.problem_mark.line + 1}", error.problem, error.note)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"the character {chr(error.character)!a} is not allowed in YAML"
        return Fault(f"{name}:{line}", problem, "remove it")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        problem = " ".join(str(error.problem or error.context or "cannot be read").split())
        return Fault(place, f"this is not valid YAML ({problem})", "correct the line")
    except (YAMLError, ValueError, RecursionError, ArithmeticError) as error:
        problem = " ".join(str(error).split())[:200] or type(error).__name__
        return Fault(name, f"this is not valid YAML ({problem})", "correct the file")


def read_yaml(path: Path) -> YamlFile | Fault:
    """Read a YAML file; the fault names the file, the line and what is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return Fault(str(path), f"the file cannot be read ({reason})", "check the path and the file")
    return parse_yaml(text, path.name)
