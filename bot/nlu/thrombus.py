"""Thrombus of the portal vein (Vp, Cheng, words) and of the hepatic veins."""

from __future__ import annotations

import re

from bot.nlu.calendar_words import MONTH_CUT
from bot.nlu.draft import Draft
from bot.nlu.exceptions import excepted
from bot.nlu.extents import read_extent
from bot.nlu.gone import over_now
from bot.nlu.performance import one_or_all
from bot.nlu.polarity import polarity
from bot.nlu.portal_parts import read_parts, without_spared
from bot.nlu.telling import Gated
from bot.nlu.veins import read_free_veins

_VP = re.compile(r"\bvp\s?-?\s?(?P<a>[0-4])(?:(?:\s?-\s?|/|\s+(?:or|to)\s+)(?:vp\s?)?(?P<b>[1-4])(?![.\d]))?")


_CHENG = re.compile(
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


_THROMBUS = Gated(
    r"\b(?:tumou?r )?thromb(?:us|osis|i)\b|\btt\b(?= in)"
    r"|\b(?:vessel|venous|vascular) (?:invasion|involvement)(?= (?:in|of))"
    r"|\b(?:tumou?r )?(?:inva(?:des|sion of|ding|sion into)|involv(?:es|ing)|infiltrat(?:es|ing)|occlud(?:es|ing)|"
    r"(?:extend|reach|grow)(?:s|ing) (?:in)?to|fill(?:s|ing))\b(?= (?:the )?(?:(?:left|right|main|branch(?:es)?|"
    r"superior mesenteric|smv|bifurcation|confluence|trunk|of|the|anterior|posterior) )*(?:portal|m?pv\b|branch))"
    r"|\b(?:portal(?: vein| venous)?|pv|branch|trunk)(?: (?:branch|trunk))?(?: of the portal vein)?"
    r" (?:is |was |are )?(?:tumou?r )?"
    r"(?:invaded|infiltrated|involved|encased|thrombosed (?:by|with) (?:the )?tumou?r|"
    r"filled with tumou?r|occluded by tumou?r)\b"
)


def segment_text(draft: Draft, place: int) -> str:
    """The folded text of the segment around a place."""
    segment = draft.tokens[place].segment
    first = last = place
    while first > 0 and draft.tokens[first - 1].segment == segment:
        first -= 1
    while last + 1 < len(draft.tokens) and draft.tokens[last + 1].segment == segment and last - place < 60:
        last += 1
    return draft.text.low[draft.tokens[max(first, place - 60)].start : draft.tokens[last].end]


def read_thrombus(draft: Draft) -> None:
    """Read thrombus: stages first (Vp, Cheng), then names and words, which a stage makes needless."""
    staged = _vp(draft) | _cheng(draft)
    staged = _none_now(draft) or staged or read_parts(draft)
    for place in draft.places.naming("portal_vein_thrombus", "hepatic_vein_invasion"):
        token = draft.tokens[place]
        if token.names("portal_vein_thrombus") and not token.used and token.text != "vp":
            if staged:
                draft.use([place])
            else:
                _portal(draft, place)
        elif token.names("hepatic_vein_invasion") and not token.used:
            _hepatic(draft, place)
    read_free_veins(draft)
    for match in _THROMBUS.finditer(draft.text.low):
        place = draft.place_at(match.start())
        if not draft.tokens[place].used and not staged:
            _worded(draft, place)


def _vp(draft: Draft) -> bool:
    """``Vp3``, ``Vp2-3``, ``Vp0``; True where one was read."""
    staged = False
    for match in _VP.finditer(draft.text.low):
        if re.search(r"\b(?:instead of|rather than|not)\s+$", draft.text.low[: match.start()][-16:]):
            continue
        options = ["none"] if match["a"] == "0" else [f"vp{match['a']}"]
        if match["b"] and match["a"] != "0":
            options = [f"vp{one}" for one in range(int(match["a"]), int(match["b"]) + 1)] or options
        staged |= _record_stage(draft, match, options)
    return staged


_NO_NOW = Gated(
    r"\b(?:now|currently|today) no (?:\w+ ){0,3}(?:pvtt|thromb\w+)|"
    r"\bno (?:\w+ ){0,3}(?:pvtt|thromb\w+) (?:now|currently|any ?more|today)\b"
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


def _denied_since(low: str) -> re.Match[str] | None:
    """``no PVTT on the latest MRI, had been Vp3 before``: the denial, where every stage is one of before."""
    denied = _DENIED.search(low)
    if denied is None or "vp" not in low:
        return None
    dated = _DATED_BEHIND.match(low, denied.end()) is not None
    gone = [one for one in _VP_BEFORE.finditer(low) if not (dated and one["dated"])]
    return denied if gone and len(gone) == len(_VP.findall(low)) else None


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
    if "neg" in draft.tokens[first].scope or (named.names("portal_vein_thrombus") and "neg" in named.scope):
        return False  # ``no extension into the main trunk``
    options = ["none"] if over_now(draft, last) else options
    return draft.record("portal_vein_thrombus", one_or_all(options), first, last)


def _portal(draft: Draft, place: int) -> None:
    """A thrombus in words: where it lies, or only that there is one."""
    said, last = polarity(draft, place)
    text = segment_text(draft, place)
    phrase = draft.tokens[place].phrase
    if said == "none":
        return
    if said == "no" and excepted(draft, "portal_vein_thrombus", place, last):
        return
    if said == "no" or (said == "yes" and over_now(draft, place)):
        draft.record("portal_vein_thrombus", "none", place, last)
        return
    if said == "yes" and "bland" not in text and _bland(draft, place):
        draft.use([place])
        return
    extent = read_extent(without_spared(text + _going_on(draft, place)))
    if said == "unsure" or "bland" in text:
        draft.ask("portal_vein_thrombus", "uncertain", place, last)
    elif extent is not None:
        draft.record("portal_vein_thrombus", extent, place, last)
    elif phrase in _ANY_CLOT and draft.tokens[place - 1 if place else 0].text not in _OF_TUMOUR:
        draft.ask("portal_vein_thrombus", "two_readings", place, last)
    else:
        draft.record("portal_vein_thrombus", ["vp1", "vp2", "vp3", "vp4"], place, last)


_ANY_CLOT = ("pvt", "portal vein thrombosis", "portal vein thrombus", "portal thrombus", "pv thrombus")
_OF_TUMOUR = ("tumour", "tumor", "tumoral", "tumoural", "malignant", "neoplastic")


def _going_on(draft: Draft, place: int) -> str:
    """``PVTT unchanged, left branch``: the clause behind says where it lies."""
    segment, sentence = draft.tokens[place].segment, draft.tokens[place].sentence
    behind = [one for one in draft.tokens[place + 1 : place + 16] if one.sentence == sentence]
    clause = [one for one in behind if one.segment == segment + 1]
    plain = clause and not any(one.clinical or "neg" in one.scope for one in clause)
    return ", " + " ".join(one.text for one in clause) if plain else ""


def _worded(draft: Draft, place: int) -> None:
    """``tumour thrombus in the left portal vein``: the place is said in words."""
    text = segment_text(draft, place)
    if not re.search(r"portal|\bpv\b|vein|cava|ivc|atri|trunk|branch", text):
        text = _clause_before(draft, place) + text
    text = re.sub(
        r"(?:,| and| or|,? (?:(?:with|without|and|no) )?(?:partial |further |cranial )?"
        r"(?:extension|extending|extends|reaching|growing|growth|progressing|protruding) "
        r"(?:up )?(?:in)?to) (?:the )?(?:left |right |middle |suprahepatic )?"
        r"(?:hepatic veins?|ivc|(?:inferior )?vena cava|right atrium)\b.*$",
        "",
        text,
    )
    said, last = polarity(draft, place)
    if said == "unsure" and re.search(r"portal|\bm?pv\b", text):
        draft.ask("portal_vein_thrombus", "uncertain", place, max(last, place))
    if said not in ("yes", "no") or re.search(r"hepatic vein|cava|ivc|atri|bland|deep vein|dvt", text):
        return
    if said == "yes" and _bland(draft, place):
        return
    named = re.search(r"portal|\b[mlr]?pv\b|trunk|branch|\bsmv\b|mesenteric vein", text)
    text = without_spared(text)
    extent = read_extent(text)
    portal = _PORTAL.search(text) or "portal_vein_thrombus" in draft.asked
    gone = said == "yes" and extent and portal and over_now(draft, place)
    if gone or (said == "no" and (portal or not named) and not _partial(text)):
        draft.record("portal_vein_thrombus", "none", place, max(last, place))
    elif said == "yes" and extent and named and not portal:
        draft.ask("portal_vein_thrombus", "uncertain", place, max(last, place))
    elif said == "yes" and extent and named:
        draft.record("portal_vein_thrombus", extent, place, max(last, place))


_PORTAL = re.compile(r"portal|\b[mlr]?pv\b|[- ]order\b|(?:anterior|posterior) branch|trunk|\bsmv\b|mesenteric vein")
_BLAND = re.compile(r"\bnon-?tumou?r|\bnon-?malignant|\bbland\b")


def _bland(draft: Draft, place: int) -> bool:
    """``thrombus in the left portal vein, non-tumoral``: a clot that is no tumour."""
    token = draft.tokens[place]
    near = [one for one in draft.tokens[max(0, place - 4) : place + 10] if one.sentence == token.sentence]
    return bool(near) and _BLAND.search(draft.text.low, near[0].start, near[-1].end) is not None


def _clause_before(draft: Draft, place: int) -> str:
    """``Thrombosed left portal vein branch, in keeping with tumour thrombus``: the place stands before the comma."""
    sentence, segment = draft.tokens[place].sentence, draft.tokens[place].segment
    before = [one for one in draft.tokens[max(0, place - 24) : place] if one.sentence == sentence]
    clause = [one.text for one in before if one.segment == segment - 1]
    return " ".join(clause) + " " if clause and "thrombos" in clause[0] + clause[1 % len(clause)] else ""


_PARTIAL = re.compile(r"\b(?:left|right|main|trunk|branch|segmental|first[- ]order|second[- ]order)\b")


def _partial(text: str) -> bool:
    """``no thrombus in the left portal vein``: a part that is free says nothing of the whole."""
    return _PARTIAL.search(text) is not None


def _hepatic(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    if said == "unsure" or (said == "yes" and _bland(draft, place)):
        draft.ask("hepatic_vein_invasion", "uncertain", place, last)
    elif said in ("yes", "no"):
        draft.record("hepatic_vein_invasion", said == "yes" and not over_now(draft, place), place, last)
