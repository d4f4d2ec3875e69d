"""Corrections that point by place: ``plt 82, INR 1.2, alb 36. The last one should be 30``.

The value of the first, the second or the last name told before is put right, or taken back; where the new one has not
the form of the old one, the text is left as it is.
"""

from __future__ import annotations

import re

from bot.nlu.corrections.retraction_words import BAD
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated, Gates

_PLACES = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "last": -1, "latter": -1, "last but one": -2, "second last": -2, "second to last": -2,
}  # fmt: skip
_PLACE = (
    rf"(?:the )?(?P<place>middle|{'|'.join(sorted(_PLACES, key=len, reverse=True))})"
    r"(?: (?:one|value|number|figure|result|entry|item|of (?:them|these|those|the (?:three|two|four))))?"
)
_OPENS = r"(?:[.;\n!?,]|(?: -|->|--| –) )\s*"
_SORRY = (
    r"(?:(?:sorry|correction|corrected|oops|apologies|erratum|no|wait|actually|typo|my mistake|please|pls|i mean)"
    r"[,:;! -]+)"
)
_TO_BE = r"(?:should|must|ought to|has to) (?:be|read|say|have been)"
_NEW = r"[ :=-]+(?:a |really |actually )?(?P<new>[a-z0-9<>][a-z0-9.,<>/ ^+-]{0,14}?)"
_ENDS = (
    r"(?=(?:,? (?:sorry|please|pls|not [^ ]{1,8}|instead(?: of [^ ]{1,8})?|my mistake|apologies))*\s*"
    r"(?:$|[;!\n]|[.,](?!\d)))"
)
_CORRECTED = tuple(
    Gated(one)
    for one in (
        rf"{_OPENS}{_SORRY}{{0,3}}{_PLACE} {_TO_BE}{_NEW}{_ENDS}",
        rf"{_OPENS}{_SORRY}{{1,3}}(?:in )?{_PLACE}(?: (?:is|was|to))?{_NEW}{_ENDS}",
        rf"{_OPENS}{_SORRY}{{0,3}}(?:make|change|correct|set|put) {_PLACE}(?: to| into| at)?{_NEW}{_ENDS}",
        rf"{_OPENS}{_PLACE} (?:is|was){_NEW}, (?:sorry|my mistake|apologies)\s*(?=$|[.;!\n])",
    )
)
_WRONG = Gated(
    rf"{_OPENS}{_SORRY}{{0,3}}(?:(?:delete|remove|ignore|strike|scratch|forget|disregard) {_PLACE}|"
    rf"{_PLACE.replace('place', 'called')} (?:is|was) (?:{BAD}|not (?:his|hers|ours|theirs)|(?:for |from |of )?another "
    r"(?:patient|pt)(?:'s)?))\s*(?=$|[.;!,\n])"
)
_GATES = Gates(("", one) for one in (*_CORRECTED, _WRONG))
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/-])(?:{one})(?![\w/]|[.,]\d)")
    for one in (
        r"[abcd]\d{0,2}", r"(?:i{1,3}|[1-4])[ab]|iv", r"vp ?[1-4]", r"cr|pr|sd|pd",
        r"pos(?:itive)?|neg(?:ative)?|yes|no|none|mild|moderate|severe", rf"{VALUE}(?:{UNIT})?",
    )
)  # fmt: skip


def by_place(text: Text, named: Named) -> Text:
    """Put a value right, or take it back, that a correction points at by its place."""
    low = text.low
    for place in _GATES.open(low):
        pattern = (*_CORRECTED, _WRONG)[place]
        match = pattern.search(low)
        if match is None:
            continue
        items = _items(low[: match.start()], named)
        at = _at(match["place"] or match["called"] if pattern is _WRONG else match["place"], len(items))
        if at is None:
            continue
        start, name_end, end = items[at]
        if pattern is _WRONG:
            return rewritten(text, [Change(match.start(), match.end(), f". forget the {low[start:name_end]}")])
        old = _value_like(match["new"].strip(), low, name_end, end)
        if old is not None:
            new = match["new"].strip()
            return rewritten(text, [Change(*old.span(), new), Change(match.start(), match.end(), "")])
    return text


def _items(before: str, named: Named) -> list[tuple[int, int, int]]:
    """Where each name begins and ends, and where what is told of it does."""
    spans: list[tuple[int, int]] = []
    last = ""
    for start, end, fact in sorted(named(before)):
        if (not spans or start >= spans[-1][1]) and fact != last:  # ``response SD`` names it twice
            spans.append((start, end))
        last = fact
    ends = [*(start for start, _ in spans), len(before)][1:]
    return [(start, end, until) for (start, end), until in zip(spans, ends, strict=True)]


def _at(word: str, count: int) -> int | None:
    """Which of the items a word points at; none where there is no such, or only one."""
    if count < 2:
        return None
    at = (count // 2 if count % 2 else None) if word == "middle" else _PLACES[word]
    return at if at is not None and -count <= at < count else None


def _value_like(new: str, low: str, start: int, end: int) -> re.Match[str] | None:
    """Give the first value of a name that has the form of the new one."""
    form = next((one for one in _FORMS if one.fullmatch(new)), None)
    return form.search(low, start, end) if form is not None else None
