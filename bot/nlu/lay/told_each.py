"""Several of one kind, each with its date: ``two burnings, one in 2023 and one in 2025``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.calendar_words import MONTH
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_YEAR = r"(?:19|20)\d\d"
_WHEN = (
    r"(?:(?:in|on|at|last|this) )?(?:the )?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{MONTH}(?:,? (?:of )?{_YEAR})?|{_YEAR})"
)
_KIND = (
    r"(?P<kind>ablation|resection|operation|surgery|surgerie|liver operation|"
    r"liver transplant|tace|tae|sirt|haic|radiotherapy)"
)
_ONE = r"(?:the )?(?:first|once|one)(?: (?:one|time|go|was))*"
_OTHER = r"(?:the )?(?:second|other|once|one|another|again|next)(?: (?:one|time|go|was|again))*"
_AND = r"(?:,? (?:and|then|and then)|[,;])"
_LISTED = Gated(
    rf"\b{_KIND}s?(?: (?:done|twice|two times|of the liver|on the liver|each))*[,:]? {_ONE} (?P<one>{_WHEN}){_AND} "
    rf"{_OTHER} (?P<other>{_WHEN})\b"
)
_ORDERED = Gated(
    rf"\b(?:the |my )?first {_KIND}(?: (?:was|done|"
    rf"on the liver))* (?P<one>{_WHEN}){_AND} {_OTHER} (?P<other>{_WHEN})\b"
)
_SURGERY = re.compile(r"(?:liver )?operation|surgery|surgerie")


def each_dated(low: str) -> Iterator[Change]:
    """Give for two of a kind with a date each the kind before each of the dates."""
    if len(low) > 300:
        return
    for pattern in (_LISTED, _ORDERED):
        for match in pattern.finditer(low):
            kind = "resection" if _SURGERY.fullmatch(match["kind"]) else match["kind"]
            yield Change(*match.span(), f"{kind} {_led(match['one'])}, {kind} {_led(match['other'])}")


def _led(when: str) -> str:
    return when if re.match(r"(?:in|on|at|last|this|the)\b", when) else f"in {when}"
