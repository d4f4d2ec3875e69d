"""Ascites or encephalopathy told with how much there was before: ``ascites was grade 3, now trace on spironolactone``.

How much there is now is put right behind the name, so that it stands as in any chart.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.times_told import BEFORE, NOW

_NAME = (
    r"(?<![\w-])(?P<name>ascites|asc|peritoneal fluid|hepatic encephalopathy|encephalopathy|he)(?![\w-])"
    r"(?: (?:grade|degree|amount))?"
)
_ONE = (
    r"(?:(?:grade|gr\.?|gd|g|stage) ?(?:[0-4]|i{1,3}|iv)|trace|minimal|mild|small|slight|little|moderate|mod|large|"
    r"massive|tense|gross|severe|marked|refractory|uncontrolled|controlled|overt|covert|[0-4]\+)"
)
_LESS = r"(?:none|nil|absent|resolved|gone|cleared|not (?:seen|detectable|detected|visible|present))"
_OLD = rf"(?:{_ONE}(?:[ -](?:to[ -])?{_ONE})?|{_LESS}|yes|present|no)(?: (?:volume|amount))?"
_NEW = (
    rf"(?P<new>(?:(?:only|just|a|an|very|well) )*(?:{_ONE}(?:[ -](?:to[ -])?{_ONE})?|{_LESS}))(?![\w/]|-\w|[.,]\d)"
    r"(?! (?:(?:hepatic|portal|severe) )?(?:enceph\w*|he|ascites|varices|toxicity|fatigue|diarrh\w*|hfs\w*|rash)\b)"
)
"""``ascites, currently grade 2 encephalopathy``: of another matter."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: ?'?\d{2,4})?"
_TIME = (
    rf"(?: ?\(?(?:(?:back )?(?:in|at|on|since|until|till|by) )?(?:the )?(?:{_MONTH}|(?:19|20)\d\d|"
    rf"\d{{1,2}}[/.-](?:20)?\d\d|"
    rf"{BEFORE}|(?:spring|summer|autumn|winter)(?: 20\d\d)?|"
    r"(?:before|after)(?: [a-z]{3,12})?|then|(?:dx|diagnosis|presentation|"
    r"first|baseline|admission|"
    r"referral|screening)|ago|prior)\)?)"
)
_WAS = (
    r"(?: ?[:=-]? ?(?:was|were|had been|used to be|previously|formerly|initially|earlier|before|prior|once|"
    r"of|at first))*"
)
_NOW = (
    rf"(?:{NOW}|since then|(?:at|on|since) (?:discharge|re-?staging|review)|after (?:drainage|paracentesis|diuretics))"
)
_IS = r"(?:it is|it's|is|has become|became|become|down to|up to|improved to|only|back to|of|at|has improved to)"
_BECOMES = (
    r"(?:went|gone|going|improved|improving|worsened|progressed|decreased|increased|changed|reduced|turned|moved|"
    r"diminished|down|up|regressed|fell|fallen)"
)
_TURNS = tuple(
    Gated(one)
    for one in (
        rf"{_NAME}{_WAS}[ :=,]*{_OLD}{_TIME}?(?! {_NOW},)[ ,;(–-]+(?:and |but |though |"
        rf"yet )?(?:{_IS} )?{_NOW},?(?: {_IS})* {_NEW}",
        rf"{_NAME}{_WAS}[ :=,]*{_OLD}{_TIME}?[ ,;]+(?:and |but )?(?:{_IS} )?{_NEW} \(?{_NOW}\)?",
        rf"{_NAME}[ :=,]*{_OLD}{_TIME}? ?(?:->|→|=>|>) ?{_NEW}",
        rf"{_NAME}[ :=,]*(?:(?:has|have|is|was) )?(?:{_BECOMES} )?from {_OLD}{_TIME}? (?:to|->) {_NEW}",
        rf"{_NAME}[ :=,]*(?:{_NOW} |is )*{_NEW}(?: {_NOW})?[ ,;]*\(?(?:was|were|previously|formerly|"
        rf"prior|before|earlier|"
        rf"initially|down from|up from|from|had been|used to be|improved from)(?: an?)? {_OLD}{_TIME}?\)?",
        rf"(?:previously|formerly|initially|earlier|prior|once) {_OLD} {_NAME}{_TIME}?[ ,;]+(?:(?:and|"
        rf"but|which|that) )*"
        rf"(?:{_IS} )?{_NOW},?(?: {_IS})* {_NEW}",
        rf"(?<![a-z]){_OLD} {_NAME}{_TIME}?[ ,;]+(?:(?:and|but|which|that|has|have|is) )*(?:{_NOW} )?"
        rf"(?:become|became|improved to|turned|down to|decreased to|reduced to|{_NOW})(?: {_IS})* {_NEW}",
        rf"(?<![a-z]){_OLD} {_NAME}{_TIME}[ ,;]+(?:and |but )?{_NEW} {_NOW}(?=\s*(?:$|[.,;)\n]))",
    )
)
_SOME = (
    rf"(?:(?:had|has had|was|were|an?|some|one|two|three|four|several|twice|once|previous|prior|past|earlier|recent|"
    rf"there (?:was|were)) )*(?:{_ONE}|present|yes|episodes?|bouts?|attacks?|spells?)(?: {_ONE})?(?: twice| once)?"
    rf"(?:{_TIME}|,? (?:(?:two|three|a few|some|\d+) )?(?:weeks|months|years) ago)"
)
_OVER = (
    Gated(
        rf"{_NAME}[ :=,]*(?:(?:is|was|currently|now|today|at present) )*{_LESS}(?: {_NOW})?[ ,;(–-]+"
        rf"(?:(?:and|but|though) )?{_SOME}\)?"
    ),
    Gated(
        rf"\b(?:no|without|denies) (?P<now>(?:current|active|ongoing|present) )?{_NAME}(?(now)|(?= (?:{_NOW})))"
        rf"(?: {_NOW})?[ ,;(–-]+(?:(?:and|but|though) )?{_SOME}\)?"
    ),
    Gated(
        rf"{_NAME}{_WAS}[ :=,]*(?:{_ONE}|present|yes){_TIME}[ ,;(–-]+(?:and |but )?(?:{_IS} )?"
        rf"(?:{_NOW} (?:{_IS} )?{_LESS}|{_LESS} {_NOW})\)?"
    ),
)
"""``no HE now, two episodes last year``, ``HE currently none (grade 2 in Sept)``: there was some once."""
_HELD = re.compile(r"\b(?:ascites|asc|fluid|encephalopathy|he)\b")


def in_last_degree(text: Text) -> Text:
    """Put how much there is now right behind the name."""
    if not _HELD.search(text.low):
        return text
    changes = [
        Change(*match.span(), _put(match["name"], match["new"]))
        for frame in _TURNS
        for match in frame.finditer(text.low)
        if not (match["name"] == "he" and re.search(rf"\A{_LESS}", match["new"]))
    ]
    changes = [one for one in changes if one.wording]
    changes += [
        Change(*match.span(), "past hepatic encephalopathy")
        for frame in _OVER
        for match in frame.finditer(text.low)
        if not match["name"].startswith(("asc", "peri"))
    ]
    return rewritten(text, apart(changes)) if changes else text


def _put(name: str, new: str) -> str:
    """``no ascites``, ``ascites trace``; nothing for an encephalopathy that is over, which is past."""
    brain = not name.startswith(("asc", "peri"))
    if re.fullmatch(_LESS, new):
        return "" if brain else f"no {name}"
    return f"current {name} {new}" if brain else f"{name} {new}"
