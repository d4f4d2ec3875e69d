"""A statement that is called wrong, and what is told in its place: ``I said no stroke, that's wrong, he had one``.

The statement is taken out; where what follows only points at it (``one``, ``it is positive after all``), the name is
put there, so that it is read as if it had been said at once.
"""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.telling import Gated

_I_SAID = (
    r"\b(?:(?:earlier|before|above|previously|yesterday|first),? )?(?:i|we|my note|the note)(?:'d|'ve| have| had)? "
    r"(?:said|says|told you|wrote|written|put(?: down)?|entered|ticked|answered|reported|noted|typed|recorded|stated)"
    r"(?: (?:earlier|before|above|previously|yesterday|that|down|there (?:was|were|is)|you|"
    r"s?he (?:has|had|never had)(?= no)|s?he))*"
)
_BREAK = r"[\s,;.:–-]+(?:(?:but|and|sorry|which|no|oh|well|actually)[\s,]+)*"
_WRONG = (
    r"(?:that|this|it|which)?(?:'s| is| was)? ?(?:all |just |plain |actually )?(?:wrong|incorrect|"
    r"not (?:right|correct|true)|untrue|false|a mistake|my mistake|an error|nonsense|"
    r"rubbish|outdated|no longer true)"
)
_LATER = r"(?:after all|actually|in fact|in truth|indeed|it turns out|turns out|as it turns out)"
_CALLED_WRONG = Gated(rf"{_I_SAID} (?P<what>[a-z][^.;\n]{{2,60}}?){_BREAK}{_WRONG}(?P<end>[\s,;.:–-]+)(?=[a-z])")
_TURNED_OUT = Gated(
    rf"{_I_SAID} (?P<what>[a-z][^.;,\n]{{2,60}}?){_BREAK}(?=(?:it|that|s?he|there|they)\b[^.;,\n]{{0,60}} {_LATER}\b)"
)
_NAME_WRONG = Gated(
    r"(?:^|(?<=[.;,\n] ))(?:(?:no|sorry|oops|the|that|my|forget|scratch|ignore|delete)[ ,]+)*"
    rf"(?P<what>[a-z][a-z -]{{2,40}}?)(?: {_WRONG})?(?P<end>[\s,;.:–-]+)"
    r"(?=(?:s?he|they|it|pt|(?:the )?patient) (?:had|has|have|was|did|bled|suffered|got)\b)"
)
"""``stroke was wrong, he had one in 2023``."""
_ONE = re.compile(r"(?P<verb>\b(?:had|has|have|is|was|were|suffered|got) )(?:one|it|that|some)\b")
_IT = re.compile(
    r"(?:(?:it|that|the (?:test|result))(?:'s| is| was| came back)|"
    r"s?he(?: is|'s)(?: an?| now| really)*(?= (?:pos|neg|\d|[abcd]\b)))\b(?! (?:only|just))"
)
_BLED = re.compile(r"\bbled\b")
_CALLED = re.compile(rf"{_WRONG}|\b(?:forget|scratch|ignore|delete)\b")
_OPEN = re.compile(r"[^.;\n]{0,40}\b(?:tested|known|sure|clear|checked|asked)\b")
_LESS = re.compile(
    r"(?:it|that|this|there) (?:was|is|were) (?:only|just|merely|nothing but)\b[^.;,\n\d]{0,40}(?=$|[.;,\n])"
)
"""``it was only a listing``."""
_CLAUSE = re.compile(r"[^.;\n]{0,80}")
_AFTER_ALL = re.compile(rf",? {_LATER}\b")


def without_unsaid(text: Text, named: Named) -> Text:
    """Take out statements that are called wrong, and name in their place what is told behind them."""
    low = text.low
    changes: list[Change] = []
    for pattern in (_CALLED_WRONG, _TURNED_OUT, _NAME_WRONG):
        for match in pattern.finditer(low) if pattern.may_match(low) else ():
            told = [one for one in named(match["what"]) if match["what"][one[0] : one[1]] != "he"]
            facts = {fact for _, _, fact in told}
            if len(facts) != 1 or _OPEN.match(low, match.end()):
                continue
            name = match["what"][told[0][0] : told[0][1]]
            if less := _LESS.match(low, match.end()):
                changes.append(Change(match.start(), less.end(), f"forget the {name}"))
                continue
            pointed = _pointed(low, match.end(), name)
            called = pattern is not _NAME_WRONG or (pointed and _CALLED.search(match.group()))
            changes += [Change(*match.span(), ""), *pointed] if called else []
    return rewritten(text, apart(changes)) if changes else text


def _pointed(low: str, start: int, name: str) -> list[Change]:
    """Put the name where the clause behind only points at it; leave out that it is so after all."""
    clause = _CLAUSE.match(low, start)
    if clause is None:
        return []
    changes = [Change(*one.span(), "") for one in _AFTER_ALL.finditer(low, *clause.span())]
    if one := _ONE.search(low, *clause.span()):
        return [Change(*one.span(), f"{one['verb']}{name}"), *changes]
    if one := _IT.match(low, *clause.span()):
        return [Change(*one.span(), f"{name} is"), *changes]
    if "bleed" in name and (one := _BLED.search(low, *clause.span())):
        return [Change(*one.span(), f"had {name}"), *changes]
    return changes
