"""What a message only supposes: the clause after ``what if``, read as if it were told.

The extractor bars everything in such a clause from being recorded. Here the clause is read by itself,
so that treatments, given or taken away, and the day until which one would wait can be supposed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bot.nlu.dating.moments import ahead, back, dated_ahead
from bot.nlu.extraction import Extraction
from bot.nlu.extractor import Extractor
from bot.nlu.scope.taken_away import TakenAway, take_away

_OPENER = re.compile(
    r"\b(?:what(?:\s+(?:would\s+)?happen(?:s)?)?\s+if|and\s+if|if|suppos(?:e|ing)|assum(?:e|ing)|imagine|hypothetically"
    r"|let'?s\s+(?:say|suppose|assume)|let\s+us\s+(?:say|suppose|assume))\b,?\s*(?:that\s+)?"
    r"|^\W*(?:and\s+|but\s+|or\s+)?(?=without\b)"
    r"|\b(?:would|could|might)\b(?:(?!\bif\b)[^?.!\n]){0,80}?\b(?:with\b|(?=without\b))",
    re.IGNORECASE,
)
_FINDING_OUT = re.compile(
    r"\b(?:know|knew|known|sure|certain|ask(?:ed|ing)?|check(?:ed|ing)?|see|wonder(?:ed|ing)?|find out|found out|"
    r"clear|unclear|tell (?:me|us|you)|confirm(?:ed)?|unknown|test(?:ed)?|remember|recall|doubt(?:ful)?)"
    r"\s+(?:for\s+)?$",
    re.IGNORECASE,
)
"""Before a bare ``if``: what follows is to be found out, nobody supposes it."""
_END = re.compile(
    r"[?!;\n]|\.(?=\s|$)|,?\s*\b(?:then\b|(?:would|will|could|can)\s+(?:she|he|it|they|the|that|we|you|any|watch|haic|"
    r"palliative)\b|what\s+(?:would|will|happens|then|about)\b|which\s+(?:trial|one|of)|how\s+(?:would|does)\b)",
    re.IGNORECASE,
)
_NAIVE = re.compile(
    r"\b(?:treatment|therapy)[\s-]na[iï]ve\b|\buntreated\b|\b(?:never|not)\s+(?:yet\s+)?(?:been\s+)?treated\b"
    r"|\b(?:no|without(?:\s+any)?)\s+(?:prior\s+|previous\s+|earlier\s+)?(?:treatments?|therap(?:y|ies))\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|sole)\s+(?:treatment|therapy|one|thing)\b|\bnothing but\b", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:(?:were|was|is|are)\s+to\s+|(?:would|could|should|might|will)\s+(?:have\s+)?)?"
    r"(?:ris(?:e|es|en|ing)|rose|increas(?:e[sd]?|ing)|climb(?:s|ed)?|go(?:es)?|went|gone|com(?:e|es)|came|get(?:s)?|got|"
    r"drop(?:s|ped)?|fall(?:s|en)?|fell|decreas(?:e[sd]?|ing)|improve[sd]?|recover(?:s|ed)?|return(?:s|ed)?|"
    r"worsen(?:s|ed)?|reach(?:es|ed)?|be|hit(?:s)?|(?:were|was|is|are)\s+(?:raised|brought|lowered|corrected))\b"
    r"(?:\s+(?:back|again|up|down|further|even|just))*(?:\s+(?:to|at|at\s+least\s+to)\b)?"
    r"(?=\s*(?:above|below|over|under|at\s+least|at\s+most|more\s+than|less\s+than|[<>≥≤]|\d))",
    re.IGNORECASE,
)
"""How a value gets somewhere; only where it ends is supposed."""
_WERE = re.compile(r"\bwere\b(?=\s+(?:[a-d0]|i{1,3}[ab]?|iv)\b)", re.IGNORECASE)
"""Before a class or a stage."""
_WE_GIVE = re.compile(
    r"\band\s+(?:give|add|start|begin|repeat)\b"
    r"|\b(?:we|i|you|they|one)\s+(?:(?:were|was)\s+to\s+|would\s+|could\s+|now\s+|also\s+|then\s+|just\s+)*"
    r"(?:gives?|gave|adds?|added|starts?|started|begins?|began|do|did|repeat(?:ed)?|used?|offer(?:ed)?|tr(?:y|ied))\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:another|second|third|further|additional|again|one\s+more|repeat(?:ed)?|new)\b", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:(?:is|are|gets?|will\s+be|would\s+be)\s+(?:done|given|performed|repeated|planned|scheduled)|"
    r"(?:we|i|you|they)\s+(?:give|add|start|begin|do|repeat|use|offer|try)|"
    r"and\s+(?:give|add|start|begin|repeat)|"
    r"(?:he|she|they|patient|pt)\s+(?:gets?|starts?|receives?|undergoes|begins?))\b",
    re.IGNORECASE,
)
"""What is not in the past: a month without a year is then the next one."""
_TO_BE_DONE = re.compile(
    r"\b(?:is|are|was|were|gets?|will\s+be|would\s+be)\s+(?:to\s+be\s+)?"
    r"(?:done|given|performed|repeated|planned|scheduled)\b",
    re.IGNORECASE,
)
_FEASTS = {
    "25 December": re.compile(r"\b(?:christmas|xmas|x-mas)\b", re.IGNORECASE),
    "1 January": re.compile(r"\b(?:the\s+)?new\s+year(?:'?s(?:\s+day)?)?\b", re.IGNORECASE),
}
_PLAN = timedelta(days=366)
"""How far ahead a supposed treatment may lie."""


def read_beside(extractor: Extractor, text: str, today: date, found: Extraction) -> dict[str, Any]:
    """Give what is supposed in a message and since when it compares, to stand beside what was extracted.

    Keys: `supposed` (facts, treatments, treatments_complete, day; `removed` treatments, `forgotten` facts,
    and whether the history is `naive`, the treatments the `only` ones,
    `further` ones, or speak of the `earliest` course), `since` (ISO
    day), and `unused` where the clause has accounted for words that the extractor could not use. Without
    any, nothing.
    """
    since = back(text, today)
    beside: dict[str, Any] = {"since": since.isoformat()} if since else {}
    clause = _clause(text)
    supposed, unused = _read(extractor, clause, today) if clause else ({}, [])
    if not supposed:
        return beside
    return {**beside, "supposed": supposed, "unused": [*_outside(found.unused, clause), *unused]}


def _clause(text: str) -> str:
    """Give the words that are supposed; none where nothing is."""
    for opener in _OPENER.finditer(text):
        bare = opener[0].strip().lower() == "if"
        if bare and _FINDING_OUT.search(text, 0, opener.start()):
            continue
        end = _END.search(text, opener.end())
        return text[opener.end() : end.start() if end else len(text)]
    return ""


def _outside(unused: list[str], clause: str) -> Iterator[str]:
    """Give the unused words that do not belong to the clause."""
    for words in unused:
        if clause.strip() not in words and words not in clause and not _covers(words, clause):
            yield words


def _covers(words: str, clause: str) -> bool:
    """Tell whether unused words run from before the clause into it."""
    opener = _OPENER.search(words)
    return opener is not None and clause.startswith(words[opener.end() :][:20])


def _read(extractor: Extractor, clause: str, today: date) -> tuple[dict[str, Any], list[str]]:
    for day_of, words in _FEASTS.items():
        clause = words.sub(day_of, clause)
    waits = ahead(clause, today)
    day, rest = (waits[0], _without(clause, waits[1])) if waits else (None, clause)
    taken = TakenAway(rest=rest) if _NAIVE.search(rest) else take_away(extractor, rest, today)
    rest = _WERE.sub("is", _MOVES.sub(" ", taken.rest))
    read = extractor.extract(rest, today=today)
    if _is_planned(read, rest, today):
        read = extractor.extract(_planned(rest, today), today=today + _PLAN)
        dates = [str(entry[part]) for entry in read.treatments for part in ("start", "end") if part in entry]
        day = max([day or today, *(_exact(one, today) for one in dates)])
    given = _WE_GIVE.search(rest) is not None
    naive = bool(_NAIVE.search(rest)) and not read.treatments
    supposed = {
        "facts": read.facts,
        "treatments": [*taken.ongoing, *(_from_now(entry, today) if given else entry for entry in read.treatments)],
        "treatments_complete": read.treatments_complete or naive,
        "day": day.isoformat() if day and day > today else None,
        "removed": taken.removed,
        "forgotten": taken.forgotten,
        "naive": naive,
        "only": bool(read.treatments_complete and read.treatments and _ONLY.search(rest)),
        "earliest": bool(read.treatments and re.search(r"\bfirst\b", rest, re.IGNORECASE)),
        "further": bool(read.treatments and (given or _FURTHER.search(rest) or _lies_ahead(read, today))),
    }
    return ({key: value for key, value in supposed.items() if value}, read.unused)


def _is_planned(read: Extraction, rest: str, today: date) -> bool:
    """Tell whether a treatment is named that lies ahead: the extractor records none of that kind."""
    if any(one.fact == "treatments" and one.kind in ("ambiguous_date", "future_date") for one in read.queries):
        return True
    is_dated = not _AHEAD.search(rest) and any("start" in entry or "end" in entry for entry in read.treatments)
    return not (read.facts or is_dated) and _planned(rest, today) != rest


def _planned(rest: str, today: date) -> str:
    """Write a plan as the extractor reads what was done: with a full date, and without its verb."""
    dated = dated_ahead(rest, today)
    return dated if dated == rest else _TO_BE_DONE.sub(" ", re.sub(r"\bin (?=20\d\d-)", "on ", dated))


def _lies_ahead(read: Extraction, today: date) -> bool:
    return any(str(entry.get("start") or entry.get("end") or "") > today.isoformat() for entry in read.treatments)


def _from_now(entry: dict[str, Any], today: date) -> dict[str, Any]:
    """Let a treatment that we would give, and that has no date, begin today."""
    if "start" in entry or "end" in entry:
        return entry
    day = today.isoformat()
    return {**entry, "start": day} if entry["kind"] == "systemic" else {**entry, "start": day, "end": day}


def _exact(text: str, today: date) -> date:
    return date.fromisoformat(text) if len(text) == len("2026-11-20") else today


def _without(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
