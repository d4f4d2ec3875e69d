"""Every hand-written message of the development part is read exactly as its case says."""

from pathlib import Path

import pytest

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import Case, load, mark


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_catalogue())


@pytest.mark.parametrize("case", load("dev"), ids=lambda case: case.name)
def test_a_message_is_read_as_its_case_says(extractor: Extractor, case: Case) -> None:
    found = extractor.extract(case.text, today=case.today, asked=case.asked)
    assert mark(case, found).faults == [], case.text


def test_the_development_part_has_the_size_that_was_asked_for() -> None:
    assert sum(1 for _ in load("dev")) >= 250
    assert Path(__file__).with_name("README.md").exists()
