"""Units behind numbers: every spelling becomes one that the catalogue's unit tables know.

Recognising is done here; the factors live in ``criteria/facts/units.yml`` alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from criteria.units import XULN

_PER = (
    r"(?:/|\bper\b)\s*(?:u\s?l|mc\s?l|mm\^?3|mm|cumm|cu\.?\s?mm|cmm|c\.?mm|nl|ml|dl|"
    r"litre|liter|l|microlit(?:er|re)|100\s?ml)\b"
)
_TIMES_NORMAL = (
    r"(?:(?:x|times|\*|-?fold)[^\S\n]*|[^\S\n]*(?!(?:the\s+)?(?:uln|unl)[ :=]{0,3}\d))(?:the\s+)?"
    r"(?:uln|unl|upper\s+(?:reference\s+|normal\s+)?limits?(?:\s+of(?:\s+the)?\s+(?:normal|reference))?(?:\s+range)?)(?![a-z])"
    r"|(?:x|times|\*|-?fold)\s*(?:the\s+)?(?:upper\s+normal|(?:normal|reference)\s+limits?|limits?\s+of\s+normal|normal|nl)\b"
    r"|x\s*n\b"
)
_POWER = (
    rf"(?:[x*]\s*)?10\s*(?:\^|\*\*|\*|e|exp)\s*-?(?:\d{{1,2}})\s*(?:cells\s*)?(?:{_PER})?|"
    rf"[x*]\s*10(?:3|4|6|9)\s*{_PER}|[x*]\s*10(?:3|4|6|9)\b"
)
_MASS = (
    r"(?:mmol|umol|mcmol|micromol(?:e|es)?|nmol|mg|ug|mcg|ng|pg|gm|gr|g|mau|kiu|miu|"
    r"iu|ui|ku|mu|au|u|units?|[nuµ]kat|k|thousands?|thou|tsd|miles|mila|giga|gpt|cells|meq)"
)
COUNTED = r"(?:draw|sample|reading|check|test|value|run|tube|measurement|set|one)"
"""What is counted behind a value: ``91 second draw`` is no time."""
_UNIT = re.compile(
    rf"\s*(?:(?P<uln>(?<!\n)(?:{_TIMES_NORMAL}))"
    rf"|(?P<power>{_POWER})"
    rf"|(?P<rate>{_MASS}\s*{_PER}|mg\s?%|gm?\s?%|{_PER}|mm\^?3\b|cumm\b|u\s?l\b)"
    r"|(?P<thousand>k\b|k(?=[,;.\s/]|$)|thousands?\b|thou\b|tsd\b)"
    rf"|(?P<lakh>(?:lakhs?|lacs?)\b(?:\s*(?:cells\s*)?{_PER})?)"
    r"|(?P<million>million\b|mio\b)"
    r"|(?P<plain>(?:umol|mcmol|micromol)s?\b|mmols?\b|mm\s?hg\b|cms?\b|centimet(?:er|re)s?\b|"
    r"cm(?=x\s?\d)|mm(?=x\s?\d)|mms?\b|millimet(?:er|re)s?\b|msecs?\b|ms\b|milliseconds?\b|"
    rf"seconds?\b(?! {COUNTED}\b)|secs?\b|segs?\b|sek\b|s\b(?!/(?!\s?\d))|%|percent\b|per cent\b"
    r"|months?\b|mths?\b|mos?\b|years?\b|yrs?\b|weeks?\b|wks?\b|days?\b|(?:mg|ug|mcg|"
    r"iu|g)(?:/(?:d|day|kg|m2|week|m\^2))*\b)"
    r")"
)
_TWICE = Gated(
    r"\b(?P<n>twice|double|thrice|triple|one and a half times)\s+(?:the\s+)?(?:uln|"
    r"upper\s+limit(?:\s+of\s+normal)?|normal)\b"
)
TWICE = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0, "one and a half times": 1.5}
"""Words for multiples of the upper limit of normal."""
_REWRITES = (
    (re.compile(r"\s+"), ""),
    (re.compile(r"^[x*](?=10)"), ""),
    (re.compile(r"10(?:\^|\*\*|\*|e|exp)(?=\d)"), "10*"),
    (re.compile(r"^10(?=[3469](?:/|per|$))"), "10*"),
    (re.compile(r"per(?=[a-z1])"), "/"),
    (re.compile(r"mcl$|microlit(?:er|re)$"), "ul"),
    (re.compile(r"mm\^?3$|cumm$|cu\.?mm$|cmm$|c\.?mm$|(?<=/)mm$"), "mm3"),
    (re.compile(r"cells(?=/)"), ""),
    (re.compile(r"^(?:gm|gr)(?=[/%])"), "g"),
    (re.compile(r"lit(?:er|re)$"), "l"),
    (re.compile(r"^micromol(?:es?)?|^mcmol"), "umol"),
    (re.compile(r"^ui(?=/)"), "iu"),
    (re.compile(r"^(?:thousands?|thou|tsd|miles|mila)"), "k"),
    (re.compile(r"^units?(?=/)"), "u"),
    (re.compile(r"^centimet(?:er|re)s?$|^cms$"), "cm"),
    (re.compile(r"^millimet(?:er|re)s?$|^mms$"), "mm"),
    (re.compile(r"^percent$"), "%"),
    (re.compile(r"^segs?$|^sek$"), "s"),
)
WEAK = word_set("units_weak")
"""Units that may belong to the next words instead (``ECOG 1 s/p TACE``): ignored where they do not fit."""


def unit_at(low: str, place: int) -> tuple[int, str] | None:
    """Give the end and the spelling of the unit that stands at ``place``, or None.

    Thousands come back as ``k``, millions as ``million``, multiples of the limit of normal as ``xULN``.
    """
    match = _UNIT.match(low, place, place + 60)
    if match is None or ((match["plain"] or match["thousand"]) and _of_next_line(low, place, match)):
        return None
    if match["thousand"] == "k" and low[place : place + 1].isspace() and _POTASSIUM.match(low, match.end()):
        return None
    if match["uln"]:
        return match.end(), XULN
    if match["lakh"]:
        return match.end(), "lakh"
    if match["plain"] and "mol" in match["plain"] and not match["plain"].startswith("mm"):
        return match.end(), "umol/l"
    if match["million"]:
        return match.end(), "million"
    return match.end(), canonical(match.group())


_POTASSIUM = re.compile(r" ?[:=]? ?[2-7](?:[.,]\d(?!\d|[./]\d)|(?= ?(?:[,;)\n]|mmol|meq|$)))")
"""``PIVKA 900 K 4.1``: what stands behind the letter is its own value, so that it is no thousand."""


def _of_next_line(low: str, place: int, match: re.Match[str]) -> bool:
    """``35-50`` above ``S. Creatinine 78``: a letter that opens the next line is no unit, one that is all of it is."""
    line = low.find("\n", place, match.start("plain" if match["plain"] else "thousand"))
    return line >= 0 and low[match.end() : match.end() + 3].split("\n")[0].strip(" ") != ""


@lru_cache(maxsize=1024)
def canonical(spelling: str) -> str:
    """Rewrite a unit's spelling into one that the unit tables know; ``10*9`` alone is per litre."""
    text = spelling.lower()
    for pattern, with_what in _REWRITES:
        text = pattern.sub(with_what, text)
    if re.fullmatch(r"10\*\d+", text):
        return text + {"9": "/l", "3": "/ul", "4": "/ul", "6": "/ml"}.get(text[3:], "")
    return text


def find_multiples(low: str) -> list[tuple[int, int, float]]:
    """Find ``twice normal`` and the like: span and multiple."""
    return [(*match.span(), TWICE[match["n"]]) for match in _TWICE.finditer(low)]


_AGAINST = Gated(
    r"(?:\b(?:all|both|each) )?"
    r"(?P<sign>[<>≤≥]=?|\b(?:below|under|less than|above|over|more than|within|at most|up to)\b)\s*(?:the\s+)?"
    r"(?:uln|unl|upper\s+limit(?:\s+of(?:\s+the)?\s+normal)?)\b(?!\s*[:=(]?\s*\d)"
)
_SIGNS = {
    "≤": "<=",
    "≥": ">=",
    "below": "<",
    "under": "<",
    "less than": "<",
    "within": "<=",
    "at most": "<=",
    "up to": "<=",
}


def find_limits(low: str) -> list[tuple[int, int, str]]:
    """Find ``< ULN``, ``above the upper limit of normal``: span and comparator."""
    found = []
    for match in _AGAINST.finditer(low):
        sign = match["sign"]
        found.append((*match.span(), _SIGNS.get(sign, sign if sign[0] in "<>" else ">")))
    return found
