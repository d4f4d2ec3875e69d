"""What a question takes for granted: ``could this 59-year-old gentleman enter the study?`` is asked of a man of 59."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SEXED = r"(?:gentleman|lady|woman|man|gent|girl|chap|guy|bloke|male|female)"
_AGED = Gated(
    r"\b(?:this|our|my|your|his|her|their) (?:(?:poor|kind|nice|pleasant|frail|fit|delightful|lovely|charming|new) )?"
    rf"(?P<who>(?:1[89]|[2-9]\d)[ -](?:years?|yrs?|y)[ -](?:old|o)[ -](?:{_SEXED}|patient|pt)\b)"
)
_NOUN = Gated(
    rf"\b(?:if|whether) (?:this|our|his|her|their|my) (?P<who>{_SEXED})(?= (?:fits?|qualif\w+|is (?:eligible|suitable)|"
    r"(?:can|could|may|might|would) (?:still )?(?:be (?:screened|enrolled|included|eligible|suitable)|join|"
    r"enter|qualify|fit|take part))\b)"
)
_ASKED = re.compile(
    r"\b(?:if|whether|could|can|would|may|might|should|is|does|do|make|makes|made|making|unless|in case|why)\b"
)
_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\d))*\Z")


def with_presupposed(text: Text) -> Text:
    """Tell age and sex of the patient in a sentence of their own, where a question takes them for granted."""
    changes = []
    for pattern in (_AGED, _NOUN):
        for match in pattern.finditer(text.low):
            sentence = _SENTENCE.search(text.low, max(0, match.start() - 300), match.start())
            if sentence is not None and _ASKED.search(sentence[0] + " if " * (pattern is _NOUN)):
                start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                changes.append(Change(start, start, f"{match['who']}. "))
    return rewritten(text, changes[:1]) if changes else text
