"""The day that it was not: ``on 12 September, not on 12 August as I wrote``; ``dates from May`` is ``was in May``."""

from __future__ import annotations

from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_SAID_SO = (
    r"(?:,? (?:as|like|that|which|what)(?: (?:i|we|it|he|she|they|you|was|is|had|have|been|previously|earlier|before|"
    r"first|"
    r"initially|originally|wrongly|mistakenly|written|wrote|stated|said|told|noted|typed|given|gave|put|entered|sent|"
    r"reported|mentioned|indicated|stands|stood|read|in|my|the|our|last|first|previous|mail|e-?mail|letter|note|"
    r"notes|message|form|above|below|yesterday|today|this morning|down|there|by mistake|in error))+)"
)
_NOT_THAT = Gated(
    rf"\b{DAY}\)?(?P<old>(?:,| ?[;:–-]| ?\(|\.)? ?(?:and |but )?(?:not|instead of|rather than) "
    rf"(?:(?:on|in|at|of|from|the|already|as early as|as late as) )*{DAY}{_SAID_SO}?(?:,? sorry)?"
    r"(?:\)|(?=\s*(?:$|[.,;:)\n]))))"
)
_WRONG_DAY = Gated(
    rf"\b{DAY}\)?(?P<old>,? ?[(;–-]? ?(?:but |and )?(?:my|the|that|our) {DAY}(?: date)?"
    r"(?: (?:i|we) (?:wrote|gave|typed|put)| (?:in|on|from) (?:the|my|our|his|her) [a-z]{3,12})? "
    r"(?:was|is) (?:wrong|incorrect|a (?:typo|mistake|slip)|an error)\)?)(?=\s*(?:$|[.,;:)\n]))"
)
_DATES_FROM = Gated(rf"\b(?P<verb>(?:dates|dated|dating) (?:from|back to|to))(?= (?:the )?{DAY})")


def without_other_day(text: Text) -> Text:
    """Leave out a day that is said to be the wrong one right behind the right one."""
    changes = [
        Change(one.start("old"), one.end("old") - _outer(one["old"]), "")
        for old in (_NOT_THAT, _WRONG_DAY)
        for one in old.finditer(text.low)
    ]
    changes += [Change(*match.span("verb"), "was on") for match in _DATES_FROM.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text


def _outer(old: str) -> int:
    """``(12 Nov, not 2 Nov)``: a bracket that closes what was opened before stays."""
    return int(old.endswith(")") and "(" not in old)
