"""Thrombus of the portal vein (Vp, Cheng, words) and of the hepatic veins."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.scope.exceptions import excepted
from bot.nlu.scope.gone import over_now
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.extents import read_extent
from bot.nlu.tumour.gone_since import gone_since
from bot.nlu.tumour.portal_parts import read_parts, without_spared
from bot.nlu.tumour.veins import read_free_veins
from bot.nlu.tumour.vp_stages import read_stages

_THROMBUS = Gated(
    r"\b(?:tumou?r )?thromb(?:us|osis|i)\b|\btt\b(?= in)"
    r"|\b(?:vessel|venous|vascular) (?:invasion|involvement)(?= (?:in|of))"
    r"|\b(?:tumou?r )?(?:inva(?:des?|ded|sion of|ding|sion into)|involv(?:es|ing)|infiltrat(?:es|ed|ing)|"
    r"occlud(?:es|ing)|(?:extend|reach|grow)(?:s|ing) (?:in)?to|fill(?:s|ing))\b"
    r"(?= (?:the )?(?:(?:left|right|main|branch(?:es)?|superior mesenteric|smv|bifurcation|confluence|trunk|of|the|"
    r"anterior|posterior) )*(?:portal|m?pv\b|branch))"
    r"|\b(?:portal(?: vein| venous)?|pv|branch|trunk)(?: (?:branch|trunk))?(?: of the portal vein)?"
    r" (?:is |was |are )?(?:also |too |completely |partly |partially |fully |totally |almost )*(?:tumou?r )?"
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
    staged = read_stages(draft) or read_parts(draft)
    for place in draft.places.naming("portal_vein_thrombus", "hepatic_vein_invasion"):
        token = draft.tokens[place]
        if token.names("portal_vein_thrombus") and not token.used and token.text != "vp":
            if staged and gone_since(draft, place, segment_text(draft, place)):
                draft.facts.pop("portal_vein_thrombus", None)
                draft.record("portal_vein_thrombus", "none", place, place)
            elif staged:
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


def _portal(draft: Draft, place: int) -> None:
    """A thrombus in words: where it lies, or only that there is one."""
    said, last = polarity(draft, place)
    text = segment_text(draft, place)
    phrase = draft.tokens[place].phrase
    end = draft.tokens[place].end
    if phrase in _ANY_CLOT and _NATURE_OPEN.search(draft.text.low, end, end + _NATURE_WITHIN):
        draft.ask("portal_vein_thrombus", "two_readings", place, last)
        return
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
    elif phrase in _ANY_CLOT and draft.word(place - 1) not in _OF_TUMOUR and not _called_tumour(draft, place):
        draft.ask("portal_vein_thrombus", "two_readings", place, last)
    else:
        draft.record("portal_vein_thrombus", ["vp1", "vp2", "vp3", "vp4"], place, last)


_NATURE_OPEN = re.compile(
    r"\b(?:not|n'?t|nobody|unclear|unsure|uncertain|whether|unknown)\b[^.;\n]{0,40}"
    r"\b(?:(?:tumou?r|malignant) (?:or|vs\.?|versus) (?:just )?(?:a )?(?:clot|bland|thromb\w*|benign)|"
    r"(?:clot|bland|benign) (?:or|vs\.?|versus) (?:tumou?r|malignant))|\bdoes ?n[o']?t say (?:tumou?r|clot|bland)"
)
_NATURE_WITHIN = 110
"""Characters behind a clot in which its nature may be spoken of."""
_ANY_CLOT = ("pvt", "portal vein thrombosis", "portal vein thrombus", "portal thrombus", "pv thrombus")
_OF_TUMOUR = ("tumour", "tumor", "tumoral", "tumoural", "malignant", "neoplastic")


_CALLED = re.compile(
    r"\b(?:tumou?r(?:al|ous)?|malignant|neoplastic) (?:thromb(?:us|osis)|clot)|\btumou?ral\b|\bmalignant\b"
)
_DENIED_SO = re.compile(r"\b(?:no|not|non|without|bland|versus|vs)\b|\?")


def _called_tumour(draft: Draft, place: int) -> bool:
    """``PVT+ on Doppler, tumor thrombus per radiology``: the sentence goes on to say what clot it is."""
    sentence = draft.tokens[place].sentence
    last = place
    while last + 1 < len(draft.tokens) and draft.tokens[last + 1].sentence == sentence and last - place < 30:
        last += 1
    end = draft.tokens[last].end
    found = _CALLED.search(draft.text.low, draft.tokens[place].end, end)
    return found is not None and _DENIED_SO.search(draft.text.low, draft.tokens[place].end, found.end()) is None


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
    if said not in ("yes", "no") or _OTHER_VEIN.search(text) or re.search(r"bland|deep vein|dvt", text):
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
    elif said == "yes" and named and (extent or _INVADES.search(text)):
        draft.record("portal_vein_thrombus", extent or ["vp1", "vp2", "vp3", "vp4"], place, max(last, place))
    elif said == "yes" and not named and _OF_NO_VEIN.match(draft.text.low, draft.tokens[place].start):
        _unplaced(draft, place)


_OF_NO_VEIN = re.compile(
    r"tumou?r thromb(?:us|i)\b(?! (?:in|of|within|into) (?:the|an?|his|her|left|right|main|middle|both|all|segment|"
    r"branch|superior|splenic|renal|vein)\b)"
)


_OTHER_VEIN = re.compile(r"cava|ivc|hepatic vein|atri|bile|biliary")


def _unplaced(draft: Draft, place: int) -> None:
    """``new tumour thrombus``: in which vein is asked, where the message does not tell of it; a former no is over."""
    if draft.facts.get("portal_vein_thrombus", "none") != "none" or "hepatic_vein_invasion" in draft.facts:
        return
    if _OTHER_VEIN.search(segment_text(draft, place)):
        return
    said, last = polarity(draft, min(place + 1, len(draft.tokens) - 1))
    if said == "no":
        draft.record("portal_vein_thrombus", "none", place, last)
    if said in ("no", "none"):
        return
    draft.facts.pop("portal_vein_thrombus", None)
    draft.ask("portal_vein_thrombus", "two_readings", place, place)


_INVADES = re.compile(
    r"inva(?:des?|ded|ding|sion of|sion into) (?:into )?(?:the )?(?:portal vein|pv)\b|"
    r"(?:portal vein|pv) (?:is |was )?(?:also )?(?:invaded|infiltrated)\b"
)
"""``the tumour invades the portal vein``: which part of it is not said."""
_PORTAL = re.compile(
    r"portal|\b[mlr]?pv\b|[- ]order\b|(?:anterior|posterior) branch|trunk|\bsmv\b|mesenteric vein|"
    r"thromb\w+ (?:in|of|within)[^,.;]{0,20}\b(?:segmental|segment \w{1,4}|sectoral) branch|"
    r"\bbranch (?:to|of) s(?:eg\w*)? ?\d"
)
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
    elif said == "no" and excepted(draft, "hepatic_vein_invasion", place, last):
        return
    elif said in ("yes", "no"):
        draft.record("hepatic_vein_invasion", said == "yes" and not over_now(draft, place), place, last)
