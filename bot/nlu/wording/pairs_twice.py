"""Two tests told together at two times, put test by test: ``AFP and PIVKA were 800 and 1200, now 412 and 690``.

Which of the values counts is read of each test by itself: ``AFP were 800, now 412; PIVKA were 1200, now 690``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAYS, SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.wording.heading_words import MEASURED

_MAY = re.compile(r"\d[a-z/%µ ]{0,9}(?:/| and|, and| ?&) ?[<>]?\d")
_PRESSURE = re.compile(r"\b(?:bp|rr|blood pressure)[ :=]{0,3}\d{2,3} ?/ ?\d{2,3}")
_JOINED = re.compile(r"(?: levels?)? ?(?:,? and|&|/|\+|,) ?(?:the |his |her )?")
_V = rf"(?<![\d./-])[<>]?=? ?{VALUE}(?:{UNIT})?"
_V2 = _V.replace("(?<![\\d./-])", "")
_J = r" ?(?:/|,? and|&) ?"
_WENT = (
    r"(?:(?:levels?|values?|both|was|were|are|is|had been|have been|have|has|been|stood|at|of|went|gone|fell|fallen|"
    r"dropped|came|come|down|up|rose|risen|climbed|moved|changed|improved|from|initially|previously|respectively) )*"
)
_DAY = (
    rf"(?:(?:in|on|at|from|of) )?(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}(?![\d/])|{SOME_MONTH}(?: 20\d\d)?|"
    rf"(?:last )?(?:{any_of(DAYS)})\b|"
    r"last (?:week|month|time|visit)|yesterday|today|this (?:week|morning|month)|now|then|before|currently|at present|"
    r"(?:at )?(?:diagnosis|baseline|presentation|screening)|(?:(?:at|on) )?(?:admission|discharge|arrival)|"
    r"(?:pre|post)-?op(?:eratively)?|(?:pre|post|after)[- ](?:surgery|tace|haic|transfusion|rfa|resection)|"
    r"before (?:treatment|therapy|tace|haic|surgery)|initially|"
    r"(?:a|one|two|three|four|\d{1,2}) (?:days?|weeks?|months?) (?:ago|later))"
)
_MOMENT = rf"(?: ?[(,]? ?{_DAY}\)?)?"
_ON = (
    rf"(?P<sep>\s*(?:[,;]|->|→|>|-{{1,2}}>?|\.(?=\s))?\s*(?:(?:but|and|then|to|now|down to|up to|went to|today|"
    rf"currently|latest|at present|are|were|is|it is|they are|{_DAY}) ?)*[: ]{{0,2}})"
)
_END = r"(?:,? respectively)?(?=\s*(?:$|[,;)\n]|\.(?!\d)|and\b|which\b|so\b))"
_TWICE = re.compile(
    rf"(?P<lead>[ :,]{{1,3}}{_WENT})(?P<a>{_V}){_J}(?P<b>{_V2})(?P<m>{_MOMENT})"
    rf"{_ON}(?P<c>{_V}){_J}(?P<d>{_V2})(?P<n>{_MOMENT}){_END}"
)
_FIRST = re.compile(rf"(?P<lead>[ :]{{1,2}}{_WENT})(?P<a>{_V})(?:, ?|,? and | ?/ ?| & |; ?| )(?:the |his |her )?$")
_SECOND = re.compile(
    rf"(?P<lead>[ :]{{1,2}}{_WENT})(?P<b>{_V})(?P<m>{_MOMENT}){_ON}(?P<c>{_V}){_J}(?P<d>{_V2})(?P<n>{_MOMENT}){_END}"
)
"""``AFP 800, PIVKA 1200 then; now 412 and 690``."""
_LED = re.compile(r"[ ,]*respectively[ ,]*|^, ?")
_EACH = re.compile(r",? respectively (?=[<>]?\d)")
_TELLS = re.compile(r"[a-z>→-]")


def with_pairs_twice(text: Text, named: Named) -> Text:
    """Put such values test by test."""
    if "respectively" not in text.low and not _MAY.search(_PRESSURE.sub("", text.low)):
        return text
    changes = apart(_turned(text.low, named))
    return rewritten(text, changes) if changes else text


def _turned(low: str, named: Named) -> Iterator[Change]:
    names = [one for one in sorted(named(low)) if one[2] in MEASURED]
    for (start, end, fact), (begin, stop, other) in pairwise(names):
        if fact == other or begin < end:
            continue
        first = None if _JOINED.fullmatch(low, end, begin) else _FIRST.fullmatch(low, end, begin)
        if first is None and not _JOINED.fullmatch(low, end, begin):
            continue
        match = _SECOND.match(low, stop) if first is not None else _TWICE.match(low, stop)
        told = match is not None and _TELLS.search(f"{match['m']}{match['sep']}{match['n']}")
        if match is not None and told and not (first is not None and _is_day(match)):
            names_told = low[start:end], low[begin:stop]
            yield Change(start, match.end(), _each(*names_told, first, match))
        elif first is None and (said := _EACH.match(low, stop)) is not None:
            yield Change(*said.span(), " ")


def _is_day(match: re.Match[str]) -> bool:
    """``plt 82, INR 1.3 - 12/11``: a day behind a dash, and no second pair."""
    day, month = match["c"].strip(), match["d"].strip()
    return match["sep"].strip() == "-" and day.isdigit() and month.isdigit() and max(int(day), int(month)) <= 31


def _each(one: str, two: str, first: re.Match[str] | None, match: re.Match[str]) -> str:
    """Both values of each test, with what tells of their times."""
    sep = re.sub(r"^\s*[;.]", ",", match["sep"])
    lead = _LED.sub(" ", match["lead"])
    led, told = (first["lead"], first["a"]) if first is not None else (lead, match["a"])
    return (
        f"{one}{led}{told}{match['m']}{sep}{match['c']}{match['n']}; "
        f"{two}{lead}{match['b']}{match['m']}{sep}{match['d']}{match['n']}"
    )
