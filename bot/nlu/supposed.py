"""What a message only supposes: the clause after ``what if``, read as if it were told.

The extractor bars everything in such a clause from being recorded. Here the clause is read by itself,
so that treatments, and the day until which one would wait, can be supposed too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from bot.nlu.extraction import Extraction
from bot.nlu.extractor import Extractor
from bot.nlu.moments import ahead, back, dated_ahead

_OPENER = re.compile(
    r"\b(?:what(?:\s+(?:would\s+)?happen(?:s)?)?\s+if|and\s+if|if|suppos(?:e|ing)|assum(?:e|ing)|imagine|hypothetically"
    r"|let'?s\s+(?:say|suppose|assume)|let\s+us\s+(?:say|suppose|assume))\b,?\s*(?:that\s+)?",
    re.IGNORECASE,
)
_END = re.compile(r"[?!;\n]|\.(?=\s|$)")
_PLAN = timedelta(days=366)
"""How far ahead a supposed treatment may lie."""


def read_beside(extractor: Extractor, text: str, today: date, found: Extraction) -> dict[str, Any]:
    """Give what is supposed in a message and since when it compares, to stand beside what was extracted.

    Keys: `supposed` (facts, treatments, treatments_complete, day), `since` (ISO day), and `unused` where
    the clause has accounted for words that the extractor could not use. Without any, nothing.
    """
    since = back(text, today)
    beside: dict[str, Any] = {"since": since.isoformat()} if since else {}
    opener = _OPENER.search(text)
    if opener is None:
        return beside
    end = _END.search(text, opener.end())
    clause = text[opener.end() : end.start() if end else len(text)]
    supposed, unused = _read(extractor, clause, today)
    if not supposed:
        return beside
    outside = [
        words
        for words in found.unused
        if clause.strip() not in words and words not in clause and not _covers(words, clause)
    ]
    return {**beside, "supposed": supposed, "unused": [*outside, *unused]}


def _covers(words: str, clause: str) -> bool:
    """Tell whether unused words run from before the clause into it."""
    opener = _OPENER.search(words)
    return opener is not None and clause.startswith(words[opener.end() :][:20])


def _read(extractor: Extractor, clause: str, today: date) -> tuple[dict[str, Any], list[str]]:
    waits = ahead(clause, today)
    day, rest = (waits[0], _without(clause, waits[1])) if waits else (None, clause)
    read = extractor.extract(rest, today=today)
    if any(one.fact == "treatments" and one.kind in ("ambiguous_date", "future_date") for one in read.queries):
        read = extractor.extract(dated_ahead(rest, today), today=today + _PLAN)
        planned = [str(entry[part]) for entry in read.treatments for part in ("start", "end") if part in entry]
        day = max([day or today, *(_exact(one, today) for one in planned)])
    supposed = {
        "facts": read.facts,
        "treatments": read.treatments,
        "treatments_complete": read.treatments_complete,
        "day": day.isoformat() if day and day > today else None,
    }
    return ({key: value for key, value in supposed.items() if value}, read.unused)


def _exact(text: str, today: date) -> date:
    return date.fromisoformat(text) if len(text) == len("2026-11-20") else today


def _without(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
