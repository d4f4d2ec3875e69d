"""Patient records as files: YAML 1.2 or JSON, `-` for standard input; a file that is wrong gives clear lines."""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.errors import Fault, RecordError
from criteria.yaml_file import YamlFile, parse_yaml

STANDARD_INPUT = "-"
LARGEST = 200_000
"""Characters of a file; a record of every fact and fifty treatments has some 10,000."""
MOST_VALUES = 5_000
KEYS = "screening_date, facts, treatments, treatments_complete"


class RecordFile:
    """A record as it was read, which knows the line of each of its parts."""

    def __init__(self, name: str, data: Mapping[str, Any], yaml: YamlFile | None) -> None:
        self.name = name
        self.data = data
        self._yaml = yaml

    def located(self, fault: Fault) -> Fault:
        """Put file and, where it is known, line before the place that a fault names."""
        path = [int(key) if key.isdigit() else key for key in re.findall(r"[^.\[\]]+", fault.place)]
        line = f":{self._yaml.line(path)}" if self._yaml else ""
        return Fault(f"{self.name}{line}: {fault.place}", fault.problem, fault.remedy)


def read_record_file(path: str) -> RecordFile:
    """Read a record from a file or from standard input. Raises RecordError, whose faults name the file."""
    name = "standard input" if path == STANDARD_INPUT else path
    try:
        text = _text(path)
    except UnicodeDecodeError:
        raise RecordError([Fault(name, "this is not UTF-8 text", "save the record as UTF-8")]) from None
    except OSError as error:
        raise RecordError([_unreadable(name, path, error)]) from None
    if len(text) > LARGEST:
        raise RecordError([Fault(name, f"it is longer than {LARGEST} characters", "one file holds one record")])
    return _parse(text, name, path)


def _text(path: str) -> str:
    raw = sys.stdin.buffer.read(LARGEST + 1) if path == STANDARD_INPUT else _bytes(Path(path))
    return raw.decode("utf-8-sig")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _unreadable(name: str, path: str, error: OSError) -> Fault:
    if Path(path).is_dir():
        return Fault(name, "this is a folder", f"name the files in it, such as {name.rstrip('/')}/*.yml")
    return Fault(name, f"it cannot be read ({error.strerror})", "check the path")


def _parse(text: str, name: str, path: str) -> RecordFile:
    if path.lower().endswith(".json") or text.lstrip().startswith("{"):
        try:
            return _checked(name, json.loads(text, object_pairs_hook=_without_duplicates), None)
        except _DuplicateError as error:
            raise RecordError([Fault(name, f"{error} is given twice", "keep one of them")]) from None
        except (ValueError, RecursionError) as error:
            if path.lower().endswith(".json"):
                raise RecordError([_bad_json(name, error)]) from None
    read = parse_yaml(text, name, MOST_VALUES)
    if isinstance(read, Fault):
        raise RecordError([read])
    return _checked(name, read.data, read)


def _checked(name: str, data: Any, yaml: YamlFile | None) -> RecordFile:
    if not isinstance(data, Mapping):
        problem = "it is empty" if data is None else "this is not a patient record"
        raise RecordError([Fault(name, problem, f"a record has the keys {KEYS}")])
    return RecordFile(name, data, yaml)


def _bad_json(name: str, error: ValueError | RecursionError) -> Fault:
    if isinstance(error, RecursionError):
        return Fault(name, "it is nested too deeply", "correct the file")
    if not isinstance(error, json.JSONDecodeError):
        return Fault(name, "a number in it has too many digits", "correct the file")
    return Fault(f"{name}:{error.lineno}", f"this is not valid JSON ({error.msg})", "correct the line")


class _DuplicateError(ValueError):
    """A key stands twice in one JSON object."""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateError(key)
        found[key] = value
    return found
