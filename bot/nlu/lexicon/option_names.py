"""What the options of a choice are called: ``right branch``, ``stable disease``, a button's text."""

from __future__ import annotations

import re

from criteria.catalogue import Fact

_EXTRA_OPTIONS = {
    "ascites": {
        "no ascites": "none",
        "little": "controlled",
        "mild": "controlled",
        "slight": "controlled",
        "small": "controlled",
        "trace": "controlled",
        "on diuretics": "controlled",
        "minimal": "controlled",
        "refractory": "uncontrolled",
        "tense": "uncontrolled",
        "severe": "uncontrolled",
        "large": "uncontrolled",
        "massive": "uncontrolled",
        "well controlled": "controlled",
    },
    "encephalopathy": {
        "none": "never",
        "previously": "past",
        "in the past": "past",
        "resolved": "past",
        "before": "past",
        "once": "past",
        "now": "current",
        "currently": "current",
        "active": "current",
        "grade 1": "current",
        "grade 2": "current",
        "grade 3": "current",
        "ongoing": "current",
    },
    "hcc_diagnosis": {
        "biopsy": "pathological",
        "by biopsy": "pathological",
        "histology": "pathological",
        "histological": "pathological",
        "pathology": "pathological",
        "by pathology": "pathological",
        "clinically": "clinical",
        "imaging": "clinical",
        "by imaging": "clinical",
        "on imaging": "clinical",
        "ct": "clinical",
        "mri": "clinical",
        "by ct": "clinical",
        "by mri": "clinical",
        "on ct": "clinical",
        "on mri": "clinical",
        "both": "pathological",
        "radiology": "clinical",
        "cytology": "pathological",
        "pathologically": "pathological",
        "histologically": "pathological",
        "radiologically": "clinical",
    },
    "sex": {"f": "female", "m": "male", "w": "female", "she": "female", "her": "female", "he": "male", "him": "male"},
    "pregnancy_test": {"neg": "negative", "pos": "positive", "+": "positive", "-": "negative"},
    "portal_vein_thrombus": {
        "1": "vp1",
        "2": "vp2",
        "3": "vp3",
        "4": "vp4",
        "main trunk": "vp4",
        "main": "vp4",
        "main portal vein": "vp4",
        "left": "vp3",
        "right": "vp3",
        "left branch": "vp3",
        "right branch": "vp3",
        "first order": "vp3",
        "second order": "vp2",
        "segmental": "vp2",
        "left portal vein": "vp3",
        "right portal vein": "vp3",
    },
    "other_malignancy": {
        "cured": "treated",
        "in remission": "treated",
        "disease free": "treated",
        "cis": "in_situ",
        "in situ": "in_situ",
        "current": "active",
        "skin cancer": "skin",
        "basal cell": "skin",
        "bcc": "skin",
    },
    "response": {
        "stable": "SD",
        "progression": "PD",
        "progressed": "PD",
        "complete": "CR",
        "partial": "PR",
        "progressive": "PD",
        "stable disease": "SD",
        "complete response": "CR",
        "partial response": "PR",
        "progressive disease": "PD",
    },
    "resectability": {"yes": "resectable", "not": "unresectable"},
    "cnlc": {"1a": "Ia", "1b": "Ib", "2a": "IIa", "2b": "IIb", "3a": "IIIa", "3b": "IIIb", "4": "IV", "iv": "IV"},
    "bclc": {"very early": "0", "early": "A", "intermediate": "B", "advanced": "C", "terminal": "D"},
    "ecog": {"zero": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4"},
}


def options_of(low: str, fact: Fact) -> list[str]:
    """Read options of a choice from a whole answer: ``B``, ``stage B or C``, ``(mild)``, a button's text."""
    bare = re.sub(
        r"^(?:it'?s|it is|she is|he is|she's|he's|i think|stage|class|grade|score|type|"
        r"probably|currently|now|about|yes[, ]*|the|a(?! (?:or|to|and|/)\b)|was|is|ecog|bclc|cnlc|ps|cheng)\s+",
        "",
        low.strip("()[]\"' ."),
    )
    bare = re.sub(
        r"^(?:stage|class|grade|type|a(?! (?:or|to|and)\b)|the|only|just)\s+|[\s,]+only$|"
        r"[\s,]+(?:i|we) (?:think|believe|guess|reckon)$",
        "",
        bare,
    )
    named = spellings(fact)
    if bare in named:
        return [named[bare]]
    parts = re.split(r"\s*(?:/|,|\bor\b|\bto\b|(?<=\w)-(?=\w))\s*", re.sub(r"^either\s+", "", bare))
    if 2 <= len(parts) <= 4 and all(part in named for part in parts):
        return [named[part] for part in parts]
    trimmed = re.sub(r"\s*(?:,|\(|\bon\b|\bin\b|\bsince\b|\bwith\b|\bw/)\s.*$|\s+\d.*$", "", bare)
    rest = bare[len(trimmed) :].strip(" ,()")
    others = {named[word] for word in rest.split() if word in named}
    if trimmed in named and (fact.dated or others <= {named[trimmed]}):
        return [named[trimmed]]
    return []


def spellings(fact: Fact) -> dict[str, str]:
    """Give the option that each name means: ``right branch``, ``stable disease``; nothing of a fact without options."""
    found: dict[str, str] = {}
    for option, said in fact.options.items():
        for name in (option, option.replace("_", " "), said.name, re.sub(r"\s*\(.*\)", "", said.name), *said.synonyms):
            found.setdefault(name.lower(), option)
    extra = _EXTRA_OPTIONS.get("resectability" if fact.id == "initial_resectability" else fact.id, {})
    for name, option in extra.items():
        if option in fact.options:
            found[name] = option
    return found
