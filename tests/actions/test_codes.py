"""Codes are read; names, telephone numbers, e-mail and numbers of record are not."""

import pytest

from actions.codes import read_bare_code, read_code
from actions.heard import read_heard


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("new patient P-017", "P-017"),
        ("new patient HCC-012", "HCC-012"),
        ("new patient, code S01-004", "S01-004"),
        ("start a screening for patient X-7", "X-7"),
        ("new screening for 0231", "0231"),
        ("next one, code 044", "044"),
        ("code: A12", "A12"),
        ("the patient's code is A12", "A12"),
        ("call this one P-12", "P-12"),
        ("back to P-017", "P-017"),
        ("resume P-017", "P-017"),
        ("switch back to p-017", "p-017"),
        ("new patient P-017, 61F BCLC C", "P-017"),
        ("new patient P-017: plt 82", "P-017"),
    ],
)
def test_a_code_is_read(text, code):
    read = read_code(text, read_heard(None))
    assert (read.code, text[slice(*read.span)], read.refused) == (code, code, False)


@pytest.mark.parametrize(
    "text", ["new patient", "next patient please", "start a new screening", "new patient 61F BCLC C"]
)
def test_without_a_code_there_is_none(text):
    read = read_code(text, read_heard(None))
    assert (read.code, read.refused) == (None, False)


def test_a_word_that_is_a_fact_is_no_code():
    heard = read_heard({"mentions": [{"fact": "ecog", "text": "PS1", "start": 12, "end": 15}]})
    assert read_code("new patient PS1", heard).code is None


@pytest.mark.parametrize(
    "text",
    [
        "new patient John Smith",
        "new patient Wang Li, 61F",
        "new patient, MRN 00482913",
        "new patient 00482913",
        "new patient 138-0013-8000123",
        "new patient j.smith@example.org",
        "new patient, hospital no. 4821",
    ],
)
def test_what_identifies_a_person_is_refused(text):
    read = read_code(text, read_heard(None))
    assert (read.code, read.refused) == (None, True)


@pytest.mark.parametrize(("text", "code"), [("P-017", "P-017"), (" A12. ", "A12"), ("no", None), ("John", None)])
def test_a_bare_code_is_read(text, code):
    assert read_bare_code(text) == code
