"""One test with two values of two sources and no day: ``plt 84 per local, 79 per central``; which counts is asked.

They are put as ``84 or 79``. A value of here or ours beside one of elsewhere is not among them: that one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import WRITTEN_DAY
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_WHO = (
    r"locally|centrally|local|central|outside|external|referring|reference|site|sponsor|gp|hospital|"
    r"clinic|edta|citrate|heparin|roche|"
    r"lab(?:oratory)? [a-d1-4]|bazett(?:'?s)?|frid[ei]ri?cia(?:'?s)?|framingham|hodges|"
    r"abbott|beckman|siemens|bcg|bcp|jaff[eé]|enzymatic|finger[ -]?prick|capillary|venous|gas|vbg|abg|fbc|cbc|poct?|"
    r"point of care|analy[sz]er|"
    r"lab(?:oratory)?|manual|auto(?:mated)?|machine|smear|film|hemocue|haemocue|coaguchek|meter|device|i-?stat|ward|"
    r"bedside|serum|plasma|[bf](?=[)\]])"
)
_PER = r"(?:per|at|by|from|in|via|on|with|according to)"
_LAB = r"(?:'?s)?(?: (?:lab|laboratory|one|value|sample|tube|assay|hospital))?"


def _behind(name: str) -> str:
    """Who tells of a value, behind it."""
    return rf"[ ,]?[(\[]?[ ]?(?:{_PER} )?(?:the |our |their )?(?P<{name}>{_WHO}){_LAB}[)\]]?"


_V = rf"[<>]?{VALUE}"
_AND = r"\s*(?:[,;/|]|vs\.?|versus|but|and|while|whereas|, (?:and|but))?\s*"
_CHOSEN = r"(?!\s*[,;.]? ?(?:so |we |please |pls )?(?:us(?:e|ed|ing)|take|go with|went with|trust|believe)\b)"
_END = rf"{_CHOSEN}(?=\s*(?:$|[,;)\n]|\.(?!\d)|same\b|both\b|on\b))"
_TOLD_BEHIND = Gated(
    rf"(?P<gap>[ :=]{{1,3}}|(?: (?:is|was|are|were|of))? )(?P<one>{_V})(?P<unit>{UNIT})?{_behind('who')}{_AND}"
    rf"(?P<two>{_V})(?:{UNIT})?{_behind('other')}{_END}"
)
_TOLD_FIRST = Gated(
    rf"(?P<gap>[ :=,(]{{1,3}})(?P<who>{_WHO}){_LAB}[ :=]{{1,2}}(?P<one>{_V})(?P<unit>{UNIT})?{_AND}"
    rf"(?:the )?(?P<other>{_WHO}){_LAB}[ :=]{{1,2}}(?P<two>{_V})(?:{UNIT})?{_END}"
)
_NAMED_TWICE = Gated(
    rf"\b(?P<who>{_WHO}){_LAB}[ :]{{1,2}}(?P<name>[a-z][a-z -]{{1,14}}?)[ :=]{{1,2}}(?P<one>{_V})(?P<unit>{UNIT})?"
    rf"{_AND}(?:the )?(?P<other>{_WHO}){_LAB}[ :]{{1,2}}(?:(?P=name)[ :=]{{1,2}})?(?P<two>{_V})(?:{UNIT})?{_END}"
)
"""``local plt 84, central plt 79``, ``ABG Hb 8.4, lab 9.1``."""
_TOLD_AROUND = Gated(
    rf"(?P<gap>[ :=]{{1,3}})(?P<one>{_V})(?P<unit>{UNIT})?{_behind('who')}{_AND}"
    rf"(?:the )?(?P<other>{_WHO}){_LAB}[ :=]{{1,2}}(?P<two>{_V})(?:{UNIT})?{_END}"
)
"""``Hb 9.1 lab, gas 8.4``."""
_CORRECTED = r"(?:b|f|[(\[]?(?:bazett|frid[ei]ri?cia|framingham|hodges|b|f)(?:'?s)?[)\]]?)"
_TWO_FORMULAS = Gated(
    rf"\bqtc[ -]?(?P<who>{_CORRECTED})[ :=]{{1,2}}(?P<one>{_V})(?: ?ms)?{_AND}\(?"
    rf"qtc[ -]?(?P<other>{_CORRECTED})[ :=]{{1,2}}(?P<two>{_V})(?: ?ms)?{_END}"
)
"""``QTcB 451, QTcF 432``."""
_SETS = Gated(
    rf"(?:^|(?<=[\n;.] )|(?<=\n))(?P<who>{_WHO}){_LAB}(?: (?:labs?|bloods?|values?|results?))?(?P<gap>[ :]{{1,2}})"
    rf"(?P<one>(?:[^\n;.]|\.\d){{4,120}})[;\n.][ ]?(?:and |but )?(?P<all>(?P<other>{_WHO}){_LAB}"
    rf"(?: (?:labs?|bloods?|values?|results?))?[ :]{{1,2}}(?P<two>(?:[^\n;.]|\.\d){{4,120}}))(?=[;\n]|\.(?:\s|$)|$)"
)
"""``local: plt 84, Hb 10.9; central: plt 79, Hb 10.6``."""
_DATED = re.compile(rf"{WRITTEN_DAY}|\d/\d|\d\.\d{{1,2}}\.|day\b|ago\b|now\b|week|month")
_VALUED = re.compile(rf"(?: (?:is|was))?[ ]?[:=]?[ ]?(?P<value>{_V}(?:{UNIT})?)(?![\w/-]|[.,]\d)")
_BEFORE_DAY = Gated(
    rf"(?<=\d)(?:{UNIT})?(?P<source>,? (?:{_PER} )(?:the |our |their )?(?:{_WHO}){_LAB},?)"
    rf"(?= (?:on |from |of )?{WRITTEN_DAY})"
)
"""``plt 84 at the local lab on 12 Nov``: the day is that of the value before."""


def with_two_sources(text: Text, named: Named) -> Text:
    """Put two such values as two of which either may be meant."""
    changes = apart(_asked(text.low, named))
    return rewritten(text, changes) if changes else text


def _of_sets(low: str, named: Named) -> Iterator[Change]:
    """Of two sets without a day each value that is told in both as two of which either may be meant."""
    for match in _SETS.finditer(low):
        if match["who"] == match["other"] or _DATED.search(match.group()):
            continue
        first, second = (_values(match[part], named) for part in ("one", "two"))
        if not first or first.keys() != second.keys():
            continue
        for fact, (_, end, value) in first.items():
            if value != second[fact][2]:
                yield Change(match.start("one") + end, match.start("one") + end, f" or {second[fact][2]}")
        yield Change(*match.span("all"), "")


def _values(piece: str, named: Named) -> dict[str, tuple[int, int, str]]:
    """The values of a set by what they are of, each with its place."""
    told = ((fact, _VALUED.match(piece, end)) for _, end, fact in sorted(named(piece)) if fact in MEASURED)
    return {fact: (one.start("value"), one.end("value"), one["value"]) for fact, one in told if one is not None}


def _asked(low: str, named: Named) -> Iterator[Change]:
    yield from _of_sets(low, named)
    for match in _TWO_FORMULAS.finditer(low):
        if match["one"] != match["two"] and match["who"] != match["other"]:
            yield Change(*match.span(), f"qtc {match['one']} or {match['two']} ms")
    yield from (Change(*match.span("source"), "") for match in _BEFORE_DAY.finditer(low))
    for rule in (_TOLD_BEHIND, _TOLD_FIRST, _TOLD_AROUND, _NAMED_TWICE):
        for match in rule.finditer(low):
            if match["one"] == match["two"] or match["who"] == match["other"]:
                continue
            name = match.groupdict().get("name")
            facts = named(name) if name else [(0, 0, fact) for _, fact in names_before(low, match.start(), named)]
            if any(fact in MEASURED or fact == "qtc" for *_, fact in facts):
                yield Change(*match.span(), f"{name or ''} {match['one']} or {match['two']}{match['unit'] or ''}")
