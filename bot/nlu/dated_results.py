"""The day between a test and what it showed, put behind it: ``pregnancy test of 17 November negative``."""

from __future__ import annotations

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten
from bot.nlu.telling import Gated

_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|"
    r"\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? [a-z]{3,9}\.?(?:,? \d{4})?|"
    r"[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|yesterday|today|last week|this morning)"
)
_DATED = Gated(
    r"\b(?P<test>(?:pregnancy|hiv|hcg|b-hcg|beta-hcg)"
    r"(?:[ -](?:test|serology|screen|screening|antibodies|antibody|ab|status|titre))?|"
    r"tests? for (?:pregnancy|hiv))(?P<rest>,?(?: (?:in|on|of|from) (?:the )?(?:serum|urine|blood))?,? "
    r"\(?(?:(?:of|from|on|dated|taken|done|performed|drawn|made)(?: on| in)? (?:the )?)?"
    rf"(?P<day>{_DAY})\)?,?(?: ?[:-])?"
    r"(?: (?:is|was|were|has been|came back|came out|returned|reads?|shows?|showed|came))*)"
    r":? (?P<said>neg\b\.?|negative|pos\b\.?|positive|non-?reactive|reactive)"
)


def with_days_behind(text: Text) -> Text:
    """Put the day of a test behind its result, ``pregnancy test negative on 17 November``."""
    changes = []
    for one in _DATED.finditer(text.low):
        bare = one["day"] in ("yesterday", "today", "last week", "this morning")
        changes.append(Change(*one.span("rest"), ""))
        changes.append(Change(one.end("said"), one.end("said"), f" {'' if bare else 'on '}{one['day']}"))
    return rewritten(text, changes) if changes else text
