"""Names of people in a message: behind a cue (`patient`, `Mrs`, `her daughter`, 姓名) or at the head of a line.

A name in the middle of a sentence without any cue is not found: a list of all names would hold half the drugs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.personal_han import han_names_in
from bot.nlu.personal_runs import rows_in
from bot.nlu.personal_words import NOT_SO, clinical_words, drug_names, heads, introduced_in, is_clinical, owners_in
from bot.nlu.vocabulary import word_set

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_NAME = rf"(?:O['’]|Mc|Mac|D['’])?[{_UP}][^\W\d_]*(?:['’\-][^\W\d_]+){{0,3}}"
_PARTICLE = r"(?:(?:van|von|de|der|den|del|di|da|dos|du|la|le|ter|zu|bin|al|el)[ \t]+){0,2}"
_FURTHER = rf"[ \t]+{_PARTICLE}(?:[{_UP}]\.|{_NAME})"
"""``J. Brown``, ``van der Berg`` behind a first name."""
_SEVERAL = rf"{_NAME}(?:,?[ \t]+{_PARTICLE}{_NAME}){{0,3}}"
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Mister|Madam|Mme|Mdm|Herr|Frau|Señora?|Dr|Prof|Professor|Doctor|Nurse)"
_NOT_NAMES = word_set("personal_not_names")
_UPPER = {name.upper() for name in _NOT_NAMES | NOT_SO}
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
        rf"sur|maiden)?\.?\s*'?s?\s*name(?:d|\s+is)?|surname|called|goes by)\b\s*[:=\-]?\s*(?P<what>{_SEVERAL})"
    ),
)
_BEHIND_PATIENT = (
    re.compile(
        rf"\b(?i:patient|pt|subject|surname|forename)\b\s*[:,]?\s+"
        rf"(?P<what>{_NAME},[ \t]+{_NAME}|{_NAME}(?:[ \t]+{_PARTICLE}{_NAME}){{1,2}})"
        rf"(?![^\W\d_])"
        rf"(?=\s*(?:$|[,.;(\n/|]|[-–] |\d|born|dob|DOB|aged|is\b|has\b|was\b|[A-Za-z]{{2,9}}[ :=]{{1,2}}\d))"
    ),
    re.compile(
        rf"\b(?i:new patient|new screening for|screening for|this is|(?:calling|call) about|regarding|about|re)\b"
        rf"\s*[:,]?\s+(?P<what>{_NAME}[ \t]+{_PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)(?=\s*(?:$|"
        rf"[,.;:(\n]|[-–] |\d|born|dob|DOB|aged|is\b|has\b|was\b|from\b|here\b|[A-Za-z]{{2,9}}[ :=]{{1,2}}\d))"
    ),
)
_BEFORE_COLON = (
    re.compile(
        rf"\b(?i:patient(?:in)?|pat|pt|pte|subject|paciente|paziente)\b\.?[ \t]*"
        rf"(?P<what>{_NAME}[ \t]+{_PARTICLE}{_NAME}"
        rf"(?:[ \t]+{_NAME})?)(?=[ \t]*[:,;(])"
    ),
)
"""``Pat. Klaus Beispiel: INR 1.1``: a name and what is told of it, as a heading is parted from its value."""
_PATIENTS = ("pat", "pt", "subject", "paci", "pazi")
_KIN = (
    "wife", "husband", "spouse", "daughter", "son", "mother", "father", "sister", "brother", "carer", "caregiver",
    "partner", "next of kin",
)  # fmt: skip
_CALLS = r"rang|phoned|called|telephoned|texted|emailed|e-mailed|wrote|cancelled|came in|asks|asked"
_DONE_WITH = (
    r"(?:re-?)?(?:screening|screened|consenting|consented|seeing|assessing|enrolling|enrolled|interviewing|met|saw|"
    r"reviewing|reviewed|examined|referring|admitting|admitted|visited|visiting)"
)
_SPEAKING = (
    re.compile(rf"^[ \t]*(?P<what>{_NAME}[ \t]+{_NAME})(?=[ \t]+(?:{_CALLS})\b)", re.MULTILINE),
    re.compile(rf"\b(?i:spoke|talked|speaking|talking|call) (?:to|with|from) (?P<what>{_NAME}[ \t]+{_NAME})"),
    re.compile(
        rf"\b(?i:{_DONE_WITH}) (?P<what>{_NAME}(?:[ \t]+{_PARTICLE}{_NAME}){{1,2}})(?=[ \t]*(?:$|[,.;:(\n]|(?i:today|"
        r"tomorrow|yesterday|this|now|tonight|on|in|for|at|again|and|next|last|who|with|from)\b))",
        re.MULTILINE,
    ),
)
"""``Pierre Dubois rang``, ``Screening Pierre Dubois today``: two names, and what is done by or with people."""
_SIGNED = (
    re.compile(
        rf"\b(?i:regards|best wishes|best|thanks|thank you|many thanks|cheers|sincerely|yours)\s*[,.!:\n-]\s*"
        rf"(?P<what>{_NAME}(?:[ \t]+{_NAME}){{0,2}})(?=\s*(?:$|[,.\n(]))"
    ),
    re.compile(rf"\b(?i:dear|hi|hello|hey)[ \t]+(?P<what>{_NAME}(?:[ \t]+{_NAME})?)(?=[ \t]*(?:[,!:\n]|$))"),
)
"""``Kind regards, Siobhan Kelly``, ``Dear Anna,``: who writes, and to whom."""
_CONTACTS = (
    re.compile(
        rf"\b(?i:caller|referrer|informant|correspondent|contact(?: person)?|calling|next of kin|nok|guardian)"
        rf"(?i:[ \t]+(?:is|was|name|named|today|this time|again))*"
        rf"[ \t]*[:=,-]?[ \t]*(?P<what>{_NAME}[ \t]+{_PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)(?=\s*(?:$|[,.;:(\n]|"
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
_RELATIVES = re.compile(
    rf"\b(?i:{'|'.join(_KIN)})\b"
    rf"[ \t]*[:,]?[ \t]+(?P<what>[{_UP}][^\W\d_A-Z]{{2,}}(?:-{_NAME})?(?:[ \t]+{_PARTICLE}{_NAME}){{0,2}})"
)
_IS_RELATIVE = re.compile(rf"\b(?i:{'|'.join(_KIN)}) (?:is|was)(?: called)? (?P<what>{_NAME}[ \t]+{_NAME})")
"""``wife is Amy Brandt``."""
_TITLE_CUES = (
    "mr", "ms ", "ms.", "miss", "mx", "mister", "mad", "mme", "mdm", "herr", "frau", "señor", "dr", "prof", "doctor",
    "nurse",
)  # fmt: skip
_CUED = (
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
_CALL_CUES = (
    *_CALLS.split("|"), "spoke", "talk", "speaking", "call", "screen", "consent", "seeing ", "assessing", "enrol",
    "met ", "saw ", "interview", "review", "examined", "referring", "admit", "visit",
)  # fmt: skip
_LETTERS = (
    (("regards", "best", "thank", "cheers", "sincerely", "yours", "dear", "hi", "hello", "hey"), _SIGNED),
    (("it's", "it is", "hello", "hi ", "i'm", "i am", " by "), _PRESENT),
)
_LOWER_CUES = ("name", "mr", "miss", "mdm")
_AT_HEAD = re.compile(
    rf"^[ \t]*(?P<what>{_NAME},?[ \t]+{_PARTICLE}{_NAME}(?:[ \t]+{_NAME})?)[ \t]*(?:[,;(\-]?[ \t]*(?={_AGE})|"
    r"(?=(?:is|was) (?:now |aged )?\d{2}(?:\s?-?\s?(?:years?|yrs?|yo|y/o)|,? (?:male|female|m|f))\b))",
    re.MULTILINE,
)
_FROM_TOWN = re.compile(
    rf"^[ \t]*(?P<what>{_NAME}[ \t]+{_PARTICLE}{_NAME}(?:[ \t]+{_NAME})?),?[ \t]+"
    rf"(?:from|of|who lives in|lives in|living in|resident in|resident of)[ \t]+{_PARTICLE}{_NAME}(?:[ \t]+{_NAME})?"
    r"(?=[ \t]*(?:$|[,.;:(\n/|]|[-–] ))",
    re.MULTILINE,
)
"""``Oliver Brown from Truro - TIA in May``: who lives somewhere."""
_LIVES = (" from ", " of ", " lives ", " living ", " resident ")
_LOWER = re.compile(
    r"\b(?:patient'?s? name|(?:her|his|the) name|my name|name|surname|last name|first name|"
    r"family name)\s*(?:is|:|=)\s*(?P<what>[a-z][a-z'\-]+(?:[ \t]+[a-z][a-z'\-]+){0,2})|"
    r"(?<![\d] )(?<!\d)\b(?:mrs\.?|mr\.|miss|mdm\.?)[ \t]+(?P<titled>[a-z][a-z'\-]{2,}(?:[ \t]+[a-z][a-z'\-]{2,})?)",
    re.IGNORECASE,
)
_STOPS = word_set("personal_stops")
_NOT_LOWER = frozenset(("not", "the", "is", "unknown", "of", "on", "and", "a"))


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Give the span of every name; spans may overlap."""
    low = text.lower()
    for cues, patterns in _CUED:
        # Looking for the words first is quicker than looking for what may stand around them.
        if any(cue in low for cue in cues):
            for pattern in patterns:
                for match in pattern.finditer(text):
                    yield from _kept(match)
    for match in [*_AT_HEAD.finditer(text), *_speaking(text, low)]:
        yield from () if is_clinical(match["what"]) else _kept(match, least=2)
    yield from _in_letters(text, low)
    yield from owners_in(text, low)
    yield from introduced_in(text, low)
    yield from rows_in(text, low)
    if any(cue in low for cue in _LOWER_CUES):
        for match in _LOWER.finditer(text):
            yield from _lower(match)
    yield from han_names_in(text)


def _in_letters(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Give the names of those who sign, are greeted, or are said to be there, or whose values a line tells."""
    for match in [*_cued(text, low, _PATIENTS, _BEFORE_COLON), *_cued(text, low, _LIVES, (_FROM_TOWN,))]:
        yield from () if heads(match["what"]) else _kept(match, least=2)
    for told, forms in _LETTERS:
        for match in _cued(text, low, told, forms):
            yield from () if is_clinical(match["what"]) else _kept(match)


def _speaking(text: str, low: str) -> Iterator[re.Match[str]]:
    """Give the names of those who rang, wrote or were spoken to."""
    return _cued(text, low, _CALL_CUES, _SPEAKING)


def _cued(text: str, low: str, cues: tuple[str, ...], patterns: tuple[re.Pattern[str], ...]) -> Iterator[re.Match[str]]:
    if any(cue in low for cue in cues):
        for pattern in patterns:
            yield from pattern.finditer(text)


_BEFORE_NAMES = frozenset((
    "sister", "staff", "nurse", "matron", "rev", "sheikh", "dr", "prof", "mr", "mrs", "ms", "miss", "signor",
    "signora", "sig",
    "sra", "monsieur", "madame", "herr", "frau", "pat", "pt", "dear", "hi", "hello",
))  # fmt: skip
"""Titles and greetings are no part of a name."""
_INITIAL = re.compile(r"[^\W\d_]\.")


def _kept(match: re.Match[str], least: int = 1) -> Iterator[tuple[int, int]]:
    """Give the words up to one that is no name, where at least so many are left."""
    base = start = end = match.start("what")
    kept = 0
    for word in re.finditer(r"[^\s,]+", match["what"]):
        text = word.group()
        if not kept and text.rstrip(".").lower() in _BEFORE_NAMES:
            continue
        if (
            text in _NOT_NAMES
            or text in NOT_SO
            or text.lower() in drug_names()
            or _is_matter(match["what"], word, kept)
            or (text.isupper() and (len(text) < 3 or text in _UPPER) and not _INITIAL.fullmatch(text))
        ):
            break
        start = start if kept else base + word.start()
        end = base + word.start() + len(re.sub(r"['’]s?$", "", text))
        kept += 1
    if kept >= least:
        yield start, end


def _is_matter(what: str, word: re.Match[str], kept: int) -> bool:
    """``Ann Brown, Child-Pugh A5``, ``name Ann Brown HIV neg``: what stands behind a name is clinical."""
    parts = word.group().lower().split("-")
    behind = what[: word.start()].rstrip().endswith(",") or kept > 1 or (kept == 1 and word.group().isupper())
    return (behind or len(parts) > 1) and all(one in clinical_words() for one in parts)


_MISSES = re.compile(r"\b(?:will|would|to|not|may|might|can't|cannot|could|they|he|she|i|we|you|did|didn't)[ \t]+$")
"""``he will miss Tuesday's appointment``: no title."""


def _lower(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give a name without capitals, up to a word that no name holds."""
    group = "what" if match["what"] else "titled"
    if _MISSES.search(match.string, max(0, match.start() - 12), match.start()) and match.group()[0] == "m":
        return
    words = [*re.finditer(r"\S+", match[group])]
    said = [word.group().lower() for word in words]
    kept = next((at for at, word in enumerate(said) if word in _STOPS or (at and word in clinical_words())), len(words))
    first = words[0].group()
    if kept and first.upper() not in _UPPER and first.lower() not in _NOT_LOWER:
        yield match.start(group), match.start(group) + words[kept - 1].end()
