"""Stages of a thrombus of the portal vein: ``Vp3``, ``Cheng II``; of before, where none is there now."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import MONTH_CUT
from bot.nlu.scope.gone import over_now
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.performance import one_or_all
from bot.nlu.tumour.what_it_is_not import is_not

_VP = Gated(r"\bvp\s?-?\s?(?P<a>[0-4])(?:(?:\s?-\s?|/|\s+(?:or|to)\s+)(?:vp\s?)?(?P<b>[1-4])(?!\.?\d))?")
_CHENG = Gated(
    r"\b(?:cheng(?:'?s)?\s*(?:(?:type|class|classification|grade|stage)\s*)*|(?:pvtt|portal vein tumou?r thromb(?:us|"
    r"osis))\s*(?:,|\()?\s*(?:cheng(?:'?s)?\s*)?(?:type|class|grade))\s*:?\s*-?(?P<step>iv|"
    r"iii|ii|i|[1-4])(?:\s?[ab])?(?:\s*(?:-|/|to|or)\s*(?P<to>iv|iii|ii|i|[1-4]))?(?![a-z0-9])"
)
_CHENG_STEPS = {
    "i": ["vp1", "vp2"],
    "1": ["vp1", "vp2"],
    "ii": ["vp3"],
    "2": ["vp3"],
    "iii": ["vp4"],
    "3": ["vp4"],
    "iv": ["vp4"],
    "4": ["vp4"],
}


def read_stages(draft: Draft) -> bool:
    """Read the stages of a message, or that none is left; True where one was read."""
    staged = _vp(draft) | _cheng(draft)
    return _none_now(draft) or staged


def _vp(draft: Draft) -> bool:
    """``Vp3``, ``Vp2-3``, ``Vp0``; True where one was read."""
    staged = False
    for match in _VP.finditer(draft.text.low):
        low, start = draft.text.low, match.start()
        if is_not(low, start) or re.search(r"\b(?:instead of|rather than)\s+$", low[:start][-16:]):
            continue
        options = ["none"] if match["a"] == "0" else [f"vp{match['a']}"]
        if match["b"] and match["a"] != "0":
            options = [f"vp{one}" for one in range(int(match["a"]), int(match["b"]) + 1)] or options
        staged |= _record_stage(draft, match, options)
    return staged


_NO_NOW = Gated(
    r"\b(?:now|currently|today) no (?:(?!main|left|right|mpv)\w+ ){0,3}(?:pvtt|thromb\w+)|"
    r"\bno (?:(?!main|left|right|mpv)\w+ ){0,3}(?:pvtt|thromb\w+) (?:now|currently|any ?more|today)\b"
)
_DENIED = Gated(
    r"\b(?:no|without|absence of|negative for)(?: (?!other|new|further|main|left|right)\w+){0,3} "
    r"(?:pvtt|pvt|(?:tumou?r )?thromb(?:us|osis)|portal (?:vein|venous) invasion)\b"
    r"(?! (?:in|of) the (?:main|left|right))"
)
_DATED = rf"(?:in|on) (?:the )?(?:{MONTH_CUT}|20\d\d|\d)"
_DATED_BEHIND = re.compile(rf"[ ,(]*{_DATED}")
"""Behind a denial; a stage that is only dated may then be the later one."""
_BEFORE = (
    r"(?:previously|prior|formerly|initial(?:ly)?|earlier|before|had(?: a| been)?|was|were|old|"
    r"at (?:dx|diagnosis|baseline|presentation|first)|baseline|pre-?treatment)"
)
_VP_BEFORE = Gated(
    rf"\b{_BEFORE}(?: (?:a|an|the|with|pvtt|thrombus|of|been|there|in \w+))*[ :(=]*vp ?-?[1-4]\b|"
    rf"\bvp ?-?[1-4](?: ?[,(]| (?:thrombus|pvtt|invasion|seen|on|the|last|previous|old|ct|mri|scan|in|tt)\b)*"
    rf" ?(?:{_BEFORE}\b|(?P<dated>{_DATED}))"
)


_OPEN_BEHIND = re.compile(
    r"(?: (?:tt|thrombus|pvtt|invasion|is|was|still|would be))*[ (]{1,2}(?:"
    r"(?:possible|poss|suspected|suspicious|suspicion|susp|questionable|equivocal|borderline|to be confirmed)"
    r"(?=\s*(?:$|[.,;)\n?]|on\b|per\b|by\b|but\b|and\b|only\b))|"
    r"(?:can ?not|can't|could not|not) (?:yet |be |fully |completely |safely |entirely ){0,3}(?:excluded|ruled out)\b"
    r"(?! (?:by|in|from|under|to) (?:the )?(?:trial|protocol|study|haic|tace|join|enrol)))"
)
"""``Vp1 cannot be excluded``: a stage that is in doubt."""


_SHUT_BEHIND = re.compile(
    r"(?: (?:tt|thrombus|pvtt|invasion|is|was|has been))*[ (]{1,2}(?:excluded|ruled out|refuted|unlikely|absent)\b"
)
"""``Vp4 ruled out on MRI``: a stage that is denied."""


def _denied_since(low: str) -> re.Match[str] | None:
    """``no PVTT on the latest MRI, had been Vp3 before``: the denial, where every stage is one of before."""
    denied = _DENIED.search(low)
    if denied is None or "vp" not in low:
        return None
    dated = _DATED_BEHIND.match(low, denied.end()) is not None
    gone = [one for one in _VP_BEFORE.finditer(low) if not (dated and one["dated"])]
    return denied if gone and len(gone) == len(list(_VP.finditer(low))) else None


def _none_now(draft: Draft) -> bool:
    """``no thrombus now, Vp2 before``: what there was is no more."""
    match = _NO_NOW.search(draft.text.low) or _denied_since(draft.text.low)
    if match is None or draft.barred(draft.place_at(match.start())) or "hepatic" in match.group():
        return False
    first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
    draft.facts.pop("portal_vein_thrombus", None)
    return draft.record("portal_vein_thrombus", "none", first, last)


def _cheng(draft: Draft) -> bool:
    """``Cheng II``, ``PVTT type III``; True where one was read."""
    staged = False
    for match in _CHENG.finditer(draft.text.low):
        options = _CHENG_STEPS[match["step"]] + (_CHENG_STEPS[match["to"]] if match["to"] else [])
        staged |= _record_stage(draft, match, options)
    return staged


def _record_stage(draft: Draft, match: re.Match[str], options: list[str]) -> bool:
    first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
    named = draft.tokens[max(0, first - 1)]
    if len(options) == 1 and _OPEN_BEHIND.match(draft.text.low, match.end()):
        draft.facts.pop("portal_vein_thrombus", None)
        draft.ask("portal_vein_thrombus", "uncertain", first, last)
        return True
    if _SHUT_BEHIND.match(draft.text.low, match.end()):
        draft.use(range(first, last + 1))
        return False
    if "neg" in draft.tokens[first].scope or (named.names("portal_vein_thrombus") and "neg" in named.scope):
        return False  # ``no extension into the main trunk``
    options = ["none"] if over_now(draft, last) else options
    recorded = draft.record("portal_vein_thrombus", one_or_all(options), first, last)
    return recorded or any(one.fact == "portal_vein_thrombus" for one in draft.queries)
