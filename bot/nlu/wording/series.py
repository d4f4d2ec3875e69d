"""Values of one test told day by day under its name: of ``AFP trend (ng/mL)`` and its rows the latest day counts."""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_ROWS = Gated(
    r"(?:^|\n)[^\n]{2,80}(?:\n[ \t]*(?:[-*•][ \t]*)?(?:on )?"
    r"(?:\d{1,4}[-./ ][^\n]{3,40}|[a-z]{3,9}\.? \d[^\n]{3,40})){2,}"
)
"""A line, and rows below it that begin with what may be a date."""
_INLINE = Gated(
    r"(?:^|(?<=\n))(?P<head>[a-z][^:;|\n]{1,40}?)(?::[ ]?|[ ]|\|[ ]?)"
    r"(?P<rows>\d{1,4}[-./ ][^;|\n]{3,40}(?:[;|][ ]?\d{1,4}[-./ ][^;|\n]{3,40})+)\.?(?=[ ]*(?:\n|$))"
)
"""A name, and its days and values in the same line."""
_IN_COMMAS = Gated(
    r"(?:^|(?<=[\n.;] ))(?P<head>[a-z][^:;|\n,.]{1,40}?)(?::[ ]?|[ ]-[ ]|[ ])"
    r"(?P<rows>(?:\d{1,4}[-./ ]|[a-z]{3,9}\.? \d)[^;|\n,]{2,40}"
    r"(?:(?:,|,? and)[ ](?:\d{1,4}[-./ ]|[a-z]{3,9}\.? \d)[^;|\n,]{2,40}?)+)(?=[.]?[ ]*(?:\n|$)|[.;] )"
)
"""A name, and its days and values parted by commas: ``AFP series: 12 Aug 340, 9 Sept 512, 4 Nov 288 ng/mL``."""
_APART = Gated(
    r"(?<=[a-z\d*])[ \t]{2,}"
    r"(?=\d{1,2}[/.-](?:\d{1,2}|[a-z]{3})(?:[/.-]\d{2,4})?:[ ]?[<>]?\d)"
)
"""``PLT  10/30: 72   11/06: 80``: what parts a name, its days and their values, as a comma does."""
_PARTS = re.compile(r"(?P<row>[^;|]+)")
_COMMA_PARTS = re.compile(r"(?:,? and |, )?(?P<row>(?:(?!,? and |, ).)+)")
_ROW = re.compile(r"[ \t]*(?:[-*•][ \t]*)?(?:on )?(?=\S)")
_VALUE = re.compile(
    r"(?:[ \t]+\d{1,2}:\d\d)?[ \t]*(?:[:|;,=–>-]+[ \t]*|[ \t])(?P<value>[<>≤≥]?=?[ ]?\d[\d.,]*)[ \t]*"
    r"(?P<rest>[^\n\d]{0,14}\S*)[ \t]*"
)
_SHORT = re.compile(r"\d{1,2}[ .-][a-z]{3,9}(?=\.?:? +\d[\d.,]*(?:[^\d]|$))")
"""``15 Nov 29``: a day and a value, where the value could be a year."""
_FLAG = re.compile(r"[ \t]*[(\[]?(?:hh?|ll?|high|low|normal|n|\*{1,2}|[↑↓])?[)\]]?[ \t|]*")
_LIMITS = re.compile(
    r"(?:normal|ref(?:erence)?\.?|range|uln|limits?|nr)(?: range| limit| value| interval)?(?: up to| is|:| of|=)* ?"
    r"(?P<told>[<≤]?=? ?\d[\d.]*(?: ?(?:-|to) ?\d[\d.]*)?)|[(\[](?P<bare>\d[\d.]* ?- ?\d[\d.]*)[)\]]"
)
_MEASURED = ("neutrophils", "leukocytes", "hemoglobin", "platelets", "albumin", "bilirubin", "alt", "ast", "creatinine")
QUANTITIES = frozenset((*_MEASURED, "prothrombin_time", "inr", "afp", "pivka2", "qtc"))
_Told = tuple[Day, str, int, int, str]
"""The day of a row, its value, where the date stands, and the rest behind the value."""


def latest_of_series(text: Text, named: Named, today: date) -> Text:
    """Put ``AFP 388 ng/mL (0-20) on 2026-11-06`` for rows of days under the name of one test, or behind it."""
    changes = [_closer(text.low, one) for one in _APART.finditer(text.low)] if "  " in text.low else []
    if changes:
        text, changes = rewritten(text, changes), []
    if _INLINE.may_match(text.low):
        found = ((one, _inline(text.low, one, named, today)) for one in _INLINE.finditer(text.low))
        changes = [Change(*one.span(), said) for one, said in found if said is not None]
    if not changes and _IN_COMMAS.may_match(text.low):
        told = ((one, _inline(text.low, one, named, today)) for one in _IN_COMMAS.finditer(text.low))
        changes = [Change(*one.span(), said.rstrip(".")) for one, said in told if said is not None]
    if changes or "\n" not in text.low or not _ROWS.may_match(text.low):
        return rewritten(text, changes) if changes else text
    lines = [(one.start(), one.end()) for one in re.finditer(r"[^\n]+", text.low)]
    at = 0
    while at < len(lines) - 2:
        rows = _rows_from(text.low, lines[at + 1 :], today) if not _told(text.low, *lines[at], today) else []
        change = _line(text.low, lines[at][0], lines[at][1], rows, named) if len(rows) > 1 else None
        if change is not None:
            changes.append(Change(lines[at][0], lines[at + len(rows)][1], change))
        at += 1 + len(rows)
    return rewritten(text, changes)


def _closer(low: str, gap: re.Match[str]) -> Change:
    return Change(*gap.span(), " " if low[gap.start() - 1].isalpha() else ", ")


def _inline(low: str, match: re.Match[str], named: Named, today: date) -> str | None:
    """``Platelets: 12/10/2026 101; 16/11/2026 88``: the days behind the name, in one line."""
    parts = (_PARTS if re.search("[;|]", match["rows"]) else _COMMA_PARTS).finditer(low, *match.span("rows"))
    spans = [one.span("row") for one in parts if one["row"].strip()]
    rows = _rows_from(low, spans, today)
    if len(rows) != len(spans) or len(rows) < 2:
        return None
    return _line(low, match.start("head"), match.end("head"), rows, named)


def _rows_from(low: str, lines: list[tuple[int, int]], today: date) -> list[_Told]:
    """The rows of a day and a value at the head of some lines."""
    found: list[_Told] = []
    for start, end in lines:
        told = _told(low, start, end, today)
        if told is None:
            break
        found.append(told)
    return found


def _told(low: str, start: int, end: int, today: date) -> _Told | None:
    """What a row says: a day, and one value to its end."""
    lead = _ROW.match(low, start, end)
    line = low[lead.end() : end] if lead is not None else ""
    if lead is None or end - start > 60 or not re.search(r"\d", line):
        return None
    short = _SHORT.match(line)
    days = [*(find_dates(short.group(), today) if short else ()), *find_dates(line, today)]
    for first, last, day in days or find_short_dates(line, today):
        value = _VALUE.fullmatch(line, last) if first == 0 else None
        if value is not None and _closes(line, value.start("rest"), value["rest"]):
            return day, value["value"], lead.end(), lead.end() + last, value["rest"]
    return None


def _closes(line: str, place: int, rest: str) -> bool:
    """Tell whether nothing but a unit and a flag stands behind a value."""
    unit = unit_at(line, place) if rest else None
    return _FLAG.fullmatch(line, unit[0] if unit is not None else place) is not None


def _line(low: str, start: int, end: int, rows: list[_Told], named: Named) -> str | None:
    """The line that stands for a name and its rows; None where the head is no name of one test, or a day is open."""
    head = low[start:end]
    names = {fact: low[start + first : start + last] for first, last, fact in named(head) if fact in QUANTITIES}
    clear = [row for row in rows if row[0].iso is not None]
    if len(names) != 1 or not clear or any(day.ahead for day, *_ in rows):
        return None
    newest, value, first, last, rest = max(clear, key=lambda row: last_day(row[0].iso or ""))
    if any(one > (newest.iso or "") for day, *_ in rows if day.iso is None for one in day.candidates):
        return None  # ``1/9/26`` is before ``16/11/26`` whichever it is
    limits = _LIMITS.search(head)
    range_of = (limits["told"] or limits["bare"]) if limits is not None else ""
    high = re.sub(r"^[<≤]?=? ?(?=[\d.]+$)", "0-", range_of.replace(" to ", "-")) if range_of else ""
    unit = rest.strip(" |()[]") if unit_at(rest.lstrip(), 0) else _unit_of(head)
    name = next(iter(names.values()))
    return f"{name} {value} {unit}{f' ({high})' if high else ''} on {low[first:last]}."


def _unit_of(head: str) -> str:
    """The unit that stands in the head of the rows, by itself."""
    for match in re.finditer(r"(?:(?<=[(\[, ])|(?<=in ))(?=[a-zµ%x\d/])", head):
        found = unit_at(head, match.start())
        if found is not None and re.match(r"[\s,;)\]:]|$", head[found[0] :]):
            return head[match.start() : found[0]].strip()
    return ""
