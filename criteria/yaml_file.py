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
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from criteria.errors import Fault

Path_ = Sequence[str | int]


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


def parse_yaml(text: str, name: str) -> YamlFile | Fault:
    """Parse YAML text; the fault names ``name``, the line and what is wrong."""
    try:
        tree = YAML(typ="rt").load(io.StringIO(text))
        return YamlFile(name, _plain(tree), tree)
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
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return Fault(str(path), f"the file cannot be read ({reason})", "check the path and the file")
    return parse_yaml(text, path.name)
