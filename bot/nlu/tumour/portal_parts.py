"""The parts of the portal vein told one by one: an open trunk says nothing of its branches."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.extents import read_extent

_SIDES = "main|left|right|lt|rt|trunk|mpv|lpv|rpv|anterior|posterior|segmental|bifurcation|confluence"
_PLACE = (
    r"(?:(?:(?:(?:first|second|third|1st|2nd|3rd)[- ]order|segmental|sectoral|peripheral) )?"
    rf"(?:{_SIDES}|(?:first|second|third|1st|2nd|3rd)[- ]order)\b"
    r"(?: (?:main|anterior|posterior|portal|vein|venous|pv|branch|branches|trunk|segmental)\b)*)"
)
_FREE_WORD = (
    r"(?:patent|open|free|clear|spared|normal|ok|negative|neg|uninvolved|intact|no|not (?:involved|invaded|thrombosed))"
)
_TAKEN_WORD = r"(?:yes|(?:tumou?r )?thromb(?:us|osis|osed)|occluded|involved|invaded|infiltrated|positive|pvtt)"
_TOLD = Gated(
    rf"\b(?P<part>{_PLACE})(?:\s*[:=-]\s*|\s+(?:(?:is|was|remains|completely|widely|fully|partly|with|by) )*)"
    rf"(?:(?P<free>{_FREE_WORD})\b(?! (?:tumou?r )?thromb\w* (?:in|of)\b)|"
    rf"(?P<taken>{_TAKEN_WORD})\b(?! (?:no|neg\w*|yes)\b))"
    rf"|\b(?P<marked>{_PLACE}) ?(?:(?P<minus>-(?:ve)?|\(-(?:ve)?\))|(?P<plus>\+{{1,3}}(?:ve)?|\(\+{{1,3}}(?:ve)?\)))"
    r"(?=\s*(?:$|[,;./|)\n]| and | but ))"
    r"|(?<!no )(?<!without )(?<!not )\b(?:(?:tumou?r )?thromb(?:us|osis)|pvtt)"
    r"(?: (?:of|in|at|within|into|the|a|an|is|lies|limited to|confined to|only))*"
    rf"[ :]+(?P<other>{_PLACE})(?!\s*[:=-]|\s+(?:is |was )?{_FREE_WORD}\b)"
)
_VEIN = re.compile(r"portal|\b[mrl]?pv\b|pvtt|thromb")
_SPARED = Gated(
    r"\b(?:not|no|sparing|spares|spared|without|never|short of)"
    r"(?: (?:any|in|of|involving|involvement|involve|the|reaching|reach|reaches|extending|extension|extend|spread|"
    r"growth|spreading|thrombus|tumou?r|into|to|as far as|up to|entering|touching))*"
    r" (?:main|trunk|mpv)(?: (?:portal|vein|pv|branch|trunk))*\b"
    r"|\b(?:main|mpv|trunk)(?: (?:portal|vein|pv|branch|trunk))*(?:\s*[:=-]\s*| )"
    rf"(?:(?:is|was|remains|completely|widely|fully) )*{_FREE_WORD}\b"
)


def without_spared(text: str) -> str:
    """Leave out a main trunk that is said to be free: ``not the main trunk, right branch only``."""
    return _SPARED.sub("", text)


def tells_parts(low: str) -> bool:
    """Tell whether a text goes through the parts, one of them taken: ``main patent; left: thrombus``."""
    found = list(_TOLD.finditer(low)) if _VEIN.search(low) else []
    return len(found) > 1 and any(one["taken"] or one["other"] or one["plus"] for one in found)


def read_parts(draft: Draft) -> bool:
    """``main patent; right anterior: thrombus; left: patent``: True where what is free and what is not was told."""
    low = draft.text.low
    found = list(_TOLD.finditer(low)) if _VEIN.search(low) or "portal_vein_thrombus" in draft.asked else []
    taken = [match for match in found if match["taken"] or match["other"] or match["plus"]]
    if not taken and {_side(one["marked"]) for one in found if one["minus"]} >= {"main", "left", "right"}:
        return draft.record("portal_vein_thrombus", "none", *(draft.place_at(one) for one in _ends(found)))
    if not taken or len(found) < 2:
        return False
    first, last = (draft.place_at(one) for one in _ends(found))
    if _else_between(draft, first, last):
        first, last = draft.place_at(taken[0].start()), draft.place_at(taken[0].end() - 1)
    extent = read_extent(", ".join(match["part"] or match["other"] or match["marked"] for match in taken))
    told = {"uncertain", "question", "hypothesis", "relative", "plan"}
    if extent is None or any(token.scope & told for token in draft.tokens[first : last + 1]):
        return False
    while first > 0 and draft.tokens[first - 1].sentence == draft.tokens[first].sentence and _heads(draft, first - 1):
        first -= 1
    return draft.record("portal_vein_thrombus", extent, first, last)


def _side(part: str) -> str:
    """Tell which part of the vein is meant, by its first letter."""
    return {"m": "main", "t": "main", "l": "left", "r": "right"}.get(part[:1], "")


def _ends(found: list[re.Match[str]]) -> tuple[int, int]:
    return found[0].start(), found[-1].end() - 1


def _else_between(draft: Draft, first: int, last: int) -> bool:
    """Tell whether another matter has a sentence of its own between the first part and the last."""
    ends = (draft.tokens[first].sentence, draft.tokens[last].sentence)
    between = (one for one in draft.tokens[first:last] if one.clinical and _VEIN.search(one.text) is None)
    return any(one.sentence not in ends for one in between)


def _heads(draft: Draft, place: int) -> bool:
    """``Thrombus: PV main``: what leads up to the first part."""
    return _VEIN.search(draft.word(place)) is not None or draft.word(place) in (":", "-", "=")
