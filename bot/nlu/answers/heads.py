"""The yes or no that an answer begins with: patients say it first, and then tell a story.

``no, they told me I might need it some day`` is a no. Words that turn what was said leave it to be asked again.
"""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.choices import record_no
from bot.nlu.draft import Draft

_NO = re.compile(
    rf"^\W*(?:oh |ah |god |well |ach )?(?:{NAY}|never|not me|not at all|not i|"
    r"i(?:'m| am) not|i (?:don't|haven't|didn't|wasn't|never))\b\s*(?:[,.;!-]|$)"
)
_YES = re.compile(rf"^\W*(?:oh |ah |god |well |ach )?(?:{AYE}|i do|i did|indeed)\b\s*(?:[,.;!-]|$)")
_TURNS = re.compile(
    r"\b(?:but|except|apart|once|though|although|however|until|till|since|actually|wait|yes|sometimes|now and|used to|"
    r"long ago|not (?:now|yet|any ?more|really)|a bit|a little|maybe|perhaps|might have|sure|don't know|i think|"
    r"other than|other|bar|unless|well|another|next|tomorrow|later|will|soon)\b"
)
_UNDONE = re.compile(
    r"\b(?:not?|never|stopped|finished|gone|over|used to|no longer|cleared|came off|mother|father|brother|sister)\b"
)
DENIED = ("ascites", "encephalopathy", "portal_vein_thrombus", "other_malignancy")
"""Choices of which a no names an option."""


def answer_at_head(draft: Draft, fact: str) -> None:
    """Record the yes or no at the head of the answer to a question for one fact, where nothing else was read for it."""
    spec = draft.catalogue.facts[fact]
    if fact in draft.facts or not draft.tokens or draft.reply:
        return
    low = draft.text.low
    dated = any(one.kind in ("date", "dur") and "relative" not in one.scope for one in draft.tokens)
    asked_back = any(one.fact == fact for one in draft.queries)
    denied = _NO.match(low)
    if denied and not asked_back and not _TURNS.search(low, denied.end()) and not (dated and spec.kind == "event"):
        if spec.kind in ("flag", "event"):
            draft.record(fact, False, 0, 0)
        elif fact in DENIED:
            record_no(draft, spec, 0, 0)
        return
    affirmed = _YES.match(low)
    if affirmed and spec.kind in ("flag", "event") and not asked_back and not dated:
        rest = low[affirmed.end() :]
        if not (_TURNS.search(rest) or _UNDONE.search(rest)):
            draft.record(fact, True, 0, 0)
