"""Corrections beside talk: what the unit was, what the old value was behind the new one, and that all else holds.

``Correction re bilirubin: the unit was mg/dL, so 1.9 mg/dL``, ``B7 once the albumin is in. A6 was wrong``,
``the rest is ok but please delete the creatinine``: what only leads to the correction is left out,
so that it stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import BAD, ENTERED
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_A_UNIT = (
    r"(?:[a-zµ]{1,5} ?(?:/|per) ?[a-z]{1,5}\d?|"
    r"[munµ]{0,2}(?:mol|g|iu|au|u)|cm|mm|ms|secs?|s|k|10[\^*]\d+ ?/ ?[a-z]{1,3}|%)"
)
_THE_UNIT = (
    r"(?:the )?(?:right |correct |wrong |true )?units?"
    r"(?: (?:is|was|are|were|should be|should have been|must be|had to be))?"
    r"(?: (?:in|actually|really|meant to be))*[ :]+"
)
_OF_UNIT = Gated(
    r"\b(?P<name>[a-z][a-z0-9 -]{1,20}?)(?: (?:value|result|level))?(?P<said>\s*[,:;.–-]*\s*"
    rf"{_THE_UNIT}{_A_UNIT}(?:,? (?:and )?(?:not|instead of|rather than) {_A_UNIT})?[\s,;:.–-]+"
    r"(?:(?:so|i\.? ?e\.?|that is|that's|it is|it's|meaning|hence|therefore|thus|then|value|the|is|was|=)\s*[,:]?\s*)*)"
    rf"(?P<value>{VALUE}(?:{UNIT}|\s?[a-z]{{1,3}}/[a-z]{{1,3}})?)"
    rf"(?:,? (?:and )?(?:not|instead of) {_A_UNIT})?(?![\w/])"
)
"""``Re bilirubin: the unit was mg/dL, so 1.9 mg/dL, not umol``."""
_POINT = rf"(?:[abcd]\d{{1,2}}|[0abcd]|(?:i{{1,3}}|[123])[ab]|iv|vp ?[1-4]|{VALUE})"
_OLD_WRONG = Gated(
    rf"(?P<said>(?:\s*[,;]|(?<=[;!\n])|(?<=\.)(?=\s)|\s+-|\.(?=\s))\s*(?:and |but |the )?(?P<old>{_POINT})(?:{UNIT})?"
    rf"(?: i (?:had )?{ENTERED})? (?:was|is|were) (?:(?:just|simply|clearly|therefore) )?{BAD})(?=\s*(?:$|[.,;!\n]))"
)
"""``A6 was wrong``, behind the value that holds."""
_REST_HOLDS = Gated(
    r"^\W*(?:the )?(?:rest|others?|everything else|all(?: the)? (?:rest|others?|else)|all|everything|else)"
    r"(?: of (?:it|them|the values)| values?| entries)?,? ?(?:(?:is|are|was|were|looks?|seems?) )?(?:all )?"
    r"(?:ok|okay|fine|correct|right|good|unchanged|stands?|stays?|remains?|holds?|valid|as it is|the same)[,;]? "
    r"(?:but|only|just|except(?: that)?|however|and)[,:]? (?=(?:please|pls|kindly|only|just|can you|could you|"
    r"take|delete|remove|cancel|drop|forget|scrap|erase|strike|ignore|disregard|discard|withdraw)\b)(?:(?:only|just) )?"
)
"""``rest is ok but pls delete …``."""
_HAD_PUT = Gated(rf"[,;.(-] ?(?:(?:but|and|while) )?(?:i|we)(?: had| have|'d|'ve)? {ENTERED}(?: down)? [<>]?=? ?\d")
_BOUNDS = {
    "more than": ">", "greater than": ">", "over": ">", "above": ">", "in excess of": ">", "less than": "<",
    "below": "<", "under": "<", "fewer than": "<", "at least": ">=", "no less than": ">=", "not less than": ">=",
    "at most": "<=", "no more than": "<=", "not more than": "<=", "up to": "<=",
}  # fmt: skip
_BOUND = re.compile(rf"\b(?P<bound>{'|'.join(sorted(_BOUNDS, key=len, reverse=True))}) (?=\d)")


def corrected_beside(text: Text, named: Named) -> Text:
    """Leave out what only leads to a correction."""
    low = text.low
    changes = [Change(*match.span(), "") for match in _REST_HOLDS.finditer(low)]
    changes += [
        Change(match.start("name"), match.end(), f"{match['name']} {match['value']}")
        for match in _OF_UNIT.finditer(low)
        if named(match["name"])
    ]
    changes += _old_values(low)
    if _HAD_PUT.search(low):
        changes += [Change(*one.span(), f"{_BOUNDS[one['bound']]} ") for one in _BOUND.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text


def _old_values(low: str) -> Iterator[Change]:
    """What is called wrong, where another value of its shape and not this one was told before."""
    for match in _OLD_WRONG.finditer(low):
        before = low[: match.start()]
        shape = next(one for one in _SHAPES if one.fullmatch(match["old"]))
        told = [one.group() for one in shape.finditer(before)]
        if told and match["old"] not in told:
            yield Change(*match.span("said"), "")


_SHAPES = tuple(
    re.compile(rf"(?<![\w.,]){one}(?![\w]|[.,]\d)")
    for one in (r"[abcd]\d{1,2}", r"[abcd]", r"(?:i{1,3}|[123])[ab]|iv", r"vp ?[1-4]", VALUE)
)
