"""What is denied or called wrong, and told otherwise in the same breath: ``it wasn't TACE, it was HAIC``.

What does not hold is taken out; ``ALT 88 AST 60, other way round`` holds both, each with the other's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import BAD, BY_MISTAKE, ENTERED, REGRET
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_NUMBER = rf"{VALUE}(?![.,]?\d)"
_REGRET = rf"(?:{REGRET}|i misread|i was wrong)"
_DENIED = Gated(
    r"(?:^|(?<=[,;.\n:]))\s*(?:(?:no|sorry|actually|correction|oops|wait)\W+)*(?:(?:it|that|this|"
    r"what s?he had)\s?)?(?:wasn'?t|was not|isn'?t|is not|weren'?t|"
    r"were not|not)\s+(?:an? |the )?(?P<what>[a-z][^,;.\n]{1,40}?)\s*(?:[,;.:]|\s-+\s)\s*"
    r"(?=(?:but |rather |it was |it'?s |that was |actually |it is |they were |an? |the )*(?P<rest>[^,;.\n]{2,40}))"
)
"""``it wasn't sorafenib, it was lenvatinib``."""
_NOT_ALSO = Gated(r"(?<=\w),? (?:and )?not (?:an? |the )?(?P<what>(?![a-z]{3,17}ed\b)[a-z]{2,20})(?=\s*(?:$|[,;.)\n]))")
"""``TIA, not stroke``; how a patient is (``not anticoagulated``) is no other name of what was told before."""
_SORRY = re.compile(r"\b(?:sorry|correction|oops|my mistake|apologies|wait)\W*$")
_WAY_ROUND = Gated(
    rf"\b(?P<one>[a-z][a-z0-9 -]{{1,20}}?)[ :=]+(?P<first>{_NUMBER})(?P<unit>{UNIT})?(?:\s*[,;/]\s*|\s+and\s+|"
    rf"\s+)(?P<other>[a-z][a-z0-9 -]{{1,20}}?)"
    rf"[ :=]+(?P<second>{_NUMBER})(?P<further>{UNIT})?[\s,;.:-]+(?:(?:it'?s|should be|sorry|no|i mean|the|actually|"
    rf"oops)\W+)*"
    r"(?:other way (?:a?round|about)|"
    r"vice versa|wrong way (?:a?round|about)|reversed|swapped(?: over)?|mixed up)\b(?! than| from what| to what)"
)
_AS_MEANT = re.compile(r"\b(?:meant?|should (?:be|read|have been)|correct(?:ly)?|right):? [a-z -]{1,20}[ :=]+$")
"""``I meant ALT 45 and AST 90, the other way round``: as they are told now."""
_WRONG_RIGHT = Gated(
    rf"{_NUMBER}(?:{UNIT})? (?:is|was) {BAD}"
    rf"[\s,;.:-]+(?:but |and |the |it'?s |actually )*(?P<new>{_NUMBER})(?P<unit>{UNIT})? (?:is|was|"
    rf"would be) (?:the )?(?:right|correct|true|new|current|actual)"
    r"(?: one| value| figure| number)?\b"
)
_IN_ERROR = Gated(
    rf"[\s,;]*[(,;]\s*(?:prev(?:ious(?:ly)?)?|old|earlier|formerly|initially|the|was|not)\.?:? (?:the |of |was |"
    rf"value )*{_NUMBER}(?:{UNIT})?[^,;)\n\d]{{0,24}}?"
    rf"\b(?:{BY_MISTAKE}|wrong|incorrect(?:ly)?|erroneous|typo|mistyped|error|void)\b\)?"
)
_WRONG_FOR = Gated(
    r"\b(?:(?:i )?(?:" + ENTERED + r"|put in|had)(?: you)? (?:the |a |"
    r"an )?(?:wrong|incorrect|old|other) "
    r"(?:value|number|figure|result|one|level|reading|count)s? (?:for|of|in|at|with) (?:the |her |"
    r"his )?|wrong )(?P<name>[a-z][a-z0-9 -]{1,24}?)[\s,;.:-]+"
    rf"(?:(?:it'?s|it is|it should be|should be|the|right|correct|one|value|is|actually|"
    rf"sorry)\W+)*(?P<new>{_NUMBER})(?P<unit>{UNIT})?"
    r"(?: (?:is|was) (?:the )?(?:right|correct)(?: one| value)?)?"
)
_AFTER_ALL = Gated(
    rf"\bno (?P<what>[a-z][^,;.\n:]{{1,30}}?)[\s,;.:-]+(?:oh |no )?{_REGRET}[\s,;.:-]+(?:(?:sorry|yes|no)\W+)?"
    r"(?:(?P<one>(?:there (?:is|was|were|are)|s?he (?:has|had|did|does|is))(?: have| had)? (?:one|it|that|some|"
    r"a bit|two|so)\b)|"
    r"(?=(?:there (?:is|was|were|are)|s?he (?:has|had|did|does|is))\b))"
)
"""``no stroke - wait, he had one in 2019``."""
_MISREAD = Gated(
    rf"(?P<lead>[:?] |\w )(?:no|none|neg(?:ative)?|absent|clear)[\s,;.:-]+{_REGRET}[\s,;.:-]+(?=(?:it|she|he|there|"
    rf"they) "
    r"(?:is|was|has|had|are|does|did|seems)\b)"
)
_REACH = 60
_GATES = Gates(
    ("", one) for one in (_DENIED, _NOT_ALSO, _WAY_ROUND, _WRONG_RIGHT, _IN_ERROR, _WRONG_FOR, _AFTER_ALL, _MISREAD)
)


def retold(text: Text, named: Named) -> Text:
    """Leave out of a message what is told otherwise in it."""
    low = text.low
    if not _GATES.open(low):
        return text
    changes = [
        *_treated_otherwise(low, named),
        *_values(low, named),
        *_after_all(low, named),
        *(Change(*match.span(), match["lead"]) for match in _MISREAD.finditer(low)),
        *(Change(*match.span(), "") for match in _IN_ERROR.finditer(low) if re.search(r"\d", low[: match.start()])),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _treated_otherwise(low: str, named: Named) -> Iterator[Change]:
    """``it wasn't TACE, it was HAIC``: the one denied was not given; ``TIA not stroke`` is one event."""
    for match in _DENIED.finditer(low):
        what, rest = _ids(match["what"], named), _ids(match["rest"], named)
        if what and rest and all(one.split(" ")[0] in ("kind", "agent") for one in what | rest):
            yield Change(*match.span(), " ")
    for match in _NOT_ALSO.finditer(low):
        told = low[max(0, match.start() - 40) : match.start()]
        before = [one for one in named(told) if told[one[0] : one[1]] != "he"]
        if before and {before[-1][2]} & _ids(match["what"], named) and not _SORRY.search(told):
            yield Change(*match.span(), "")


def _ids(piece: str, named: Named) -> set[str]:
    return {fact for _, _, fact in named(piece)}


def _values(low: str, named: Named) -> Iterator[Change]:
    for match in _WAY_ROUND.finditer(low):
        lead = low[max(0, match.start("first") - _REACH) : match.start("first")]
        if named(match["one"]) and named(match["other"]) and not _AS_MEANT.search(lead):
            first, second = match["first"] + (match["unit"] or ""), match["second"] + (match["further"] or "")
            yield Change(*match.span(), f"{match['one']} {second}, {match['other']} {first}")
    for match in _WRONG_RIGHT.finditer(low):
        yield Change(*match.span(), match["new"] + (match["unit"] or ""))
    for match in _WRONG_FOR.finditer(low):
        if named(match["name"]):
            yield Change(*match.span(), f"{match['name']} {match['new']}{match['unit'] or ''}")


def _after_all(low: str, named: Named) -> Iterator[Change]:
    for match in _AFTER_ALL.finditer(low):
        if named(match["what"]):
            yield Change(*match.span(), match["what"] if match["one"] else "")
