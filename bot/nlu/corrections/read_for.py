"""Errata in a printer's words, and what was wrong with the old value.

``for 8.9 read 9.8``, ``ECOG 2 must read 1``; ``AFP is 1,320, the 13,200 had one zero too many``: the old value is put
in brackets as the one that it is not, which is read as any such.
"""

from __future__ import annotations

import re

from bot.nlu.corrections.retraction_words import ENTERED
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_SHAPE = (
    rf"(?:\d{{2,3}}/\d{{2,3}}|[abcd] ?\d{{1,2}}|(?:i{{1,3}}|[1-4])[ab]|iv|vp ?[1-4]|[abcd](?![a-z])|{VALUE})(?![.,]?\d)"
)
_OLD = rf"(?P<old>{_SHAPE})(?:{UNIT})?"
_NEW = rf"(?P<new>{_SHAPE}(?:{UNIT})?)"
_NAME = r"(?P<name>(?:the |his |her )?[a-z][a-z-]*(?: (?!please\b|read\b)[a-z-]+){0,2}:?)"
_READ = r"(?:,? ?(?:->|=>|-|:)? ?(?:please |pls |kindly )?read(?: as)?:? )"
_MUST = r" (?:must|should|has to|ought to|is to|needs to)(?: now)?(?: be)? read(?: as)?:? "
_PLEASE = r"(?<![\w,.])(?:please |pls |kindly )?"
_FOR = r"(?:for|instead of|in place of)"
_FRAMES = (
    Gated(rf"(?<![\w,.]){_FOR} {_NAME} {_OLD}{_READ}{_NEW}"),
    Gated(rf"(?<![\w,.]){_FOR} {_OLD}{_READ}{_NEW}"),
    Gated(rf"{_PLEASE}read {_NEW} {_FOR} {_OLD} (?:in|at|of|under) {_NAME}"),
    Gated(rf"{_PLEASE}read {_NEW} {_FOR} {_OLD}"),
    Gated(rf"(?<![\w,.])(?:(?<= )- )?{_OLD}{_MUST}{_NEW}"),
    Gated(rf"(?<![\w,.]){_OLD} (?:->|=>|-) ?(?:please |pls )?read {_NEW}"),
)
_GATES = Gates(("", one) for one in _FRAMES)
_SAID = rf"(?:{ENTERED}|had|have|gave|sent|said|put|typed|wrote)"
_FAULT = (
    r"(?:digits?|zeros?|zeroes|noughts?|figures?|decimal|comma|point|swapped|transposed|misplaced|missing|reversed|"
    r"turned round|typo|slip|mistake|wrong\w*|incorrect|error|mistyped|misread)"
)
_BLAMED = Gated(
    rf"(?<![\w,.])(?P<new>{_SHAPE}(?:{UNIT})?)(?P<blame>(?:[,;.(]| ?[–-])+ (?:and |but |sorry,? |as )?(?:"
    rf"(?:the|my|that|our|the (?:earlier|previous|first|old|other)) (?P<old>{_SHAPE})(?:{UNIT})? "
    rf"(?:in (?:my|the|our|his|her) [a-z]+ )?"
    rf"(?:(?:had|has|was|is|lacked|lacks|missed|came|belongs|belonged|got|contained|must)\b|"
    rf"(?:i|we) {_SAID}\b)[^.;\n)]*|"
    rf"(?P<bare>{_SHAPE})(?:{UNIT})? (?:had|has|was|is|lacked|lacks|missed)\b[^.;\n)]*\b{_FAULT}\b[^.;\n)]*|"
    rf"where (?:i|we) {_SAID} (?P<had>{_SHAPE}))\)?)"
)


def read_for(text: Text) -> Text:
    """Put errata as ``new (not old)``; a text without any stays as it is."""
    changes: list[Change] = []
    for place in _GATES.open(text.low):
        changes += [Change(*one.span(), _not_old(one)) for one in _FRAMES[place].finditer(text.low)]
    for one in _BLAMED.finditer(text.low):
        old = one["old"] or one["bare"] or one["had"]
        changes.append(Change(*one.span("blame"), f" (not {old})"))
    return rewritten(text, apart(changes)) if changes else text


def _not_old(match: re.Match[str]) -> str:
    name = match.groupdict().get("name")
    lead = f"{name.rstrip(':')} " if name else ""
    return f"{lead}{match['new']} (not {match['old']})"
