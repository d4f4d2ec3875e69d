"""A year told once behind several days: ``stopped on Nov 2nd, had begun Apr 1st, both this year``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.lexicon.calendar_words import MONTH_CUT
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_MONTH = rf"(?:{MONTH_CUT})[a-z]*\.?"
_DAY = (
    rf"(?:\b{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|"
    rf"(?<![\d.,#])\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?! ?\d))"
    r"(?![\d/.:]|,? ?(?:19|20)\d\d| ?%)"
)
_YEAR = r"(?P<year>this year|last year|(?:19|20)\d\d)"
_BOTH = Gated(
    r",? (?P<said>(?:both|all)(?: of (?:them|these))?(?: (?:dates|days|were|are|from))?(?: (?:in|of|from))? "
    rf"{_YEAR})(?![-/.]?\d)"
)
_ONE = Gated(rf"{_DAY}(?P<said>,? (?:of )?(?P<year>this year|last year))\b")
_BEFORE = Gated(rf"\b(?P<said>(?P<year>this year|last year) (?:on )?(?:the )?)(?P<day>{_DAY})")
_PLAIN = rf"(?:{_DAY}|\b{_MONTH}(?! ?\d))"
_FIRST_LAST = Gated(
    rf"(?P<said> (?:in )?{_YEAR})[,:;]? ?\(?(?:the )?first(?: one| session)?(?: was)?(?: on| in)? (?P<one>{_PLAIN})"
    rf"[,;]?(?: and)?(?: the)? last(?: one| session)?(?: was)?(?: on| in)? (?P<two>{_PLAIN})"
)
"""``TACE three times this year, first 4 Feb and last 8 Sept``."""
_HEAD = Gated(
    rf"(?:^|(?<=\n)|(?<=[|\t;])|(?<=  ))[ ]?(?:{_MONTH})(?P<gap>[ ]?['-]?)(?P<year>2\d)(?=[ ]?(?:[|\t;\n]|  |$))"
)
"""``Nov 26`` as the whole of a heading."""
_SENTENCE = re.compile(r"(?:[^.;\n]|\.(?=\d)|(?<=[a-z]{3})\.(?= \d))*$")
_DAYS = re.compile(_DAY)


def with_years_at_days(text: Text, today: date) -> Text:
    """Give each day of a sentence the year that is told behind them all, or behind it."""
    changes = list(_of_heads(text.low, today)) if _HEAD.may_match(text.low) else []
    for match in _BOTH.finditer(text.low):
        start = max(0, match.start() - 200)
        sentence = _SENTENCE.search(text.low, start, match.start())
        days = list(_DAYS.finditer(text.low, sentence.start(), match.start())) if sentence else []
        if len(days) > 1:
            year = _year(match["year"], today)
            changes += [Change(day.end(), day.end(), f" {year}") for day in days]
            changes.append(Change(match.start("said"), match.end("said"), ""))
    for match in _FIRST_LAST.finditer(text.low) if not changes else ():
        ends = [match.end(one) for one in ("one", "two")]
        changes.append(Change(*match.span("said"), ""))
        changes += [Change(end, end, f" {_year(match['year'], today)}") for end in ends]
    for match in _ONE.finditer(text.low) if not changes else ():
        changes.append(Change(*match.span("said"), f" {_year(match['year'], today)}"))
    for match in _BEFORE.finditer(text.low) if not changes else ():
        changes.append(Change(match.start(), match.end(), f"on {match['day']} {_year(match['year'], today)}"))
    return rewritten(text, changes) if changes else text


def _of_heads(low: str, today: date) -> Iterator[Change]:
    """``Test | Nov 26 | Oct 26``: months of one year head the columns, no days of one number."""
    lines: dict[int, list[re.Match[str]]] = {}
    for match in _HEAD.finditer(low):
        lines.setdefault(low.rfind("\n", 0, match.end()), []).append(match)
    for heads in lines.values():
        years = {one["year"] for one in heads}
        if len(heads) > 1 and len(years) == 1 and int(years.pop()) <= today.year % 100:
            yield from (Change(one.start("gap"), one.end(), f" 20{one['year']}") for one in heads)


def _year(said: str, today: date) -> int:
    if said.startswith("this"):
        return today.year
    return today.year - 1 if said.startswith("last") else int(said)
