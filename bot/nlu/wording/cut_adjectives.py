"""Adjectives cut short before their noun: ``no pulm. embolism``, ``hep. encephalopathy``, ``refr. ascites``.

Their dot ends no sentence, so that what is denied before it stays denied.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.text.word_forms import COMMON

_FULL = {
    "pulm pulmon": "pulmonary",
    "myoc myocard": "myocardial",
    "hepat": "hepatic",
    "cerebr cereb": "cerebral",
    "isch ischaem ischem": "ischaemic",
    "haemorrh hemorrh": "haemorrhagic",
    "varic": "variceal",
    "extrahep extrahepat": "extrahepatic",
    "intrahep intrahepat": "intrahepatic",
    "autoimm": "autoimmune",
    "interst interstit": "interstitial",
    "congest": "congestive",
    "unst unstab": "unstable",
    "chron": "chronic",
    "uncontr uncontrol": "uncontrolled",
    "therap": "therapeutic",
    "psych psychiatr": "psychiatric",
    "prim": "primary",
    "immunosuppr": "immunosuppressive",
    "gastroint": "gastrointestinal",
    "gastr": "gastric",
    "oesoph esoph": "oesophageal",
    "refr refract": "refractory",
    "macrovasc": "macrovascular",
    "vasc": "vascular",
    "periton": "peritoneal",
    "adren": "adrenal",
    "lymph": "lymph",
    "syst": "systolic",
    "diast": "diastolic",
    "ventr": "ventricular",
    "coron": "coronary",
    "cardiol card": "cardiac",
    "metast": "metastatic",
    "acq": "acquired",
    "fibr": "fibrotic",
    "neurol": "neurological",
    "bact": "bacterial",
}
_ADJECTIVES = {short: full for names, full in _FULL.items() for short in names.split()}
_BEFORE_NOUN = {
    "hep": ("hepatic", re.compile(r"(?:enceph|vein|venous|decomp|metast|hydro|art|steat)")),
    "var": ("variceal", re.compile(r"(?:bleed|ha?emorrh)")),
    "act": ("active", re.compile(r"(?:infect|bleed|hep|tuberc|tb\b|ulcer|malign|cancer)")),
    "ther": ("therapeutic", re.compile(r"anticoag")),
    "art": ("arterial", re.compile(r"hypert")),
    "cor": ("coronary", re.compile(r"(?:bypass|art)")),
    "mod": ("moderate", re.compile(r"(?:ascit|tens)")),
    "sev": ("severe", re.compile(r"(?:ascit|angina|heart|diarrh|enceph)")),
    "syst": ("systolic", re.compile(r"(?:bp|blood|rr)")),
}
_CUT = Gated(r"(?<![\w.@-])(?P<word>[a-z]{3,11})\.[ ]?(?=[a-z])")
_EMBOLISM = Gated(r"\bpulm(?:on)?\.? embo?l?\.(?=\s|$|[,;)])")
_DENIED = re.compile(r"\b(?:no|without|denies|never had|nor|any|known)[ ]$")
_CUT_TO = 7
"""Letters of a word that may be cut short."""
_CLOSED = frozenset(["eg", "ie", "approx", "incl", "resp", "etc", "ref", "dx", "hx"])


def with_adjectives_out(text: Text, lexicon: Lexicon) -> Text:
    """Write such adjectives out; behind a denial the dot of a word that nobody knows ends no sentence either."""
    if "." not in text.low:
        return text
    changes = [Change(*match.span(), "pulmonary embolism") for match in _EMBOLISM.finditer(text.low)]
    for match in _CUT.finditer(text.low):
        full = _in_full(match, lexicon, text.cased[match.end()].islower())
        if full is not None:
            changes.append(Change(*match.span(), f"{full} "))
    return rewritten(text, apart(changes)) if changes else text


def _in_full(match: re.Match[str], lexicon: Lexicon, goes_on: bool) -> str | None:
    word = match["word"]
    if word in _BEFORE_NOUN:
        full, noun = _BEFORE_NOUN[word]
        return full if noun.match(match.string, match.end()) else _ADJECTIVES.get(word)
    if word in _ADJECTIVES:
        return _ADJECTIVES[word]
    if not goes_on or len(word) > _CUT_TO or word[-1] in "aeiouys":
        return None
    if not _DENIED.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    return None if word in COMMON or word in _CLOSED or lexicon.is_word(word) else word
