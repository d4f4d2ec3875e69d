"""An answer that tells one value of two times: ``84, the new one is 92``, ``4.2 per the CT in March, now 5.1``.

Around the values stand words of time, of papers and of measuring, and nothing else. Which of them stand before and
behind a value says whether it is of before or of now; the latest is kept with its day. Before treatment is the value
of before, where that was asked for: ``520 in March, now 80``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

import msgspec

from bot.nlu.answers.words_around import BEFORE, BEHIND, DAY_SIGN, NOW_FIRST, OPTIONS, Around
from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, last_day
from bot.nlu.lexicon.number_words import ONES
from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue, Fact

_LONGEST = 100
"""Letters of an answer that is read so."""
_MOST = 4
_SEASON = 92
"""Days."""
_NUMBER = re.compile(r"(?:(?<!-)[<>≤≥~])?=? ?(?<![\w.,/-])\d[\d.,]*(?<![.,])(?![\w.,]*/\d)")
_BASELINE = re.compile(
    r"\b(?:baseline|diagnosis|dx|initial\w*|original\w*|presentation|before (?:any |the )?(?:treatment|tace|haic))\b"
)
"""Beside a tumour marker the value of before is that before treatment, which is told as well."""
_RANGE = re.compile(
    r"(?:\W|\b(?:about|around|roughly|approx\w*|circa|ca|it|is|its|it's|s|somewhere|between)\b)*"
    r"[\d.,]+ ?to ?[\d.,]+\b"
)
_CLOCK = re.compile(r"\bat (?:1?\d|2[0-4])(?![\d.,])")
_FIGURE = re.compile(r"(?P<value>\d+(?:[.,]\d+)?) ?(?P<unit>cm|mm)?")
_LED = re.compile(r"(?:on|in|of|from|today|yesterday|last|this|a|since)\b|\D.*\bago")
_STOPS = re.compile(r"[,;.(/–—]|(?<= )-|\b(?:and|but|while|whereas|vs|versus|compared)\b|->|→")
_WORDS = re.compile(r"(?<!\w)[\w']+|§")
_BETWEEN = re.compile(r"\bbetween\b|\b(?:and|or|to) (?:up to )?[\d<>≤≥]")
_AGO = re.compile(
    r"\b(?:(?:about |some )?(?:a|an|one|two|three|four|five|six|a few|few|several|some|a couple of|\d{1,2}) "
    r"(?:days?|weeks?|wks?|months?|years?|yrs?) (?:ago|back|earlier|before)|last (?:week|month|year|spring|summer|"
    r"autumn|winter|fall)|(?:in|since|from|of) (?:early |late |mid[- ]?)?(?:19|20)\d\d)\b"
)
_PLACES = (re.Match.start, _STOPS), (re.Match.end, _WORDS)
"""Before a stop, behind a word."""


class _Told(msgspec.Struct):
    """A value with its place, the days beside it, and whether words say that it is of before, or of now."""

    start: int
    end: int
    days: list[tuple[int, int, Day]]
    old: bool = False
    new: bool = False


def latest_told(text: Text, asked: Sequence[str], catalogue: Catalogue, today: date) -> Text:
    """Leave the latest of the values in an answer, with its day; any other message stays as it is."""
    fact = catalogue.facts.get(asked[0]) if len(asked) == 1 else None
    if fact is not None and fact.id in ("afp", "pivka2") and (turn := NOW_FIRST.fullmatch(text.low)) is not None:
        return rewritten(text, [Change(0, len(text.low), f"baseline {turn['old']}, now {turn['now']}")])
    if fact is None or len(text.low) > _LONGEST or not (fact.kind == "quantity" or fact.id in OPTIONS):
        return text
    spelt, text = text, _in_digits(text) if fact.id == "tumour_count" else text
    told = _told(text.low, fact, today)
    kept = _latest(told, today) if told is not None else None
    if told is not None and kept is None and fact.kind == "quantity":
        return _undecided(text, fact, told)
    if told is None or kept is None or (fact.id in ("afp", "pivka2") and _BASELINE.search(text.low)):
        return spelt
    if fact.id.endswith("_baseline"):
        return _of_before(text, fact, [one for one in told if one is not kept], kept)
    return rewritten(text, [Change(0, kept.start, ""), Change(kept.end, len(text.low), _on(text.low, kept))])


_COUNTS = {word: str(value) for value, word in enumerate(ONES[:7], 1)}
_SPELT = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_COUNTS)})(?= (?:in|on|by|at|now|last|this|before|per|yesterday|today)\b)"
)


def _in_digits(text: Text) -> Text:
    """``two in March, four on the MRI``: numbers of tumours in words."""
    return rewritten(text, [Change(*one.span(), _COUNTS[one.group()]) for one in _SPELT.finditer(text.low)])


def _of_before(text: Text, fact: Fact, others: list[_Told], kept: _Told) -> Text:
    """``520 in March, now 80``: asked for the value before treatment, that of now is the marker's."""
    if len(others) != 1:
        return text
    low, (first,), name = text.low, others, fact.id.removesuffix("_baseline").removesuffix("2")
    value = f"{name} baseline {low[first.start : first.end]}{_on(low, first)}"
    return rewritten(text, [Change(0, len(low), f"{value}. {name} {low[kept.start : kept.end]}{_on(low, kept)}")])


_JOINED = re.compile(r"[\s,;&+]*(?:(?:and|the|other|second|another|one|is|next|third|smaller|larger)\b[\s,;&+]*)*")


def _undecided(text: Text, fact: Fact, told: list[_Told]) -> Text:
    """Of sizes one beside the other the largest; what words part and no time tells apart is asked about."""
    between = [text.low[one.end : other.start] for one, other in pairwise(told)]
    values = [text.low[one.start : one.end].strip() for one in told]
    if fact.id == "largest_tumour" and all(_JOINED.fullmatch(one) for one in between):
        figures = [_FIGURE.fullmatch(one) for one in values]
        units = {one["unit"] for one in figures if one is not None and one["unit"]}
        if all(figures) and len(units) < 2 and not any(one.old or one.new or one.days for one in told):
            largest = max(
                (one["value"] for one in figures if one is not None), key=lambda one: float(one.replace(",", "."))
            )
            return rewritten(text, [Change(0, len(text.low), f"{largest} {''.join(units)}")])
    if len(set(values)) < 2 or not all(re.search(r"[a-z]{3}|=", one) for one in between) or _BETWEEN.search(text.low):
        return text
    if any(one.old or one.new for one in told):
        return text
    return rewritten(text, [Change(told[0].end, len(text.low), "?")])


def _on(low: str, told: _Told) -> str:
    """The day of a value as it is to stand behind it."""
    if len(told.days) != 1:
        return ""
    start, end, _ = told.days[0]
    said = low[start:end]
    return f" {said}" if _LED.match(said) else f" on {said}"


def _told(low: str, fact: Fact, today: date) -> list[_Told] | None:
    """The values of an answer, with what stands around each; None where there is anything else."""
    if _RANGE.match(low) or (fact.lab and _CLOCK.search(low)):
        return None
    days = _days(low, today)
    values = list(_values(low, fact, days))
    if not 2 <= len(values) <= _MOST:
        return None
    masked = _masked(low, days)
    told = [_Told(start, end, []) for start, end in values]
    edges = [0, *(edge for one in values for edge in one), len(low)]
    for at in range(len(values) + 1):
        start, end = edges[2 * at], edges[2 * at + 1]
        parted = _parted(masked, start, end, first=at == 0, last=at == len(values))
        if parted is None:
            return None
        if at:
            _add(told[at - 1], BEHIND, masked, (start, parted), days)
        if at < len(values):
            _add(told[at], BEFORE, masked, (parted, end), days)
    return told


def _add(one: _Told, words: Around, masked: str, span: tuple[int, int], days: list[tuple[int, int, Day]]) -> None:
    piece = masked[slice(*span)]
    for match in words.when.finditer(piece):
        one.new = one.new or match["new"] is not None
        one.old = one.old or match["new"] is None
    one.days += [day for day in days if span[0] <= day[0] and day[1] <= span[1]]


def _parted(masked: str, start: int, end: int, *, first: bool, last: bool) -> int | None:
    """Where what is said behind one value ends, and what is said before the next begins."""
    before, behind = BEFORE, BEHIND
    if first:
        return start if before.holds(masked, start, end) else None
    if last:
        return end if behind.holds(masked, start, end) else None
    piece = masked[start:end]
    stops, words = ([place(one) for one in pattern.finditer(piece)] for place, pattern in _PLACES)
    closed = [piece.index(")") + 1] if piece.lstrip().startswith("(") and ")" in piece else []
    for at in dict.fromkeys((*closed, *stops[:1], *reversed(words), *stops[1:], 0)):
        if behind.holds(masked, start, start + at) and before.holds(masked, start + at, end):
            return start + at
    return None


def _values(low: str, fact: Fact, days: list[tuple[int, int, Day]]) -> Iterator[tuple[int, int]]:
    pattern = _option(fact.id) if fact.id in OPTIONS else _NUMBER
    for match in pattern.finditer(low):
        if any(start < match.end() and match.start() < end for start, end, _ in days):
            continue
        unit = unit_at(low, match.end()) if pattern is _NUMBER else None
        yield match.start(), unit[0] if unit is not None else match.end()


@lru_cache(maxsize=16)
def _option(fact: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./+-]){OPTIONS[fact]}(?![\w/+]|[.,]\d| ?%)")


def _days(low: str, today: date) -> list[tuple[int, int, Day]]:
    """The days of an answer and spans of time back from today, apart from one another."""
    found: list[tuple[int, int, Day]] = []
    for at, end, day in find_dates(low, today):
        start = at - 5 if day.iso is None and low.endswith("last ", 0, at) else at  # ``last spring``
        if not any(start < last and first < end for first, last, _ in found):
            found.append((start, end, day if day.iso else Day(None, lately=_end_of(low[start:end], today))))
    for match in _AGO.finditer(low):
        if not any(match.start() < last and first < match.end() for first, last, _ in found):
            found.append((*match.span(), Day(None)))
    return sorted(found, key=lambda one: one[0])


_ENDS = {"winter": (2, 28), "spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "fall": (11, 30)}


def _end_of(said: str, today: date) -> str | None:
    """The end of the last season of a name, as ``in spring``; None of the one that it is now."""
    ends = [date(today.year - back, *end) for name, end in _ENDS.items() if said.endswith(name) for back in (0, 1)]
    if not ends or (0 <= (ends[0] - today).days < _SEASON and not said.startswith("last")):
        return None
    return next(end for end in ends if end <= today).isoformat()


def _when(one: _Told) -> date | None:
    """The last day that a value may be of; None where it has none, or several."""
    iso = one.days[0][2].iso or one.days[0][2].lately if len(one.days) == 1 else None
    return last_day(iso) if iso else None


def _masked(low: str, days: list[tuple[int, int, Day]]) -> str:
    """The answer with one sign and blanks for each day."""
    for start, end, _ in days:
        low = low[:start] + DAY_SIGN + " " * (end - start - 1) + low[end:]
    return low


def _latest(told: list[_Told], today: date) -> _Told | None:
    """The one value that is of now; None where that is not sure."""
    if any(one.old and one.new for one in told) or any(day.ahead for one in told for *_, day in one.days):
        return None
    new = [one for one in told if one.new or any(day.iso == today.isoformat() for *_, day in one.days)]
    if new:
        return new[0] if len(new) == 1 else None
    left = [one for one in told if not one.old]
    if len(left) == 1:
        return left[0] if len(left) < len(told) else None
    undated = [one for one in left if not one.days]
    if len(undated) == 1:
        return undated[0]
    when = [_when(one) for one in left]
    known = [one for one in when if one is not None]
    if not known or undated or len(known) < len(left) or len(set(known)) < len(known):
        return None
    return left[when.index(max(known))]
