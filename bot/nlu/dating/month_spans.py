"""Spans of months in figures, spelt out: ``2022.3-2022.9``, ``Mar-22 – Sep-22``, ``2021/10~2022/02``, ``(2023.6-)``.

A month in figures may be a decimal, a fraction or a day elsewhere; as one end of a span it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.nlu.lexicon.calendar_words import ANY_MONTH, MONTHS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"20[0-3]\d(?!\d)"
_NAME = rf"(?:{ANY_MONTH})(?![a-z])"
_MONTH = Gated(
    rf"(?<![\w./'])(?:(?P<year>{_YEAR})(?:(?P<mark>[./-])(?P<number>{_NUMBER})(?:\s?月)?| (?P<name>{_NAME})\.?(?! ?\d))"
    rf"|(?P<number2>{_NUMBER})[./](?P<year2>{_YEAR})"
    rf"|(?P<name2>{_NAME})(?:\.?[ -]?(?P<year3>{_YEAR})|(?P<cut>-|\.?[ -]?')(?P<year4>\d\d)(?!\d)))"
    r"(?![./]\d|-\d{1,2}(?!\d|[./]20\d\d))"
)
_TO = re.compile(r"\s?(?:-|~|-+>|=>)\s?|\s(?:to|until|till|til|bis)\s")
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?[ -]$")
_WITHIN = Gated(
    rf"(?<![\w./-])(?P<year>{_YEAR})(?:[./](?P<one>{_NUMBER})\s?[-~]\s?(?P<other>{_NUMBER})(?:\s?月)?(?![\w./-])"
    rf"| (?P<first>{_NAME})\.?\s?(?:[-~]|\b(?:to|until)\b)\s?(?P<last>{_NAME})(?! ?'?\d))"
    rf"|(?<![\w./-])(?P<lead>{_NUMBER})\s?[-~]\s?(?P<end>{_NUMBER})[./](?P<year2>{_YEAR})(?![./-]?\d)"
)
"""``2022.3-9``, ``2022 Aug-Sep``, ``8-10/2025``: two months of one year."""
_DAY = rf"{_YEAR}(?P<sign>[-./])\d{{1,2}}(?P=sign)\d{{1,2}}(?!\d)"
_ON = (
    r"(?P<on>\s?-(?:>)?\s?(?:present|current(?:ly)?|now|ongoing|today|date|cont(?:inuing|'?d)?|至今|今)\b|(?<!\s)-(?=\s?(?:[),;]|$))|\s-(?=\s?\))"
    r"|\s?~(?=\s?(?:[),;\n]|$))|\s?->(?=\s?(?:[),;]|$))|\s?(?:起|至今|开始))"
)
_OPEN = Gated(rf"(?<![\w./'-])(?:{_DAY}|{_MONTH.source}){_ON}")
"""``(2023.6-)``, ``2022/03~``, ``2026-02-10 ->``: with no other end."""
_REST = Gated(
    rf"(?<![\w./-])(?P<year>{_YEAR})(?P<mark>[./])(?P<m1>{_NUMBER})(?P=mark)(?P<d1>\d{{1,2}})\s?[-~]\s?"
    rf"(?P<m2>{_NUMBER})(?P=mark)(?P<d2>\d{{1,2}})(?![\w./-]*\d)"
)
"""``2026.1.13-3.26``: two days of one year."""
_GLUED = Gated(
    rf"(?<![\w./-])(?P<one>\d{{1,2}}-?(?:{ANY_MONTH})-?(?:20)?\d\d)-(?P<other>\d{{1,2}}-?(?:{ANY_MONTH})-?(?:20)?\d\d)(?!\d)"
)
"""``13Jan26-26Mar26``: the dash of the span between those of the days."""
_OF_RECORD = Gated(
    rf"(?<![\w./-])(?P<year>20\d\d)[-/](?P<name>{ANY_MONTH})[-/](?P<day>\d{{1,2}})(?!\d)"
    rf"|(?:(?<![\w./-])(?:unk?|unkn|nk|xx|\?\?|--|00))[-/](?:(?:unk?|unkn|nk|xx|\?\?|--|00)[-/](?P<alone>20\d\d)"
    rf"|(?P<of>{ANY_MONTH}|0[1-9]|1[0-2])[-/](?P<in>20\d\d))(?!\d)"
)
"""``2025-JUN-12``, ``UNK-MAR-2026``, ``UNK/UNK/2025``: days as records write them, parts of which may be unknown."""
_FAR = 8
"""Years back that the two figures of ``Mar-22`` may mean, where they may be a day."""


def with_months_spelt(text: Text, today: date) -> Text:
    """Spell out the months at both ends of a span, and say of one without an end since when it has been."""
    changes = apart((*_spans(text.low, today), *_within(text.low), *_open(text.low), *_days(text.low)))
    return rewritten(text, changes) if changes else text


def _spans(low: str, today: date) -> Iterator[Change]:
    for one, other in pairwise(_MONTH.finditer(low)):
        if _TO.fullmatch(low, one.end(), other.start()) is None or _of_day(low, one):
            continue
        if _plain(one) and _plain(other) and low[one.end() : other.start()].strip() in ("-", "to", "until", "->"):
            continue
        first, last = _read(one), _read(other)
        cut = one["cut"] == "-" or other["cut"] == "-"
        if first <= last and not (cut and not _lately(first, last, today)):
            yield Change(one.start(), other.end(), f"{_spelt(first)} - {_spelt(last)}")


def _plain(match: re.Match[str]) -> bool:
    """Tell whether a month is read wherever it stands: ``Mar 2022``, ``2022-03``, ``03/2022``."""
    return bool(match["year3"] or match["year2"] or match["mark"] == "-")


def _lately(first: tuple[int, int], last: tuple[int, int], today: date) -> bool:
    return first[0] >= today.year - _FAR and last <= (today.year, today.month)


def _within(low: str) -> Iterator[Change]:
    for match in _WITHIN.finditer(low):
        year = int(match["year"] or match["year2"])
        if match["first"]:
            first, last = MONTHS[match["first"]], MONTHS[match["last"]]
        else:
            first, last = int(match["one"] or match["lead"]), int(match["other"] or match["end"])
        if first < last or match["first"]:
            yield Change(*match.span(), f"{_spelt((year, first))} - {_spelt((year + (last < first), last))}")


def _days(low: str) -> Iterator[Change]:
    for match in _REST.finditer(low):
        year, first, last = int(match["year"]), *((int(match[f"m{one}"]), int(match[f"d{one}"])) for one in (1, 2))
        days = ((year, *first), (year + (last < first), *last))
        yield Change(*match.span(), " - ".join(f"{one[0]}-{one[1]:02d}-{one[2]:02d}" for one in days))
    for match in _OF_RECORD.finditer(low):
        yield Change(*match.span(), match["alone"] or _recorded(match))
    for match in _GLUED.finditer(low):
        yield Change(*match.span(), f"{match['one']} - {match['other']}")


def _recorded(match: re.Match[str]) -> str:
    if match["year"]:
        return f"{match['year']}-{MONTHS[match['name']]:02d}-{int(match['day']):02d}"
    return f"{match['in']}-{MONTHS.get(match['of']) or int(match['of']):02d}"


def _open(low: str) -> Iterator[Change]:
    for match in _OPEN.finditer(low):
        told = low[match.start() : match.start("on")]
        if not match["sign"]:
            if _of_day(low, match):
                continue
            told = _spelt(_read(match))
        yield Change(match.start(), match.end("on"), f"since {told}")


def _of_day(low: str, match: re.Match[str]) -> bool:
    """``12 Mar 2022``: tell whether a day stands before the name of a month."""
    return bool(match["name2"]) and _DAY_BEFORE.search(low, max(0, match.start() - 9), match.start()) is not None


def _read(match: re.Match[str]) -> tuple[int, int]:
    short = match["year4"]
    year = 2000 + int(short) if short else int(match["year"] or match["year2"] or match["year3"])
    name = match["name"] or match["name2"]
    return year, MONTHS[name] if name else int(match["number"] or match["number2"])


def _spelt(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02d}"
