"""``hasn't``, ``never did, his sister neither``: answers that deny by their verb alone.

Such an answer holds nothing but words that every sentence may hold, one of them a denial; it is read as a ``no``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.answers.gist_will import WILL
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue

_LONGEST = 160
"""Letters of an answer that is read so."""
_WHO = (
    r"(?:s?he|they|it|there|pt|(?:the |our |my |this )?(?:patient|man|lady|gentleman)|"
    r"my (?:mum|mother|father|dad|husband|wife))"
)
_FILL = (
    r"(?:ever|certainly|definitely|really|just|simply|actually|at all|so far|to date|thus far|as far as (?:i|we) know|"
    r"thank (?:god|goodness|heavens)|thankfully|fortunately|luckily|in (?:his|her) life|before|had|been|have|be|"
    r"any|one|it|"
    r"that|those|of (?:those|these|that|them)|anything(?: like that)?|so|on|under|taking|using|given|had|suffered|"
    r"either)"
)
_IS = r"(?:has|had|have|did|does|do|was|is|were|are)"
_OPENS = r"(?:\b(?:no|nope|nah|oh|ah|well|um|hm+|er|sorry|yes,? but)\b\W+)*"
_SHORT = re.compile(
    rf"\W*{_OPENS}(?:{_WHO} )?(?:(?:certainly|definitely|really|just) )?"
    rf"(?:{_IS} (?:certainly |definitely |really )?(?:not|never)(?: {_FILL})*|never(?: {_IS})?(?: {_FILL})*|"
    r"not (?:him|her|ours|(?:the |our |this )(?:patient|pt|one|man|lady)))"
    r"(?=\s*(?:$|[.;,!(-]|\b(?:and|but|though|although|unlike|however)\b))"
)
_YET = re.compile(
    rf"\W*{_OPENS}(?:(?:{_WHO}|nobody|no one|i|we) )?(?:{_IS} (?:not|never)|never(?: {_IS})?|has|had)"
    rf"(?: (?:{_FILL}|yet|given|started|begun|received|got|gotten|treated|him|her|on|anything|nothing|any|"
    rf"treatments?|therapy|"
    r"anti-?cancer|cancer|active|specific|for (?:it|this|the (?:cancer|tumou?r|hcc|liver))))*"
    r"(?=\s*(?:$|[.;,!(-]|\b(?:and|but|though|although|unlike|however)\b))"
)


_OWN = r"(?:(?:the |our |this |my )?(?:patient|pt)(?: (?:him|her)self)?|s?he|(?:him|her)(?:self)?|ours)"
_TURN = r"[,;.]? (?:but |and |though )?"
_RELATIVE = rf"\W*(?:(?:the |his |her |pt's )*(?:{KIN}),? "
_HAS = r"(?:yes|has|had|did|does|is|positive|pos)"
_OTHER_HAS = re.compile(
    rf"{_RELATIVE}{_HAS}{_TURN}{_OWN},? "
    r"(?:no|not|never|negative|neg|did not|does not|has not|is not|none))[ .!]*"
)
"""``sister yes, patient no``."""
_OTHER_HAS_NOT = re.compile(rf"{_RELATIVE}(?:no|not|never|negative|neg|has not|had not){_TURN}{_OWN},? {_HAS})[ .!]*")
_NOT_HELD = re.compile(
    r"\W*(?:(?:sorry|well|no|i|we)\W+)*(?:(?:do|does) not have|have not(?: got)?|not got) (?:it|that|this|those|them)"
    r"(?: (?:here|yet|to hand|at hand|with me|on me|now))*\W*"
)
"""``we don't have that``: what is not at hand is not denied."""


def with_short_denials(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put ``no`` for a denial by a verb alone, ``none yet`` where it is of treatments."""
    if len(asked) != 1 or len(text.low) > _LONGEST or not re.search(r"\bno[tn]?\b|\bnever\b|nothing|\bneg", text.low):
        return text
    if asked[0] == "treatments":
        if _NOT_HELD.fullmatch(text.low):
            return text
        return _denied(text, _YET, "none yet")
    fact = catalogue.facts.get(asked[0])
    if fact is None or fact.kind not in ("flag", "event") or fact.id in WILL:
        return text
    for pattern, answer in ((_OTHER_HAS, "no"), (_OTHER_HAS_NOT, "yes")):
        if pattern.fullmatch(text.low):
            return rewritten(text, [Change(0, len(text.low), answer)])
    return _denied(text, _SHORT, "no")


def _denied(text: Text, pattern: re.Pattern[str], wording: str) -> Text:
    found = pattern.match(text.low)
    if found is None or not re.search(r"\bnot\b|\bnever\b|nothing", found.group()):
        return text
    return rewritten(text, [Change(0, found.end(), wording)])
