"""Where a person stands in a sentence: who does what people do, whose age follows, for whom, of whom, by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.personal.personal_lists import FAMILY, FREE, GIVEN, HONORIFICS, may_be_family

_REACH = 48
"""Characters looked at on either side: no more is needed, so that time grows with the text alone."""

_DOES = (
    r"lives?|lived|living|signed|signs|called|calls|calling|phoned|rang|telephoned|texted|emailed|e-mailed|wrote|"
    r"writes|messaged|came|"
    r"comes|consented|agreed|attended|attends|says|said|reports|denies|denied|feels|felt|wants|wanted|wishes|asked|"
    r"asks|told|"
    r"tells|refused|refuses|declined|declines|cancelled|missed|returned|walks|works|worked|smokes|drinks|weighs|"
    r"died|travels|"
    r"visited|arrived|confirmed|confirms|mentioned|mentions|explained|thinks|replied|complains|complained|insists|"
    r"turned|sends|"
    r"answered|will call|will come|will attend|wonders|requested|requests|prefers|attending|speaking|here|again"
)
_IS = (
    r"is|was|has|had|hasn['’]t|isn['’]t|wasn['’]t|never|takes|took|received|receives|underwent|started|stopped|"
    r"continues|remains|"
    r"needs|gets|got|tolerates|tolerated|began|stays|will|would|can|cannot|does|did|doesn['’]t|didn['’]t|also|now|"
    r"still|just|"
    r"who|whose|and (?:her|his)|diagnosed|presented|presents|recovered|progressed"
)
_YEARS = (
    r"[MF]\b(?!\d)|(?:a[ \t]+)?(?:male|female|man|woman|lady|gentleman|hombre|mujer|homme|femme|mann|frau)\b|born\b|"
    r"dob\b|d\.o\.b|date of birth|"
    r"geb\b|\*[ \t]?\d|\d{2,3}[ \t]?(?:[MF]\b|y\b|yo\b|y/o|yrs?\b|-?[ \t]?years?|jahre|anos|años|ans\b)|"
    r"\d{2}[ \t]?[,/][ \t]?[MF]\b|aged?[ \t]\d|"
    r"(?:is|was|now|just turned|turned)[ \t]+(?:now[ \t]+)?\d{2}\b(?![.,]?\d|[ \t]?(?:%|mg|g|u|cm|mm))"
)
_DOES_BEHIND = re.compile(
    rf"[ \t]+(?:(?:has|have|just|also|both|all|then|now|never|today|yesterday)[ \t]+)?(?:{_DOES})\b", re.IGNORECASE
)
_IS_BEHIND = re.compile(rf"[ \t]+(?:{_IS})\b", re.IGNORECASE)
_AGED = re.compile(rf"[ \t]*[,;:(/|–-]{{0,2}}[ \t]*(?:{_YEARS}|\((?:pt|patient)\))", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?[ \t]+[a-z]")
_MARKED = re.compile(
    r"[ \t]*[(<\[]?[ \t]*(?:[\w.+-]+@|\[email|\[phone|\+\d\d|tel\b|mobile\b|phone\b|mrn\b)", re.IGNORECASE
)
_KIN_BEHIND = re.compile(
    r",?[ \t]*\(?(?:(?:the|his|her|my|pt['’]?s?|patient['’]?s?)[ \t]+)?(?:wife|husband|daughter|son|mother|father|"
    r"sister|brother|"
    r"niece|nephew|carer|partner|spouse|aunt|uncle|cousin|granddaughter|grandson|neighbou?r|friend)\b"
)
"""``Marta (wife of …)``."""
_HONOURED = re.compile(rf"-(?:{'|'.join(sorted(HONORIFICS))})\b")
_PARTED = re.compile(r"[ \t]*(?:[,;:(/|]|[–-][ \t])")
_DEGREE = re.compile(r",?[ \t]+(?:MD|PhD|RN|MBBS|FRCP|MSc|BSc|DO|FRCR|CRA|CRN|CNS)\b")
_BEFORE = re.compile(
    r"(?:^|[^\w])(?:for|of|by|from|re|about|regarding|attn|cc|bcc|via|saw|met|ask|asked|asking|tell|told|inform|"
    r"informed|"
    r"update|updated|email|emailed|remind|reminded|contact|contacted|ring|rang|phone|phoned|call|called|thanks?|thx|"
    r"named|dear|hi|hello|hey|regards|rgds|cheers|wishes|not|patient|pt|client|volunteer|participant|subject|"
    r"(?:[wW]/|w|with|to)|(?:this|it|i|name|she|he|who|patient|pt)(?: is|['’]s|['’]?m| am))[ \t]*[.,:]?[ \t]+$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:^|[\n,;(|])[ \t>*•-]*(?:(?:study|research|trial|site|charge|lead|treating|referring|responsible|ward|key|"
    r"social)[ \t]+)?"
    r"(?:from|to|worker|cc|bcc|name|names?|signed|sender|recipient|patient(?: name)?|pt(?: name)?|attn|"
    r"author|by|reported by|"
    r"investigator|coordinator|clinician|physician|doctor|consultant|nurse|contact|carer|caller|surgeon|radiologist|"
    r"reader|"
    r"pathologist|referrer|nombre|nom|nome|imie|ad|adi|vor- und nachname|ф\.?и\.?о\.?)[ \t]*[:=][ \t]*$",
    re.IGNORECASE,
)
_PARTICLES = r"(?:(?:van|von|vom|de|der|den|del|di|da|du|la|le|ter|ten|zu|zum|al|el)[ \t]+){0,3}"
_TITLE = re.compile(
    r"(?:^|[^\w\s]|(?<!\d)\s)(?:sister|staff nurse|nurse|matron|rev|reverend|father|pastor|rabbi|imam|sheikh|hajji|"
    r"haji|sir|dame|lord|capt|captain|"
    r"mlle|monsieur|madame|signora?|sig|sra|srta|sr|dott|dra|dr|prof|mr|mrs|ms|miss|herr|frau|pan|pani|uncle|auntie|"
    r"aunt|engr|chief|"
    rf"sri|smt|shri|tuan|puan|pak|ibu|khun|señora?|mme|hr|doña)[ \t]+{_PARTICLES}$|"
    rf"(?<!\d )(?<!\d)\b(?:rev|capt|sig|sra|srta|sr|dott|dra|dr|prof|mr|mrs|ms|hr|fr|engr|med)\.[ \t]*{_PARTICLES}$",
    re.IGNORECASE,
)
_PARTICLES_BEFORE = re.compile(rf"(?<=[ \t.])(?P<particles>{_PARTICLES})$")
_ALONE_BEFORE = re.compile(
    r"(?:^|[^\w])(?:ask|asked|tell|told|inform|informed|update|email|emailed|remind|contact|contacted|ring|rang|"
    r"phone|phoned|thank|"
    r"thanks|thx|hi|dear|hello|hey|regards|rgds|cheers|spoke (?:to|with|w/?)|talked (?:to|with)|met|saw|(?:message|"
    r"call|mail|word|results?|"
    r"bloods|labs|consent|form) (?:from|for|of)|(?:this|it) is|named|daughter|son|wife|husband|sister|brother|"
    r"mother|father|"
    r"niece|nephew|carer|partner|signed|by|from|for|of|with|and)[ \t]*[.,:!]?[ \t]+$",
    re.IGNORECASE,
)
_PATIENT = re.compile(r"\b(?:patient|pt|pat|patientin)[ \t]+$", re.IGNORECASE)
"""``patient Osei: plt 82``."""
_TOLD = re.compile(
    r"\b(?:ask|asked|tell|told|remind|reminded|inform|informed|thank|email|phone|phoned|ring|rang|text|texted|"
    r"(?:spoke|talked|spoken) (?:to|with)|let)[ \t]+$"
)
"""Who can be told something is a person, though no list holds the name."""
_SIGNED_OFF = re.compile(
    r"(?:regards|rgds|wishes|thanks|thx|cheers|sincerely|yours|grüßen|grüßen|gruß|cordialement|saludos|saluti|"
    r"obrigad[oa]|gracias|"
    r"merci|best|br|kr|vg|mfg|lg)[,.!]?[ \t]*\n[ \t]*$",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?:['’]s)?[ \t]+(?:day|eve|week|puja|festival|hospitals?|clinics?|university|institutes?|infirmary|medical|"
    r"memorial|centre|center|foundation|trust|"
    r"hospice|college|school|academy|building|ward|wing|house|street|road|avenue|square|drive|lane|klinikum|"
    r"krankenhaus|"
    r"syndrome|disease|criteria|scores?|scale|classification|staging|stages?|grade|index|type|tests?|sign|procedure|"
    r"operation|"
    r"catheter|stain(?:ing)?|tubes?|lymphoma|sarcoma|tumou?r|thyroiditis|palsy|curves?|crystals?|bodies|cells?|"
    r"method|formula|equation|"
    r"trial|study|protocol|regimen|plc|ltd|inc|gmbh|ag|pharma\w*|laborator(?:y|ies)|labs inc|diagnostics|healthcare|"
    r"city|island|"
    r"virus|airport|station|park|county|state|province|district)\b",
    re.IGNORECASE,
)
_INSTITUTION_BEFORE = re.compile(
    r"\b(?:st|saint|san|santa|mount|mt|port|fort|lake|hospital|klinikum|clínica|clinica|hôpital|hopital|ospedale|"
    r"universit\w+|ward|"
    r"hospital (?:de|general)|fundación|instituto|institut|rue|calle|via|avenida|rua|plaza)\.?[ \t]+(?:de[ \t]+|"
    r"la[ \t]+)?$",
    re.IGNORECASE,
)
_EPONYM_GRADE = re.compile(
    r"[ \t]*(?:pugh|turcotte|class\w*|score|criteria|stage|grade|type|[a-c]\d{0,2}|[ivx]+|\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a message."""

    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What stands before the words."""
        return self.text[max(0, self.start - _REACH) : self.start]

    @property
    def behind(self) -> str:
        """What stands behind them."""
        return self.text[self.end : self.end + _REACH]

    @property
    def heads_line(self) -> bool:
        """Whether nothing stands before the words in their line, or a sentence ended there."""
        head = self.before.rstrip(" \t>*•-")
        return not head or head[-1] in "\n.;!?|"

    @property
    def is_line(self) -> bool:
        """Whether the words are a line of their own, the last one or behind a greeting."""
        rest = self.text[self.end : self.end + 3].strip(" \t.,")
        return (not rest or rest[0] == "\n") and self.before.rstrip(" \t").endswith("\n")


_HOUSE = re.compile(
    r"(?:[ \t]+[A-Z][\w-]+){1,2}[ \t]+(?:Hospital|Clinic|University|Institute|Infirmary|Centre|Center|Foundation|"
    r"Trust|Hospice|"
    r"College|School|Ward|Wing|Building)\b"
)
"""``Sheila Sherlock Liver Centre``."""


def is_institution(place: Place) -> bool:
    """``Queen Elizabeth Hospital``, ``Saint Vincent``: a house, an illness or a score called after somebody."""
    called = _INSTITUTION.match(place.behind) or _HOUSE.match(place.behind)
    return called is not None or _INSTITUTION_BEFORE.search(place.before) is not None


def names_institution(word: str) -> bool:
    """Tell whether a word behind a name makes it that of a house, an illness or a score."""
    return _INSTITUTION.match(f" {word}") is not None


def is_graded(text: str, end: int) -> bool:
    """``Child B``, ``Cheng II``: what stands behind who gave a score his name."""
    return _EPONYM_GRADE.match(text, end) is not None


def stands_as_person(place: Place) -> bool:
    """Tell whether two words or more that no list holds stand where a person does."""
    behind = place.behind
    return (
        any(one.match(behind) for one in (_DOES_BEHIND, _IS_BEHIND, _AGED, _OWNS, _MARKED, _DEGREE))
        or _BEFORE.search(place.before) is not None
        or _HEAD.search(place.before) is not None
        or (place.before.endswith("(") and behind.startswith(")"))
        or _TITLE.search(place.before) is not None
        or (place.heads_line and _PARTED.match(behind) is not None)
        or (place.is_line and _SIGNED_OFF.search(place.before) is not None)
    )


def begins(place: Place) -> int:
    """Where a name begins that a title stands before: ``Prof. de Vries`` with the particle."""
    if _TITLE.search(place.before) is None:
        return place.start
    particles = _PARTICLES_BEFORE.search(place.before)
    return place.start - len(particles["particles"]) if particles else place.start


def stands_alone(place: Place, kind: str) -> bool:
    """Tell whether a single word is a name: said with a title, greeted, or doing what people do."""
    if kind == "initial":
        return False
    if (
        place.before.endswith("@")
        or _TITLE.search(place.before)
        or (_HEAD.search(place.before) and kind in (GIVEN, FAMILY))
    ):
        return True
    if kind == FREE and _TOLD.search(place.before) and not place.text[place.start : place.end].isupper():
        return True
    if kind not in (GIVEN, FAMILY) or place.text[place.start : place.end].isupper():
        return False
    return (
        _DOES_BEHIND.match(place.behind) is not None
        or (_PATIENT.search(place.before) is not None and may_be_family(place.text[place.start : place.end]))
        or _HONOURED.match(place.behind) is not None
        or (_KIN_BEHIND.match(place.behind) is not None and place.heads_line)
        or _AGED.match(place.behind) is not None
        or (
            kind == GIVEN
            and (_IS_BEHIND.match(place.behind) is not None or _ALONE_BEFORE.search(place.before) is not None)
        )
        or (place.is_line and _SIGNED_OFF.search(place.before) is not None)
    )
