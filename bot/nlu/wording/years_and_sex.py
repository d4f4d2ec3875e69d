"""Age and sex in one piece, in whole words: ``Tx-naive F53.`` as ``53-year-old female``.

A letter beside two digits is a sex and an age where nothing else that is written so can stand: a temperature
(``98F``), months (``24M``), the width of a tube (``20F``), a code of an illness (``F32``), a rate (``72/m``).
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SEXES = {"f": "female", "fem": "female", "lady": "female", "woman": "female", "female": "female"}
_SEX = r"(?P<sex>fem\b\.?|gent\b|lady\b|woman\b|man\b|gentleman\b|female\b|male\b|[fm](?![a-z'&]|/[us]\b))"
_AGE = r"(?P<age>1[89]|[2-9]\d|10[0-5])"
_YEARS = r"(?P<years>[ -]?(?:y[/-]o|y\.o\.|yrs?|yo|y))?"
_OPEN = r"(?:(?<![\w.'%@#^<>=+*/-])(?<!\d,)(?<![<>=*] )|(?<=\bpt))"
_SHUT = (
    r"(?P<shut>\)?)(?![\w%'^°]|[.,/:-]\d| ?[-–] ?\d| ?[%°+]| ?[x×] ?\d|/\d| to \d|"
    r" ?(?:kg|cm|mm|mg|ml|mcg|g|days?|d|weeks?|wks?|months?|mo|min|secs?|bpm|u|iu|years? (?:ago|later|since))\b)"
)
_JOINT = r"(?P<joint>,? ?\(| ?[/|,:-] ?|;|,? aged | |)"
_SEX_FIRST = Gated(
    _OPEN + r"\(?" + _SEX + r"(?!\.)(?:(?<=[a-z]{3}) (?:pt|patient)\b)?" + _JOINT + _AGE + _YEARS + _SHUT
)
_AGE_FIRST = Gated(_OPEN + r"\(?" + _AGE + _YEARS + _JOINT + _SEX + _SHUT)
_SURE = ("", "/", "(", "|", ";")
_LETTERS = ("f", "m")
_HALF_YEARS = ("18", "24", "30", "36", "42", "48", "60")
_CLAUSE = re.compile(r"(?:[^.;:!?|\n]|\.(?=\d))*\Z")
_LAST = re.compile(r"([a-z]+)[.:]?[ (]*\Z")
_PARTED = re.compile(r"(?:^|[.!?:;,|\n]|[-–>/] ?)[ (]*$")
_BEHIND = re.compile(r"[ )-]*([a-z]+)")
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
_WORDS = re.compile(r"[a-z]+")
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
            if _of_a_patient(text.low, match):
                return rewritten(text, [Change(*match.span(), _in_words(match))])
    return text


def _in_words(match: re.Match[str]) -> str:
    open_, shut = match[0].startswith("("), match["shut"]
    bare = bool(shut) and not open_ and "(" not in match["joint"]
    sex = _SEXES.get(match["sex"].rstrip("."), "male")
    return f"{'(' if open_ else ''}{match['age']}-year-old {sex}{')' if (open_ and shut) or bare else ''}"


def _of_a_patient(low: str, match: re.Match[str]) -> bool:
    before = low[max(0, match.start() - _NEAR) : match.start()]
    clause = _CLAUSE.search(before)
    said = clause[0] if clause else ""
    last, behind = _LAST.search(said), _BEHIND.match(low, match.end())
    near = set(_WORDS.findall(said.rstrip(" (").rpartition(",")[2])[-3:])
    if near & _ELSE or _KIN.search(" ".join(_WORDS.findall(said)[-3:])) or (behind and behind[1] in _TUBES):
        return False
    hot = behind is not None and behind[1] == "post" and int(match["age"]) > 94  # ``99F post paracetamol``
    if hot or (last is not None and last[1] in _TIMES):
        return False
    if _SHARE.search(before) or _SHARE.search(before + match["age"]) or _SEVERAL.search(before):
        return False
    glued = match["joint"] == "" and match.re is _SEX_FIRST.pattern
    if glued and near & _CODED:
        return False
    if match["years"] and match["sex"] not in _LETTERS and match["joint"] == " ":
        return False  # ``58 y/o lady`` needs no other words
    half_years = match["sex"] == "m" and match["joint"] == "" and match["age"] in _HALF_YEARS and not match["years"]
    sure = (match["joint"].strip() in _SURE and " " not in (match["joint"] or "-")) or bool(match["years"])
    if sure and (match["sex"] not in _LETTERS or not (glued or half_years)):
        return True
    opens = _PARTED.search(before) is not None or (last is not None and last[1] in _OPENERS)
    told = _NUMBERED.sub("", said)
    return opens or (not half_years and len(_WORDS.findall(told)) <= _FEW and not any(one.isdigit() for one in told))
