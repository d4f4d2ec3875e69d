"""The day between a test and what it showed, put behind it: ``pregnancy test of 17 November negative``."""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_BARE = ("yesterday", "today", "last week", "this morning")
_DATED = Gated(
    r"\b(?:(?:pregnancy|hiv|hcg|b-hcg|beta-hcg)"
    r"(?:[ -](?:test|serology|screen|screening|antibodies|antibody|ab|status|titre))?|"
    r"tests? for (?:pregnancy|hiv))(?P<rest>,?(?: (?:in|on|of|from) (?:the )?(?:serum|urine|blood))?,? "
    r"\(?(?:(?:of|from|on|dated|taken|done|performed|drawn|made|repeated)(?: on| in)? (?:the )?)?"
    rf"(?P<day>{WRITTEN_DAY}|(?:{any_of(DAYS)})\b|{'|'.join(_BARE)})\)?,?(?: ?[:-])?"
    r"(?: (?:is|was|were|has been|came back|came out|returned|reads?|shows?|showed|came))*)"
    r":? (?P<said>neg\b|negative|pos\b|positive|non-?reactive|reactive)"
)


def with_days_behind(text: Text) -> Text:
    """Put the day of a test behind its result, ``pregnancy test negative on 17 November``."""
    changes = []
    for one in _DATED.finditer(text.low):
        changes.append(Change(*one.span("rest"), ""))
        changes.append(Change(one.end("said"), one.end("said"), f" {'' if one['day'] in _BARE else 'on '}{one['day']}"))
    return rewritten(text, changes) if changes else text
