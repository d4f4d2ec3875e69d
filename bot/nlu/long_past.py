"""``methotrexate years ago``, ``warfarin in the past``: what was, with no date that says since when it is over."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_LONG_AGO = re.compile(
    r"[\s,(]*(?:(?:\d+ ?mg|for (?:an? )?\w+|only|once|but|therapy|treatment|tablets?|use)[\s,]+){0,3}"
    r"(?:(?:many |some |several |a few |quite some )?(?:years|decades|ages|long|a long time|a long while)"
    r" (?:ago|back|before)\b"
    r"|in the (?:distant |remote )?past\b|as a (?:child|kid|teenager|young (?:man|woman|adult))\b"
    r"|in (?:his|her|their|my) (?:youth|childhood|teens|twenties|thirties)\b|at some (?:point|time) in the past\b)"
)


def long_past(draft: Draft, last: int) -> bool:
    """Tell whether what stands right behind a place says that it is long over, without a date."""
    return _LONG_AGO.match(draft.text.low, draft.tokens[last].end) is not None
