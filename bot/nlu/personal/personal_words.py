"""Words that are nobody's name: those of the clinic; and the owner of a value, who is somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.nlu.lexicon.calendar_words import DAY_NAMES, MONTH_NAMES
from bot.nlu.lexicon.vocabulary import entries, word_set
from bot.nlu.personal.name_cues import PARTICLE
from criteria import load_catalogue

NOT_SO = frozenset((
    "About", "Acute", "Advanced", "After", "All", "Also", "Ask", "Atezo", "Biopsy", "Bleeding", "Cancer",
    "Cirrhosis", "Confirmed", "Consent", "Current", "Diagnosed", "Diagnosis", "Died", "Disease", "Elevated",
    "Eligible", "English", "Extrahepatic", "First", "Good", "Hepatic", "Hepatitis", "Hepatocellular",
    "Initial", "Labs", "Last", "Latest", "Liver", "Lenvatinib", "Medical", "Metastatic", "Multiple", "Next",
    "Normal", "Now", "Oncology", "Open", "Phone", "Portal", "Prior", "Resume", "Same", "Since", "Sorafenib",
    "Stable", "Start", "Status", "Still", "Summary", "Surgery", "Then", "There", "They", "This", "Today",
    "Treatment", "Tumor", "Tumour", "Unresectable", "What", "When", "Where", "Which", "Who", "Why", "Would",
    "Yes", "You", "Team", "Colleague", "Colleagues", "Sir", "Everyone", "Hepascreen", "Coordinator", "Trials", "Doctor",
    "Professor", "Mr", "Mrs", "Ms", "Herr", "Frau", "Denies", "Denied", "Refuses", "Refused", "Declines", "Declined",
    "Admits", "Presents", "Presented", "Received", "Receives", "Underwent", "Takes", "Took", "Started", "Stopped",
    "Signed", "Consented", "Consents", "Agrees", "Agreed", "Without", "Never", "Remains", "Stays", "Lacks", "Shows",
    "Tolerates", "Tolerated", "Needs", "Gets", "Got", "Progressed", "Developed", "Suffered", "Suffers", "Claims",
    "Requires", "Required", "Wants", "Feels",
    "Dr", "Prof", "Result", "Results", "Value", "Values", "Unit", "Units", "Ref", "Range", "Reference", "Flag", "Test",
))  # fmt: skip
"""Words that begin with a capital letter and stand where a name can stand."""
_WORD = r"(?:O['’])?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}(?:['’-][A-Z][a-zß-öø-ÿ]+)?"
_OF_TWO = "Li|Xu|Wu|Hu|Yu|Lu|Du|Su|Ng|Ho|Le|Vo|Ko|Ma"
"""Family names of two letters that stand first: ``Li Wei's AFP``."""
_OWNER = re.compile(
    rf"(?<![\w'])(?:(?P<first>{_WORD}|{_OF_TWO})[ \t]+)?(?P<what>[A-Z][a-z]{{2,}})['’]s (?P<matter>[a-zA-Z-]{{2,}})"
)
_PEOPLE = frozenset((
    "gp", "doctor", "physician", "hepatologist", "oncologist", "surgeon", "cardiologist", "nurse", "consultant",
    "wife", "husband", "spouse", "partner", "daughter", "son", "mother", "father", "sister", "brother", "carer",
    "family", "caregiver", "niece", "nephew", "pharmacist", "dentist", "specialist", "team", "practice",
))  # fmt: skip
"""Who somebody has: ``sent by Ann Brown's GP``."""
_INTRODUCED = re.compile(
    r"\b(?i:patient|pt|subject|participant|candidate)[ \t]+(?i:is|was)[ \t]+(?i:(?:now|still|called|again)[ \t]+)?"
    rf"(?P<what>{_WORD}(?:[ \t]+{PARTICLE}{_WORD})"
    r"{1,2})"
    r"(?=\s*(?:$|[,.;:(\n/|]|[-–] |\d|(?i:and|aged?|born|dob|who|with|from|has|had|is|on)\b))"
)
"""``pt is Ann Brown, plt 82``: two names, none of them a word of the clinic."""
_OWNS = frozenset((
    "cheng", "child", "patient", "today", "yesterday", "crohn", "wilson", "mother", "father", "wife", "husband",
    "gilbert",
    "sister", "brother", "son", "daughter", "lab", "doctor", "he", "she", "it", "that", "what", "there", "here",
    "who", "let", "subject", "last", "week", "month", *DAY_NAMES, *MONTH_NAMES,
    "hospital", "clinic", "pt", "man", "woman", "lady", "gentleman", "how",
    "where", "when", "why", "one", "surgeon", "radiologist", "oncologist", "hepatologist", "nurse", "physician",
    "pathologist", "cardiologist", "gastroenterologist", "coordinator", "registrar", "consultant", "anaesthetist",
    "anesthetist", "referrer", "dietitian", "physio", "pharmacist", "team", "board", "clinician", "specialist",
    "investigator", "intensivist", "endoscopist", "haematologist", "hematologist", "neurologist", "nephrologist",
    "dentist", "resident", "fellow", "practitioner", "site", "sponsor", "study", "trial", "tonight", "centre",
    "center", "chair", "ward", "unit", "department", "participant", "candidate",
))  # fmt: skip
"""Words with a capital letter that own something and are nobody's name."""
_EPONYMS = frozenset(
    (
        "day",
        "eve",
        "hospital",
        "clinic",
        "infirmary",
        "criteria",
        "score",
        "disease",
        "syndrome",
        "sign",
        "palsy",
        "thyroiditis",
        "lymphoma",
        "tumor",
        "tumour",
    )
)
"""What is called after somebody: ``St Patrick's Day``, ``Gilbert's syndrome``."""
_NOTHING_OWNED = frozenset(("and", "or", "for", "in", "with", "on", "since", "until", "of", "to"))
"""``at King's for HCC``, ``Raynaud's and a positive ANA``: behind what nothing is owned."""
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


_SCALES = frozenset((
    "ctp", "cps", "cpt", "karnofsky", "kps", "zubrod", "mvi", "hvtt", "pvtt", "bclc", "cnlc", "ecog", "macrovascular",
    "restaging", "histologically",
))  # fmt: skip
"""What begins with a capital letter behind ``Pt:`` and is a scale or a finding."""


_GRADED = re.compile(
    r"(?:child|cheng|barcelona)(?:['’]?s)?(?:[ -]pugh)?[ ,:]{1,2}(?:(?:type|class|score|stage|grade)\b|"
    r"[abcd]?\d|[abcd]\b|i|v)",
    re.IGNORECASE,
)
"""Scales that are people's names too, with their step."""


def is_scale(word: str, text: str, start: int) -> bool:
    """Tell whether a word in lower case, at a place of a text, begins a finding: ``CTP B7``, ``Childs A6``."""
    return word in _SCALES or _GRADED.match(text, start) is not None


def is_known_word(word: str) -> bool:
    """Tell whether a word in lower case is one of the clinic, as in a line of capital letters."""
    return word in clinical_words() and len(word) > 3


def owners_in(text: str, low: str) -> Iterator[tuple[int, int]]:
    """``Maria's platelets are 82``: give the span of a name that owns what is clinical."""
    if "'s " not in low and "’s " not in low:
        return
    for match in _OWNER.finditer(text):
        owner = match["what"].lower()
        matter = match["matter"].lower()
        known = matter in _NOTHING_OWNED or owner in _OWNS or owner in clinical_words() or matter in _EPONYMS
        full = match["first"] is not None and _may_name(match["first"])
        if not known and (matter in clinical_words() or (full and matter in _PEOPLE and _may_name(match["what"]))):
            yield match.start("first") if full else match.start("what"), match.end("what")


def introduced_in(text: str, low: str) -> Iterator[tuple[int, int]]:
    """``Patient is Ann Brown, 71``: give the span of who is said to be the patient."""
    if " is " in low or " was " in low:
        for match in _INTRODUCED.finditer(text):
            if all(_may_name(word) for word in match["what"].split() if word[0].isupper()):
                yield match.span("what")


def _may_name(word: str) -> bool:
    """Tell whether a word with a capital letter can be part of a name: it is none of the clinic or the grammar."""
    low = word.lower()
    nobody = word in NOT_SO or word in word_set("personal_not_names") or low in _OWNS or low in _NO_NAMES
    return not nobody and low not in clinical_words() and low not in drug_names()


_NO_NAMES = frozenset((
    "asian", "african", "caucasian", "hispanic", "chinese", "japanese", "korean", "italian", "french", "german",
    "spanish", "british", "american", "indian", "polish", "dutch", "portuguese", "turkish", "latino", "black", "white",
    "muslim", "catholic", "jewish", "jehovah", "jehovah's", "jehovah’s", "witness", "speaking", "only", "very", "well",
    "post", "pre", "non", "not", "old", "elderly", "young", "fit", "alive", "deceased", "inpatient", "outpatient",
    "barcelona", "karnofsky", "milan", "saint", "king", "queen", "royal", "general", "university", "from", "per", "via",
    "sent", "seen", "told", "says", "said", "letter", "report", "fax", "faxed", "call", "called", "note", "email",
))  # fmt: skip
"""What somebody is said to be, and what stands before an owner."""


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


A_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?,?[ -]?['’]?\d",
    re.IGNORECASE,
)
"""A month with its year or day, which is no name."""
