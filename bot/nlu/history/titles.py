"""The sex that the title of the patient says: ``spoke to Mrs …, had a heart attack in 2019``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_SEXES = {"mrs": "female", "ms": "female", "miss": "female", "mr": "male"}
_TITLED = re.compile(
    r"(?:^|[.;\n]\s*|\b(?i:spoke|talked|speaking|talking|spoken|call|visit) (?i:to|with|from|w/) ?"
    r"|\b(?i:rang|ring|phone|text|contact|email|remind|reach|tell|fetch|collect|phoned|called|saw|met|see|seen|book|booked|schedule|reviewed|patient|pt|for|re|about|"
    r"regarding|screening):? |\b(?i:thinks?|believes?|feels?|finds?) (?i:that )?"
    r"(?=M\w+\.?(?: (?:[A-Z][\w'-]+|\[name\])){1,3} (?:is|has|was)\b)"
    r"|\b(?i:patient|pt)(?:,? |,? ?\(| is ))"
    r"(?P<title>[Mm]rs|Ms|Miss|[Mm]r)\b\.?[ \t]+(?:[A-Z]|\[name\]|(?<=rs )[a-z]|(?<=mr )(?!liver|abdom|angio|"
    r"scan|imag|elasto|cholang|contrast|of|with|and|brain|spine)[a-z]{3})(?P<behind>[^.;\n]{0,60})"
)
_ANOTHER = re.compile(
    r"\b(?:wife|husband|spouse|partner|daughter|son|mother|father|sister|brother|niece|nephew|carer|neighbou?r|friend|"
    r"nurse|consultant|surgeon|doctor|secretary|coordinator|interpreter|relatives?|called|rang|phoned|says|said|reports|"
    r"told|asks|asked|operat\w+|saw|reviewed|referred|recommends?)\b"
)
"""Whoever bears the title is somebody else, or may be."""

_OF_OWN = re.compile(
    r"(?:^|\s)(?:called|rang|phoned|emailed|texted|says|said|reports)(?=,? (?:that )?(?:her|his) (?!wife|husband))"
)
"""``Mrs Lindqvist called, her ALT was 51``: who rang speaks of what is hers."""


_TELLS = re.compile(
    r"^[\w'-]*(?: [\w'-]+){0,2}? (?:(?:just|has|again|today) )*(?:called|rang|phoned|emailed|texted|says|"
    r"said|reports|reported)(?: (?:me|us|in|back|today|yesterday|again|this morning|just now))*"
    r"[ ,:;–-]+(?:and |that |to say (?:that )?)*(?P<who>s?he) "
    r"(?:has|had|is|was|never|takes|took|stopped|started|denies|feels|got|did|does|can|cannot)\b"
)
"""``Mr Tanaka rang, he had a stroke``: who rang speaks of himself."""


_COMPANY = re.compile(
    r"\b(?:with|by|without|beside|despite|like|for|lost|lives near|misses|has) (?P<whose>his|her) (?:\w+ )?"
    r"(?:wife|husband|partner|daughter|son|mother|father|sister|brother|niece|nephew|friend|carer)s?\b"
)
"""``Mr Tanaka came with his son``."""
_OWNER = {"her": "female", "his": "male"}
_GOES_ON = re.compile(r"[.;!\n]\s*([Ss]he|[Hh]e) (?=has|had|is|was|never|takes|denies)")
_PRONOUN_OF = {"she": "female", "he": "male"}


def read_title(draft: Draft) -> None:
    """Read the sex off the title in front of a name, where nothing else says it and nobody else bears it."""
    if "sex" in draft.facts or not draft.tokens or not _has_title(draft.text.low):
        return
    found = list(_TITLED.finditer(draft.text.raw))
    sexes = {_SEXES[match["title"].lower()] for match in found}
    if len(sexes) == 1 and not any(_of_another(draft.text.raw, match) for match in found):
        draft.facts["sex"] = sexes.pop()


def _of_another(raw: str, match: re.Match[str]) -> bool:
    """Tell whether somebody else may bear the title; ``Mrs X called. She has …`` goes on of whoever called."""
    sex = _SEXES[match["title"].lower()]
    behind = _COMPANY.sub(lambda one: " " if _OWNER[one["whose"]] == sex else one.group(), match["behind"].lower())
    said = _ANOTHER.findall(_OF_OWN.sub(" ", behind))
    going_on = _GOES_ON.match(raw, match.end())
    told = going_on is not None and _PRONOUN_OF[going_on[1].lower()] == sex
    tells = _TELLS.match(behind) if said else None
    if tells is not None and _PRONOUN_OF[tells["who"]] == sex:
        return len(said) > 1
    return any(not (told and one in ("called", "rang", "phoned")) for one in said)


def _has_title(low: str) -> bool:
    return "mr" in low or "ms" in low or "miss" in low
