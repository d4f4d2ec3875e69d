"""Several patients by a number, of whom one is ours: ``Bed 9 (ours): plt 82. Bed 7: plt 40``.

What stands behind the number of another one, up to the next, is not told of the patient.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_NUMBERED = Gated(
    r"(?:(?<=^)|(?<=[\s(]))(?:for )?(?:patient|pt|bed|room|subject|case|cubicle|bay|side ?room|candidate)s? ?"
    r"(?:no\.? ?|number |#)?(?P<number>[a-z]?\d{1,4}[a-z]?)\b(?! ?(?:years?|y/?o|cm|mm|mg))"
    r"(?:(?P<ours>,? ?\(?(?:is |that is |that's |= ?)?(?:ours?|our (?:patient|pt|man|lady|one)|this one|mine)\b\)?))?"
)
_PERSON = r"(?:patient|pt|subject|case|candidate|person|man|lady|woman|gentleman)"
_LABELLED = Gated(
    rf"(?:^|(?<=[.;,:\n!?] )|(?<=\n))(?:and |whereas |while )?(?P<said>(?:the )?{_PERSON} )?(?P<label>[a-e]|[1-4])"
    r"(?: ?[:)]| ?[–-] | is (?=an? )| has | (?=\d\d[fm]\b)| ?=)"
)
"""``Patient A: 61F, plt 80. Patient B: 54M``."""
_CHOSEN = Gated(
    r"\b(?:screen|enter|record|use|take|want|register|check|process|include|consider|about|for|concerns|mean|need|do)"
    rf"(?: (?:only|just|for|the|please|pls|number|no\.?|{_PERSON}))* (?P<label>[a-e]|[1-4]|first|second|third|"
    r"latter|former)"
    r"(?: (?:one|patient|pt|please|pls|only|now|first|today|not [a-e1-4]))*(?=\s*(?:$|[.!?;)\n]))"
)
"""``please screen A``."""
_PLACES = {"first": 0, "former": 0, "second": 1, "latter": -1, "third": 2}


def mark_other_patients(tokens: Sequence[Token], low: str) -> None:
    """Give what is told behind the letter of another patient that scope; of all of them where none is chosen."""
    found = list(_LABELLED.finditer(low))
    labels = list(dict.fromkeys(one["label"] for one in found))
    if len(labels) < 2:
        return
    chosen = _CHOSEN.search(low)
    if chosen is None and not all(one["said"] for one in found):
        return
    ours = None
    if chosen is not None:
        place = _PLACES.get(chosen["label"])
        ours = chosen["label"] if place is None else labels[place] if place < len(labels) else None
        if ours not in labels:
            return
    closes = chosen.start() if chosen is not None and chosen.start() > found[-1].start() else len(low)
    ends = [*(one.start() for one in found[1:]), closes]
    begins = [one.start() for one in found]
    for token in tokens:
        at = bisect_right(begins, token.start) - 1
        if at >= 0 and token.start < ends[at] and found[at]["label"] != ours:
            token.scope.add("relative")


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
