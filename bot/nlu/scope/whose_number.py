"""Several patients by a number, of whom one is ours: ``Bed 9 (ours): plt 82. Bed 7: plt 40``.

What stands behind the number of another one, up to the next, is not told of the patient.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_NUMBERED = Gated(
    r"(?:(?<=^)|(?<=[\s(]))(?:for )?(?:patient|pt|bed|room|subject|case|cubicle|bay|side ?room|candidate)s? ?"
    r"(?:no\.? ?|number |#)?(?P<number>[a-z]?\d{1,4}[a-z]?)\b(?! ?(?:years?|y/?o|cm|mm|mg))"
    r"(?:(?P<ours>,? ?\(?(?:is |that is |that's |= ?)?(?:ours?|our (?:patient|pt|man|lady|one)|this one|mine)\b\)?))?"
)


def mark_others_numbers(tokens: Sequence[Token], low: str) -> None:
    """Give what is told behind the number of another patient the scope in which it is not recorded."""
    if "our" not in low and "mine" not in low and "this one" not in low:
        return
    found = list(_NUMBERED.finditer(low))
    ours = {one["number"] for one in found if one["ours"]}
    if len(ours) != 1 or len({one["number"] for one in found}) < 2:
        return
    ends = [*(one.start() for one in found[1:]), len(low)]
    for one, end in zip(found, ends, strict=True):
        if one["number"] in ours:
            continue
        for token in tokens:
            if one.start() <= token.start < end:
                token.scope.add("relative")
