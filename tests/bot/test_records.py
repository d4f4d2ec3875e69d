"""Record files: YAML 1.2 and JSON as written, and one clear line for every way in which a file can be wrong."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.commands.records import LARGEST, read_record_file
from criteria import Fault, RecordError


def fault_of(path: Path | str) -> str:
    with pytest.raises(RecordError) as error:
        read_record_file(str(path))
    assert len(error.value.faults) == 1
    return str(error.value)


@pytest.fixture
def write(tmp_path: Path):
    def _write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return _write


def test_yaml_and_json_of_the_same_record_read_the_same(write):
    record = {"facts": {"age": 61, "hiv": False, "bclc": ["B", "C"], "afp": ">400"}, "treatments_complete": True}
    yaml = "facts: {age: 61, hiv: false, bclc: [B, C], afp: '>400'}\ntreatments_complete: true\n"
    assert read_record_file(str(write("a.yml", yaml))).data == record
    assert read_record_file(str(write("a.json", json.dumps(record)))).data == record


def test_yaml_is_1_2_so_that_no_and_times_are_text(write):
    data = read_record_file(str(write("a.yml", "facts: {a: NO, b: 12:30, c: 2026-10-02, d: 010}"))).data
    assert data["facts"] == {"a": "NO", "b": "12:30", "c": dt.date(2026, 10, 2), "d": 10}


def test_a_byte_order_mark_and_windows_lines_do_not_matter(write):
    path = write("a.yml", b"\xef\xbb\xbffacts:\r\n  age: 61\r\n")
    assert read_record_file(str(path)).data == {"facts": {"age": 61}}


def test_json_without_the_ending_is_json_still(write):
    assert read_record_file(str(write("record", '{"facts":\t{"age": 61}}'))).data == {"facts": {"age": 61}}


def test_yaml_in_braces_is_yaml_still(write):
    assert read_record_file(str(write("record", "{facts: {age: 61}}"))).data == {"facts": {"age": 61}}


def test_broken_yaml_names_file_and_line(write):
    path = write("a.yml", "facts:\n  age: 61\n  sex: [female\n")
    line = fault_of(path)
    assert line.startswith(f"{path}:")
    assert "not valid YAML" in line


def test_broken_json_names_file_and_line(write):
    path = write("a.json", '{"facts":\n {"age": }}')
    assert fault_of(path).startswith(f"{path}:2: this is not valid JSON")


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yml", "facts: {age: 61}\nfacts: {age: 62}\n"), ("a.json", '{"facts": {"age": 61, "age": 62}}')],
)
def test_a_key_that_stands_twice_is_refused(write, name, text):
    assert "age" in fault_of(write(name, text)) or "facts" in fault_of(write(name, text))


@pytest.mark.parametrize(
    ("text", "problem"), [("", "empty"), ("- age: 61\n", "not a patient record"), ("61", "not a patient record")]
)
def test_what_is_no_record_is_refused_with_the_keys_of_one(write, text, problem):
    line = fault_of(write("a.yml", text))
    assert problem in line
    assert "screening_date, facts, treatments, treatments_complete" in line


def test_a_file_that_is_not_there(tmp_path):
    assert (
        fault_of(tmp_path / "none.yml")
        == f"{tmp_path / 'none.yml'}: it cannot be read (No such file or directory); check the path"
    )


def test_a_folder(tmp_path):
    assert fault_of(tmp_path).startswith(f"{tmp_path}: this is a folder; name the files in it")


def test_a_file_that_is_no_text(write):
    assert "not UTF-8" in fault_of(write("a.yml", b"facts: \xff\xfe"))


def test_a_huge_file_is_not_read(write):
    assert "longer than" in fault_of(write("a.yml", "#" * (LARGEST + 1)))


def test_a_file_nested_without_end_is_refused(write):
    assert "a.json" in fault_of(write("a.json", "[" * 100_000))


def test_a_fault_of_the_record_gets_file_and_line(write):
    path = write("a.yml", "facts:\n  age: 61\n  platelets:\n    value: 82\n    unit: K/dL\n")
    fault = read_record_file(str(path)).located(Fault("facts.platelets.unit", "no unit", "use K/uL"))
    assert str(fault) == f"{path}:5: facts.platelets.unit: no unit; use K/uL"


def test_a_place_that_the_file_does_not_hold_gets_the_line_of_what_is_above_it(write):
    path = write("a.yml", "treatments_complete: true\nfacts:\n  platelets: {value: 82}\n")
    fault = read_record_file(str(path)).located(Fault("facts.platelets.unit", "no unit", "use K/uL"))
    assert fault.place == f"{path}:3: facts.platelets.unit"
