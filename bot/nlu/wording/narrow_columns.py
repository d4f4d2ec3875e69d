"""Columns of days that single blanks set apart: ``Lab 11/18/26 0612 11/17/26 0540`` over ``Creatinine 0.8 0.9``.

The days stand alone in their line, maybe behind what heads the names, and as many values in each row below them: these
are put in columns that tabs set apart.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import DAYS, SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten

_TIME = r"(?:[ ,t@]{1,2}\d\d:?\d\d(?: ?[ap]m)?(?![\d./-]))?"
_NAMED = rf"(?:{any_of(DAYS)})\b\.?|{SOME_MONTH}(?: 20\d\d)?(?![\w ]?\d)|today|yesterday"
_DAY = re.compile(
    rf"(?<![\d./-])(?P<day>{WRITTEN_DAY}|\d{{1,2}}[/.]\d{{1,2}}\.?|(?<![a-z]){_NAMED})(?![\d./])(?P<time>{_TIME})"
)
_BETWEEN = re.compile(r"[ ]+(?:-|–|and|then|vs\.?|&)[ ]+|[ ]*[,;|/]?[ ]*")
_LEAD = re.compile(
    r"[ ]*(?:(?:recent |latest |last |serial |trend |lab |blood )*(?:labs?|bloods?|results?|values?|trends?|tests?|"
    r"analytes?|parameters?|components?|dates?|names?|flowsheet|collected|drawn)"
    r"(?: (?:results?|values|trend|of|from|on))*"
    r"[ ]?[:|-]?[ ]*)?"
)
_CELL = r"(?:[<>]?\d[\d.,]*(?:[ ]?[*↑↓]|[ ]?\(?[hl]\)?)?|--?|pending|nd|n/a)"
_ROW = re.compile(
    r"[ ]*(?P<name>[a-z][^\d\n\t|;:=]{0,30}?(?:-?ii)?)[ ]?[:=]?[ ]"
    rf"(?P<values>{_CELL}(?:(?:[ ]+|[ ]?[/|;][ ]?|,[ ]){_CELL}){{1,7}})"
    r"(?P<rest>[ ]?(?:[(\[]?[a-zµ%^*\d]{0,8}/[a-zµ\d^]{1,5}[)\]]?|%|s|sec)?[ ]*)"
)
_VALUE = re.compile(r"[<>]?\d[\d.,]*(?<![.,])(?:[ ]?[*↑↓]|[ ]?\(?[hl]\)?(?![a-z]))?|--?|pending|nd|n/a")
_FEWEST = 2
_MOST = 60
"""Lines that are looked at."""


def with_narrow_columns(text: Text) -> Text:
    """Put such rows in columns, and the line of their days; a message without them stays as it is."""
    low = text.low
    if "\n" not in low or not any(one.isdigit() for one in low):
        return text
    lines = list(re.finditer(r"[^\n]+", low))[:_MOST]
    for at, line in enumerate(lines[:-1]):
        days = _days(line.group())
        if len(days) < _FEWEST:
            continue
        changes: list[Change] = []
        for row in lines[at + 1 :]:
            told = _row(row, len(days))
            if told is None:
                break
            changes.append(told)
        if changes:
            head = Change(line.start(), line.end(), "\t".join(["test", *days]))
            return rewritten(text, [head, *changes])
    return text


def _days(line: str) -> list[str]:
    """The days that a line holds and nothing else; none where it is set in columns already."""
    if not line.count("/") + line.count("-") + line.count(" ") > 1 or "  " in line.strip() or "\t" in line:
        return []
    lead = _LEAD.match(line)
    place = lead.end() if lead is not None else 0
    days: list[str] = []
    while place < len(line):
        day = _DAY.match(line, place)
        if day is None:
            return days if not line[place:].strip(" :)") and len(days) >= _FEWEST else []
        days.append(day["day"].strip())
        between = _BETWEEN.match(line, day.end())
        place = between.end() if between is not None else day.end()
    return days


def _row(row: re.Match[str], count: int) -> Change | None:
    """A row of a test and as many values, in columns; None where a line is none."""
    found = _ROW.fullmatch(row.group().rstrip())
    if found is None:
        return None
    values = [one.group() for one in _VALUE.finditer(found["values"])]
    name = found["name"].strip()
    if len(values) != count or _DAY.fullmatch(name) is not None:
        return None
    unit = found["rest"].strip(" ()[]")
    return Change(row.start(), row.end(), "\t".join([f"{name} ({unit})" if unit else name, *values]))
