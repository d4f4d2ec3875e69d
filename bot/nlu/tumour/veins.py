"""Veins that are said to be free: ``the hepatic veins and the IVC are free of tumour``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.telling import Gated

_VEIN = (
    r"(?:portal venous system|portal veins?|hep(?:atic)? veins?|portal|pv|hvs?|ivc|(?:inferior )?(?:vena )?cava|"
    r"(?:its |main )?branches|(?:superior )?mesenteric veins?|splenic veins?|smv|pfortader|lebervenen)"
)
_BEFORE = Gated(
    rf"\b(?:patent|clear|free) (?P<veins>{_VEIN}(?:(?:,? and |, ?| ?/ ?)(?:the )?(?:its )?{_VEIN})*)(?! (?:branch|of))"
    rf"|\bno (?:tumou?r )?(?:invasion|involvement|infiltration|thrombosis|thrombus) (?:of|in) (?:the )?"
    rf"(?P<denied>{_VEIN}"
    rf"(?:(?:,? and |, ?| ?/ ?|,? or )(?:the )?(?:its )?{_VEIN})*)"
)
_FREE = Gated(
    rf"(?P<side>\b(?:left|right|middle|lt|rt|anterior|posterior) )?\b(?P<veins>{_VEIN}"
    rf"(?:(?:,? and |, ?| ?[/+&] ?|,? or )(?:the )?(?:its )?{_VEIN})*)[ :]+"
    r"(?:(?:is|are|was|were|both|all|stays?|stayed|triphasic|phasic|remain|remains|remained|appear|appears|"
    r"widely|fully|and) )*"
    r"(?:patent|ok|okay|fine|normal|unaffected|intact|spared|free|"
    r"clean|clear|open|frei|permeable|(?:well |normally )?opacif(?:ied|y)|uninvolved|unremarkable|not "
    r"(?:invaded|involved|infiltrated|thrombosed)|"
    r"(?:without|(?:show|contain|have|had|with)\w* no) (?:any )?(?:evidence of |sign of |signs of )?(?:tumou?r )?"
    r"(?:thromb\w+|invasion|tumou?r))\b"
)


_INVADED = Gated(
    r"\b(?:portal|pv|branch|trunk)\b[^.;\n]{0,24}\b(?:thrombos(?:ed|is)|invaded|occluded|infiltrated|thrombus)\b"
    r"|\b(?:pvtt|vp[1-4]|thrombus (?:in|of))\b"
)


_TAKEN = re.compile(
    r"\b(?:involv|inva|infiltrat|extend|reach|occlud|thrombos|encas|fill|grow)\w*(?: \w+){0,5}? ?$|"
    r"\b(?:thrombus|invasion|involvement) (?:of|in|into)(?: \w+){0,4}? ?$"
)
"""``involves the bifurcation of portal vein, IVC clear``: the first vein is not free."""


def read_free_veins(draft: Draft) -> None:
    """Record that the portal vein holds no thrombus and that the hepatic veins are not invaded."""
    for match in [*_FREE.finditer(draft.text.low), *_BEFORE.finditer(draft.text.low)]:
        groups = match.groupdict()
        taken = _TAKEN.search(draft.text.low, max(0, match.start() - 60), match.start())
        if groups.get("veins") and (taken or (groups.get("side") and "," in groups["veins"])):
            groups = {"veins": groups["veins"].partition(",")[2]}
        first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
        if groups.get("side") or draft.barred(first) or polarity(draft, first)[0] in ("none", "unsure"):
            continue
        veins = groups.get("veins") or groups.get("denied") or ""
        trunk = re.search(r"\bmain $", draft.text.low[max(0, match.start() - 5) : match.start()])
        elsewhere = trunk and any(
            not match.start() <= one.start() < match.end() and not re.search(r"\bno\b|\bwithout\b", one.group())
            for one in _INVADED.finditer(draft.text.low)
        )
        if elsewhere:
            continue
        if re.search(r"\bportal|\bpv\b|pfortader", veins) and "portal_vein_thrombus" not in draft.facts:
            draft.record("portal_vein_thrombus", "none", first, last)
        if re.search(r"hep(?:atic)? vein|\bhvs?\b|lebervenen", veins) and "hepatic_vein_invasion" not in draft.facts:
            draft.record("hepatic_vein_invasion", False, first, last)
