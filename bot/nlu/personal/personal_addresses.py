"""How postal addresses are written, in the order of several countries."""

from __future__ import annotations

import re

Patterns = tuple[tuple[str, re.Pattern[str]], ...]
"""What each pattern finds, and the pattern; the group `what`, where there is one, is the part that is blanked."""

_VALUE = (
    r"\s*(?!(?i:flat|apt|apartment|unit|room|floor|suite|building|block|no|house|box|level|zip|postcode)\b)"
    r"[A-Za-z][A-Za-z-]{1,12}[ :=]{1,2}[<>]?\d{1,4}(?!\d)|"
    r"\s*(?i:hiv|ecog|bclc|cnlc|child(?:-pugh|s)?|inr|afp|no|not|never|denies|tace|rfa|haic|sorafenib|lenvatinib|"
    r"ascites|male|female|albumin|bilirubin|platelets|pvtt?|hcc|hbv|hcv|dob|tel|phone|mrn)\b"
)
"""``, plt 82`` behind an address: what follows is the patient's again."""


def _parts(words: int) -> str:
    """The parts of an address: a small-written one has so many words (``Leeds, transport needed`` is a town alone)."""
    on = (
        r"(?! and (?:can|could|has|had|is|does|will|would|needs|lives|takes|works|comes?|prefers|he|she|they)\w*\b)"
        r"(?! [-–|] )"
    )
    small = rf"[ ]?[\w'’-]+(?:[ ][\w'’-]+){{0,{words - 1}}}[ ]*(?:[\n;.,]|$)"
    return rf"(?:{on}[^\n;.,)]){{4,60}}(?:,(?!{_VALUE})(?=[ ]?[A-Z\d]|{small})(?:{on}[^\n;.,)]){{1,40}}){{0,4}}"


_ADDRESSES: Patterns = (
    (
        "address",
        re.compile(
            r"(?:\b(?:Unit|Flat|Apt\.?|Apartment|Suite|Block) \w{1,4},? )?"
            r"(?<![\w.,/])\d{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w'’.\-]{1,25}\s+){1,4}(?:Street|St|"
            r"Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Close|Crescent|"
            r"Terrace|Place|Pl|Square|Sq|Highway|Hwy|Parkway|Gardens|Grove|Hill)\b(?:(?<=St|Rd|Ln|Dr|Ct|Pl|Sq)\.|(?<=Ave|Hwy)\.|(?<=Blvd)\.)?(?:,?\s+(?:Apt|"
            r"Unit|Flat|Room|#)\.?\s*\w{1,6})?(?:,\s*[A-Z][a-zA-Z]{2,20}\b(?![ :=]{1,2}\d{1,4}(?!\d))){0,2}"
            r"(?:,?\s+[A-Z]{2,3}\s+\d{4,5}\b)?(?:,?\s+[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b)?"
        ),
    ),
    (
        "address",
        re.compile(
            r"\b(?i:address|addr(?=[:.])|lives at|living at|resides at|residing at|home address)\b"
            r"(?: (?:for|of|to) (?:the |her |his |our |any )?[a-z -]{2,24}(?=:))?\s*(?:is|"
            rf":|=)?\s*(?P<what>(?=[^\n;.,]*\b[A-Z]){_parts(1)}|{_parts(2)})"
        ),
    ),
    (
        "address",
        re.compile(
            r"[\u4e00-\u9fff]{2,9}(?:省|市|区|县)[\u4e00-\u9fff\d]{2,20}(?:路|街|道|号|室|弄|村)[\u4e00-\u9fff\d\-]{0,12}"
        ),
    ),
)
_TOWN = (
    r"(?:,?[ \t]+(?:[A-Z]{1,2}[ -])?\d{4,6}(?:[ -]\d{3}|[ ][A-Z]{2})?[ \t]+[A-ZÀ-Þ][\w'’-]{1,24}"
    r"(?:[ \t]+[A-ZÀ-Þ][\w'’-]{2,24})?|"
    r",[ \t]*[A-ZÀ-Þ][\w'’-]{2,24}(?![ :=]{1,2}\d{1,3}\b))?"
)
"""``, 69003 Lyon``: the postcode and the town behind a street."""
_OF = (
    r"(?:(?:de|du|des|del|della|dei|di|da|das|do|dos|la|las|los|les|le|van|den|der|y|san|santa)[ \t]+|"
    r"(?:l|d|dell)['’]){0,3}"
)
_STREET_NAME = rf"{_OF}[A-ZÀ-Þ][\w'’.-]{{1,24}}(?:[ \t]+{_OF}[A-ZÀ-Þ][\w'’.-]{{1,24}}){{0,3}}"
_ABROAD: Patterns = (
    (
        "address",
        re.compile(
            rf"\b[A-ZÀ-Þ][\w-]{{1,24}}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|laan|straat|"
            rf"plein|gracht|gatan|"
            rf"vägen|vej|gade|veien|gata|katu|[ ]utca|[ ]út|[ ]cad\.|[ ]caddesi|[ ]sokak|[ ]sok\.)[ \t]+(?:No[.:][ ]?)?"
            rf"\d{{1,4}}[ ]?[a-zA-Z]?\b(?![.,]\d|[ ]?(?:cm|mm|mg|ml)){_TOWN}"
        ),
    ),
    (
        "address",
        re.compile(
            rf"(?<![\w.,/])\d{{1,4}}(?:[ ]?(?:bis|ter))?,?[ \t]+(?i:rue|avenue|boulevard|chemin|allée|impasse|quai|"
            rf"place|route)[ \t]+"
            rf"{_STREET_NAME}{_TOWN}"
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b(?:[Cc]alle|[Aa]venida|Avda?\.|[Pp]aseo|[Pp]laza|[Cc]arrera|Cra\.|[Rr]ua|Via|Viale|Piazza|Corso|"
            rf"Jalan|Jl\.|ul\.|ulica|al\.|"
            rf"Ulitsa|Rruga|Strada|Str\.|Odos)[ \t]+{_STREET_NAME},?[ \t]*(?:n[º°o]?\.?[ ]?|"
            rf"#[ ]?)?\d{{1,5}}[a-zA-Z]?\b{_TOWN}"
        ),
    ),
    (
        "address",
        re.compile(rf"\b(?i:p\.?[ ]?o\.?[ ]?box|postfach|apartado(?: postal)?|private bag)[ \t]+\d{{1,6}}{_TOWN}"),
    ),
    (
        "address",
        re.compile(
            r"\b(?i:post[ ]?code|zip(?:[ ]code)?|plz|pin[ ]?code|eircode)\b[ \t]*(?:is|:|=)?[ \t]*"
            r"(?P<what>[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}|[A-Z]\d{2}[ ][A-Z\d]{4}|\d{3}[ ]\d{3}|\d{4,6}(?:-\d{3,4})?)\b"
        ),
    ),
)
_ADDRESS = re.compile(
    r"addr|liv(?:es|ing) at|resid(?:es|ing) at|[省市区县]|[ .](?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|"
    r"boulevard|blvd|way|court|ct|close|crescent|terrace|place|pl|square|sq|highway|hwy|parkway|gardens|grove|hill)\b"
)
_ADDRESS_ABROAD = re.compile(
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|laan|straat|plein|gracht|gatan|vägen|vej|gade|"
    r"veien|gata|katu|utca|"
    r"[ ]út|cad\.|caddesi|sokak|sok\.)[ \t]+(?:no[.:][ ]?)?\d|\b(?:rue|avenue|boulevard|chemin|allée|impasse|quai|"
    r"place|route|calle|avenida|avda?\.|"
    r"paseo|plaza|carrera|cra\.|rua|via|viale|piazza|corso|jalan|jl\.|ul\.|ulica|al\.|ulitsa|rruga|strada|str\.|"
    r"odos)[ \t]|"
    r"\bbox[ \t]+\d|postfach|apartado|private bag|post ?code|\bzip|\bplz|pin ?code|eircode"
)
"""What every pattern of other countries has."""


def addresses_for(low: str) -> Patterns:
    """Give the patterns that a message in lower case can hold."""
    here = _ADDRESSES if _ADDRESS.search(low) else ()
    return here + _ABROAD if _ADDRESS_ABROAD.search(low) else here
