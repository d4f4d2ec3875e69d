"""A day beside values that is told by its number alone, or in words: ``plt 84 (16th)``, ``Hb 98 is from Wed``.

A number with an ending counts many things (a line, a cycle, a rib), and ``14/11`` may be two values. So either is a day
where a measured value stands right before it and nothing is counted behind, where the words before speak of a sample,
or where the values that it heads follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.dating.day_forms import led
from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = rf"(?:the )?(?P<nth>{_NUMBER}(?:st|nd|rd|th))"
_DOTTED = rf"{_NUMBER}\.(?:1[0-2]|0?[1-9])\.(?!\d)"
_WEEKDAY = rf"(?:last |this )?(?P<weekday>{any_of(DAYS)})\b"
_SHORT = rf"{_NUMBER}/(?:1[0-2]|0?[1-9])|(?:1[0-2]|0?[1-9])/(?:3[01]|2\d|1[3-9])"
_SAMPLED = r"(?:drawn|taken|collected|sampled|done|measured|dated)"
_BE = r"(?:is|was|that's|that is|that was|it's|it is|which is|which was|also|all)"
_VALUED = rf"(?P<told> ?(?:(?:is|was|of) |[:=] ?)?[<>]?=? ?{VALUE}(?:{UNIT})?)"
_END = r"(?=\s*(?:$|[;)\]\n|]|\.(?!\d)|,|and\b|now\b))"
_STOP = r"(?=\s*(?:$|[;\n|]|\.(?!\d)))"
_ENDING_DAY = rf"(?:{_SHORT}|{_DOTTED}|\b{_WEEKDAY}){_END}"
"""A day by its numbers or its name, and an end behind it."""
_NUMBERED = Gated(
    rf"{_VALUED}(?P<gap>,? ?(?P<open>[(\[])?[@–-]{{0,2}}[ ]?(?:(?:from|of|on|as of|as at|{_SAMPLED}) ?){{0,3}}|"
    rf",? ?(?:[–-] )?(?:{_BE} )+(?:from|of|on) ){_NTH}{_END}",
    core=r"\d(?:st|nd|rd|th)",
)
"""``alb 34 (the 14th)``, ``INR 1.2 from 9th``."""
_FIGURES = Gated(
    rf"{_VALUED}(?P<gap>(?: ?[@–-]{{1,2}}[ ]?|[ ])(?:(?:from|of|on|as of|as at|{_SAMPLED}|{_BE}) ?){{0,3}})"
    rf"(?P<day>{_SHORT}|{_DOTTED}|{_WEEKDAY}){_END}",
    core=_ENDING_DAY,
)
"""``Hb 98 14/11``, ``plt 84 - 14/11``."""
_SET_OFF = Gated(rf"{_VALUED}(?P<gap>, ?)(?P<day>{_SHORT}|{_DOTTED}|{_WEEKDAY}){_STOP}", core=_ENDING_DAY)
"""``plt 84, 14.11.``: closes its line."""
_IN_WORDS = Gated(
    rf"{_VALUED}(?P<gap>,? ?(?:[–-] )?(?:(?:{_BE} )+(?:from|of|on)|{_BE} {_SAMPLED}(?: on)?|(?:from|of|{_SAMPLED})) )"
    rf"(?P<day>{WRITTEN_DAY}|{_SHORT}|{_DOTTED}|{_WEEKDAY}|yesterday|today|this morning|"
    rf"(?:a|one|two|three|\d{{1,2}}) (?:day|week)s? ago){_END}",
    core=rf"\b(?:from|of|on|{_SAMPLED}) (?:\d|{WRITTEN_DAY}|last|this|today|yesterday|{_WEEKDAY}|one|two|three|a )",
)
"""``INR 1.2, that's from 9 Nov``, ``Hb 98 is from Wed``."""
_WEEKDAY_ASIDE = Gated(
    rf"{_VALUED}(?P<gap> ?[(\[](?:(?:from|of|on|{_SAMPLED}) ){{0,2}})(?P<day>{_WEEKDAY})(?P<shut>[)\]])",
    core=rf"\b{_WEEKDAY}[)\]]",
)
"""``alb 34 [Wed]``, ``Hb 98 (from Wed)``."""
_OF_SAMPLE = Gated(
    rf"\b(?P<link>(?:{_SAMPLED}|all|both|they are|(?:that|this|those|these)(?: was|'s| is| were| are)|everything|"
    r"samples?|bloods?|labs?|all of (?:it|them)|lab date|date|results?|values)[ :,(]{0,2}"
    rf"(?:from |of |on |dated |drawn |taken )*){_NTH}(?=\s*(?:$|[,;:)\]\n–-]|\.(?!\d)|"
    r"(?:show|gave|were|was|are)|[a-z-]{2,14} ?[:=]? ?[<>]?\d))"
)
"""``labs 14th Hb 10.9``, ``…, all drawn the 14th``."""
_HEADS = Gated(
    rf"(?:^|(?<=[\n;(])|(?<=[.;,] ))(?P<link> ?(?:from |of |on )?)(?:{_NTH}|(?P<weekday>{any_of(DAYS)})\b)"
    r"(?= ?[:,)=–-]? ?\n?(?:the |his |her )?[a-z-]{2,14}\b ?[:=]? ?[<>]?\d)"
)
_DATE_HEAD = Gated(
    r"(?:^|(?<=\n))(?P<head>[ ]*(?:(?:sample|lab|labs|collection|draw|test|visit) )?date ?[:=]? ?)"
    rf"(?P<day>{WRITTEN_DAY}|{_SHORT}|{_DOTTED})(?P<shut>[ ,;|]{{1,4}})(?=[a-z][a-z -]{{1,14}}\b ?[:=]? ?[<>]?\d)"
)
"""``Date: 16/11  ALT: 47``, line by line."""
_BACK = 90


def with_days_beside_values(text: Text, named: Named) -> Text:
    """Put each such day behind ``on``, as dates are read."""
    low = text.low
    changes = [*_behind(low, named), *_beside_samples(low, named), *_heading(low, named), *_dated_lines(low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _behind(low: str, named: Named) -> Iterator[Change]:
    """``alb 34 (the 14th)``, ``INR 1.2 from 9th``: the day of the value that stands before it."""
    for match in _NUMBERED.finditer(low):
        if _measured_before(low, match, named):
            yield Change(match.start("gap"), match.end(), f" {match['open'] or ''}on the {match['nth']}")
    for rule in (_FIGURES, _SET_OFF, _WEEKDAY_ASIDE, _IN_WORDS):
        for match in rule.finditer(low):
            if _measured_before(low, match, named):
                said = led(match["day"])
                aside = match.groupdict().get("shut") is not None
                yield Change(match.start("gap"), match.end(), f" ({said})" if aside else f" {said}")


def _measured_before(low: str, match: re.Match[str], named: Named) -> bool:
    return any(fact in MEASURED for _, fact in names_before(low, match.start(), named))


def _beside_samples(low: str, named: Named) -> Iterator[Change]:
    """``labs 14th Hb 10.9``, ``…, all drawn the 14th``: the day of a sample, with a value before or behind it."""
    for match in _OF_SAMPLE.finditer(low):
        line = max(low.rfind("\n", 0, match.start() - 1) + 1, match.start() - _BACK)
        before = any(fact in MEASURED for *_, fact in named(low[line : match.start()]))
        if before or _measured_behind(low, match.end(), named):
            link = re.sub(r"(?:from|of|on) $", "", match["link"])
            yield Change(match.start("link"), match.end(), f"{link}on the {match['nth']}")


def _heading(low: str, named: Named) -> Iterator[Change]:
    """``the 14th: Hb 10.9``: the day that heads a value."""
    for match in _HEADS.finditer(low):
        if _measured_behind(low, match.end(), named):
            lead = " " if match["link"].startswith(" ") else ""
            day = f"the {match['nth']}" if match["nth"] else match["weekday"]
            yield Change(match.start("link"), match.end(), f"{lead}on {day}")


def _dated_lines(low: str, named: Named) -> Iterator[Change]:
    for match in _DATE_HEAD.finditer(low):
        if _measured_behind(low, match.end(), named):
            yield Change(*match.span(), f"labs {match['day']}: ")


def _measured_behind(low: str, place: int, named: Named) -> bool:
    """Tell whether the first thing named behind a place is a measured value, near it."""
    found = sorted(named(low[place : place + 40]))
    return bool(found) and found[0][0] < 16 and found[0][2] in MEASURED
