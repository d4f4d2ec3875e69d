"""A pregnancy test that is named by its sample, or taken on a day told behind its result.

``She is not pregnant, the urine test of 16 November was negative``, ``pregnancy test neg, drawn 11/18/2026``.
"""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_DAY = (
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{SOME_MONTH}|this month)\b"
    rf"|(?:{SOME_MONTH}) \d{{1,2}}|(?:last )?(?:{DAY_IN_FULL})|yesterday|today|this morning)"
)
_RESULT = r"(?:neg|negative|pos|positive)\b"
_SAID = rf"(?:(?:was|is|were|came back|has been|had been|,|:)[ ]?)+{_RESULT}"
_PREGNANT = r"\bpregnan(?:t|cy)\b(?:(?!\b(?:hiv|hep\w*|hbs\w*|hbv|hcv|covid|tb|drug|dna|pcr)\b)[^\n]){0,110}?"
_SAMPLED = Gated(
    _PREGNANT + rf"\b(?P<test>(?:urine|urinary|serum|blood)(?: hcg)? test(?: for (?:it|this|that))?)"
    rf"(?=,? (?:(?:of|on|from|dated|taken|done)? ?(?:the )?{_DAY}[^.;\n]{{0,14}} )?{_SAID}|: ?{_RESULT})"
)
_VERDICT_FIRST = Gated(
    _PREGNANT
    + rf"\b(?P<test>{_RESULT} (?:urine|urinary|serum|blood) test(?: for (?:it|this|that))?)(?=,? (?:on|of|from) "
    rf"(?:the )?{_DAY})"
)
_DRAWN = Gated(
    rf"\b(?:pregnancy|preg|hcg|b-?hcg|upt)\b[^.;\n]{{0,40}}?\b{_RESULT}(?P<drawn>[ ,(]+(?:(?:it |and )?(?:was )?)?"
    rf"(?:drawn|collected|sampled|taken|obtained|done|performed)(?: on)? (?:the )?)(?P<day>{_DAY})"
)


def with_pregnancy_tests(text: Text) -> Text:
    """Name such a test, and put its day right behind its result."""
    low = text.low
    changes = [Change(*one.span("test"), "pregnancy test") for one in _SAMPLED.finditer(low)]
    for one in _VERDICT_FIRST.finditer(low):
        changes.append(Change(*one.span("test"), f"{one['test'].partition(' ')[0]} pregnancy test"))
    changes += [Change(*one.span("drawn"), " on ") for one in _DRAWN.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text
