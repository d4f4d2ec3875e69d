"""How numbers, e-mail and addresses that identify a person are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.personal.personal_addresses import Patterns, addresses_for
from bot.nlu.text.telling import Gated

_NO = r"(?: (?:id|card))?(?: (?:number|num|no|nr)\b\.?| ?#| id\b| ?№)"
"""``ID no.``, ``card number``: what says that a number names a person or a sample."""
_RECORD_CUE = (
    rf"\b(?i:(?:hosp(?:ital)?|patient|pt|unit(?: record)?|clinic|chart|case|admission|file|registration)"
    rf"\.?{_NO}|"
    r"(?<=\()id|mrn|urn|ur(?: (?:number|no\.?)| ?#|(?=:? ?\d{5,9}\b))|(?:ipd?|opd?) (?:number|no\.?)|"
    r"uhid|med(?:ical)?\.? rec(?:ord)?(?: number| no\.?| #)?|"
    r"record(?: number| no\.?| #)|"
    r"(?:chart|file|folder|case ?notes?|record)"
    r"(?=:? ?(?:\d{6,10}\b|(?!(?:19|20)\d\d-\d\d\b|\d\d?-(?:19|20)\d\d\b)"
    r"(?:\d{2,4}-\d{4,6}|\d{4}-\d{2,4}|\d{3,8}-[A-Za-z])\b(?!-)))|"
    r"folder(?: number| no\.?| #)|"
    r"chart(?: number| no\.?| #)|accession(?: number| no\.?)?|hn|"
    r"(?:acct|account|csn|ipp|nhc|pid|pat-?id|fall-?n(?:umme)?r)(?: number| no\.?| #| id)?|"
    r"encounter (?:number|no\.?|#|id)|"
    r"(?:in|out)patient(?: number| no\.?)|"
    r"(?:specimen|sample|lab(?:oratory)?|requisition|barcode)(?: id| number| no\.?| #))"
)
_RECORD_CUE_HAN = r"(?:住院号|病历号|门诊号|病案号|就诊卡号|就诊卡|就诊号|登记号|检查号|影像号|病人号)码?"
_LINK = r"(?![A-Za-z])\s*(?:is|are|是|为|:|：|#|=|-|\.)*\s*"
_NUMBER = (
    r"(?P<what>[A-Za-z]{2,6}[/-]\d{2,4}[/-]\d{3,8}|"
    r"[A-Za-z]{0,4}(?:[ \-]?\d{2,4}(?:-\d{1,6}| \d{3,4}){1,3}|[\-/]?\d[\d\-/]{3,16})[A-Za-z]?)(?!\d)"
)

_CARD = (
    r"(?:(?:medicare|medicaid|health(?:care)?|insurance|nhs|id|identity|identification|social security|citizen|"
    r"resident|national|ohip|ehic|membership|policy)\.? ){1,3}(?:card|id|policy)?"
    r"(?: (?:number|num|no|nr)\b\.?| ?#|(?<=card)|(?<=id))"
)
"""``Medicare card number``, ``insurance no.``, ``health card``."""
_IDENTITY_CUE = (
    rf"(?:\b(?i:{_CARD}|card (?:number|no)\.?|insurance(?=:)|"
    r"ssn|social security(?: number| no\.?)?|national id|id card|identity(?: card)?(?: number| no\.?)?|"
    r"passport(?: number| no\.?)?|nhs(?: number| no\.?)?|insurance(?: number| no\.?)|hkid|nric|aadhaar|"
    r"ins(?:ur)?\.? (?:no|nr|number)|bsn|chi|cpf|rut|cuil|nhi|niss|amka|cnp|pesel|oib|jmbg|egn|curp|c[eé]dula|mykad|"
    r"svnr|sv-?n(?:umme)?r|ahv|insz|"
    r"emso|"
    r"personnummer|fin|ic (?:no\.?|number)|ic(?=:? ?[stfgm]\d{7}[a-z]\b)|"
    r"cpr(?:[- ](?:nr|no|number)\.?)?|codice fiscale|cf|dni|nie|nif|"
    r"medicare(?: number| no\.?)?)(?![A-Za-z])|(?:身份证|护照|社保卡?|医保卡?|回乡证|军官证)(?:号码?)?)"
)
_IDENTITY = (
    r"(?P<what>\d{3} \d{2} \d{4}|\d{1,3}(?:\.\d{3,4}){2,3}(?:[.-][\dkK]{1,2})?(?!\d)|"
    r"[A-Z]{2,5}-\d{4,12}(?:-[A-Z\d]{1,4})?|"
    r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|"
    r"[A-Z]{0,3} ?[A-Z]?\d[A-Z\d]{2,17}"
    r"(?:(?:[ \-](?=[A-Z]*\d)[A-Z\d]{3,8}){1,3}(?:[ \-]\d(?![\d%/A-Za-z]|[.,]\d| ?[A-Za-z%]))?)?(?:\([\dA]\))?)"
)

_WHOM = r"(?: (?:her|him|them|me|us|back|(?:her|his|the|my|our|their) [a-z-]{2,14})){0,2}"
"""``call her son on``, ``ring the ward at``."""
_PHONE_CUE = (
    r"(?:\b(?i:tel(?:ephone)?|ph(?=[.:]{0,2} ?[\d+(]{3})|"
    r"phone(?: number| no\.?)?|mobile(?: number| no\.?)?|cell(?:phone)?(?: number| no\.?)?|"
    rf"(?:rang|called|phoned|texted|messaged|calling|ringing){_WHOM}(?: (?:back|again|today|yesterday))? from|"
    rf"(?:call|text|ring|phone|dial|fax|reach(?:ed|able)?|contact(?:ed)?|sms){_WHOM}(?: at| on| via)?|fax(?: number|"
    rf" no\.?)?|"
    r"(?:questions?|queries|enquiries|calls)(?: please)? to|"
    r"contact(?: number| no\.?)?|whatsapp|viber|telegram|wechat|signal|handy|telefono?|tlf|tél|número|gsm|mob|"
    r"(?:her|his|my|the|our|their|direct) (?:number|no\.?|line) is|number is|[MT](?=:))(?![A-Za-z])|手机号?|电话|微信)"
)

_BRACKET = r"(?:\((?=\+?\d[\d \t/.\-]{5,18}\)))?"
"""The bracket around a whole number, which is no part of it as that of a prefix is."""

_EMAILS: Patterns = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?![a-zA-Z])")),
    (
        "email",
        re.compile(
            r"(?<![\w.+-])[\w.+-]{1,64}\s?[(\[](?i:at)[)\]]\s?[\w-]{1,63}(?:\s?(?:\.|[(\[]dot[)\]])\s?[\w-]{2,24}){1,4}"
        ),
    ),
)


def _gated(pattern: str) -> Gated:
    return Gated(pattern, folded=True)


class _LongRow(Gated):
    """A number that has nine digits or more, with no more than two signs between."""


def _long_row(pattern: str) -> Gated:
    return _LongRow(pattern, folded=True)


_DIGITS: tuple[tuple[str, Gated], ...] = (
    ("identity number", _long_row(r"(?<![\dA-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)")),
    ("identity number", _long_row(r"(?<![\d.,])\d{15}(?![\d.])")),
    ("identity number", _long_row(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")),
    ("identity number", _gated(r"\b[A-Z]{1,2}\d{6}\([\dA]\)")),
    ("identity number", _long_row(r"(?<![\d.,/-])\d{2}(?:0[1-9]|1[0-2])[0-3]\d-[1-8]\d{6}(?!\d)")),
    ("identity number", _gated(_IDENTITY_CUE + _LINK + _IDENTITY)),
    (
        "identity number",
        _gated(
            r"(?<!study )(?<!subject )(?<!screening )(?<!trial )(?<!Study )(?<!Subject )(?<!Screening )(?<!Trial )"
            r"\b(?i:id|adm(?:ission)?|reg(?:istration)?)\.?(?: (?:no\.?|number))?[ :=#]{1,3}"
            r"(?P<what>[A-Z]{1,3}-?\d{6,12}|"
            r"(?!(?<=dmission )(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d(?!\d))\d{8,16}|"
            r"\d{3,6}-\d{2,6}-[A-Z\d]{1,6}|\d{2}-\d{4,6}-\d{1,4}|(?:19|20)\d{6}-\d{1,4})"
            r"(?![\w/]|[.,]\d)"
        ),
    ),
    ("record number", _gated(_RECORD_CUE + _LINK + _NUMBER)),
    (
        "record number",
        _gated(
            r"\b(?:(?i:file|folder|dossier|akte|expediente)[ :]+|(?:IP|OP|OPD|IPD|CR|UHID|Reg)\.? )"
            r"(?P<what>[A-Z]{0,3}-?\d{4,}(?:[/-]\d{1,6})?|\d{2}/\d{3,6})(?![\d.,/]*\d| ?[a-z%µ]+/)"
        ),
    ),
    ("record number", _gated(_RECORD_CUE_HAN + r"\s*(?:是|为|:|：|#)*\s*(?P<what>[A-Za-z]{0,4}-?\d[\d\-]{3,18})")),
    (
        "record number",
        _gated(
            r"\b(?i:patient|pt|subject|case|screening(?: for)?|candidate)\s*[:#]?\s*(?P<what>\d{6,14})(?!\d|[.,/]\d)"
        ),
    ),
    (
        "phone",
        _gated(
            _PHONE_CUE
            + r"\.?\s*(?:is|at|on|:|：|#|=|-|/)*\s*"
            + _BRACKET
            + r"(?P<what>\+?\(?\d(?:[\d \t()\-/]|\.(?!\s)){4,18}\d)"
        ),
    ),
    (
        "phone",  # ``ring the daughter, Lin Mei, on 555 0178``
        _gated(
            r"\b(?i:call|text|ring|phone|dial|reach|contact|sms)\b[^.;:\n\d]{1,60}(?i:\bon|\bat)[ \t]+"
            r"(?P<what>\d{3}[ -]\d{4})(?![\w/]|[.,]\d| ?[a-z%µ]+/)"
        ),
    ),
    (
        "phone",  # ``contact: the son, Ali Masri, ali@mail.example, 555 0199``
        _gated(
            r"\b(?i:next of kin|nok|contact(?: person)?|carer)\b[^;\n\d]{1,90}, ?"
            r"(?P<what>\d{3}[ -]\d{4})(?![\w/]|[.,]\d| ?[a-z%µ]+/)"
        ),
    ),
    (
        "phone",  # ``a.b@c.example / 555-0142``
        _gated(r"@[\w.-]{3,60}[a-z](?: ?[/,;|]| or| and| \(?)? ?(?P<what>\d{3}-\d{4})(?![\w/-]|[.,]\d)"),
    ),
    ("phone", _gated(r"(?<![\w+])\+\d{1,3}[\s.\-]?\(?\d{1,4}\)?(?:[\s.\-]?\d{2,4}){2,4}(?!\d)")),
    ("phone", _long_row(r"(?<![\d.,/\-])(?:0086[\s\-]?)?1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?!\d|[.,/]\d)")),
    (
        "phone",
        _long_row(r"(?<![\w.,/])(?:\(\d{3}\)[^\S\n]?|\d{3}(?:[-.]|[^\S\n]))\d{3}(?:[-.]|[^\S\n])\d{4}(?!\d|-\d\d-)"),
    ),
    ("phone", _long_row(r"(?<![\w.,/])(?<![A-Za-z]-)0\d{2,4}[\s\-/]\d{3,4}[\s\-]?\d{3,5}(?!\d)")),
    ("phone", _gated(r"(?<=[a-z] \()(?P<what>\d{3}-\d{4})(?=\))")),
    ("phone", _gated(r"(?<![\w.,/+-])00[1-9]\d{0,2}(?:[ .\-]?\d{2,4}){2,5}(?!\d)")),
    ("phone", _long_row(r"(?<![\w.,/])0\d(?:[ .]\d{2}){4}(?!\d|[.,]\d)")),
    ("phone", _long_row(r"(?<![\w.,/])0\d{1,3}(?:[ ]\d{2,4}){3}(?!\d)")),
    ("phone", _long_row(r"(?<![\w.,/])\(0?\d{1,4}\)[ ]?\d{3,5}[ -]?\d{3,4}(?!\d)")),
)
_INSIDE_CUES = ("ext", "bleep", "pager", "beeper", "dect")
_INSIDE = re.compile(
    r"\b(?i:ext|extn|extension|bleep|pager|beeper|dect)\b\.?[ \t]*(?:(?i:no|number)\b\.?)?[ \t]*[:#]?[ \t]*"
    r"(?P<what>\d{3,6})(?!\d|[.,/]\d)"
)
"""The short numbers of a house: ``bleep 2210``."""
_ENOUGH_DIGITS = re.compile(r"\d(?:[ \t().\-/]{0,3}[\dA-Z]){4}")
"""Every number that identifies a person has this; most messages have not, and need not be looked through."""
_PRESSURE = re.compile(r"(?i:\bbp)[ :=]{0,3}\d{2,3}/\d{2,3}(?![\d/-]|[ .]\d)")
"""``BP 130/80``: digits enough, and no number of a person."""
_LONG_ROW = re.compile(r"\d(?:[\s().\-/]{0,2}\d){8}")
"""What every `_LongRow` has."""


def numbers_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give what is found of every kind but names; spans may overlap."""
    low = text.lower()
    wanted: Patterns = ()
    if "@" in text or "at)" in low or "at]" in low:
        wanted += _EMAILS
    if _ENOUGH_DIGITS.search(_PRESSURE.sub("", text)):
        row = _LONG_ROW.search(text) is not None
        numbers = (one for one in _DIGITS if row or not isinstance(one[1], _LongRow))
        wanted += tuple((what, one.pattern) for what, one in numbers if one.may_match(low))
    wanted += addresses_for(low)
    if any(cue in low for cue in _INSIDE_CUES):
        wanted += (("phone", _INSIDE),)
    for what, pattern in wanted:
        for match in pattern.finditer(text):
            yield what, match
