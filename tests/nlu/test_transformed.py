"""What keeps the meaning keeps the reading: what leads to an answer, takes leave of it, or breaks its lines."""

from collections.abc import Callable
from itertools import islice
from textwrap import fill

import pytest

from bot.nlu.extractor import Extractor
from criteria import load_catalogue
from tests.nlu.cases import Case, described, load, mark

EXTRACTOR = Extractor(load_catalogue())
PARTS = ("twentyseventh", "twentyeighth", "thirtieth", "thirtyfirst", "thirtysecond")
CHANGES: dict[str, Callable[[str], str]] = {
    "ok": lambda text: f"ok, {text}",
    "right": lambda text: f"Right, {text}",
    "looked up": lambda text: f"I looked it up: {text}",
    "delayed": lambda text: f"Sorry for the delay. {text}",
    "thanks": lambda text: f"{text.rstrip('.')}, thanks",
    "checked": lambda text: f"{text.rstrip('.')}. I checked twice.",
}
ALLOWED = 0.05
"""The share of messages that may be read differently; there were 0.3 before what leads to an answer was left out."""


def kept(case: Case, text: str) -> bool:
    marks = mark(case, EXTRACTOR.extract(text, today=case.today, asked=case.asked))
    return not (marks.wrong or marks.missed)


def read_cases(kind: str, count: int) -> list[Case]:
    cases = (case for part in PARTS for case in load(f"{part}/{kind}"))
    return list(islice((case for case in cases if kept(case, case.text)), count))


@pytest.mark.parametrize("change", CHANGES)
def test_what_stands_around_an_answer_does_not_change_it(change):
    cases = read_cases("answers", 60)
    lost = [
        described(case, [CHANGES[change](case.text)]) for case in cases if not kept(case, CHANGES[change](case.text))
    ]
    assert len(lost) <= ALLOWED * len(cases), "\n".join(lost)


@pytest.mark.parametrize("width", [45, 60, 72])
def test_lines_broken_at_a_width_are_read_as_whole(width):
    cases = [case for case in read_cases("letters", 80) if "\n" not in case.text]
    broken = [(case, fill(case.text, width, break_on_hyphens=False)) for case in cases]
    lost = [described(case, [text]) for case, text in broken if not kept(case, text)]
    assert len(lost) <= 2 * ALLOWED * len(cases), "\n".join(lost)
