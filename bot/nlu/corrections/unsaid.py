"""What was told before and does not hold: ``I said no stroke, that's wrong, he had one``, ``we said never HE but …``.

What was said is taken out where it is called wrong, or where what follows speaks of the same fact: by its name, by a
word that points back to it, or as what was found after all. Where it only points back (``one``, ``it is positive after
all``), the name is put there, so that it is read as if it had been said at once. What leaves it open leaves the message
as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_EARLIER = (
    r"(?:earlier|before|above|previously|yesterday|first|at first|initially|so far|this morning|last (?:time|week)|"
    r"on \w+day)"
)
_SAID = (
    r"(?:said|says|told|wrote|written|put|entered|ticked|answered|reported|noted|typed|recorded|stated|mentioned|"
    rf"informed|documented)(?: (?:down|you|him|them|the trial team|{_EARLIER}))*"
)
_WE = r"(?:i|we|my note|the note)(?:'d|'ve| have| had)?"
_I_SAID = (
    rf"\b(?:{_EARLIER},? )?{_WE} {_SAID}(?: (?:that|there (?:was|were|is)|s?he (?:has|had|never had)(?= no)|s?he))*"
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
_TOLD_ANEW = Gated(
    rf"(?:(?:^|(?<=[.;\n]))\s*(?:(?:{_EARLIER}|so|sorry|hi|hello|ok)\b\W*)*)"
    rf"(?:(?:{_WE}|^|(?<=[.;\n]) ?) ?(?:{_SAID}|gave(?: (?:you|him|them))?)|"
    r"you (?:have|had|recorded|noted|put)(?: (?:him|her|them|it|us|the patient|this patient|down|noted|recorded))*)"
    r"(?: (?:that|as|with|there|was|were|is|are|had|has|he|she|they|the patient|of|an?|down))*"
    r" (?P<what>(?:(?:no|not|never|without|none)\b[^.;,\n]{2,50}?|"
    rf"[^.;,\n]{{2,30}}? (?:neg(?:ative)?|none|absent|no|[0-4a-c])))(?:,? {_EARLIER})*"
    r"(?: ?[,;.–-]+ ?(?:(?:but|however|though|although|yet|whereas|only|well|now)\b,? )?|"
    r" (?:but|however|though|yet|whereas)\b,? )(?P<rest>[^\n;]{6,160}?)(?=$|[;\n]|\.(?!\d))"
)
"""``we said never encephalopathy but she had an episode in May``."""
_ONE = re.compile(r"(?P<verb>\b(?:had|has|have|is|was|were|suffered|got) )(?:one|it|that|some)\b")
_IT = re.compile(
    r"(?:(?:it|that|the (?:test|result))(?:'s| is| was| came back)|"
    r"s?he(?: is|'s)(?: an?| now| really)*(?= (?:pos|neg|\d|[abcd]\b)))\b(?! (?:only|just))"
)
_EXCUSED = re.compile(
    r" (?:only |just |all |back |still )?(?:from|of) (?!this\b|today)|"
    r" (?:(?:all|just|only|really|actually|an?|the|my|his|her|for|from|of|meant) )*(?:mix|mistake|slip|typo|error|"
    r"hep|hbv|hcv|wrong|another|some(?:one|body)|different|mother|father|wife|husband|next|other|neighbou?r|old|(?:mis|mix)[a-z]+)"
)
"""``delete HIV positive, it was hep B``: why it is taken back, and no value."""
_BLED = re.compile(r"\bbled\b")
_CALLED = re.compile(rf"{_WRONG}|\b(?:forget|scratch|ignore|delete)\b")
_OPEN = re.compile(r"[^.;\n]{0,40}\b(?:tested|known|sure|clear|checked|asked)\b")
_LESS = re.compile(
    r"(?:it|that|this|there) (?:was|is|were) (?:only|just|merely|nothing but)\b[^.;,\n\d]{0,40}(?=$|[.;,\n])"
)
"""``it was only a listing``."""
_CLAUSE = re.compile(r"[^.;\n]{0,80}")
_AFTER_ALL = re.compile(rf",? {_LATER}\b")
_POINTS = re.compile(
    r"\b(?:of it|it|one|some|so|that|this|them)\b"
    r"(?=\W*(?:$|[.,;]|in\b|on\b|of\b|at\b|[\d(]|is\b|was\b|[a-d]\d?\b|i{1,3}[ab]\b|vp))"
)
_AMOUNT = re.compile(r"\ba (?:(?:small|tiny|little|moderate|large|minimal|slight) )?(?:amount|trace|bit|quantity|rim)$")
_ASSERTS = re.compile(
    r"\b(?:positive|grade [1-4]|had (?:an?|one|two) (?:\w+ )?(?:episodes?|bouts?|attacks?|spells?)|"
    r"(?:shows?|showed|found|finds|sees|saw|has|made|makes) (?:an?|some|one|two|several|mild|moderate|severe|[0-4])\b)"
)
"""What somebody found after all, where it has no name of its own."""
_DOUBTS = re.compile(
    r"\b(?:missing|await\w*|pending|not|no|never|n't|unclear|unsure|borderline|yet|maybe|perhaps|possib\w*|probab\w*|"
    r"suspicious|equivocal|indeterminate|wonders?|asks?|if|whether|planned|high|low)\b|\?"
)


def without_unsaid(text: Text, named: Named) -> Text:
    """Take out statements that do not hold, and name in their place what is told behind them."""
    changes = [*_called_wrong(text.low, named), *_told_anew(text.low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _called_wrong(low: str, named: Named) -> Iterator[Change]:
    for pattern in (_CALLED_WRONG, _TURNED_OUT, _NAME_WRONG):
        for match in pattern.finditer(low):
            told = [one for one in named(match["what"]) if match["what"][one[0] : one[1]] != "he"]
            what = low[: match.start()].endswith("what ")  # ``forget what I said about the AFP, wrong patient``
            if what or len({fact for _, _, fact in told}) != 1 or _OPEN.match(low, match.end()):
                continue
            name = match["what"][told[0][0] : told[0][1]]
            if less := _LESS.match(low, match.end()):
                yield Change(match.start(), less.end(), f"forget the {name}")
                continue
            pointed = _pointed(low, match.end(), name)
            if pattern is not _NAME_WRONG or (pointed and _CALLED.search(match.group())):
                yield Change(*match.span(), "")
                yield from pointed


def _pointed(low: str, start: int, name: str) -> list[Change]:
    """Put the name where the clause behind only points at it; leave out that it is so after all."""
    clause = _CLAUSE.match(low, start)
    if clause is None:
        return []
    changes = [Change(*one.span(), "") for one in _AFTER_ALL.finditer(low, *clause.span())]
    if one := _ONE.search(low, *clause.span()):
        return [Change(*one.span(), f"{one['verb']}{name}"), *changes]
    if one := _IT.match(low, *clause.span()):
        if _EXCUSED.match(low, one.end()):
            return []
        return [Change(*one.span(), f"{name} is"), *changes]
    if "bleed" in name and (one := _BLED.search(low, *clause.span())):
        return [Change(*one.span(), f"had {name}"), *changes]
    return changes


def _told_anew(low: str, named: Named) -> Iterator[Change]:
    for match in _TOLD_ANEW.finditer(low):
        hits = [one for one in named(match["what"]) if " " not in one[2]]
        facts = {fact for _, _, fact in hits}
        rest, start = match["rest"], match.start("rest")
        if not hits or len(facts) > 2 or _DOUBTS.search(rest):
            continue
        name = match["what"][hits[0][0] : hits[0][1]]
        if facts & {fact for _, _, fact in named(rest)}:
            yield Change(match.start(), start, " ")
        elif (points := _POINTS.search(rest)) is not None and not name.startswith(("no ", "never ")):
            of = "of " if points.group().startswith("of ") else ""
            yield Change(match.start(), start + points.end(), f"{rest[: points.start()]}{of}{name}")
        elif _AMOUNT.search(rest):
            yield Change(match.start(), match.end("rest"), f"{rest} of {name}")
        elif _ASSERTS.search(rest) and not named(rest):
            yield Change(match.start(), start, f"{name}: ")
