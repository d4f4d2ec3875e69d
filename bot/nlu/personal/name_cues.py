"""What a name stands beside: titles, relatives, roles, who rang, who signs; the patterns that hold the name."""

from __future__ import annotations

import re

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_NAME = rf"(?:O['’]|Mc|Mac|D['’])?[{_UP}][^\W\d_]*(?:['’\-][^\W\d_]+){{0,3}}"
PARTICLE = r"(?:(?:van|von|de|der|den|del|di|da|dos|du|la|le|ter|zu|bin|al|el)[ \t]+){0,2}"
_NO_TITLE = r"(?!(?i:sirs?|madams?|mesdames|gentlemen)\b)"
_FURTHER = rf"[ \t]+{PARTICLE}(?:[{_UP}]\.|{_NAME})"
"""``J. Brown``, ``van der Berg`` behind a first name."""
_SEVERAL = rf"{_NAME}(?:,?[ \t]+{PARTICLE}{_NAME}){{0,3}}"
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Mister|Madam|Mme|Mdm|Herr|Frau|Señora?|Dr|Prof|Professor|Doctor|Nurse)"
_AGE = (
    r"(?:(?i:male|female|man|woman|dob|d\.o\.b|born|date of birth|tel|telephone|phone|mobile|mrn|nhs|geb)\b|\*\d|"
    r"\d{2}\s?(?:[MFmf]\b|y\b|yo\b|y/o|yrs?\b|-?\s?years?)|[MF][ ,/]{0,2}\d{2}\b|\bage[d ])"
)
_BEHIND_TITLE = (
    re.compile(
        rf"(?<!\d)(?<!\d )\b{_TITLES}\b\.?[ \t]+(?P<what>(?:[{_UP}]\.[ \t]+){{0,2}}{_NAME}(?:{_FURTHER}){{0,2}})"
    ),
)
_BEHIND_NAME = (
    re.compile(
        rf"\b(?i:(?:patient|pt|subject|participant|her|his|full|first|last|family|given|"
        rf"sur|maiden)?\.?\s*'?s?\s*name(?:d|\s+is|['’]s)?|surname|called|goes by)\b\s*[:=\-]?\s*(?P<what>{_SEVERAL})"
    ),
)
_BEHIND_PATIENT = (
    re.compile(
        rf"\b(?i:patient|pt|subject|surname|forename)\b\s*[:,]?\s+"
        rf"(?P<what>{_NAME},[ \t]+{_NAME}|{_NAME}(?:[ \t]+{PARTICLE}{_NAME}){{1,2}})"
        rf"(?![^\W\d_])"
        rf"(?=\s*(?:$|[,.;(\n/|]|[-–] |\d|born|dob|DOB|aged|is\b|has\b|was\b|[A-Za-z]{{2,9}}[ :=]{{1,2}}\d))"
    ),
    re.compile(
        rf"\b(?i:new patient|new screening for|screening for|this is|(?:calling|call) about|regarding|about|re)\b"
        rf"\s*[:,]?\s+(?P<what>{_NAME}[ \t]+{PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)(?=\s*(?:$|"
        rf"[,.;:(\n]|[-–] |\d|born|dob|DOB|aged|is\b|has\b|was\b|from\b|here\b|[A-Za-z]{{2,9}}[ :=]{{1,2}}\d))"
    ),
)
_LAST_FIRST = (
    re.compile(
        rf"(?:\b(?i:patient|pt|subject|name|re|screening|this is|saw|for|about|regarding)\b\s*[:,]?\s+|^[ \t*•-]*)"
        rf"(?P<what>(?:(?:van|von|de|der|den|del|di|da|dos|du|la|le|ter|zu|al|el)[ \t]+){{1,2}}{_NAME},[ \t]+{_NAME}"
        rf"(?=\s*(?:$|[,.;:(|/\n\d-]|is\b|has\b|was\b|male|female|M\b|F\b))|"
        rf"(?!(?:Hepatitis|Vitamin|Group|Class|Grade|Stage|Type)\b){_NAME},[ \t]+(?:{_NAME}[ \t]+)?"
        rf"[{_UP}]\.(?:[ \t]?[{_UP}]\.)?(?=\s*(?:$|[,;:(|/\n\d-]|is\b|has\b|was\b)))",
        re.MULTILINE,
    ),
)
"""``Patient Smith, J., 71``, ``van den Berg, Lars``: the family name, then an initial or, behind particles, a name."""
BEFORE_COLON = (
    re.compile(
        rf"\b(?i:patient(?:in)?|pat|pt|pte|subject|paciente|paziente)\b\.?[ \t]*"
        rf"(?P<what>{_NAME}[ \t]+{PARTICLE}{_NAME}"
        rf"(?:[ \t]+{_NAME})?)(?=[ \t]*[:,;(])"
    ),
)
"""``Pat. Klaus Beispiel: INR 1.1``: a name and what is told of it, as a heading is parted from its value."""
PATIENTS = ("pat", "pt", "subject", "paci", "pazi")
_KIN = (
    "wife", "husband", "spouse", "daughter", "son", "mother", "father", "sister", "brother", "carer", "caregiver",
    "partner", "next of kin",
)  # fmt: skip
_CALLS = r"rang|phoned|called|telephoned|texted|emailed|e-mailed|wrote|cancelled|came in|asks|asked"
_DONE_WITH = (
    r"(?:re-?)?(?:screening|screened|consenting|consented|seeing|assessing|enrolling|enrolled|interviewing|met|saw|"
    r"reviewing|reviewed|examined|referring|admitting|admitted|visited|visiting)"
)
SPEAKING = (
    re.compile(rf"^[ \t]*(?P<what>{_NAME}[ \t]+{_NAME})(?=[ \t]+(?:{_CALLS})\b)", re.MULTILINE),
    re.compile(rf"\b(?i:spoke|talked|speaking|talking|call) (?:to|with|from) (?P<what>{_NAME}[ \t]+{_NAME})"),
    re.compile(
        rf"\b(?i:{_DONE_WITH}) (?P<what>{_NAME}(?:[ \t]+{PARTICLE}{_NAME}){{1,2}})(?=[ \t]*(?:$|[,.;:(\n]|(?i:today|"
        r"tomorrow|yesterday|this|now|tonight|on|in|for|at|again|and|next|last|who|with|from)\b))",
        re.MULTILINE,
    ),
)
"""``Pierre Dubois rang``, ``Screening Pierre Dubois today``: two names, and what is done by or with people."""
_SIGNED = (
    re.compile(
        rf"\b(?i:regards|best wishes|best|thanks|thank you|many thanks|cheers|sincerely|yours|warmly|"
        rf"warm wishes|cordially|"
        rf"respectfully|faithfully|take care|greetings|saludos|atentamente|cordialement|salutations|gr(?:ü|"
        rf"ue)(?:ß|ss)en?|"
        rf"ciao|groeten|gruss|hilsen|hälsningar)\s*[,.!:\n-]\s*"
        rf"(?P<what>{_NAME}(?:[ \t]+{_NAME}){{0,2}})(?=\s*(?:$|[,.\n(]))"
    ),
    re.compile(rf"(?:(?<=[.!?\n] )|(?<=\n))(?:LG|VG|MfG|MFG|Rgds)\.?[ ,:\n]+(?P<what>{_NAME})\s*$"),
    re.compile(
        rf"\b(?i:thanks|thank you|thx|ty|(?-i:[Tt]a)(?=,)|cheers|tks)"
        r"(?i:[ \t]+(?:so much|very much|a lot|again|ever so much))?"
        r"(?i:[ \t]+for[ \t]+(?:[a-z]+[ \t]+){0,4}[a-z]+)?(?:[ \t]*,|(?<= reply)|(?<= help)|(?<= call)|(?<= update))"
        rf"[ \t]+(?P<what>{_NAME}(?:[ \t]+{_NAME})?)(?=[ \t]*(?:[,.!:\n–-]|$))"
    ),
    re.compile(rf"\b(?i:dear|hi|hello|hey)[ \t]+(?P<what>{_NO_TITLE}{_NAME}(?:[ \t]+{_NAME})?)(?=[ \t]*(?:[,!:\n]|$))"),
)
"""``Kind regards, Siobhan Kelly``, ``Dear Anna,``: who writes, and to whom."""
_CONTACTS = (
    re.compile(
        rf"\b(?i:caller|referrer|informant|correspondent|contact(?: person)?|calling|next of kin|nok|guardian)"
        rf"(?i:[ \t]+(?:is|was|name|named|today|this time|again))*"
        rf"[ \t]*[:=,-]?[ \t]*(?P<what>{_NAME}[ \t]+{PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)(?=\s*(?:$|[,.;:(\n]|"
        r"(?i:from|of|at|here|asks|wants|calls|called|calling|says|on|tel|phone|mobile|and|about)\b))"
    ),
)
"""``caller is Sofia Rossi, phone …``."""
_PRESENT = (
    re.compile(
        rf"\b(?i:it's|it is|hi|hello|i'm|i am) "
        rf"(?P<what>{_NAME}[ \t]+{_NAME})(?=[ \t]+(?:from|here|again|at|calling)\b)"
    ),
    re.compile(
        rf"\b(?i:it's|it is|i'm|i am|this is) (?P<what>{_NAME}(?:[ \t]+{_NAME})?)"
        r"(?=[ \t]+(?:from (?:the|our|your|your site's)[ \t]+[a-z]|"
        r"from (?i:site|cent(?:re|er)|ward|clinic|hospital)\b|here\b(?! (?:is|are|we|he|she))|"
        r"calling\b|speaking\b))"
    ),
    re.compile(
        rf"\b(?i:seen|reviewed|signed|assessed|referred|reported) by (?!{_TITLES}\b)(?P<what>{_NAME}[ \t]+{_NAME})"
    ),
)
_ASKED_FOR = (
    re.compile(
        rf"\b(?i:name|who)\b[^?\n]{{0,30}}\?\s*(?:(?i:it'?s|it is|this is|that'?s|s?he'?s|s?he is)\s+)?"
        rf"(?P<what>{_NAME}(?:[ \t]+{_NAME}){{1,2}})(?=\s*(?:[,.;:(\n]|$))"
    ),
)
"""``Is it ok to write the name? It's Ann O'Brien, 52F``."""
_ROLES = (
    "nurse", "coordinator", "registrar", "fellow", "consultant", "secretary", "manager", "physician", "surgeon",
    "hepatologist", "oncologist", "resident", "investigator", "assistant", "practitioner", "pharmacist", "radiologist",
)  # fmt: skip
_IN_ROLE = (
    re.compile(
        rf"^[ \t]*(?P<what>{_NAME}(?:[ \t]+{_NAME}){{1,2}})[ \t]*[,(–-]{{1,2}}[ \t]*(?i:(?:[a-z]+[ \t]+){{0,3}}"
        rf"(?:{'|'.join(_ROLES)}))\b",
        re.MULTILINE,
    ),
)
"""``Ann Brown, study nurse`` at the head of a line."""
_PROVIDERS = (
    re.compile(
        r"\b(?i:(?:authori[sz]ing|ordering|referring|attending|treating|requesting|responsible) "
        r"(?:provider|physician|doctor|clinician|consultant)|electronically signed(?: by)?|signed by)"
        rf"\s*[:\-]?\s*(?:{_TITLES}\.?\s+)?(?P<what>(?:[{_UP}]\.[ \t]+)*{_SEVERAL})"
    ),
)
"""``Ordering provider: Jane Roe, MD``."""
_CONTACT_LINES = re.compile(
    rf"\b(?i:(?:emergency )?contact(?: person)?|next of kin|nok|gp|family doctor|interpreter)[ \t]*:[ \t]*"
    rf"(?P<what>{_NAME}[ \t]+{_NAME}(?:[ \t]+{_NAME})?)"
)
"""``emergency contact: Jane Roe``."""
_TEST = r"(?:Alb|Bili|Bil|Tbil|Hgb|Creat|Crea|Neut|Neuts|Plts?|Plat|Thrombo|Leuko|Inr|Afp)\b[.:= \t]*[<>]?\d"
"""``lives with wife, Alb 34``: a test, and no name."""
_RELATIVES = re.compile(
    rf"\b(?i:{'|'.join(_KIN)})\b"
    rf"[ \t]*[:,]?[ \t]+(?!{_TEST})(?P<what>[{_UP}][^\W\d_A-Z]{{2,}}(?:-{_NAME})?(?:[ \t]+{PARTICLE}{_NAME}){{0,2}})"
)
_IS_RELATIVE = re.compile(rf"\b(?i:{'|'.join(_KIN)}) (?:is|was)(?: called)? (?P<what>{_NAME}[ \t]+{_NAME})")
"""``wife is Amy Brandt``."""
_TITLE_CUES = (
    "mr", "ms ", "ms.", "miss", "mx", "mister", "mad", "mme", "mdm", "herr", "frau", "señor", "dr", "prof", "doctor",
    "nurse",
)  # fmt: skip
CUED = (
    ((",",), _LAST_FIRST),
    (
        _TITLE_CUES,
        _BEHIND_TITLE,
    ),
    (("name", "called", "goes by"), _BEHIND_NAME),
    (("patient", "pt", "subject", "name", "this is", "screening for", "about", "regarding", "re"), _BEHIND_PATIENT),
    (_KIN, (_RELATIVES, _IS_RELATIVE)),
    (("name", "who"), _ASKED_FOR),
    (
        ("caller", "referrer", "informant", "correspondent", "calling", "contact", "next of kin", "nok", "guardian"),
        _CONTACTS,
    ),
    (_ROLES, _IN_ROLE),
    (("contact", "next of kin", "nok", "gp", "family doctor", "interpreter"), (_CONTACT_LINES,)),
    (("provider", "physician", "doctor", "clinician", "consultant", "signed"), _PROVIDERS),
)
"""Words of which one must be in the message (in lower case), and the patterns that are then worth a look."""
CALL_CUES = (
    *_CALLS.split("|"), "spoke", "talk", "speaking", "call", "screen", "consent", "seeing ", "assessing", "enrol",
    "met ", "saw ", "interview", "review", "examined", "referring", "admit", "visit",
)  # fmt: skip
_LETTER_WORDS = (
    "regards", "best", "thank", "thx", "tks", "ty ", "ta, ", "cheers", "sincerely", "yours", "dear", "hi", "hello",
    "hey", "warm", "cordial", "respectfully", "faithfully", "take care", "greeting", "salud", "atentamente",
    "salutation", "grü", "grue", "gruss", "ciao", "groeten", "hilsen", "hälsning", " lg ", " lg,", " vg,", " vg ",
    "mfg", "rgds",
)  # fmt: skip
"""Greetings and farewells, of which one stands beside the name of who writes or is written to."""
LETTERS = (
    (
        _LETTER_WORDS,
        _SIGNED,
    ),
    (("it's", "it is", "hello", "hi ", "i'm", "i am", " by "), _PRESENT),
)
AT_HEAD = re.compile(
    rf"^[ \t]*(?P<what>{_NAME},?[ \t]+{PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)[ \t]*(?:[,;(\-]?[ \t]*(?={_AGE})|"
    r"(?=(?:is|was) (?:now |aged )?\d{2}(?:\s?-?\s?(?:years?|yrs?|yo|y/o)|,? (?:male|female|m|f))\b))",
    re.MULTILINE,
)
FROM_TOWN = re.compile(
    rf"^[ \t]*(?P<what>{_NAME}[ \t]+{PARTICLE}{_NAME}(?:[ \t]+{_NAME})?),?[ \t]+"
    rf"(?:from|of|who lives in|lives in|living in|resident in|resident of)[ \t]+{PARTICLE}{_NAME}(?:[ \t]+{_NAME})?"
    r"(?=[ \t]*(?:$|[,.;:(\n/|]|[-–] ))",
    re.MULTILINE,
)
"""``Oliver Brown from Truro - TIA in May``: who lives somewhere."""
LIVES = (" from ", " of ", " lives ", " living ", " resident ")
