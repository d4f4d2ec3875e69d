"""Limits of normal, however a printout sets them apart: ``78 umol/L, [60-110]``, ``133  115--150``, ``1.3 * 0.8-1.2``.

They become ``78 umol/L (60-110)``, which is read as in any chart.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_NUMBER = r"\d+(?:[.,]\d+)?"
_BETWEEN = r"[ \t]*(?:-{1,2}|–|\.{2,3}|…|to|bis)[ \t]*"
_RANGE = rf"(?P<low>{_NUMBER}){_BETWEEN}(?P<high>{_NUMBER})"
_WORD = (
    r"(?:normal|norm|ref(?:erence)?|rr|nr|normal range|range|limits?|ref(?:erence)? (?:range|interval|limits?|values?))"
)
_LIMITS = rf"(?:{_WORD}[ :.=]*)?(?:{_RANGE}|(?P<bound>[<>≤≥]=? ?{_NUMBER}))[ \t]*"
_IN_BRACKETS = Gated(rf"(?<=[\w%/)])[ \t]*,[ \t]*[\[({{][ \t]*{_LIMITS}[\])}}]")
"""``78 umol/L, [60-110]``."""
_AHEAD = Gated(
    rf"(?<=[a-z])[ \t]*\([ \t]*(?:{_WORD}|n|uln|nv)[ :.=]*(?:is |are )?"
    rf"(?:(?P<sign>[<≤]=?|up to|max\.?|below|under|bis)[ ]?(?P<most>{_NUMBER})|{_RANGE})"
    rf"(?:[ ]?[a-zµ%]+(?:/[a-z]+)?)?[ \t]*\)[ \t]*[:=]?[ \t]*"
    rf"(?P<value>[<>]?{_NUMBER}(?:[ ]?(?:%|[a-zµ]+/[a-z]+))?)(?=\s*(?:$|[,;\n]|\.(?!\d)|and\b))"
)
"""``AFP (normal < 7): 5.2``."""
_DOTTED = Gated(rf"[\[({{][ \t]*{_NUMBER}[ \t]*(?P<dots>\.{{2,3}}|…)[ \t]*{_NUMBER}[ \t]*[\])}}]")
"""``{0..40}``."""
_IN_WORDS = Gated(
    rf"(?<=[\w%/)])[ \t]*,[ \t]*{_WORD}[ ]+(?:is |of |from |up )?{_RANGE}(?![.,]?\d|[ \t]*(?:/|%|[a-zµ]+/))"
)
"""``45 U/L, normal 0 to 40``."""
_UPPER = Gated(
    r"(?<=[\w%/)])[ \t]*[;,(–-]?[ \t]*(?:with )?(?:(?:the|our|lab|her|his|an?)[ ])*"
    r"(?:upper limit|upper end|upper normal(?: limit)?|(?<=the )uln)"
    r"(?: of (?:the )?(?:normal|range|reference|reference range|normal range))?"
    rf"(?: (?:here|in our lab|at our lab|being|is|of|at|was))*[ :=]+(?P<bound>{_NUMBER})(?![.,]?\d)"
    r"(?: ?(?:s|sec|seconds|u/l|iu/l|mg/dl|umol/l|ng/ml|mau/ml)\b)?\)?"
)
"""``14.5 seconds; the upper limit is 13``."""
_VALUE = re.compile(r"\d ?(?:s|secs?|seconds|[a-zµ]{1,6}/[a-z]{1,3})?[ \t]*$")
_DOUBLE = Gated(rf"(?<=\d)--(?={_NUMBER}(?![\d-]))")
_BELOW = Gated(
    rf"(?<=[\d%])(?:[ ]{{0,8}}[a-zµ]{{1,5}}/[a-z]{{1,3}})?[ ]{{1,8}}(?P<bound>[<≤]=?[ ]?{_NUMBER})"
    r"(?=[ \t]*(?:[(\[]?(?:hh?|ll?|high|low|[+*↑↓])[)\]]?[ \t]*)?(?:\n|$))"
)
"""``bilirubin 31 umol/L <21`` at the end of a row, or before its flag."""
_STARRED = Gated(rf"(?<=\d)(?P<flag>[ \t]+\*+[ \t]+)(?={_NUMBER}[ \t]*[-–][ \t]*{_NUMBER}(?![\d-]))")
"""``1.3  *  0.8 - 1.2``."""
_CARETS = Gated(
    rf"(?<![\w^])(?P<name>[a-z][a-z \t-]{{1,30}})\^(?P<value>[<>]?{_NUMBER})\^(?P<unit>[^\^|\n;]{{0,14}})"
    rf"(?:\^{_RANGE})?(?:\^(?P<flag>[hln*]{{0,2}})(?![a-z]))?"
)
"""``PLT^119^10*3/uL^150-450^L``."""
_CELLS = Gated(
    rf"^(?P<name>[a-z][a-z \t-]{{1,30}})\|(?P<value>[<>]?{_NUMBER})\|(?P<unit>[^\^|\n;]{{0,14}})\|{_RANGE}"
    r"(?:\|(?P<flag>[hln*]{0,2}))?\|?\s*$"
)
"""``ALT|45|U/L|0-40|H`` as the only line."""


_SAID_AHEAD = Gated(
    r"\b(?:the )?(?:uln|upper (?:limits?|normals?)(?: of normal)?|limits?(?: of normal)?|ref(?:erence)?s?"
    r"(?: limits?| values?)?|normals?)(?: (?:is|are|given|shown|put|stands?))* in (?:square |round )?"
    r"(?:brackets?|parenthes[ie]s)[ ]?[:;,.-]?[ ]?"
)
"""``ULN in brackets: ALT 61 [50]``."""
_SAID_BEHIND = Gated(
    r"[ ]?[\[(]?\b(?:bracketed|(?:numbers |values |figures )?in (?:square |round )?brackets|brackets?)[ ]?"
    r"(?:=|:|is|are)[ ]?(?:the )?(?:ulns?|upper limits?(?: of normal)?|limits?(?: of normal)?|normals?)\b[ ]?[\])]?"
)
"""``ALT 210 (40), AST 188 (40) [bracketed = ULN]``."""
_LONE = re.compile(rf"(?<=\d)[ ]?(?:[a-zµ]{{1,4}}/[a-z]{{1,2}}[ ]?)?[\[(][ ]?(?:<[ ]?)?(?P<bound>{_NUMBER})[ ]?[\])]")


def _said_ahead(low: str) -> list[Change]:
    """Put each lone number in brackets as the limit that a head says it is."""
    head = next(iter(_SAID_AHEAD.finditer(low)), None) or next(iter(_SAID_BEHIND.finditer(low)), None)
    if head is None:
        return []
    limits = [Change(*match.span(), f" (uln {match['bound']})") for match in _LONE.finditer(low)]
    return [Change(*head.span(), ""), *limits] if limits else []


def with_limits_in_brackets(text: Text) -> Text:
    """Put limits of normal in round brackets behind their value."""
    low = text.low
    changes = _said_ahead(low) or [
        *(Change(*match.span(), _cells(match)) for pattern in (_CARETS, _CELLS) for match in pattern.finditer(low)),
        *(Change(*match.span(), _bracketed(match)) for match in _IN_BRACKETS.finditer(low)),
        *(Change(*match.span(), _value_first(match)) for match in _AHEAD.finditer(low)),
        *(Change(*match.span("dots"), "-") for match in _DOTTED.finditer(low)),
        *(Change(*match.span(), _bracketed(match)) for match in _IN_WORDS.finditer(low)),
        *(
            Change(*match.span(), f" (uln {match['bound']})")
            for match in _UPPER.finditer(low)
            if _behind_value(low, match)
        ),
        *(Change(*match.span("bound"), f"({match['bound']})") for match in _BELOW.finditer(low)),
        *(Change(*match.span(), "-") for match in _DOUBLE.finditer(low)),
        *(Change(*match.span("flag"), "  ") for match in _STARRED.finditer(low)),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _value_first(match: re.Match[str]) -> str:
    limits = _limits(match) if match["most"] is None else f"<{match['most']}"
    return f": {match['value']} ({limits})"


def _behind_value(low: str, match: re.Match[str]) -> bool:
    """A limit right behind a value, not that of a trial or of nothing told."""
    return _VALUE.search(low, max(0, match.start() - 24), match.start()) is not None


def _bracketed(match: re.Match[str]) -> str:
    bound = match.groupdict().get("bound")
    return f" ({bound or _limits(match)})"


def _limits(match: re.Match[str]) -> str:
    return f"{match['low']}-{match['high']}"


def _cells(match: re.Match[str]) -> str:
    limits = f" ({_limits(match)})" if match["low"] else ""
    return f"{match['name'].strip()} {match['value']} {match['unit']}{limits}"
