"""Every hand-written message of the development parts is read exactly as its case says, a test for each file of them.

One test for each message would be clearer and take three times as long: there are more than twenty thousand.
"""

from pathlib import Path

import pytest

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import DEVELOPED, Case, described, files, load, mark

GAPS = frozenset(Path(__file__).with_name("gaps.txt").read_text(encoding="utf-8").split())
"""Names of messages that are known not to be read yet."""
FILES = [name for part in DEVELOPED for name in files(part)]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_catalogue())


@pytest.mark.parametrize("name", FILES)
def test_every_message_of_a_file_is_read_as_its_case_says(extractor: Extractor, name: str) -> None:
    cases = list(load(name))
    assert cases, f"{name} holds no message"
    wrong = {case.name: faults for case in cases if (faults := _unexpected(extractor, case))}
    if wrong:
        first = f"{len(wrong)} of {len(cases)} messages are not read as expected: {', '.join(wrong)}"
        each = (described(case, wrong[case.name]) for case in cases if case.name in wrong)
        pytest.fail("\n".join([first, *each]), pytrace=False)


def _unexpected(extractor: Extractor, case: Case) -> list[str]:
    """What is wrong with the reading of a message; a known gap is wrong the day that it is read."""
    try:
        found = extractor.extract(case.text, today=case.today, asked=case.asked)
        faults = mark(case, found).faults
    except Exception as error:
        raise AssertionError(described(case, [repr(error)])) from error
    both = sorted({query.fact for query in found.queries} & found.facts.keys())
    twice = [f"recorded and asked about: {both}"] if both else []
    if _is_gap(case):
        return [*twice, *([] if faults else ["read now: drop its name from gaps.txt, or its `gap:`"])]
    return [*twice, *faults]


def _is_gap(case: Case) -> bool:
    return case.name in GAPS or bool(case.expected.get("gap"))


def test_every_known_gap_is_a_message() -> None:
    gaps_of = {name: {gap for gap in GAPS if gap.rpartition("-")[0] == name} for name in FILES}
    there = {case.name for name, gaps in gaps_of.items() if gaps for case in load(name)}
    missing = sorted(GAPS - there)
    assert not missing, f"gaps.txt names what is no message: {missing}"


def test_the_development_part_has_the_size_that_was_asked_for() -> None:
    assert sum(1 for _ in load("dev")) >= 250
    assert Path(__file__).with_name("README.md").exists()
