"""Lines of a treatment history, one course each: a long line that is not closed is no sentence broken at a width."""

from __future__ import annotations

import re

_TREATED = (
    r"(?:[ct]?-?tace|deb-?tace|haic|tae|sirt|tare|y-?90|rfa|mwa|sbrt|sabr|rt|radiotherapy|resection|hepatectomy|"
    r"\w*segmentectomy|\w*sectionectomy|(?:cryo-?)?ablation|\w*emboli[sz]ation|transplant\w*|[a-z]{4,}(?:nib|mab)|stride|"
    r"t ?\+ ?a|a ?\+ ?t|nexavar|lenvima|stivarga|cabometyx|cyramza|tecentriq|avastin|keytruda|opdivo|yervoy|imfinzi|"
    r"imjudo|tyvyt|folfox|lenva|sora|atezo|durva|cabo|rego|nivo|pembro)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = (
    rf"(?:\d{{1,2}}[./-]\d|\d{{4}}(?:-\d\d)?\b|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}|"
    rf"{_MONTH}(?:,? (?:of )?(?:\d|')| ?[-–:]))"
)
_POINT = r"(?:\(?\d{1,2}[.)] |[1-4]L:? |[-*•] )?"
_DATING = r"(?:(?:in|on|at|since|from|between|the|early|late|mid|end of|end)[ -])*"
_LEAD = (
    r"(?:(?:now|currently|has|been|is|an?|then|first|second|progressed|failed|two|three|four|several|on|receiving|"
    r"started|switched to|intolerant of|had|underwent|of)[ -])*"
)
_DATED = rf"[^\n]*(?:\d|{_MONTH})"
_OPENS = re.compile(
    rf"{_POINT}(?:{_DATING}{_DAY}[^\n]*\b{_TREATED}\b"
    rf"|{_MONTH} (?:\w+[ -])?{_TREATED}\b"
    rf"|{_LEAD}(?:\w+[ -])?{_TREATED}\b{_DATED}"
    rf"|(?:s?he|pt|patient|the patient|we|his|her)\b[^\n]*\b{_TREATED}\b{_DATED})",
    re.I,
)
NAMED = re.compile(rf"\b{_TREATED}\b", re.I)
"""A treatment, by any of its common names."""
_OPEN_WORD = re.compile(
    rf"(?:[,(/+&-]|\b(?:the|an?|of|and|or|in|on|at|to|from|with|by|for|no|not|after|since|until|between|his|her|their|my|our|"
    rf"was|were|is|are|been|be|has|had|have|then|when|where|which|who|that|than|as|but|so|two|three|four|one|five|six|"
    rf"first|second|third|last|line|received|underwent|given|started|begun|under|via|plus|switched|combination|"
    rf"additional|further|another|repeat|prior|previous|oral|he|she|we|they|because|due|owing|patient|pt|commenced|put|placed|maintained|"
    rf"kept|progressed|remains|continued|changed|{_MONTH})"
    rf"|\b(?:x ?)?\d{{1,2}}(?:st|nd|rd|th)?)$",
    re.I,
)

_GOES_ON = ("with ", "and ", "plus ", "of ", "for ", "by ", "to ", "which ", "because ", "due ", "was ", "were ")
"""What opens no line of its own, so typed."""


def opens_course(line: str, behind: str) -> bool:
    """Tell whether a line tells of one course of treatment, and the next one begins to tell of another."""
    shown = line.rstrip()
    if behind.startswith(_GOES_ON):
        return False
    if _OPENS.match(behind) is None or NAMED.search(shown) is None:
        return False
    return _OPEN_WORD.search(shown) is None or re.search(r"[/.-]\d{1,2}$", shown) is not None
