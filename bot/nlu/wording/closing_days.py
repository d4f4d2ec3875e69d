"""The line or phrase below values that says when the sample was taken, put as ``all drawn on`` its day.

``Report released 12 Nov 2026, drawn 11 Nov 2026``, ``^ last friday's bloods``, ``采样 2026-11-15``: made of words of a
closed list, so that nothing else is told in it. Of several days that of the sample counts.
"""

from __future__ import annotations

import re
from itertools import islice

from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_SAMPLED = word_set("closing_days_sampled")
_REPORTED = word_set("closing_days_reported")
_VALUES = word_set("closing_days_values")
_POINTS = frozenset(("^", "up"))
"""``^`` and an arrow: what stands above."""
_LINKS = word_set("closing_days_links")
_SAID = _SAMPLED | _REPORTED | _VALUES | _POINTS | _LINKS
_DAY = re.compile(
    rf"(?<![\w./-])(?:(?:on )?(?P<led>last |this )?(?P<weekday>{any_of(DAYS)})\b\.?(?:'?s\b)?(?![ ,]{{1,2}}\d)|"
    rf"(?:(?:{any_of(DAYS)})\.?,? )?(?P<written>{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}})(?![\w/%-]|[.,]\d)|"
    rf"(?P<told>yesterday|today|this morning)\b(?:'s\b)?)(?:[ ,]{{1,2}}(?:at )?(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?)?"
)
_OF_DAY = rf"(?: (?:on|date|at|time|taken))*[ :]*(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}})(?:[ ,]{{1,2}}\d\d?:\d\d)?"
_REPORTED_BEHIND = re.compile(
    rf"\b(?:drawn|taken|collect(?:ed|ion)|sampled?){_OF_DAY}"
    rf"(?P<cut>[ ,;/|.-]{{1,3}}\(?(?:report(?:ed)?|released|received|printed|issued)\b{_OF_DAY}\)?)"
)
"""``Collected 11 Nov / Reported 12 Nov``: the day of the report says nothing of the values."""
_PIECE = re.compile(r"\s+|采样|采集|抽血|采血|检验|检测|送检|报告|接收|审核|日期|时间|日|[a-z]+|.")
_MARKS = frozenset("|()[]{}*=#-–—_&/,.;:~<>@•+'\"!")
_BOUNDS = re.compile(r"[,.;|(\[-]|   ?|[ ]{2}")
_GATE = Gated(
    r"\^|\bup\b|draw|taken|collect|sampl|specimen|bloods|labs|panel|results|values|these|above|采|抽血|检|\ball "
)
_OPENERS = _SAMPLED | _REPORTED | _POINTS | {"all", "these", "above", "bloods", "labs"}
_BEHIND_VALUE = re.compile(r"(?:[\d)\]%]|/[a-zµ]{1,3}\d?|\d ?(?:s|k|sec|secs|ms))[ ]*$")
_PAGE = re.compile(r"(?:[,;|-] ?)?\bpage \d{1,2} ?(?:/|of) ?\d{1,2}\b")
"""``page 1/2`` is no day."""
_MOST = 60
"""Lines that are looked at."""
_LONGEST = 110
"""Letters of such a phrase at most."""
_NEAR = 300
_PERSON = frozenset(("age", "sex", "birth_date"))
"""What a day of birth in the line above tells: no value."""


def with_closing_days(text: Text, named: Named) -> Text:
    """Put each such phrase that ends a line of values, or stands in the line below them."""
    if "page " in text.low:
        text = rewritten(text, [Change(*one.span(), "") for one in _PAGE.finditer(text.low)])
    low = text.low
    if _GATE.search(low) is None:
        return text
    if any(word in low for word in ("report", "release", "receive", "print", "issue")):
        text = rewritten(text, [Change(*one.span("cut"), "") for one in _REPORTED_BEHIND.finditer(low)])
        low = text.low
    changes: list[Change] = []
    for line in islice(re.finditer(r"[^\n]+", low), _MOST):
        found = _closing(low, *line.span(), named)
        if found is not None:
            changes.append(found)
    return rewritten(text, changes) if changes else text


def _closing(low: str, start: int, end: int, named: Named) -> Change | None:
    """The change of the phrase that ends a line; None where it ends in anything else."""
    if low[start:end].rstrip().endswith(":"):
        return None  # ``Labs (15.11.2026):`` heads what follows
    first = max(start, end - _LONGEST)
    days = list(_DAY.finditer(low, first, end))
    if not days:
        return None
    inside = {place: one for one in days for place in range(*one.span())}
    pieces = [one for one in _PIECE.finditer(low, first, end) if one.start() not in inside]
    words: set[str] = set()
    begun, told, opener = -1, frozenset[str](), end
    for piece in reversed(pieces):
        said = piece.group()
        if said in _SAID:
            words.add(said)
            opener = piece.start()
        elif not said.isspace() and said not in _MARKS:
            if (
                low[opener : opener + 1] != ""
                and _BEHIND_VALUE.search(low, start, opener)
                and not words.isdisjoint(_OPENERS)
            ):
                begun, told = opener, frozenset(words)
            break
        elif _BOUNDS.fullmatch(said) and (said in "([|" or low[piece.end() : piece.end() + 1] in " " or len(said) > 1):
            begun, told = (piece.start() if said in "([" else piece.end()), frozenset(words)
    else:
        if first == start:
            begun, told = start, frozenset(words)
    if begun <= 0:
        return None
    return _put(low, begun, end, [one for one in days if one.start() >= begun], told, named)


def _put(
    low: str, begun: int, end: int, days: list[re.Match[str]], words: frozenset[str], named: Named
) -> Change | None:
    """The phrase as ``all drawn on`` its day, where it says whose day that is and values stand before it."""
    if not words & (_SAMPLED | _VALUES | _POINTS) or not days:
        return None
    day = days[0] if len(days) == 1 else _of_sample(low, begun, days)
    if day is None or (len(days) == 1 and words & _REPORTED and not words & _SAMPLED):
        return None
    before = low[max(0, begun - _NEAR) : begun]
    if low[begun - 1] != "\n" and _BEHIND_VALUE.search(before.rstrip(" ,;.|-–:")) is None:
        return None  # ``tissue available, sample taken 9 Nov``
    if all(fact in _PERSON for *_, fact in named(before)) or not re.search(r"\d", before):
        return None
    alone = len({fact for *_, fact in named(before)}) < 2
    if alone and low[begun] in "([" and len(days) == 1 and words <= _SAMPLED | _LINKS:
        return None  # ``61, meant 161 (drawn 17 Nov)``: of the value before it
    lead = "" if low[begun - 1] == "\n" else " "
    return Change(begun, end, f"{lead}all drawn {_told(day)}")


def _of_sample(low: str, begun: int, days: list[re.Match[str]]) -> re.Match[str] | None:
    """Of several days the one behind a word of sampling."""
    found, place = [], begun
    for day in days:
        said = {one.group() for one in _PIECE.finditer(low, place, day.start())}
        found += [day] if said & _SAMPLED else []
        place = day.end()
    return found[0] if len(found) == 1 else None


def _told(day: re.Match[str]) -> str:
    if day["weekday"]:
        return ("last " if day["led"] == "last " else "on ") + day["weekday"]
    return f"on {day['written']}" if day["written"] else str(day["told"])
