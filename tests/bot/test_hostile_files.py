"""Files that are made to do harm, as records, as trial files and as files of facts: one line each, at once.

About five seconds.
"""

import datetime as dt
import sys
from pathlib import Path

import pytest

from bot.commands.records import read_record_file
from criteria import CriteriaError, RecordError, TrialError, load_catalogue, read_record
from criteria.errors import Fault
from criteria.trial_loader import load_trial
from criteria.yaml_file import MOST_VALUES, parse_yaml, read_yaml

TODAY = dt.date(2026, 11, 20)


def bomb(depth: int = 12) -> str:
    """Nine to the power of `depth` values, once every alias is followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 9)}]" for one in range(1, depth)]
    return "\n".join([*lines, f"facts: *a{depth - 1}", ""])


HOSTILE: dict[str, tuple[str, str]] = {
    "aliases without end": (bomb(), ":1: anchors and aliases"),
    "an alias of itself": ("facts: &a\n  age: *a\n", ":1: anchors and aliases"),
    "an alias of nothing": ("facts: {}\ntreatments: *nothing\n", ":2: anchors and aliases"),
    "a key that is an alias": ("? &a [*a]\n: 1\n", "anchors and aliases"),
    "merged mappings": ("facts:\n  <<: {age: 61}\n", ":2: merge keys"),
    "code": (
        "facts:\n  age: !!python/object/apply:os.system ['false']\n",
        ":2: the tag !!python/object/apply:os.system",
    ),
    "a name of code": ("facts: !!python/name:os.system\n", "the tag !!python/name"),
    "a tag of one's own": ("facts: !mine {age: 61}\n", "the tag !mine"),
    "binary data": ("facts: !!binary aGk=\n", "the tag tag:yaml.org,2002:binary"),
    "brackets 10,000 deep": ("facts: " + "[" * 10_000 + "]" * 10_000, ":1: more than 40 lists"),
    "mappings 10,000 deep": ("{a: " * 10_000, ":1: more than 40 lists"),
    "lists 10,000 deep": ("- " * 10_000 + "1\n", ":1: more than 40 lists"),
    "keys 10,000 deep": ("? " * 10_000 + "1\n", ":1: more than 40 lists"),
    "a key twice": ("facts:\n  age: 61\n  age: 62\n", ':3: this is not valid YAML (found duplicate key "age"'),
    "the same section twice": ("facts: {}\nfacts: {}\n", ":2: this is not valid YAML (found duplicate key"),
    "a number of 5,000 digits": (f"facts:\n  age: {'1' * 5_000}\n", ":2: this number has too many digits"),
    "a day that is none": ("facts:\n  gi_bleeding: {date: 2026-02-31}\n", ":2: 2026-02-31 is no date"),
    "an hour that is none": ("facts: {stroke: 2026-10-01T25:00:00Z}\n", ":1: 2026-10-01T25:00:00Z is no date"),
    "two documents": ("facts: {age: 61}\n---\nfacts: {age: 62}\n", ":2: this is not valid YAML"),
    "YAML of the future": ("%YAML 9.9\n---\nfacts: {}\n", ":1: this is not valid YAML"),
    "a NUL": ("facts:\n  age: \0\n", r":2: the character '\x00'"),
    "what steers a terminal": ("facts:\n  age: \x1b[2J\n", r":2: the character '\x1b'"),
    "a tabulator": ("facts:\n\tage: 61\n", ":2: this is not valid YAML"),
    "no end": ("facts: 'age\n", "this is not valid YAML"),
}
BYTES = {
    "UTF-16": "facts: {age: 61}".encode("utf-16"),
    "Latin-1": "facts: {age: é}".encode("latin-1"),
    "half a character": b"facts: {age: \xed\xa0\x80}",
    "a NUL written long": b"facts: {age: \xc0\x80}",
    "an archive": b"\x1f\x8b\x08\x00\x00",
}


def line_of(error: CriteriaError, path: Path) -> str:
    """Give the one line that is said, which names the file."""
    (line,) = str(error).splitlines()
    assert path.name in line
    assert line.isprintable()
    assert len(line) < 1_300
    return line


@pytest.mark.parametrize("name", HOSTILE)
def test_a_record_that_is_made_to_do_harm_is_refused_with_file_and_line(tmp_path: Path, name: str):
    text, expected = HOSTILE[name]
    path = tmp_path / "record.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as error:
        read_record_file(str(path))
    assert expected in line_of(error.value, path)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_trial_file_that_is_made_to_do_harm_is_refused_with_file_and_line(tmp_path: Path, name: str):
    text, expected = HOSTILE[name]
    path = tmp_path / "trial.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TrialError) as error:
        load_trial(path, load_catalogue())
    assert expected in line_of(error.value, path)


@pytest.mark.parametrize("name", BYTES)
def test_what_is_no_utf_8_is_refused(tmp_path: Path, name: str):
    path = tmp_path / "record.yml"
    path.write_bytes(BYTES[name])
    with pytest.raises(RecordError) as error:
        read_record_file(str(path))
    assert "not UTF-8" in line_of(error.value, path)
    found = read_yaml(path)
    assert isinstance(found, Fault)
    assert "not UTF-8" in str(found)


def test_a_byte_order_mark_does_not_matter_in_a_trial_file(tmp_path: Path):
    (tmp_path / "trial.yml").write_bytes(b"\xef\xbb\xbfid: a\n")
    found = read_yaml(tmp_path / "trial.yml")
    assert not isinstance(found, Fault)
    assert found.data == {"id": "a"}


def test_a_file_of_too_many_values_is_read_no_further():
    found = parse_yaml("- 1\n" * 1_000, "cases.yml", most=100)
    # the list itself is the first value
    assert str(found) == "cases.yml:100: there are more than 100 values; remove some"
    assert MOST_VALUES > 20_000  # the longest file of cases has some 11,000


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"facts": ' * 20_000, "nested too deeply"),
        ('{"facts": {"age": ' + "1" * 6_000 + "}}", "too many digits"),
        ('{"facts": {"age": 61, "age": 62}}', "age is given twice"),
        ('{"facts": {"age": "\x01"}}', "not valid JSON"),
    ],
    ids=lambda text: text[:20],
)
def test_json_that_is_made_to_do_harm_is_refused_with_one_line(tmp_path: Path, text: str, problem: str):
    path = tmp_path / "record.json"
    path.write_text(text)
    with pytest.raises(RecordError) as error:
        read_record_file(str(path))
    assert problem in line_of(error.value, path)


@pytest.mark.parametrize(
    "data",
    [
        {"": None},
        {"\ud800": 1},
        {"facts": {"a\nb\x1b[2J": 1}},
        {"facts": {"x" * 100_000: 1}},
        {"facts": {"age": "x" * 100_000}},
        {"facts": {"age": float("nan")}},
        {"facts": {"age": 10**400}},
        {"facts": {None: 1}},
        {"treatments": [{"kind": ["tace"], ("a",): 1}]},
        {"screening_date": "\0"},
    ],
    ids=lambda data: repr(data)[:30],
)
def test_every_fault_of_a_record_is_one_line_that_can_be_printed(data: dict):
    with pytest.raises(RecordError) as error:
        read_record(data, load_catalogue(), TODAY)
    for fault in error.value.faults:
        assert fault.place
        assert str(fault).isprintable()
        assert len(str(fault)) < 1_300


def test_no_tag_of_a_file_has_run_anything():
    assert "antigravity" not in sys.modules
    parse_yaml("a: !!python/module:antigravity\n", "a.yml")
    assert "antigravity" not in sys.modules
