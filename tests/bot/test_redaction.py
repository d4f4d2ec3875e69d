"""Redaction by itself: nothing is left of what identifies a person, and clinical text stays as it was typed."""

import datetime as dt
import logging
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.log_lines import TextLines
from bot.redaction import redact
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 20)
MOST_FALSE_ALARMS = 1 / 200


def forms() -> list[dict]:
    kinds = yaml.safe_load((ROOT / "tests/conversations/personal_forms.yml").read_text())
    return [form for listed in kinds.values() for form in listed]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form["text"])
def test_nothing_is_left_of_it_and_doing_it_again_changes_nothing(form):
    once = redact(form["text"], TODAY)
    assert [gone for gone in form["gone"] if gone in once.text] == []
    assert once.kinds
    again = redact(once.text, TODAY)
    assert again.text == once.text
    assert not again.kinds


def test_clinical_messages_stay_as_they_are():
    """Every message of the extractor's development parts that its author did not mark as personal."""
    read = kept = 0
    altered = []
    for path in (*(ROOT / "tests/nlu/dev").glob("*.yml"), *(ROOT / "tests/nlu/third").glob("*.yml")):
        for case in yaml.load(path.read_text(), yaml.CSafeLoader):
            text = str(case["text"])
            redacted = redact(text, TODAY, case.get("asked") or ())
            read += not case.get("personal")
            kept += not case.get("personal") and redacted.text == text
            if redacted.kinds.keys() - {"birth date"} and not case.get("personal"):
                altered.append((Path(path).name, text, redacted.text))
    assert read > 1500
    assert len(altered) <= MOST_FALSE_ALARMS * read, altered
    assert read - kept - len(altered) < read / 200, "dates of birth alone give way to an age"


@pytest.mark.parametrize(
    "text",
    [
        "plt 82000, AFP 1234567",
        "TACE 2026-10-10, HAIC 2026-11-01",
        "resection 12.03.2008, RFA 04/05/2019",
        "HBV DNA 1.2E5 IU/mL since 1985",
        "BP 150/90, 142/88, 138/82",
        "call it BCLC C",
        "new patient P-01",
        "code HCC-017",
        "Child Pugh A, 61M",
        "HCC BCLC 61M",
        "ALT 88 (ULN 40) AST 102 (ULN 40)",
        "her mother had HCC, her father diabetes",
        "患者血小板减少",
        "患者男性，61岁",
        "5.2 x 4.1 x 3.0 cm, 3 lesions",
    ],
)
def test_what_looks_alike_is_left_alone(text):
    assert redact(text, TODAY).text == text


@pytest.mark.parametrize(
    ("text", "asked", "left"),
    [
        ("23.04.1965", ["age"], "age 61"),
        ("1965", ["age"], "born 1965"),
        ("2026-10-10", ["age"], "2026-10-10"),
        ("23.04.1965", [], "23.04.1965"),
        ("23.04.1965", ["other_malignancy"], "23.04.1965"),
        ("DOB 20.11.1965", [], "age 61"),
        ("DOB 21.11.1965", [], "age 60"),
        ("DOB 29.02.1964", [], "age 62"),
        ("DOB 23.04.1865", [], "DOB 23.04.1865"),
        ("DOB 23.04.2027", [], "[birth date]"),
    ],
)
def test_a_date_of_birth_gives_way_to_the_age(text, asked, left):
    assert redact(text, TODAY, asked).text == left


@given(st.text(max_size=300))
def test_any_text_is_accepted_and_only_loses(text):
    once = redact(text, TODAY)
    assert redact(once.text, TODAY).text == once.text or once.kinds
    if not once.kinds:
        assert once.text == text


def logged(level_is_debug: bool, messages: bool) -> str:
    typed = "platelets " + str(82)
    try:
        raise ValueError(typed)
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "A message failed", (), sys.exc_info())
    return TextLines(level_is_debug, messages).format(record)


def test_a_log_line_names_the_error_and_not_what_it_says():
    assert logged(False, False).endswith("A message failed (ValueError)")
    debug = logged(True, False)
    assert "test_redaction.py" in debug
    assert "platelets 82" not in debug


def test_only_a_setting_prints_what_errors_say():
    assert "platelets 82" in logged(True, True)
