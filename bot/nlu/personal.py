"""Personal data in a message: names behind their cues, phones, e-mail, record and identity numbers, addresses.

Nothing here is stored: the spans are what is blanked before anything else keeps the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from bot.nlu.vocabulary import word_set

_NAME = r"[A-Z][a-zA-Z'’\-]{1,30}"
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Mister|Madam|Mme|Mdm|Herr|Frau|Dr|Prof|Professor|Doctor|Nurse)"
_NOT_NAMES = word_set("personal_not_names")
_UPPER = {name.upper() for name in _NOT_NAMES}
_CUED_NAMES = (
    re.compile(rf"(?<!\d)(?<!\d )\b{_TITLES}\b\.?[ \t]+(?P<what>{_NAME}(?:[ \t]+{_NAME}){{0,2}})"),
    re.compile(
        rf"\b(?i:(?:patient|pt|subject|participant|her|his|full|first|last|family|given|"
        rf"sur|maiden)?\s*'?s?\s*name(?:d|\s+is)?|called|goes by)\b\s*[:=]?\s*"
        rf"(?P<what>{_NAME}(?:,?[ \t]+{_NAME}){{0,3}})"
    ),
    re.compile(
        rf"\b(?i:patient|pt|surname|forename|new patient|new screening for|screening for|"
        rf"this is|i am calling about|regarding|about|re)\b\s*[:,]?\s+"
        rf"(?P<what>{_NAME}[ \t]+{_NAME}(?:[ \t]+{_NAME})?)(?=\s*(?:$|"
        rf"[,.;(\n]|\d|born|dob|DOB|aged|is\b|has\b|was\b))"
    ),
    re.compile(
        r"(?i:name[d]?|patient|called|姓名|患者|病人)\s*[:：]?\s*(?P<what>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
    ),
    re.compile(r"(?P<what>[\u4e00-\u9fff]{1,3})(?:先生|女士|小姐|太太)"),
)
_LOWER_NAME = re.compile(
    r"\b(?:patient'?s? name|(?:her|his|the) name|my name|name|surname|last name|first name|"
    r"family name)\s*(?:is|:|=)\s*(?P<what>[a-z][a-z'\-]+(?:\s+[a-z][a-z'\-]+){0,2})",
    re.IGNORECASE,
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-zA-Z0-9-]{1,63}\.){1,8}[a-zA-Z]{2,24}\b")),
    ("identity number", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("identity number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    (
        "identity number",
        re.compile(
            r"\b(?i:ssn|social security(?: number| no\.?)?|national id|id card|identity(?: card)?(?: number|"
            r" no\.?)?|passport(?: number| no\.?)?|nhs(?: number| no\.?)?|insurance(?: number|"
            r" no\.?)|hkid|nric)\b\s*(?:is|:|#|=)?\s*(?P<what>[A-Z0-9][A-Z0-9 \-()]{4,20}\d\)?)"
        ),
    ),
    (
        "record number",
        re.compile(
            r"\b(?i:mrn|medical record(?: number| no\.?)?|record(?: number| no\.?| #)|chart(?: number|"
            r" no\.?| #)|hospital(?: number| no\.?| id)|patient(?: number| no\.?| id)|case(?: number|"
            r" no\.?)|admission(?: number| no\.?)|accession(?: number| no\.?)?|hn|hosp\.? no\.?|"
            r"file(?: number| no\.?)|unit(?: number| no\.?)|inpatient(?: number| no\.?)|outpatient(?: number|"
            r" no\.?)|住院号|病历号|门诊号)"
            r"\s*(?:is|:|：|#|=|-)*\s*(?P<what>[A-Za-z]{0,4}[-/]?\d[\d\-/]{3,14}[A-Za-z]?)\b"
        ),
    ),
    (
        "phone",
        re.compile(
            r"\b(?i:tel(?:ephone)?|phone(?: number| no\.?)?|mobile(?: number| no\.?)?|cell(?:phone)?(?: number|"
            r" no\.?)?|call(?: her| him| them| me)?(?: at| on)?|fax|contact(?: number| no\.?)?|"
            r"whatsapp|ring(?: her| him)?(?: at| on)?|reach(?:ed)?(?: her| him| me)?(?: at|"
            r" on)?|手机|电话)\b\.?\s*(?:is|at|on|:|：|#|=|-)*\s*(?P<what>\+?\(?\d[\d\s().\-]{4,18}\d)"
        ),
    ),
    ("phone", re.compile(r"(?<![\w+])\+\d{1,3}[\s.\-]?\(?\d{1,4}\)?(?:[\s.\-]?\d{2,4}){2,4}(?!\d)")),
    ("phone", re.compile(r"(?<![\d.,/\-])1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?![\d.,/])")),
    ("phone", re.compile(r"(?<![\w.,/])(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.\s]\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<![\w.,/])0\d{2,4}[\s\-/]\d{3,4}[\s\-]?\d{3,5}(?!\d)")),
    (
        "address",
        re.compile(
            r"(?<![\w.,/])\d{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w'’.\-]{1,25}\s+){1,4}(?:Street|St|"
            r"Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Close|Crescent|"
            r"Terrace|Place|Pl|Square|Sq|Highway|Hwy|Parkway|Gardens|Grove|Hill)\b\.?(?:,?\s+(?:Apt|"
            r"Unit|Flat|Room|#)\.?\s*\w{1,6})?(?:,\s*[A-Z][a-zA-Z]{2,20}){0,2}(?:,?\s+[A-Z]{2}\s+\d{5})?"
        ),
    ),
    (
        "address",
        re.compile(
            r"\b(?i:address|lives at|living at|resides at|residing at|home address)\b\s*(?:is|"
            r":|=)?\s*(?P<what>[^\n;.]{4,80})"
        ),
    ),
    (
        "address",
        re.compile(
            r"[\u4e00-\u9fff]{2,9}(?:省|市|区|县)[\u4e00-\u9fff\d]{2,20}(?:路|街|道|号|室|弄|村)[\u4e00-\u9fff\d\-]{0,12}"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Personal:
    """A span of the raw message that identifies a person, and what it is (name, phone, email…)."""

    start: int
    end: int
    what: str


def find_personal(raw: str) -> list[Personal]:
    """Find personal data, the earliest and longest of overlapping spans, in the order of the message."""
    found: list[Personal] = []
    for one in sorted(_all(raw), key=lambda span: (span.start, -span.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def redacted(raw: str, spans: list[Personal] | None = None) -> str:
    """Blank personal data: each span becomes its kind in brackets, ``[phone]``."""
    pieces: list[str] = []
    place = 0
    for span in find_personal(raw) if spans is None else spans:
        pieces += [raw[place : span.start], f"[{span.what}]"]
        place = span.end
    return "".join([*pieces, raw[place:]])


def _all(raw: str) -> Iterator[Personal]:
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(raw):
            group = "what" if "what" in pattern.groupindex else 0
            if what == "identity number" and group == 0 and "-" not in match.group() and not _identity(match.group()):
                continue
            yield Personal(*match.span(group), what)
    for pattern in _CUED_NAMES:
        for match in pattern.finditer(raw):
            span = _name_span(match)
            if span is not None:
                yield span
    for match in _LOWER_NAME.finditer(raw):
        words = _until_stop(match["what"].split())
        if (
            words
            and words[0].upper() not in _UPPER
            and words[0].lower() not in ("not", "the", "is", "unknown", "of", "on", "and", "a")
        ):
            yield Personal(match.start("what"), match.start("what") + len(" ".join(words)), "name")


_STOPS = word_set("personal_stops")


def _until_stop(words: list[str]) -> list[str]:
    """The words of a name, up to one that no name holds."""
    for place, word in enumerate(words):
        if word.lower() in _STOPS:
            return words[:place]
    return words


def _identity(text: str) -> bool:
    """Tell whether 18 characters are a Chinese identity number (its check digit is right) or look like one."""
    try:
        ric.validate(text)
    except ValidationError:
        return 1900 <= int(text[6:10]) <= 2100 and 1 <= int(text[10:12]) <= 12
    return True


def _name_span(match: re.Match[str]) -> Personal | None:
    words = re.split(r"[\s,]+", match["what"])
    kept = 0
    for word in words:
        if word in _NOT_NAMES or (word.isupper() and len(word) < 3):
            break
        kept += 1
    if not kept:
        return None
    words[kept - 1] = re.sub(r"['’]s?$", "", words[kept - 1])
    end = (
        match.start("what")
        + match["what"].find(words[kept - 1], sum(len(one) for one in words[: kept - 1]))
        + len(words[kept - 1])
    )
    return Personal(match.start("what"), end, "name")
