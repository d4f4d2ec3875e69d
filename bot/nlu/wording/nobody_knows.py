"""Two values of which nobody knows which is right: ``outside lab plt 71, ours 112, nobody knows which is right``.

Both are put behind the name, so that it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_UNKNOWN = (
    r"(?:nobody|no ?one|none of us|not|un)[ ]?(?:(?:knows?|sure|clear|certain|known|able to (?:say|tell)|agreed|"
    r"decided|settled) )+(?:yet )?|"
    r"(?:i |we )?(?:do not|don'?t|dont|can'?t|cannot|could not|couldn'?t|does not|doesn'?t) (?:know|tell|say|see)"
    r"(?: yet)? |(?:i have |we have )?no (?:idea|clue)(?: as to)? |unsure |unclear |"
    r"(?:still )?(?:checking|asking|finding out|clarifying|querying|to clarify) "
)
_RIGHT = r"(?:right|correct|true|real|valid|the (?:right|correct|real|true) one)"
_WHICH = (
    r"which(?: (?:one|value|result|of (?:the two|them|these|both)))?(?: (?:is|was|to))?"
    rf"(?: (?:{_RIGHT}|ours|use|believe|trust|go by|take|record|enter))?"
)
_OPEN = Gated(
    r"(?:[ ]?[,;.:(–-]{1,2} ?| )(?:and |but |so |it'?s |it is |i'?m |we'?re )*"
    rf"(?:(?:{_UNKNOWN}){_WHICH}|which (?:one )?(?:is|was) {_RIGHT})[?)]{{0,2}}(?=\s*(?:$|[,;.)\n?]))"
)
_NUMBER = re.compile(rf"(?<![\w./,-])(?P<value>[<>]?{VALUE})(?P<unit>{UNIT})?(?![\w/%-]|[.,]\d)")
_DATED = re.compile(
    r"\d{1,2}/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bago\b|\blast \w+|\bweeks?\b"
)
_TOLD = MEASURED | {"qtc"}
_BACK = 130


def with_neither_known(text: Text, named: Named) -> Text:
    """Put both of two such values right behind the name."""
    changes = apart(change for match in _OPEN.finditer(text.low) for change in _of_open(text.low, match, named))
    return rewritten(text, changes) if changes else text


def _of_open(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    """Of what is said of the last test before: its two values, where no day tells them apart."""
    start = max(0, match.start() - _BACK)
    start = max(start, low.rfind("\n", start, match.start()) + 1)
    names = [one for one in sorted(named(low[start : match.start()])) if one[2] in _TOLD]
    if not names:
        return
    last = names[-1][2]
    first = next(one for one in names if one[2] == last)
    if any(fact != last for begin, _, fact in names if begin > first[0]):
        return
    piece = low[start + first[1] : match.start()]
    values = list(_NUMBER.finditer(piece))
    if len(values) != 2 or values[0]["value"] == values[1]["value"] or _DATED.search(piece):
        return
    unit = values[1]["unit"] or values[0]["unit"] or ""
    yield Change(start + first[1], match.end(), f" {values[0]['value']}{unit} or {values[1]['value']}{unit}")
