"""The sex that the title of the patient says: ``spoke to Mrs …, had a heart attack in 2019``, ``Frau …, 72 y``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_SEXES = {
    **dict.fromkeys(("mrs", "ms", "miss", "missus", "frau", "madame", "mme", "mevrouw"), "female"),
    **dict.fromkeys(("señora", "senora", "sra", "signora", "pani"), "female"),
    **dict.fromkeys(("mr", "mister", "herr", "herrn", "monsieur", "meneer", "señor", "senor", "signor"), "male"),
}
_NAMED = re.compile(
    r"(?<![\w'’-])(?P<title>[Mm]rs|Ms|Miss|[Mm]r|M(?:issus|ister)|[Ff]rau|[Hh]errn?|Madame|Mme|Monsieur|Mevrouw|Meneer|"
    r"Se[ñn]ora?|Sra|Signora?|Pani)\b\.?(?:[ \t]+|(?=\[))(?!Dr\b|Prof|Doctor)"
    r"(?:(?:(?:d[aeiou]s?|van|von|[dt]e[nr]|l[ae]|[ae]l|bin)[ -]){0,3}[^\W\d_a-zà-ÿ]|\[name\]|"
    r"(?<=[rs]s )[a-z]|(?<=mr )(?!liver|abdom|angio|scan|imag|elasto|cholang|contrast|of|with|and|brain|spine)[a-z]{3}"
    r"|(?<=frau |herr )[^\W\d_]{3})(?P<behind>[^.;\n]{0,60})"
)
_SPOKEN_OF = re.compile(
    r"(?:\b(?:spoke|talked|speaking|talking|spoken|call|visit) (?:to|with|from|w/) ?"
    r"|\b(?:rang|ring|phone|text|contact(?!:)|email|remind|reach|tell|fetch|collect|phoned|called|saw|met|see|seen|book|"
    r"booked|schedule|reviewed|judged?|consider(?:s|ed)?|rated?|staged|deem(?:s|ed)?|graded|scored|classified|"
    r"asked|found|operated on|patient|pt|for|re|about|regarding|screening|admitted|assessed|examined|consented|"
    r"screened|enrolled|discharged|(?:i|we)(?:'ve| have)? (?:got|have|had)|^(?:have|got)):? "
    r"|\b(?:patient|pt)(?:,? |,? ?\(| is ))$",
    re.IGNORECASE,
)
"""What is done with the patient, before the title."""
_THINKS = re.compile(r"\b(?:thinks?|believes?|feels?|finds?) (?:that )?$", re.IGNORECASE)
_IS = re.compile(r"[\w'-]*(?: (?:[A-Z][\w'-]+|\[name\])){0,2} (?:is|has|was)\b")
_OPENING = re.compile(
    r"\s*(?:dear [^,:]*[,:]\s*|(?:(?:hi|hello|hey|good|morning|afternoon|evening|it'?s|it|is|this|that|here|here'?s|so|"
    r"ok|okay|and|our|now|next|then|today|also|one|case|new|patient|pt|the|thanks|yes|well)\b[\s,:!–—-]*){1,6})?$",
    re.IGNORECASE,
)
"""Nothing, or the words that open a message, before the title."""
_ITEM = re.compile(r"[,:(|/–—-]\s*$")
"""The title opens an item of a line: ``62 y, BCLC C, Mrs Kowalska``."""
_PEOPLE = re.compile(
    r"\b(?:wife|husband|spouse|partner|daughter|son|mother|father|sister|brother|niece|nephew|carer|neighbou?r|friend|"
    r"aunt|uncle|others?|another|nurse|consultant|surgeon|doctor|dr|prof|gp|pi|investigator|secretary|coordinator|interpreter|"
    r"relatives?|guardian|witness|contact|nok|kin|proxy|caller|by|with|from|under|via|per|according|team|clinic|list|"
    r"board|mdt|care|opinion|referr\w+|operat\w+|resect\w+|\w*ectomy|surg\w+|ablat\w+|transplant\w*|biops\w+|seen|"
    r"review\w*|said|says|told|attend\w*)\b",
    re.IGNORECASE,
)
"""Who an item after them may name, other than the patient."""
_ANOTHER = re.compile(
    r"\b(?:wife|husband|spouse|partner|daughter|son|mother|father|sister|brother|niece|nephew|carer|neighbou?r|friend|"
    r"nurse|consultant|surgeon|doctor|secretary|coordinator|interpreter|relatives?|called|rang|phoned|says|said|reports|"
    r"told|asks|asked|operat\w+|saw|reviewed|referred|recommends?|of the patient|from (?:the )?(?:ward|clinic|lab|"
    r"study|"
    r"trial|office|pharmacy|hospice|reception|\w+ology)|(?:and|&) (?:mrs?|ms|frau|herr|miss|sig)\b)"
    r"|'s? (?:opinion|letter|report|notes?|list|team|clinic|secretary)\b"
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
    r"(?:has|had|is|was|never|can|cannot|did|got|felt|(?:would|will|may|might)|[a-z]+(?:s|ed))\b"
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
_CLAUSE = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)\.|[;!?\n]")


def read_title(draft: Draft) -> None:
    """Read the sex off the title in front of a name, where nothing else says it and nobody else bears it."""
    if "sex" in draft.facts or not draft.tokens or not any(title in draft.text.low for title in _SEXES):
        return
    raw = draft.text.raw
    found = [match for match in _NAMED.finditer(raw) if _of_patient(raw, match)]
    sexes = {_SEXES[match["title"].lower()] for match in found}
    if len(sexes) == 1 and not any(_of_another(raw, match) for match in found):
        draft.facts["sex"] = sexes.pop()


def _of_patient(raw: str, match: re.Match[str]) -> bool:
    """Tell whether the title stands where the patient is named: at the head, in an item alone, behind ``spoke to``."""
    before = _CLAUSE.split(raw[max(0, match.start() - 120) : match.start()])[-1]
    if _OPENING.match(before) or _SPOKEN_OF.search(before):
        return True
    if _THINKS.search(before):
        return _IS.match(match["behind"]) is not None
    return _ITEM.search(before) is not None and _PEOPLE.search(before) is None


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
