"""What a denial leaves out: ``no mets except regional nodes``, ``no ascites apart from a trace``."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.modifiers import MILD
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.extents import read_extent

_LEFT_OUT = Gated(
    r"[\s,(]*(?:at all |seen |found |none )?(?:except(?: for| in)?|apart from|aside from|other than|besides|"
    r"but for|save(?: for)?|bar|with the exception of)\s+(?P<what>[^,.;\n]{2,60})"
)
_DOUBT = re.compile(
    r"\b(?:poss(?:ibl[ey])?|maybe|perhaps|susp(?:icious|ected)?|questionable|query|doubtful|prob(?:abl[ey])?|likely|"
    r"indeterminate|equivocal|borderline|unclear|unconfirmed|one that may be)\b|\?"
)
_WITHIN = re.compile(r"\b(?:liver|hepatic|hcc|primary|portal|vascular|thromb\w+|pvtt|vp ?[1-4]|intrahepatic)\b")
_AFAR = re.compile(
    r"\b(?:nod(?:e|es|al)|lns?|lymph\w*|glands?|adrenals?|lungs?|pulmonary|bones?|brain|periton\w+|oment\w+)\b"
)
_ONCE = re.compile(
    r"\b(?:episodes?|once|past|previous(?:ly)?|before|last (?:year|month|spring|summer|autumn|winter)|20\d\d|"
    r"ago|after)\b"
)
_LITTLE = re.compile(r"\b(?:little|trace|traces|small|minimal|minor|mild|slight|rim|sliver|film|tiny|thin|bit)\b")


def left_out(draft: Draft, last: int) -> range | None:
    """The places of what is excepted right behind a denial; nothing where nothing is."""
    match = _LEFT_OUT.match(draft.text.low, draft.tokens[last].end)
    return range(draft.place_at(match.start("what")), draft.place_at(match.end() - 1) + 1) if match else None


def excepted(draft: Draft, fact: str, place: int, last: int) -> bool:
    """Record (or ask about) what the denial of a fact leaves out; False where it leaves nothing out."""
    match = _LEFT_OUT.match(draft.text.low, draft.tokens[max(place, last)].end)
    if match is None:
        return False
    end = draft.place_at(match.end() - 1)
    value = None if _DOUBT.search(match["what"]) else _value(fact, match["what"])
    if value is _NOTHING:
        return False
    if value is None:
        draft.ask(fact, "uncertain", place, end)
        return True
    for token in draft.tokens[place : end + 1]:
        token.scope.discard("neg")
    return draft.record(fact, value, place, end)


_NOTHING = object()
_SITES = word_set("tumour_sites") - {"liver"}


def _value(fact: str, what: str) -> Any:
    """What is left, None where it must be asked, `_NOTHING` where the denial stands."""
    words = set(what.split())
    if fact in ("cns_metastasis", "hepatic_vein_invasion"):
        return None
    if fact == "extrahepatic_metastasis":
        return True if words & _SITES or _AFAR.search(what) else _NOTHING if _WITHIN.search(what) else None
    if fact == "ascites":
        return "controlled" if not _ONCE.search(what) and (words & MILD or _LITTLE.search(what)) else None
    if fact == "encephalopathy":
        return "past" if _ONCE.search(what) else None
    return read_extent(what)
