"""Age and sex in one piece, in whole words: ``Tx-naive F53.`` as ``53-year-old female``.

A letter beside two digits is a sex and an age where nothing else that is written so can stand: a temperature
(``98F``), months (``24M``), the width of a tube (``20F``), a code of an illness (``F32``), a rate (``72/m``).
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.kin import KIN
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.person_items import NEXT_NAME

_WOMEN = (
    "fem", "lady", "woman", "female", "frau", "femme", "mujer", "donna", "vrouw", "mulher", "patiente", "weiblich",
    "♀", "f", "w",
)  # fmt: skip
_SEX = (
    r"(?P<sex>fem\b\.?|gent\b|lady\b|woman\b|man\b|gentleman\b|female\b|male\b|frau\b|femme\b|mujer\b|donna\b|vrouw\b|"
    r"mulher\b|patiente\b|weiblich\b|mann\b|herr\b|homme\b|hombre\b|var[óo]n\b|uomo\b|homem\b|männlich\b|♀|♂|"
    r"[fmw](?![a-z'&]|/[us]\b))"
)
_AGE = r"(?P<age>1[89]|[2-9]\d|10[0-5])"
_ABROAD = r"j(?:\.(?! )|ahre?)?|ans|años|anni|jaar|jarige"
_YEARS = rf"(?P<years>[ -]?(?:y[/ -]o|y\.o\.|yrs?|ys|yo|y|{_ABROAD}|a(?=[ ,/]{{1,2}}[fm]\b)))?"
_OPEN = r"(?:(?<![\w.'%@#^<>=+*/-])(?<!\d,)(?<![<=*] )(?<!(?<!-)> )|(?<=\bpt))"
_SHUT = (
    r"(?P<shut>\)?)(?![\w%'^°]|[.,/:-]\d| ?[-–] ?\d(?! (?:lesion|nodule|tumou?r))| ?[%°]|\+| \+(?! )| ?[x×] ?\d|"
    r"/\d| to \d|"
    r" ?(?:kg|cm|mm|mg|ml|mcg|g|days?|d|weeks?|wks?|months?|mo|min|secs?|bpm|u|iu|"
    r"[uµ]?mol|mmol|ng|years? (?:ago|later|since))\b)"
)
_JOINT = r"(?P<joint>,? ?\(| ?[/|,:-] ?|;|,? aged | of | (?:de|di|von|van) | |)"
_SEX_FIRST = Gated(
    _OPEN + r"\(?" + _SEX + r"(?!\.)(?:(?<=[a-z]{3}) (?:pt|patient)\b)?" + _JOINT + _AGE + _YEARS + _SHUT,
    core=_SEX + r"(?!\.)(?: (?:pt|patient)\b)?" + _JOINT + _AGE,
)
_AGE_FIRST = Gated(_OPEN + r"\(?" + _AGE + _YEARS + _JOINT + _SEX + _SHUT, core=r"\d" + _YEARS + _JOINT + _SEX)
_SURE = ("", "/", "(", "|", ";")
_LETTERS = ("f", "m", "w")
_READ = ("fem", "gent", "lady", "woman", "man", "gentleman", "female", "male")
_YEARS_READ = ("y/o", "y-o", "y.o.", "yr", "yrs", "yo", "y")
_HALF_YEARS = ("18", "24", "30", "36", "42", "48", "60")
_CLAUSE = re.compile(r"(?:[^.;:!?|\n]|\.(?=\d))*\Z")
_VALUE_OF = re.compile(
    r"\b(?:plts?|platelets|alb(?:umin)?|bili(?:rubin)?|tb|alt|ast|[gs][op]t|afp|pivka|dcp|hb|hgb|crea?t?(?:inine)?|ggt|alp|crp|"
    r"ldh|urea|weight|wt|bmi|height)(?: is| was)?[ :=-]{1,3}\Z"
)
"""``plt: 91;woman``: the number has a name of its own before it."""
_ITEM = re.compile(r",| [/|+&-] ?$| [/|+&-] ")
_LAST = re.compile(r"([a-z]+)[.:]?[ (]*\Z")
_PARTED = re.compile(r"(?:^|[.!?:;,|\n]|[-–>/] ?)[ (]*$")
_ALONE = re.compile(r"(?:^|[,;|\n]) ?(?:pat(?:ient(?:in)?)?\.? )?$")
_BEHIND = re.compile(r"[ )-]*([a-z]+)")
_PRESSURE = re.compile(r"\b(?:bp|rr|ta) ?[:=]? ?\d{2,3}/\d{2,3} (?=[(]?$)")
_NUMBERED = re.compile(
    r"(?:pt|patient|subj|subject|case|bed|rm|room|ward|bay|no|id|screen\w*|#)\.? ?#? ?\d{1,4}[ ,:.-]*"
)
_SHARE = re.compile(r"\b(?:lymph\w*|neut\w*|eos\w*|baso\w*|poly\w*|bands?|segs?) ?:? ?\d{1,2} ?%?[,;/]? ?$")
"""``lymph 30, m 20``: what is counted before the letter."""
_SEVERAL = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six|several|both) (?:new |more |other |our )?"
    r"(?:pts|patients|cases|subjects|candidates)\b(?:(?!\b(?:ours?|hers?|his|s?he|mine|this)\b)[^.;\n]){0,30}$"
)
"""``3 pts: 61F, 55M``: several patients, of whom none is the one asked about."""
_LIMITED = re.compile(
    r"\b(?:limits?|cut-?offs?|thresholds?|minimum|maximum|min|max|needs?|required|requires|criterion|target|goal)\b"
    r"[^.;\n]{0,40}?\d[^.;\n]{0,12}(?:our|the|my|this) $"
)
"""``limit for bilirubin 34, our man 41``: what he has of it."""
_OF_YEARS = re.compile(r"\b(?:aged?|years?|yrs?|yo)\b")
_WORDS = re.compile(r"[a-z]+")
_VALUED = re.compile(r"[a-z)] ?[<>=:]{0,2} ?\d+(?:[.,]\d+)?(?: ?[a-z/]{1,6})? $|(?:neg|pos|none|nil|no|yes) $")
_CLOSED = re.compile(r"\s*(?:$|[.;\n])")
_COUNTED = (
    "pack", "packs", "cigarettes", "units", "drinks", "patients", "pts", "cases", "nodules", "lesions", "tumours",
    "tumors", "sessions", "cycles",
)  # fmt: skip
_SPANNED = Gated(rf"(?:(?<=yrs)|(?<=yr)|(?<=\dy)| ?years?) (?:of (?!age)|(?:{any_of(word_set('ages_spans'))})\b)")
"""``man, 30 yrs of alcohol``: what the years are of is not the person."""
_NEAR = 90
_FEW = 5
"""Words of an opening, before the patient."""
_ELSE = word_set("years_and_sex_else")
"""Words beside which such a piece is a measure, a code or somebody else's."""
_TIMES = word_set("years_and_sex_times")
_KIN = re.compile(rf"\b(?!(?:ex|childs?)\b)(?:{KIN}|donor|caregiver|carer)s?\b")
"""``ex smoker``, ``Childs B7`` are of the patient."""
_CODED = word_set("years_and_sex_coded")
_TUBES = word_set("years_and_sex_tubes")
_OPENERS = word_set("years_and_sex_openers")


def with_years_and_sex(text: Text) -> Text:
    """Write an age and a sex that stand in one piece in whole words; the first of a message alone."""
    for one in (_SEX_FIRST, _AGE_FIRST):
        for match in one.finditer(text.low):
            if _of_a_patient(text.low, match) or _closes(text, match):
                return rewritten(text, [Change(*match.span(), _in_words(match))])
    return text


def _in_words(match: re.Match[str]) -> str:
    open_, shut = match[0].startswith("("), match["shut"]
    bare = bool(shut) and not open_ and "(" not in match["joint"]
    sex = "female" if match["sex"].rstrip(".") in _WOMEN else "male"
    return f"{'(' if open_ else ''}{match['age']}-year-old {sex}{')' if (open_ and shut) or bare else ''}"


def _closes(text: Text, match: re.Match[str]) -> bool:
    """``... AFP 133 ECOG 1 F 57``: a capital and the years of a grown person close a line of values."""
    capital = match["sex"] in ("f", "m") and text.cased[match.start("sex")].isupper()
    valued = _VALUED.search(text.low, max(0, match.start() - 12), match.start()) is not None
    closed = _CLOSED.match(text.low, match.end()) or NEXT_NAME.match(text.low, match.end())
    return capital and valued and match["joint"] in (" ", "-") and closed is not None


def _weeks(low: str, match: re.Match[str], before: str) -> bool:
    """``57 w``: a woman where it is an item of its own, else weeks."""
    alone = _ALONE.search(before) and low[match.end() : match.end() + 1] in ("", ",", ";", "|", "\n")
    return match["sex"] == "w" and not match["years"] and not alone


def _of_a_patient(low: str, match: re.Match[str]) -> bool:
    first = match.re is _SEX_FIRST.pattern
    valued = not first and match["joint"] and not match["years"]
    if (first and _SPANNED.match(low, match.end())) or (
        valued and _VALUE_OF.search(low, max(0, match.start() - 24), match.start())
    ):
        return False
    before = low[max(0, match.start() - _NEAR) : match.start()]
    clause = _CLAUSE.search(before)
    said = _PRESSURE.sub("", clause[0]) if clause else ""
    last, behind = _LAST.search(said), _BEHIND.match(low, match.end())
    near = set(_WORDS.findall(_ITEM.split(said.rstrip(" ("))[-1])[-3:])
    if near & _ELSE or _KIN.search(" ".join(_WORDS.findall(said)[-3:])) or (behind and behind[1] in _TUBES):
        return False
    hot = behind is not None and behind[1] == "post" and int(match["age"]) > 94  # ``99F post paracetamol``
    if (
        hot
        or (last is not None and last[1] in _TIMES)
        or _SHARE.search(before)
        or _SHARE.search(before + match["age"])
        or _SEVERAL.search(before)
        or (
            first
            and match["joint"] == " "
            and not match["years"]
            and _LIMITED.search(before)
            and not _OF_YEARS.search(before)
        )
    ):
        return False
    glued = match["joint"] == "" and match.re is _SEX_FIRST.pattern
    if glued and near & _CODED:
        return False
    read = not first and match["sex"] in _READ and match["joint"] == " "  # ``58 y/o lady`` needs no other words
    if (read and (match["years"] or "").strip(" -") in _YEARS_READ) or _weeks(low, match, before):
        return False
    worded = match["sex"] not in _LETTERS and (first or match["sex"] not in _READ)
    if worded and (behind is None or behind[1] not in _COUNTED):
        return True  # ``man 59 sorafenib 03/2025``
    half_years = match["sex"] == "m" and match["joint"] == "" and match["age"] in _HALF_YEARS and not match["years"]
    sure = (match["joint"].strip() in _SURE and " " not in (match["joint"] or "-")) or bool(match["years"])
    if sure and (match["sex"] not in _LETTERS or not (glued or half_years)):
        return True
    opens = _PARTED.search(before) is not None or (last is not None and last[1] in _OPENERS)
    told = _NUMBERED.sub("", said)
    return opens or (not half_years and len(_WORDS.findall(told)) <= _FEW and not any(one.isdigit() for one in told))
