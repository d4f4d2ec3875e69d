"""Two values of which one holds: ``3 or 2 lesions``, ``either Vp3 or Vp2``, ``plt 82 or maybe 91``.

They are put beside each other, the lesser first, as whatever reads them knows it.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_N = r"\d{1,4}(?:[.,]\d{1,2})?"
_EITHER = re.compile(
    rf"(?<![\w.,/<>≤≥-])(?:(?<!/ )(?P<one>{_N})(?P<unit> ?(?!(?:st|nd|rd|th)\b)[a-z%/]{{1,6}})? or "
    rf"(?P<other>{_N})(?P<again>(?(unit)(?P=unit)|))"
    rf"|(?P<lead>vp ?|[abcd])(?P<high>\d{{1,2}}) or (?:(?P=lead))?(?P<low>\d{{1,2}}))"
    rf"(?![\w/%-]|[.,:]\d| (?:of )?{SOME_MONTH}\b| ?x\b)"
)
_RANGED = re.compile(
    r"\b(?:aged?|(?:pugh|child|ctp|cps?)(?: (?:score|points?))?|counts?|number|lesions?|nodules?|"
    r"tumou?rs?|hccs?|size|diameter|largest|biggest)\b(?: (?:is|was|of|are|were|about))*[ :=]*\Z"
)
_BACK = 30
_YEAR = re.compile(r"(?:19|20)\d\d")
_STAGE = rf"(?:{_N}(?: ?[a-z%/]{{1,6}})?|vp ?[1-4]|[abcd]\d{{0,2}}|(?:i{{1,3}}|[1-4])[ab]|iv)"
_EITHER_WORD = re.compile(r"\beither (?=(?:vp ?)?\d[^ ]{0,6}(?: [a-z%/]{1,6})? or )")
_MAYBE = re.compile(
    rf"(?<![\w.,/<>-]){_STAGE}(?P<between>,? or,? (?:maybe|perhaps|possibly|else|even|(?:was|is) it|"
    rf"it (?:might|may|could) be|might (?:it )?be|could (?:it )?be|possibly even)) (?={_STAGE}(?![\w/%-]|[.,:]\d))"
)
_IS_IT = Gated(
    rf"(?<![\w.,/<>-])(?P<one>{_STAGE})(?P<between>[,;.]? ?[–-]* ?(?:is|was|isn'?t|wasn'?t|could|might) "
    rf"(?:it|that|this) (?:not |be )*)(?={_STAGE} ?\?)"
)
"""``B, is it C?``: the second is asked about."""
_VEIN = Gated(
    r"(?<=\bvp[1-4])(?P<between>,? (?:i think|i believe|i guess|probably|likely)?,? ?(?:\(|or )?"
    r"(?:maybe|perhaps|poss(?:ibly)?|could be|might be)) (?=vp ?[1-4](?!\w|[.,]\d))"
)
"""``Vp2, maybe Vp3``: the stage names its scale."""


def in_order(text: Text) -> Text:
    """Put the lesser of two values first."""
    low = text.low
    for rule in (_IS_IT, _VEIN):
        if rule.may_match(low):
            text = rewritten(text, [Change(*one.span("between"), " or ") for one in rule.finditer(low)])
            low = text.low
    if " or " not in low:
        return text
    text = _beside(text)
    low = text.low
    changes = []
    for match in _EITHER.finditer(low):
        one, other = (match[each] or match[vein] for each, vein in (("one", "high"), ("other", "low")))
        least, most = sorted((one, other), key=lambda each: float(each.replace(",", ".")))
        counted = not match["high"] and _RANGED.search(low, max(0, match.start() - _BACK), match.start())
        lead, between = match["lead"] or "", "-" if counted else " or "
        if _YEAR.fullmatch(most):
            continue
        if (least, most) != (one, other) or match["unit"] or counted:
            changes.append(Change(*match.span(), f"{lead}{least}{between}{lead}{most}{match['unit'] or ''}"))
    return rewritten(text, changes) if changes else text


def _beside(text: Text) -> Text:
    """Leave out what stands between two values and before them."""
    changes = [Change(*one.span(), "") for one in _EITHER_WORD.finditer(text.low)]
    changes += [Change(*one.span("between"), " or") for one in _MAYBE.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text
