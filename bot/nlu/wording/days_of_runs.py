"""The day set off behind a run of values, put as ``all drawn on`` it: ``plt 84, INR 1.2, 14/11``.

A run is a name and its number, twice at least and side by side, with no day among them. A bracket that holds a day
alone is of the last value; one in a line of its own, and one that says more, is of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.dating.day_forms import led
from bot.nlu.lexicon.calendar_words import DAYS, SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_SHORT = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:/(?:1[0-2]|0?[1-9])|\.(?:1[0-2]|0?[1-9])\.)|(?:1[0-2]|0?[1-9])/(?:3[01]|2\d|1[3-9])"
)
_DAY = (
    rf"(?P<day>{WRITTEN_DAY}|{_SHORT}|on the \d{{1,2}}(?:st|nd|rd|th)|(?:last |this )?(?:{any_of(DAYS)})\b|"
    r"yesterday|today|this morning|last night|(?:two|three|four|five|\d{1,2}) days ago)(?![\w/%-]|[.,]\d)"
)
_SAYS = (
    r"(?:(?:all|both|everything|all of (?:it|them|these|this|that)|these|those|this|that|that's|thats|they|it|it's|"
    r"which|bloods?|labs?|lab|results?|values?|samples?|date|dated|draw|was|were|is|are|being|from|of|on|at|as|the|"
    r"taken|drawn|collected|done|measured)\b[ :]*|@ ?)"
)
_CLOSING = Gated(
    rf"(?P<all>(?:(?P<mark>\s*(?:[,;|–—-]|--|\.(?=\s))\s*|\s?\(|\s?\[|\n\s?[(\[]?)|\s)(?P<says>{_SAYS}{{0,6}}){_DAY}[)\]]?)"
    r"(?P<end>\s*(?:$|\.(?!\d)|[;\n])|, ?(?=[a-z]))"
)
_AMONG = re.compile(rf"\b(?:{WRITTEN_DAY}|{SOME_MONTH} |{any_of(DAYS)}\b|yesterday|today|ago)")
_LIMIT = r"(?:uln|ref|normal|range|limit|nl|rr|high|low|[hln]\b|[<>≤=:.,–-]|\d|[ ])"
_VALUED = re.compile(
    rf"(?: (?:level|count|total))?(?: (?:is|was|at|of)|[ ]?[:=])?[ ]?[<>]?=? ?{VALUE}(?:/\d{{1,3}})?(?:{UNIT})?"
    rf"(?: ?[hl]\b)?(?: ?\((?:{_LIMIT}){{0,8}}\))?"
    rf"(?P<other>[ ,;/]+[a-z]{{1,9}}[ :=]{{0,2}}[<>]?{VALUE}(?:{UNIT})?){{0,4}}[ ,;/|\n]*(?:(?:and|&|\+) )?"
)
"""What stands behind a name up to the next: its number, and those of tests that nobody here reads."""
_ENDS_IN_VALUE = re.compile(
    rf"{VALUE}(?:/\d{{1,3}})?(?:{UNIT})?(?: ?[hl]\b)?(?: ?\((?:{_LIMIT}){{0,8}}\))?[ ,;/|\n]*(?:(?:and|&|\+) )?$"
)
"""What the last value of a run ends in: looked for before anything is named."""
_TAIL = 48
_OF_ALL = re.compile(
    r"\b(?:all|both|everything|these|those|this|that|that's|thats|they|it|it's|which|bloods?|labs?|results?|values?)\b"
)
"""In a bracket right behind the last value: words that speak of more than that one."""
_HEADED = re.compile(rf"(?:{WRITTEN_DAY}|(?<![\d/.]){_SHORT}) ?:(?: |\n)")
"""``Labs 16/11: plt 84, INR 1.2 from 14/11``: the heading has its own day, the one behind a value is of that value."""
_BACK = 260
_MOST = 12


def with_days_of_runs(text: Text, named: Named) -> Text:
    """Say of each such day that all values of its run were drawn on it."""
    if not _CLOSING.may_match(text.low):
        return text
    changes = apart(_closing(text.low, named))
    return rewritten(text, changes) if changes else text


def _closing(low: str, named: Named) -> Iterator[Change]:
    for match in islice(_matches(low), _MOST):
        mark, says = match["mark"] or "", match["says"]
        if mark.strip(" ") in ("(", "[") and not _OF_ALL.search(says):
            continue
        if mark.strip() == "." and not says:
            continue
        if mark.startswith("\n") and not _closes_text(low, match):
            continue
        if match["end"].startswith(",") and _heads(low, match.end(), named):
            continue
        of_all = _OF_ALL.search(says) is not None
        if not of_all and _HEADED.search(low, low.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        if _run_before(low, match.start(), named, lines=mark.startswith("\n") or of_all):
            yield Change(match.start("all"), match.end("all"), f" all drawn {led(match['day'])}")


def _matches(low: str) -> Iterator[re.Match[str]]:
    """Every such phrase, those that begin within another too: ``INR 1.2. Date: 14/11`` holds ``1.2.``."""
    match = _CLOSING.pattern.search(low)
    while match is not None:
        yield match
        match = _CLOSING.pattern.search(low, match.start() + 1)


def _closes_text(low: str, match: re.Match[str]) -> bool:
    """A line of its own below values closes them where nothing follows and no empty line parts them."""
    return not low[match.end() :].strip() and "\n\n" not in match["all"]


def _heads(low: str, place: int, named: Named) -> bool:
    """``…, 14/11, Hb 10``: what follows is a value too, so that the day may be its own."""
    return any(fact in MEASURED for *_, fact in named(low[place : place + 40]))


def _run_before(low: str, end: int, named: Named, *, lines: bool) -> bool:
    """Tell whether a run of two values at least ends at a place, in its line or the ``lines`` before it."""
    start = max(0, end - _BACK, low.rfind("\n\n" if lines else "\n", 0, end) + 1)
    if _ENDS_IN_VALUE.search(low, max(start, end - _TAIL), end) is None:
        return False
    told = low[start:end]
    names = sorted({(begin, stop) for begin, stop, fact in named(told) if fact in MEASURED})
    stops, run = len(told), 0
    for begin, stop in reversed(names):
        if _VALUED.fullmatch(told, stop, stops) is None or _AMONG.search(told, stop, stops):
            break
        stops, run = begin, run + 1
        if run > 1:
            return True
    return False
