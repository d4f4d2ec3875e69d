"""Age and sex as people of other tongues put them: ``58 age``, ``(M, 1958-09-14)``."""

from __future__ import annotations

from bot.nlu.history.sexes import SEXES
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_AGE = r"(?:1[89]|[2-9]\d)"
_OF_AGE = Gated(rf"(?<![\d.,/<>=-])(?<!at )(?<!over )(?<!under )\b(?P<age>{_AGE}) (?:of )?age(?=\s*(?:$|[,.;)\n]))")
_BORN = r"(?:19[2-9]\d|200[0-8])"
_BIRTH = Gated(
    r"(?<![\w.'/-])(?P<sex>[mf])(?:[ ]?[,/;|][ ]?| [-–] | )(?=(?:born |dob:? |\*)?(?:"
    rf"{_BORN}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]{_BORN}|\d{{1,2}}[ -][a-z]{{3,9}}[ -]{_BORN})(?!\d))"
    rf"(?P<born>born |dob:? |\*)?"
)
"""``(M, 1958-09-14)``: a letter and a day long ago are sex and birth."""
_LETTER = Gated(r"(?:^|(?<=[\n(] )|(?<=[\n(]))(?P<sex>[mf]) (?=(?:pt|pat|patient)\b)")
_YEARS = Gated(
    rf"\b(?P<who>(?:s?he|(?:the |this |our |my )?(?:patient|pt|lady|woman|man|gentleman)) (?:is|has) )"
    rf"(?P<age>{_AGE}) years(?=\s*(?:$|[,.;)\n]| (?:and|with|but)\b))"
)


def with_person_told(text: Text) -> Text:
    """Put age, sex and birth as any chart has them."""
    low = text.low
    changes = [Change(*one.span(), f"{one['age']} years old") for one in _OF_AGE.finditer(low)]
    changes += [Change(*one.span(), f"{SEXES[one['sex']]}, born ") for one in _BIRTH.finditer(low)]
    changes += [Change(*one.span(), f"{SEXES[one['sex']]} ") for one in _LETTER.finditer(low)]
    changes += [Change(*one.span(), f"{one['who']}{one['age']} years old") for one in _YEARS.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text
