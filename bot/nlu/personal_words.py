"""Words that are nobody's name: those of the clinic; and the owner of a value, who is somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.nlu.vocabulary import entries
from criteria import load_catalogue

_OWNER = re.compile(r"(?<![\w'])(?P<what>[A-Z][a-z]{2,})['’]s (?P<matter>[a-zA-Z-]{2,})")
_OWNS = frozenset((
    "cheng", "child", "patient", "today", "yesterday", "crohn", "wilson", "mother", "father", "wife", "husband",
    "sister", "brother", "son", "daughter", "lab", "doctor", "he", "she", "it", "that", "what", "there", "here",
    "who", "let", "subject", "last", "week", "month", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "hospital", "clinic", "pt", "man", "woman", "lady", "gentleman", "how",
    "where", "when", "why", "one", "surgeon", "radiologist", "oncologist", "hepatologist", "nurse", "physician",
    "pathologist", "cardiologist", "gastroenterologist", "coordinator", "registrar", "consultant", "anaesthetist",
    "anesthetist", "referrer", "dietitian", "physio", "pharmacist", "team", "board", "clinician", "specialist",
    "investigator", "intensivist", "endoscopist", "haematologist", "hematologist", "neurologist", "nephrologist",
    "dentist", "resident", "fellow", "practitioner", "site", "sponsor", "study", "trial", "tonight", "centre",
    "center", "ward", "unit", "department", "participant", "candidate",
))  # fmt: skip
"""Words with a capital letter that own something and are nobody's name."""
_EPONYMS = frozenset(
    ("day", "eve", "disease", "syndrome", "sign", "palsy", "thyroiditis", "lymphoma", "tumor", "tumour")
)
"""What is called after somebody: ``St Patrick's Day``, ``Gilbert's syndrome``."""
_NAMES_TOO = frozenset(("li", "wei", "da", "sheng"))
"""Parts of names of drugs and scales that are more often a person's."""


@lru_cache(maxsize=1)
def clinical_words() -> frozenset[str]:
    """The words of the vocabulary."""
    words = {word for phrase, _ in entries(load_catalogue()) for word in str(phrase).lower().split()}
    return frozenset(words) - _NAMES_TOO


_STEP = re.compile(r"i{1,3}[ab]?|iv")


@lru_cache(maxsize=1)
def drug_names() -> frozenset[str]:
    """Names of drugs, the short ones left out: ``a pill called Nexavar``."""
    return frozenset(
        str(phrase) for phrase, sense in entries(load_catalogue()) if sense.role == "agent" and len(phrase) > 5
    )


def is_clinical(words: str) -> bool:
    """Tell whether all words are known: ``Tissue Available, 61F`` and ``Cnlc IIIa, 61F`` are nobody's name."""
    return all(word in clinical_words() or _STEP.fullmatch(word) for word in re.findall(r"[^\W\d_]+", words.lower()))


def owners_in(text: str, low: str) -> Iterator[tuple[int, int]]:
    """``Maria's platelets are 82``: give the span of a name that owns what is clinical."""
    if "'s " not in low and "’s " not in low:
        return
    for match in _OWNER.finditer(text):
        owner = match["what"].lower()
        matter = match["matter"].lower()
        known = owner in _OWNS or owner in clinical_words() or matter in _EPONYMS
        if not known and matter in clinical_words():
            yield match.span("what")


_FORM = re.compile(
    r"(?i:\b(?:demographics?|section|details?|info\w*|data|background|identif\w+|profile|overview|update|notes?|care|"
    r"instructions?|education|history|problems?|list|chart|record|encounter|visit|portal|summary|reported|goals?|date|"
    r"number|type|group|class|arm|location|address|id|name|status|reason|complaints?|concerns?|plan|questions?|has|is|"
    r"vitals?|measurements?|support|preferences?|contact|phone|characteristics?|information|position|level)\b)"
)
"""Words of headings: ``Patient Demographics:``, ``Patient Contact Details:``."""


def heads(words: str) -> bool:
    """Tell whether the words head a part of a form: some of them are clinical, or a form's."""
    return _FORM.search(words) is not None or any(is_clinical(word) for word in words.split())
