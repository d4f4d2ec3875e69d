"""A free trunk beside a branch that is not: ``Left branch. The trunk is free`` tells of the branch alone.

Only a clause that says nothing but that the trunk is free is left out, and only where a branch with thrombus is told;
elsewhere a free trunk is read as what it is.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.portal_parts import tells_parts

_TUMOUR = r"(?:tumou?r(?: thromb(?:us|osis))?|thromb(?:us|osis)|clot|invasion|involvement|disease|pvtt?)"
_FREE = (
    rf"(?:(?:free|clear|clean|devoid)(?: (?:of|from) (?:any )?{_TUMOUR})?|open|patent|spared|untouched|uninvolved|"
    r"unaffected|"
    rf"normal|intact|preserved|permeable|ok(?:ay)?|fine|{_TUMOUR}[ -]?free|"
    r"not (?:yet )?(?:involved|affected|reached|invaded|infiltrated|thrombosed|occluded|touched|concerned|entered)|"
    rf"without (?:any )?{_TUMOUR}|(?:shows?|contains?|has|holds?|with|bears?) no {_TUMOUR}|no {_TUMOUR})"
)
_STATE = (
    r"(?:(?:,|is|was|are|remains?|remained|stays?|appears?|looks?|seems?|to be|still|being|fully|completely|widely|"
    r"entirely|however|itself|also|so far|for now|at present|:|=|-) ?)*"
)
_TRUNK = (
    r"(?:the )?(?:portal )?(?:(?:main|common) (?:portal )?(?:trunk|stem|vein|pv|branch|portal vein)|"
    r"main pv|mpv|(?:portal )?(?:trunk|stem)|main one)(?: of the (?:portal vein|pv))?(?: \(mpv\))?"
)
_JOINT = r"(?:but|while|whereas|and|with|though|although|however)"
_CLAUSE = Gated(
    rf"(?:^|(?<=\n)|(?P<lead>[ \t]*[.,;:(–-][ \t]*(?:{_JOINT}[ ,]+)?| {_JOINT} ))"
    rf"(?P<said>(?:{_TRUNK} ?{_STATE}{_FREE}|no {_TUMOUR} (?:is |was |seen )*(?:in|of|within) {_TRUNK})(?: "
    rf"(?:so far|for now|still|though|however|on (?:ct|mri|doppler)))*)"
    rf"(?P<end>\)|(?=[ \t]*(?:$|[.;\n]|,(?!\d)| {_JOINT} )))"
)
_OF_PORTAL = Gated(r"portal|\bpvt|\bpv\b|thromb|\bvp[1-4]|\bcheng")
_PORTAL = re.compile(r"portal|\bpvt|\b[lr]?pv\b")
_BRANCH = re.compile(
    r"\b(?:(?:left|right|lt|rt|anterior|posterior|segmental|sectoral|lobar|(?:first|second|third|1st|2nd|3rd)[- ]order)"
    r"(?: (?:anterior|posterior|main|first[- ]order|second[- ]order))*(?: (?:portal|pv|branch|pvtt?|vein|one)\b)+|"
    r"[lr]pv\b|vp ?[123]\b|(?:left|right)(?= only|\W*$)|branch\b|"
    r"(?:in|of|into|reaches) the (?:left|right)(?=\s*(?:$|[,;.)]| only)))"
)
_UNNAMED = re.compile(
    r"(?<=\bleft )(?=branch\b)|(?<=\bright )(?=branch\b)|(?<=segmental )(?=branch\b)|(?<=anterior )(?=branch\b)|"
    r"(?<=posterior )(?=branch\b)|(?<=order )(?=branch\b)|(?<=sectoral )(?=branch\b)"
)
"""Where a branch is not said to be the portal vein's."""
_ALSO_FREE = re.compile(rf" ?(?:branch(?:es)? |vein |pv |portal |one )*{_STATE}{_FREE}\b")
_DENIED = re.compile(r"\b(?:no|without|not|neither|nor|nothing)\b[^.;,\n]{0,50}$")
_HEPATIC = re.compile(r"\b(?:hepatic|left|right|middle|renal|iliac) (?:hepatic )?(?:vein|artery)|bile duct|arterial")
_SHORT = 100
"""Letters up to which a branch is one of the portal vein without its name: an answer."""


def without_free_trunk(text: Text) -> Text:
    """Leave out a clause on a free trunk where a branch is told to hold thrombus; the branch is the portal vein's."""
    clauses = _beside_a_branch(text.low)
    if not clauses:
        return text
    changes = [Change(*_span(one), "") for one in clauses]
    if not _PORTAL.search(left_of(text.low)):
        changes += [Change(one.start(), one.start(), "portal ") for one in _UNNAMED.finditer(text.low)]
    return rewritten(text, apart(changes))


def left_of(low: str) -> str:
    """Give what such a clause leaves of an answer."""
    for one in reversed(_beside_a_branch(low)):
        start, end = _span(one)
        low = low[:start] + low[end:]
    return low


def _beside_a_branch(low: str) -> list[re.Match[str]]:
    """Give the clauses on a free trunk of a text that tells of a branch with thrombus."""
    clauses = list(_CLAUSE.finditer(low))
    if not clauses or not (_OF_PORTAL.search(low) or len(low) <= _SHORT) or tells_parts(low):
        return []
    return clauses if any(_taken(low, one, clauses) for one in _BRANCH.finditer(low)) else []


def _taken(low: str, branch: re.Match[str], clauses: list[re.Match[str]]) -> bool:
    """Tell whether a branch is told without being denied or free, outside of the clauses on the trunk."""
    if any(one.start() <= branch.start() < one.end() for one in clauses):
        return False
    if _HEPATIC.match(low, branch.start()) and "portal" not in branch.group():
        return False
    if _DENIED.search(low, max(0, branch.start() - 60), branch.start()):
        return False
    return _ALSO_FREE.match(low, branch.end()) is None


def _span(clause: re.Match[str]) -> tuple[int, int]:
    """The clause with what joins it; a sentence before it keeps its stop."""
    lead = clause["lead"] or ""
    stops = clause.string[clause.end() : clause.end() + 1] in (".", ";")
    start = clause.start() + (1 if lead.lstrip()[:1] in (".", ";") and not stops else 0)
    if lead:
        return start, clause.end()
    behind = re.compile(rf"[ \t]*[,;.–-]*[ \t\n]*(?:{_JOINT} )?").match(clause.string, clause.end())
    return start, behind.end() if behind is not None else clause.end()
