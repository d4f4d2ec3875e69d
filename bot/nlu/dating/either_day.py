"""Two days of one month: ``4 or 5 Aug`` and ``28/29 Oct`` are some day of it, ``12.-14.10.26`` begins and ends.

A day that is one of two is no more exact than its month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th|\.)?"
_EITHER = Gated(
    rf"(?<![\w.,/-])(?:either )?(?:the )?{_D}{_TH} or,? (?:(?:maybe|perhaps|possibly|was it|it was|on) )?"
    rf"(?:the )?{_D}{_TH} (?:of )?(?P<month>{SOME_MONTH}\b)"
)
_NEXT = Gated(
    rf"(?<!seg )(?<!segment )(?<!segs )(?<!segments )(?<![\w.,/-])(?P<one>{_D})/(?P<other>{_D}) "
    rf"(?P<month>{SOME_MONTH}\b)(?! ?:)"
)
_DOTTED = Gated(
    rf"(?<![\w.,/-])(?P<one>{_D})\.(?P<to> ?[-–/] ?| (?:and|und|&|\+|bis|to) )(?P<other>{_D})\."
    r"(?P<rest>(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d\d)?)(?!\d|\.\d)"
)
_PAIR = re.compile(r"\d ?/ ?\d")
"""``plt 84/91 on 12/13 Nov``: each value has a day of its own."""
_BACK = 40


def with_days_of_two(text: Text) -> Text:
    """Put the month for a day that is one of two, and the month to both days of a span."""
    changes = list(_changes(text.low))
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str) -> Iterator[Change]:
    for match in _EITHER.finditer(low):
        yield Change(*match.span(), match["month"])
    for match in _NEXT.finditer(low):
        if int(match["other"]) == int(match["one"]) + 1 and not _PAIR.search(
            low, max(0, match.start() - _BACK), match.start()
        ):
            yield Change(*match.span(), match["month"])
    for match in _DOTTED.finditer(low):
        to = match["to"].strip().replace("/", "-")
        yield Change(*match.span(), f"{match['one']}.{match['rest']} {to} {match['other']}.{match['rest']}")
