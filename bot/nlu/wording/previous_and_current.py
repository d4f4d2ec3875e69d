"""A value of before and one of now, told by short words beside them: ``plt prev. 96, curr. 78``.

The value of now is put behind the name; the one of before is not used. ``last`` is of before where ``this`` or ``now``
stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MARKERS, MEASURED

STAGES = frozenset(("ecog", "bclc", "cnlc", "child_pugh_class", "child_pugh_score"))
"""Stages and scores that are told of two times as values of tests are."""
TOLD = MEASURED | STAGES | {"qtc", "systolic_bp", "largest_tumour", "tumour_count", "life_expectancy"}
_STAGE = r"[abcd](?: ?\d{1,2})?(?![a-z])|i{1,3}[ab]|iv|[1-3][ab]"
_ALONE = rf"(?:[<>]?{VALUE}|{_STAGE})"
ANY_VALUE = rf"(?:[<>]?{VALUE}(?:/\d{{2,3}})?|{_STAGE})"
"""A number, a pressure or a stage."""
ENDS = r"(?=\s*(?:$|[,;)\]\n/|]|-\s|\.(?!\d)|(?:and|but|on|so|with|which)\b))"
"""Behind a value, so that nothing else is meant by it."""
_OLD = (
    r"(?:prev(?:ious(?:ly)?)?|prior|earlier|former(?:ly)?|ant(?:erior)?|bef(?:ore)?|old|last(?: (?:time|visit|one))?|"
    r"then|first|initial(?:ly)?|(?:the )?one before)\b\.?"
)
_NEW = (
    r"(?:curr?(?:ent(?:ly)?)?|now|act(?:ual)?|aft(?:er)?|this(?: (?:time|visit|one))?|new|latest|pres(?:ent(?:ly)?)?|"
    r"most recent|newest|then)\b\.?"
)
_OF = r"[ ]?[:=]?[ ]?"
_PARTED = r"[ \t,;|/&()\[\]–-]{1,4}(?:and |but |then )?(?:the )?"
_WORD_FIRST = [
    Gated(
        rf"(?P<gap>[ \t:=,|(\[–-]{{1,4}}){first}{_OF}(?P<{one}>{ANY_VALUE})(?P<{one}_unit>{UNIT})?{_PARTED}"
        rf"{second}{_OF}(?P<{other}>{ANY_VALUE})(?P<{other}_unit>{UNIT})?[)\]]?{ENDS}"
    )
    for first, second, one, other in ((_OLD, _NEW, "old", "new"), (_NEW, _OLD, "new", "old"))
]
"""``prev. 96, curr. 78``, behind the name."""
_WORD_BEHIND = [
    Gated(
        rf"(?P<gap>[ :=]{{1,3}})(?P<{one}>{ANY_VALUE})(?P<{one}_unit>{UNIT})?[ ]?[(\[]?{first}[)\]]?{_PARTED}"
        rf"(?P<{other}>{ANY_VALUE})(?P<{other}_unit>{UNIT})?[ ]?[(\[]?{second}[)\]]?{ENDS}"
    )
    for first, second, one, other in ((_OLD, _NEW, "old", "new"), (_NEW, _OLD, "new", "old"))
]
"""``96 prev, 78 curr``."""
_NAME_BETWEEN = [
    Gated(
        rf"(?:^|(?<=[,;.\n(] )|(?<=\n)){first}[ :]{{1,2}}(?P<name>[a-z][a-z0-9 -]{{1,18}}?)[ :=]{{1,3}}"
        rf"(?P<{one}>{ANY_VALUE})(?P<{one}_unit>{UNIT})?{_PARTED}{second}{_OF}(?P<{other}>{ANY_VALUE})"
        rf"(?P<{other}_unit>{UNIT})?{ENDS}"
    )
    for first, second, one, other in ((_OLD, _NEW, "old", "new"), (_NEW, _OLD, "new", "old"))
]
"""``prev plt 61, curr 84``."""
_IN_BRACKETS = Gated(
    rf"(?P<gap>[ :=]{{1,2}})[(\[]{_OLD}{_OF}(?P<old>{ANY_VALUE})(?P<old_unit>{UNIT})?[)\]],?[ ]?[:=]?[ ]?"
    rf"(?P<new>{ANY_VALUE})(?P<new_unit>{UNIT})?{ENDS}"
)
"""``plt (prev 61) 84``."""
_BOTH_FIRST = [
    Gated(
        rf"(?P<gap>[ :=,]{{1,3}}){first} ?/ ?{second}[ :=]{{1,3}}(?P<{one}>{_ALONE})(?P<{one}_unit>{UNIT})?"
        rf" ?/ ?(?P<{other}>{_ALONE})(?P<{other}_unit>{UNIT})?{ENDS}"
    )
    for first, second, one, other in ((_OLD, _NEW, "old", "new"), (_NEW, _OLD, "new", "old"))
]
"""``ECOG previous/current 2/1``."""
_NOUN = (
    r"(?: (?:ecg|ekg|samples?|tubes?|draw|tests?|bloods?|scan|ct|mri|visit|lab|tracing|reading|measurement|one|count|"
    r"value|result|report|machine))?"
)
_ON = r" (?:on|in|from|at|by|per|off) (?:the |an? |his |her )?"
_OLD_SHEET = (
    rf"{_ON}(?:old(?:er)?|first|1st|previous|prior|initial|earlier|admission|outdated|clotted|ha?emolysed|spoilt|bad)"
    rf"{_NOUN}"
)
_NEW_SHEET = (
    rf"{_ON}(?:new(?:er|est)?|repeat(?:ed)?|second|2nd|latest|re-?check|redraw|retest|later|follow-?up|fresh|today's)"
    rf"{_NOUN}"
)
_AFTER = r"(?: (?:after|following|post|done|taken|once|with|without|when)\b[^.;,\n\d]{2,40})?"
_ON_TWO = [
    Gated(
        rf"(?P<gap>[ :=]{{1,3}}| (?:was|were|is) )(?P<{one}>{ANY_VALUE})(?P<{one}_unit>{UNIT})?{first},? "
        rf"(?:but |and |then )?(?P<{other}>{ANY_VALUE})(?P<{other}_unit>{UNIT})?{second}(?={_AFTER}{ENDS})"
    )
    for first, second, one, other in ((_OLD_SHEET, _NEW_SHEET, "old", "new"), (_NEW_SHEET, _OLD_SHEET, "new", "old"))
]
"""``QTc 512 on the old ecg, 462 ms on the repeat``."""
_ARROW = r" ?(?:-+>|=+>|→|>>) ?"
_CHAIN = Gated(
    rf"(?P<gap>[ :=]{{1,3}})(?P<old>{_ALONE})(?P<old_unit>{UNIT})?(?P<mid>(?:{_ARROW}{_ALONE}(?:{UNIT})?"
    rf"(?: (?:after|post|following|with|on) [a-z0-9][a-z0-9 ]{{1,18}})?)+)"
    rf"{_ARROW}(?P<new>{_ALONE})(?P<new_unit>{UNIT})?(?: (?:now|currently|at present)|(?P<day> today))?{ENDS}"
)
"""``AFP 96000 -> 1100 after cycle 2 -> 14500 now``."""
_SAID = re.compile(r"after|post|following|with|on ")
_RULES = (*_ON_TWO, _CHAIN, *_BOTH_FIRST, *_WORD_FIRST, *_WORD_BEHIND, *_NAME_BETWEEN, _IN_BRACKETS)
_PRESSURE = re.compile(r"\b(?:bp|blood pressure)$")
_BEFORE = re.compile(r"\b(?:then|bef(?:ore)?)\b[ .:=]{0,3}[<>]?\d[\d.,]*\Z")
_BEFORE_BEHIND = re.compile(r"[^,;\d]{0,12}\bbefore\b")
_FIRST = re.compile(r"\b(?:first|initial)")
"""The first value of a marker may be that before treatment, which is a fact of its own."""


def with_current_values(text: Text, named: Named) -> Text:
    """Put the value of now behind its name."""
    changes = apart(_current(text.low, named))
    return rewritten(text, changes) if changes else text


def _current(low: str, named: Named) -> Iterator[Change]:
    for rule in _RULES:
        for match in rule.finditer(low):
            name = match.groupdict().get("name")
            facts = {fact for *_, fact in named(name)} if name else facts_before(low, match.start(), named)
            if not facts & TOLD or not alike(match["old"], match["new"]):
                continue
            if facts & MARKERS and (
                _BEFORE.search(low, match.start(), match.end("old")) or _BEFORE_BEHIND.match(low, match.end("old"))
            ):
                continue
            mid = match.groupdict().get("mid")
            if mid is not None and _SAID.search(mid) is None:
                continue
            value = f"{match['new']}{match['new_unit'] or match['old_unit'] or ''}"
            if facts & MARKERS and _FIRST.search(match.group()):
                value = f"initially {match['old']}{match['old_unit'] or ''}, now {value}"
            value = f"{value}{match.groupdict().get('day') or ''}"
            given = [mid[start:end] for start, end, _ in named(mid)] if mid is not None else []
            value += "".join(f"; s/p {one}" for one in dict.fromkeys(given))
            yield Change(match.start(), match.end(), f"{name or ''} {value}")


def facts_before(low: str, place: int, named: Named) -> set[str]:
    """Give what the name right before a place names; a pressure is named by no word of the lexicon."""
    if _PRESSURE.search(low, max(0, place - 16), place):
        return {"systolic_bp"}
    return {fact for _, fact in names_before(low, place, named)}


def alike(one: str, two: str) -> bool:
    """Tell whether two values may be of one test: ``2``, ``a5`` and ``150/90`` are of three kinds."""
    return any(map(str.isalpha, one)) == any(map(str.isalpha, two)) and ("/" in one) == ("/" in two)
