"""A value without a day right behind an older one with its day: ``plt 61 on 2 Nov, 84``, ``ECOG 2 in June, 1``.

The bare one is that of now: it is put behind the name, and the older one is not used. Where the bare number could be
the year of the day before it, or the older one is of these days, both are put, so that it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT
from bot.nlu.lexicon.calendar_words import SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MARKERS, MEASURED
from bot.nlu.wording.previous_and_current import ANY_VALUE, STAGES, alike, facts_before

_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|some|a few|a couple of|several)"
_BACK = (
    rf"(?:{_COUNT} (?:days?|d|weeks?|wks?|months?|mths?|years?) (?:ago|back|before|earlier)|"
    r"(?:last|the previous) (?:week|wk|month|year|visit|time|spring|summer|autumn|winter)|yesterday|"
    rf"(?:in )?(?:early |late |mid[- ]?)?(?:{SOME_MONTH}|spring|summer|autumn|winter)\.?(?: 20\d\d)?|in 20\d\d|20\d\d)"
)
_TREATED = r"(?:before|pre)[ -](?:the )?(?:tace|haic|sirt|surgery|resection|ablation)"
_AT = (
    rf"(?:(?:at|on) (?:the )?(?:referral|admission|diagnosis|dx|presentation|first visit|baseline|arrival)|{_TREATED})"
)
_WHEN = (
    rf"[ ,]{{0,2}}(?:[(\[] ?)?(?:on |in |from |of |back in )?(?P<day>{WRITTEN_DAY}|{_BACK}|{_AT}|\d{{1,2}}/\d{{1,2}})"
    r"\b(?![/.,-]?\d)\.?[)\]]?"
)
_ENDS = r"(?=\s*(?:$|[;,)\n]|\.(?!\d)))"
_BARE = Gated(
    rf"(?P<gap>[ :=]{{1,3}}|(?: levels?| count)? (?:was|had been) )(?P<old>{ANY_VALUE})(?![\d/]|[.,]\d)"
    rf"(?P<unit>{UNIT})?{_WHEN}"
    rf"(?P<mark>[ ]?[,;/] ?| - )(?:and |but )?(?P<new>{ANY_VALUE})(?P<anew>{UNIT})?"
    rf"{_ENDS}(?P<third>, ?\d[\d.]*\s*(?:[,;\n]|\.(?!\d)|$))?",
    core=rf"(?:[,;] ?|[ )\].]/ ?|/ |- )(?:and |but )?{ANY_VALUE}(?:{UNIT})?{_ENDS}",
)
_YEAR = re.compile(r"(?:20)?(?:1\d|2[0-7])$")
_LATELY = re.compile(r"yesterday$")
_OF_BEFORE = re.compile(rf"diagnosis|dx|presentation|baseline|{_TREATED}")
"""Beside a marker: its value is that before treatment, a fact of its own."""
_BESIDE_TREATMENT = re.compile(_TREATED)
_TOLD = MEASURED | STAGES | {"qtc", "systolic_bp"}
_FAR = 4
"""How many times another value may be higher or lower and still be of the same test and unit."""


def with_bare_newer(text: Text, named: Named) -> Text:
    """Put such a newer value behind the name."""
    changes = apart(_newer(text.low, named))
    return rewritten(text, changes) if changes else text


def _newer(low: str, named: Named) -> Iterator[Change]:
    for match in _BARE.finditer(low):
        facts = facts_before(low, match.start(), named)
        marker = bool(facts & MARKERS)
        if not facts & _TOLD or match["old"] == match["new"]:
            continue
        if marker and _OF_BEFORE.search(match["day"]):
            continue
        if _is_year(match) or not alike(match["old"], match["new"]):
            continue
        unit = match["anew"] or match["unit"] or ""
        if _open(match, marker):
            yield Change(match.start(), _end(match), f" {match['old']}{unit} or {match['new']}{unit}")
        elif _BESIDE_TREATMENT.search(match["day"]):
            yield Change(match.start(), _end(match), f" {match['new']}{unit}, was {match['old']} {match['day']}")
        else:
            yield Change(match.start(), match.start("new"), " ", unused=True)


def _is_year(match: re.Match[str]) -> bool:
    """Tell whether the bare number is a year in full: ``on 2 Nov, 2026``."""
    return re.fullmatch(r"20[12]\d", match["new"]) is not None


def _end(match: re.Match[str]) -> int:
    """Where the newer value ends."""
    return match.end("anew") if match["anew"] else match.end("new")


def _open(match: re.Match[str], marker: bool) -> bool:
    """Tell whether the bare number need not be the newer value."""
    if (
        match["third"]
        or _LATELY.search(match["day"])
        or (match["mark"].strip() == "," and _YEAR.fullmatch(match["new"]) and re.search(SOME_MONTH, match["day"]))
    ):
        return True
    figures = [_figure(match[part]) for part in ("old", "new")]
    if marker or match["anew"] or None in figures:
        return False
    low, high = sorted(one for one in figures if one is not None)
    return high > _FAR * low


def _figure(told: str) -> float | None:
    """The number of a value; none of a stage."""
    number = re.sub(r"[<>=\s]", "", told).replace(",", ".")
    try:
        return float(number)
    except ValueError:
        return None
