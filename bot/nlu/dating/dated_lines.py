"""The lines that hold a day and nothing clinical, and head the values of the lines behind them.

``Collected 17 Nov 08:10, reported 17 Nov 11:52``, or the same in two lines: of several days that of the sample counts,
then one of which nothing is said, then that on which the laboratory received it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name
from bot.nlu.lexicon.vocabulary import word_set

_Dated = tuple[Day, int]
SAMPLED = word_set("dated_lines_sampled")
"""Words of the taking of blood."""
_RECEIVED = word_set("dated_lines_received")
_REPORTED = word_set("dated_lines_reported")
_KINDS = (SAMPLED, frozenset[str](), _RECEIVED, _REPORTED)
"""What is said of a day, the first of which counts."""
_ORDERED = word_set("dated_lines_ordered")
"""The day of what is no sample."""
_REPORTS = word_set("headers_reports")
_COURSES = word_set("sample_dates_courses") - _ORDERED
_IMAGES = word_set("bounds_examinations") | {"ct", "mri", "pet", "pet-ct", "ultrasound", "scan", "biopsy"}
_MONTH = len("2026-11")
_LONGEST = 12
"""Tokens of such a line for each of its days."""
_NEAR = 15
"""Tokens behind it in which the first test is named."""


def dated_lines(draft: Draft) -> Iterator[_Dated]:
    """Give the day of each such line, with its place; lines right below each other are one heading."""
    if "\n" not in draft.text.low:
        return
    told: dict[int, list[int]] = {}
    used: list[int] = []
    for line, end in _lines(draft):
        days = [one for one in line if draft.tokens[one].kind == "date"]
        if len(line) > _LONGEST * max(1, len(days)) or not _heads(draft, line):
            told, used = {}, []
            continue
        if not days:
            continue
        for one in days:
            told.setdefault(_kind(draft, line[0], one), []).append(one)
        used += days[-1:] if any(draft.word(one) in _ORDERED for one in line) else line
        behind = draft.tokens[end + 1 : end + 1 + _NEAR]
        if not any(lab_name(draft, one) or one.senses("decoy") for one in behind):
            continue
        found = _first(draft, told)
        if found is not None:
            draft.use(used)
            yield found


def _lines(draft: Draft) -> Iterator[tuple[list[int], int]]:
    """The places of each line, but for the last, and that of the break behind it."""
    line: list[int] = []
    for place, token in enumerate(draft.tokens):
        if token.text != "\n":
            line.append(place)
        else:
            yield _last_sentence(draft, line), place
            line = []


def _first(draft: Draft, told: dict[int, list[int]]) -> _Dated | None:
    """The one day of the best kind; None where several are of it."""
    places = told[min(told)]
    days = [draft.tokens[one].day for one in places]
    if days[0] is None or min(told) == len(_KINDS) or any(one is None or one.iso != days[0].iso for one in days):
        return None
    return days[0], places[0]


def _kind(draft: Draft, first: int, place: int) -> int:
    """What is said of a day, by the last word before it, up to the day before it."""
    for step in range(place - 1, first - 1, -1):
        word = draft.word(step)
        if draft.tokens[step].kind == "date":
            break
        if word in _ORDERED:
            return len(_KINDS)
        for kind, words in enumerate(_KINDS):
            if word in words:
                return kind
    return 1


def _heads(draft: Draft, line: list[int]) -> bool:
    """Tell whether nothing clinical stands in a line, and nothing of another matter."""
    own = any(_of_a_course(draft, one) for one in line) or _of_an_image(draft, line)
    return not own and not _of_something_then(draft, line)


def _of_something_then(draft: Draft, line: list[int]) -> bool:
    """``Varices banded 9/2026``, ``Appendicectomy 1980``: a month or a year of something that is no sample."""
    tokens = [draft.tokens[one] for one in line]
    lengths = [len(one.day.iso or "") for one in tokens if one.kind == "date" and one.day is not None]
    if not lengths or min(lengths) > _MONTH or min(lengths) == 0:
        return False
    words = {one.text for one in tokens if one.kind in ("word", "hit")}
    if not words or not words.isdisjoint({*_REPORTS, *SAMPLED, *_RECEIVED, *_REPORTED}):
        return False
    return min(lengths) < _MONTH or any(one.sense("note") or one.sense("condition") for one in tokens)


def _last_sentence(draft: Draft, line: list[int]) -> list[int]:
    """``Haemolysed, rest valid. Drawn yesterday``: of a line that ends in the day of the sample that sentence."""
    stop = max((at for at, place in enumerate(line) if draft.word(place) == "."), default=-1)
    behind = line[stop + 1 :]
    return behind if behind and draft.word(behind[0]) in SAMPLED else line


def _of_a_course(draft: Draft, place: int) -> bool:
    """``Medication: prednisone 5 mg | Start 2026-08-01``: a line of its own matter, no head of values."""
    token = draft.tokens[place]
    if token.text in _ORDERED:
        return False  # ``DOB: 14/02/1960   Collected: 18/11/2026``
    return token.clinical or token.text in _COURSES or (token.kind == "num" and token.unit in ("mg", "g", "iu"))


def _of_an_image(draft: Draft, line: list[int]) -> bool:
    """``CT 12 Nov``: the day of what is no blood test."""
    words = {draft.word(one) for one in line}
    return not words.isdisjoint(_IMAGES) and words.isdisjoint({*_REPORTS, *SAMPLED})
