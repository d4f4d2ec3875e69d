"""Every hand-written message of the development parts is read exactly as its case says."""

from pathlib import Path

import pytest

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import DEVELOPED, Case, load, mark

GAPS = frozenset(Path(__file__).with_name("gaps.txt").read_text(encoding="utf-8").split())
"""Names of messages that are known not to be read yet."""


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_catalogue())


def _cases() -> list:
    """The development parts; what is known not to be read yet says why, and fails the day it is read."""
    return [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(reason=why) if (why := _gap(case)) else (),
        )
        for part in DEVELOPED
        for case in load(part)
    ]


def _gap(case: Case) -> str:
    return str(case.expected.get("gap", "")) or ("not read yet" if case.name in GAPS else "")


@pytest.mark.parametrize("case", _cases())
def test_a_message_is_read_as_its_case_says(extractor: Extractor, case: Case) -> None:
    found = extractor.extract(case.text, today=case.today, asked=case.asked)
    assert mark(case, found).faults == [], case.text


def test_the_development_part_has_the_size_that_was_asked_for() -> None:
    assert sum(1 for _ in load("dev")) >= 250
    assert Path(__file__).with_name("README.md").exists()
