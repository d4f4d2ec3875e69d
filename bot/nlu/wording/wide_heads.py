"""A heading of values with a few words that nobody here knows: ``INR/LFT check Monday:``, ``18/11 coag screen``.

Beside a word that speaks of values such words are few, and none of them tells of somebody, of another matter or of a
day that is not that of the sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.rewriting import Change, Named
from bot.nlu.wording.heading_words import COLUMNS, LABS, MEASURED, PIECE, WORDS, day_told, values_behind

_MOST = 160
"""Characters of such a heading."""
_BARS = word_set("lab_heads_bars")
"""What says of a day that it is not that of a sample, or tells of somebody."""
_HEADS = LABS | word_set("lab_heads_wide")
_SAMPLED = word_set("dated_lines_sampled")
_PLAIN_LABS = frozenset(("lab", "labs", "bloods", "bloodwork", "results"))
"""``MRI + bloods 12 Nov in one line: LR5, n=3, Hb 12.1``: with these, and a colon, values may stand further on."""
_LATER = word_set("dated_lines_received") | word_set("dated_lines_reported") | word_set("dated_lines_ordered")
_STRANGE = 5
"""Words of a heading that nobody here knows, beside one that speaks of values."""
_ENDS = re.compile(r"[ \t]*(?:[-–—]+[ \t]*)?(?::(?!\d)|(?=\n))")
_NUMBER_BEHIND = re.compile(r"[ \t]*[<>≤≥~]?=?[ \t]?\d")
"""``AFP (10 Nov 2026): 134``: a value, and no heading of values."""
_PASSED = re.compile(
    r"(?:visit|week|wk|day|cycle|ward|bed|unit|room|chem|v|w|c|d|c\d{1,2} ?d)[ -]?\d{1,3}[a-z]?\b|"
    r"\b(?:post|pre|after|before)[ -]?(?:transfusion|hydration|dose|infusion|drain|vit(?:amin)? k)\b|"
    r"\b(?:mri|ct|scan|us|ultrasound|imaging|ecg) ?(?:\+|&|and|/) ?(?=labs?\b|bloods?\b)|"
    r"\bpage \d{1,2}(?: ?(?:of|/) ?\d{1,2})?|\b(?:pls|please) (?:see|find|note|review|check|look)\b"
)
"""Numbers of a heading that are no values; ``MRI + bloods 12 Nov``: both are of the day."""


def wide_head(low: str, day: re.Match[str], days: list[re.Match[str]], line: int, named: Named) -> Iterator[Change]:
    """``INR/LFT check Monday:``: a heading of values with a few words that nobody here knows, alone in its sentence."""
    start = max(line, *(low.rfind(stop, line, day.start()) + len(stop) - 1 for stop in (". ", "; ")))
    closed = _ENDS.search(low, day.end())
    if closed is None or closed.start() - start > _MOST or COLUMNS.match(low, line, closed.start()):
        return
    inside = [one for one in days if start <= one.start() < closed.start()]
    places = {place for one in inside for place in range(*one.span())}
    places |= {place for one in _PASSED.finditer(low, start, closed.start()) for place in range(*one.span())}
    said = [one.group() for one in PIECE.finditer(low, start, closed.start()) if one.start() not in places]
    strange = [one for one in said if one[0].isalpha() and one not in WORDS]
    if len(strange) > _STRANGE or not _BARS.isdisjoint(said) or any(one[0].isdigit() for one in said):
        return
    clause = PIECE.findall(_clause(low, start, day, closed.start()))
    known = all(one in WORDS for one in clause if one[0].isalpha())
    if day is not _of_sample(low, start, inside) or _HEADS.isdisjoint(said if known else clause):
        return
    if any(fact not in MEASURED for *_, fact in named(low[start : closed.start()])):
        return
    near = ":" not in closed.group() or _PLAIN_LABS.isdisjoint(clause)
    if _NUMBER_BEHIND.match(low, closed.end()) is None and values_behind(low, closed.end(), named, near=near):
        blank = "" if low[closed.end() : closed.end() + 1] == "\n" else " "
        yield Change(start, closed.end(), f"labs {day_told(day)}:{blank}")


def _clause(low: str, start: int, day: re.Match[str], end: int) -> str:
    """What stands beside a day between commas, without the day."""
    behind = low.find(", ", day.end(), end)
    first = low.rfind(", ", start, day.start())
    return low[max(start, first) : day.start()] + low[day.end() : behind if behind > 0 else end]


def _of_sample(low: str, start: int, days: list[re.Match[str]]) -> re.Match[str] | None:
    """The one day of a heading, or of several the one that is said to be that of the sample."""
    if len(days) == 1:
        return days[0]
    told, plain = [], []
    for day in days:
        said = PIECE.findall(low[start : day.start()])
        told += [] if _SAMPLED.isdisjoint(said) else [day]
        plain += [day] if _LATER.isdisjoint(said) else []
        start = day.end()
    found = told or plain
    return found[0] if len(found) == 1 else None
