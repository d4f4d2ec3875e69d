"""Ascites told of two times, each with its degree: ``tense ascites in June, mild in November``.

The degree of the later time is put right behind the name and the other left out, whatever the order of degree and time.
"""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.times_told import TIME_PLAIN, rank_of

_LESS = r"(?:none|nil|no ascites|absent|resolved|gone|cleared|not (?:seen|detectable|visible|present))"
_SOME = (
    r"(?:(?:grade|gr\.?|g) ?(?:[1-3]|i{1,3})|trace|minimal|mild|small|slight|little|moderate|mod|large|massive|"
    r"tense|gross|severe|marked|refractory|uncontrolled|controlled)"
)
_DEGREE = rf"(?:{_SOME}(?: amount)?|{_LESS})"
_ANY_OF_SOME = Gated(rf"\b{_SOME}\b")
_ASCITES = r"(?:some )?ascites"
_MARK = r"[ ]?(?:[,;.]|->|=>)? ?\(?(?:(?:and|but|then|while|whereas) )?(?:(?:only|just|it is|is|was|still) )?"
_IS = r"[ :=,-]{1,3}(?:(?:was|is|of|only|just) )?"
_END = r"\)?(?=\s*(?:$|[.,;)\n]|(?:on|with|and|but|after) ))"
_GIVEN = re.compile(r"\b(?:tace|haic|sbrt|sirt|surgery|resection|lenvatinib)\b")
_FRAMES = tuple(
    Gated(one)
    for one in (
        rf"(?<![a-z-])(?P<one>{_DEGREE}) {_ASCITES} \(?(?P<at>{TIME_PLAIN})\)?{_MARK}(?P<two>{_DEGREE})"
        rf"(?: ascites)? ?\(?(?P<on>{TIME_PLAIN}){_END}",
        rf"(?<![a-z-])ascites{_IS}(?P<one>{_DEGREE}) ?\(?(?P<at>{TIME_PLAIN})\)?"
        rf"(?: (?:w/|with) (?:[a-z]+ )?(?:paracentes[ie]s|taps?|drainages?|diuretics))?{_MARK}(?P<two>{_DEGREE}) ?\(?"
        rf"(?P<on>{TIME_PLAIN}){_END}",
        rf"(?<![a-z-])(?P<at>{TIME_PLAIN}):? (?P<one>{_DEGREE}) {_ASCITES}{_MARK}(?P<on>{TIME_PLAIN}):? "
        rf"(?P<two>{_DEGREE})(?: ascites)?{_END}",
        rf"(?<![a-z-])ascites{_IS}(?P<at>{TIME_PLAIN}):? (?P<one>{_DEGREE}){_MARK}(?P<on>{TIME_PLAIN}):? "
        rf"(?P<two>{_DEGREE}){_END}",
    )
)


def with_latest_ascites(text: Text, today: date) -> Text:
    """Put the degree of the later time alone."""
    if "ascites" not in text.low or _ANY_OF_SOME.search(text.low) is None:
        return text
    changes = [one for frame in _FRAMES for match in frame.finditer(text.low) for one in _latest(match, today)]
    return rewritten(text, apart(changes)) if changes else text


def _latest(match: re.Match[str], today: date) -> list[Change]:
    if _GIVEN.search(match["at"]) or _GIVEN.search(match["on"]):
        return []  # ``none before, tense after TACE``: that it was given is told all the same
    first, last = rank_of(match["at"], today), rank_of(match["on"], today)
    if first is None or last is None or first == last:
        return []
    degree = match["two"] if last > first else match["one"]
    return [Change(*match.span(), "no ascites" if re.fullmatch(_LESS, degree) else f"ascites {degree}")]
