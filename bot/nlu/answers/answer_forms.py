"""Short answers in full: what a few words mean is clear from the question that they answer.

``12 mm`` to the number of tumours is a size, ``pre-2015`` to a stroke no date, ``now 450`` to a value before treatment
the latest one. Each rule of ``forms/answers/`` holds for a whole answer to one of its facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.nlu.answers.answer_names import NAMES
from bot.nlu.answers.empty_replies import empty_reply
from bot.nlu.text.normalise import Text
from bot.nlu.text.pattern_files import rows_of
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue, Fact

_FILES = (
    "answers/first.yml",
    "answers/further.yml",
    "answers/clinic.yml",
    "answers/anew.yml",
    "answers/turned.yml",
    "answers/qualified.yml",
    "answers/days.yml",
    "answers/led.yml",
    "answers/beside.yml",
    "answers/told_apart.yml",
)
_BASELINE = "_baseline"
_NAME = "@"
"""Stands in a wording for the name of the first fact that was asked for."""
_LONGEST = 100
"""Letters of an answer that is read so."""
_N = r"\d{1,3}(?:[.,]\d)?"
_EACH_SIZE = re.compile(
    r"\W*(?P<count>\d{1,2}|two|three|four|five)(?: (?:lesions|nodules|tumou?rs|foci|of them))?[ :,;(-]+"
    rf"(?P<sizes>{_N}(?: ?[cm]m)?(?:(?: ?, ?| ?; ?| ?/ ?| and | & ){_N}(?: ?[cm]m)?)+)\W*"
)
_YEARS = re.compile(
    r"\W*(?:(?:twice|two|in|yes|had|both)\b[ ,:]*)*((?:19|20)\d\d)(?: ?(?:,|and|&) ?)+((?:19|20)\d\d)\W*"
)

Rule = tuple[frozenset[str], frozenset[str], re.Pattern[str], str]
"""Facts or kinds of facts, facts that must be asked as well, the pattern of the whole answer, its wording."""


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return tuple(
        (
            frozenset(one.strip() for one in facts.split("&")[0].split(",")),
            frozenset(one.strip() for one in facts.split("&")[1:]),
            re.compile(rf"[\s.,;!\"']*(?:{pattern})[\s.,;!\"']*"),
            wording,
        )
        for facts, pattern, wording in rows_of(_FILES, "rules")
    )


def answer_in_full(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put an answer in the words that say the same without its question."""
    if not asked or len(text.low) > _LONGEST:
        return text
    if (reply := empty_reply(text.low, asked, catalogue)) is not None:
        return rewritten(text, [Change(0, len(text.low), reply)])
    text = _pressures_of(text, asked)
    text = _largest_of(_later_year(text, asked, catalogue), asked)
    kinds = {*asked, *_kinds(asked, catalogue)}
    for facts, others, pattern, wording in _rules():
        if facts & kinds and others <= kinds and (match := pattern.fullmatch(text.low)):
            text = rewritten(text, [Change(0, len(text.low), _worded(match, wording, catalogue.facts.get(asked[0])))])
    return text


def _worded(match: re.Match[str], wording: str, fact: Fact | None) -> str:
    """Give the wording for an answer, with the name of the fact where it has a place for it."""
    return match.expand(wording).replace(_NAME, _called(fact) if fact is not None else "")


def _called(fact: Fact) -> str:
    """Give what a fact is called in a chart; of the time before treatment the name says so."""
    if fact.id.endswith(_BASELINE):
        return f"baseline {NAMES[fact.id]}"
    return NAMES.get(fact.id, fact.id.replace("_", " ") if fact.lab else fact.name.lower())


def _kinds(asked: Sequence[str], catalogue: Catalogue) -> set[str]:
    """Kinds of what was asked for (``lab``, ``flag``, ``event``, ``quantity``, ``choice``); ``one`` or ``several``."""
    found = {"several" if len(asked) > 1 else "one"}
    for fact in (catalogue.facts[one] for one in asked if one in catalogue.facts):
        found |= {fact.kind, "lab"} if fact.lab else {fact.kind}
    return found


def _later_year(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """``2019 and 2021`` of an event: the later one."""
    fact = catalogue.facts.get(asked[0]) if len(asked) == 1 else None
    match = _YEARS.fullmatch(text.low) if fact is not None and fact.kind == "event" else None
    return rewritten(text, [Change(0, len(text.low), max(match[1], match[2]))]) if match is not None else text


_PRESSURE = re.compile(
    r"(?<![\w./-])(?<!bp )(?<!pressure )(?<!pressure of )(1\d\d|2[0-4]\d|[89]\d) ?/ ?([4-9]\d|1[0-4]\d)(?![\w./])"
)


def _pressures_of(text: Text, asked: Sequence[str]) -> Text:
    """``no, runs at 135/80``: asked about the blood pressure, two numbers are one."""
    match = _PRESSURE.search(text.low) if "uncontrolled_hypertension" in asked else None
    return rewritten(text, [Change(match.start(), match.start(), "bp ")]) if match is not None else text


def _largest_of(text: Text, asked: Sequence[str]) -> Text:
    """``3 lesions: 5.2, 3.1, 1.4``: the number of tumours and the size of each."""
    match = _EACH_SIZE.fullmatch(text.low) if {"tumour_count", "largest_tumour"} <= set(asked) else None
    sizes = re.findall(_N, match["sizes"]) if match is not None else []
    if match is None or str(_COUNTS.get(match["count"], match["count"])) != str(len(sizes)):
        return text
    largest = max(sizes, key=lambda one: float(one.replace(",", ".")))
    unit = "mm" if "mm" in match["sizes"] else "cm" if "cm" in match["sizes"] else ""
    return rewritten(text, [Change(0, len(text.low), f"{match['count']} tumours, largest tumour {largest} {unit}")])


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
