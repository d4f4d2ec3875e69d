"""An age that is told by the next birthday: ``I'll be seventy-three in February`` is 72 now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text_to_num import text2num

from bot.nlu.date_words import MONTHS
from bot.nlu.rewriting import Change
from bot.nlu.telling import Gated

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_AGE = rf"(?P<age>\d{{2}}|(?:{_TENS})(?:[\s-](?:{_ONES}))?)"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WHEN = (
    rf"(?:on my (?:next )?birthday|(?:on |in |at |next |this coming |this |come |the )*(?:{_MONTH}|month|week|spring|"
    r"summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|new year|easter)"
    r"|tomorrow|soon)"
)
_NEXT = Gated(
    r"(?:\b(?:i'?ll be|i will be|he'?ll be|she'?ll be|(?:i|he|she|will|to) turns?|turns|turning|i'?ll turn|going to be|"
    rf"i'?m going on)(?: going to be)? {_AGE}(?: years(?: old)?)? {_WHEN}\b"
    rf"|^\W*{_AGE.replace('age', 'soon')} (?:next|this coming) (?:month|week|birthday|year)\W*$)"
)


_DECADE = Gated(rf"\b(?P<tens>{_TENS})[\s-](?:something|odd)\b")
"""``sixty something``."""
_WHO = "man|woman|lady|fella|bachelor|widow|widower|pensioner|farmer|grandmother|grandfather|male|female|gentleman"
_NOW = re.compile(
    rf"\b(?:turned|just gone|gone|hit|reached|after turning|celebrated (?:my )?) {_AGE.replace('age', 'turned')}"
    rf"(?=\s*(?:$|[,.;]|and\b|on\b|in\b|at\b|last\b|this\b|now\b|a\b))"
    rf"|\b{_AGE.replace('age', 'young')} years young\b"
    rf"|^\W*(?:male|female|man|woman|lady),? {_AGE.replace('age', 'sexed')}(?=\s*(?:$|[,.;]))"
    rf"|\b(?:{_WHO}) of {_AGE.replace('age', 'of')}(?=\s*(?:$|[,.;]|and\b|now\b|with\b|who\b))"
    rf"|^\W*{_AGE.replace('age', 'first')}(?=,? (?:and )?(?:a|an) (?:{_WHO})\b"
    r"|,? (?:and )?(?:\w+[ -]){1,3}next (?:birthday|year|month)\b)"
    rf"|\b(?:i'?m|i am|he'?s|she'?s|he is|she is) (?:just |only |about |now )?{_AGE}"
    r"(?=\s*(?:$|[,.;]|and\b|now\b|last\b|this\b))"
    rf"|^\W*{_AGE.replace('age', 'answer')} (?=last birthday|last week|last month|(?:last |back )?in (?:{_MONTH}))"
)
"""An age that is said without its years."""


def birthdays(low: str) -> Iterator[Change]:
    """Give ages as they are written: one year less than that of a birthday to come."""
    if len(low) <= 200:
        for match in _NOW.finditer(low):
            group = next(name for name, one in match.groupdict().items() if one)
            start, end = match.span(group) if group in ("of", "young", "sexed") else match.span()
            yield Change(start, end + len(" years young") * (group == "young"), f"{match[group]} years old ")
    for match in _DECADE.finditer(low):
        tens = int(text2num(match["tens"], "en"))
        yield Change(*match.span(), f"{tens}-{tens + 9}")
    for match in _NEXT.finditer(low):
        said = match["age"] or match["soon"]
        age = int(said) if said.isdigit() else int(text2num(said.replace("-", " "), "en"))
        yield Change(match.start(), match.end(), f"{age - 1} years old")
