"""A value that is called wrong behind itself, and none in its place: ``ECOG 1, that's wrong. 2 lesions``.

It is taken back. An answer that turns out to be of something else is none: ``2, no wait that's the number of TACE
sessions. 4 lesions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.nlu.corrections.faltering import SAYS
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_STAGE = r"[abcd]\d{0,2}|(?:i{1,3}|[1-4])[ab]|iv|vp ?[1-4]"
_ANY = rf"(?:[<>]?{VALUE}(?:/\d{{2,3}})?|{_STAGE}|{SAYS})"
_COUNTED = r"\s(?:lesions?|nodules?|tumou?rs?|foci|masses|hccs?|months?|points?|years?|yrs?)\b"
_OH = r"(?:(?:no|oh|ah|oops|whoops|sorry|wait|hang on|hold on|e+rm?|u+h+m?|hm+|actually|argh|damn)[ ,.]+)"
_WRONG = (
    r"(?:wrong|not (?:quite )?(?:right|correct|true)|incorrect|(?:a|an|my) (?:mistake|typo|error|slip|mix-?up)|"
    r"mistyped|misread)"
)
_IT_IS = (
    r"(?:(?:it|that|this|should|must|make|now|the|new|correct|right|real|true|actual|actually|really|sorry|but|and|no|"
    r"i|we|mean|meant|is|was|be|read|say|value|one|result|lab|chart|report|says|has|it's|its|that's)[\s:,]+)*"
)
_CALLED = Gated(
    rf"(?P<value>(?<![\w.,/^*-]){_ANY})(?P<unit>{UNIT})?"
    rf"(?P<gap>[ ]?[,;.–-]{{1,2}} ?{_OH}*(?:that|this|it)(?:'s| is| was) )"
    rf"(?P<wrong>{_WRONG})(?=\s*(?:$|[.;,\n–-]))(?![\s,.;:–-]*(?:->|=>)?\s*{_IT_IS}{_ANY}(?:{UNIT})?"
    rf"(?!{_COUNTED}| ?(?:x|tace|haic|sessions?)\b)\s*(?:$|[.;,\n)]))"
)
_ANSWERED = Gated(
    rf"^\W*(?:(?:it|that|this)(?:'s| was| is) )?(?P<old>{_ANY})(?:{UNIT}|{_COUNTED})?[ ,;.–-]+{_OH}+(?:that'?s|that is|"
    r"that was|it'?s|this is|those are|those were) (?:only |just |really |actually )?"
    r"(?:(?:the |his |her |a |an |our )(?P<what>[a-z][^.;,\n\d–]{2,50}?)|last (?:year|month|week|visit|time|spring|"
    r"summer|autumn|winter)(?:'?s)?(?: one| value)?)(?:[.;,]| [–-])+ (?=[a-z\d])"
)
_LAST_TIMES = Gated(
    rf"^\W*(?:(?:it|that|this)(?:'s| was| is) )?{_ANY}(?:{UNIT})?,? (?:was|is|from|were)(?: from| of| the)? last "
    r"(?:year|month|week|visit|time|spring|summer|autumn|winter)(?:'?s)?(?: one| value)?[,;.]+ (?:and |but )?"
    r"(?:this (?:year|month|week|one|time|visit|spring|summer|autumn|winter)|now|the new one|the latest)"
    rf"(?:'?s)?(?: one)?(?: is| was| it is| it's|:)* (?={_ANY}(?:{UNIT})?\W*$)"
)
"""``84 was last year's, this year 112``."""
_ANEW = re.compile(
    r"\b(?:redone|re-?done|repeat\w*|re-?check\w*|correct\w*|new|actual\w*|really|now|not|instead|should be|says|"
    r"today)\b[^.;\n]{0,20}$"
)
"""``740!! redone: 74, it was a typo``: what was wrong is the one before."""
_NUMBER_BEHIND = re.compile(rf"\s*[.;,–-]+\s*(?=\d{{1,2}}{_COUNTED})")
"""A number behind it would be the right value."""
_MEANT = ("right", "correct", "wrong", "real", "true", "actual", "new", "latest", "current")


def with_wrong_ones_out(text: Text, asked: Sequence[str] = ()) -> Text:
    """Put ``84 is wrong``, and leave out the answer that is of something else."""
    changes = apart(_changes(text.low, asked))
    return rewritten(text, changes) if changes else text


def _changes(low: str, asked: Sequence[str]) -> Iterator[Change]:
    for match in _CALLED.finditer(low):
        if _ANEW.search(low, max(0, match.start() - 40), match.start()):
            continue
        yield Change(*match.span("gap"), " was ")
        behind = _NUMBER_BEHIND.match(low, match.end())
        end = behind.end() if behind is not None else match.end("wrong")
        yield Change(match.start("wrong"), end, f"wrong{'. there are ' if behind is not None else ''}")
    answered = _ANSWERED.match(low) if asked and _ANSWERED.may_match(low) else None
    former = _LAST_TIMES.match(low) if asked and _LAST_TIMES.may_match(low) else None
    if answered is not None and not (answered["what"] or "").startswith(_MEANT):
        yield Change(*answered.span(), "", unused=True)
    elif former is not None:
        yield Change(*former.span(), "", unused=True)
