"""One value with a drug and one without: ``INR 3.1 on warfarin, 1.1 off``; which of them holds today is asked."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_VALUE = r"\d[\d.,/]*\d|\d"
_DRUG = (
    r"(?: (?:it|the|his|her|any|warfarin|coumadin|marcumar|phenprocoumon|acenocoumarol|vka|anticoag\w*|thinners?|"
    r"blood thinners?|doac|apixaban|rivaroxaban|meds?|medication|medicines?|treatment|therapy|tablets|pills|drugs?|"
    r"antihypertensives?|amlodipine))*"
)
_ON, _OFF = r"(?:(?:when|while|whilst) )?(?:on|with|taking)", r"(?:(?:when|while|whilst) )?(?:off|without)"
_JOINT = r" ?[,;/.(]? ?(?:and |but |then |vs\.? )*"
_LEAD = r"\b(?P<name>inr|bp|blood pressure)(?: ?[:=]| was| is| of| at)* "


def _pair(first: str, second: str) -> str:
    """Both values, each before or behind the word of its state."""
    one = rf"(?:(?:{_VALUE}),? {first}{_DRUG}|{first}{_DRUG}(?: was| is|:)? (?:{_VALUE}))"
    return rf"{one}{_JOINT}{one.replace(first, second)}"


_ON_AND_OFF = Gated(rf"{_LEAD}(?:{_pair(_ON, _OFF)}|{_pair(_OFF, _ON)})(?![\w.])")
_NUMBERS = re.compile(_VALUE)
_ASKED = {"inr": ("inr", "anticoagulation")}


def read_on_and_off(draft: Draft) -> None:
    """Ask for the value of today, and for the blood thinner, where two are told with it and without it."""
    for match in _ON_AND_OFF.finditer(draft.text.low):
        first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
        told = tuple(_NUMBERS.findall(match.group()))
        for fact in _ASKED.get(match["name"], ("systolic_bp", "diastolic_bp")):
            draft.ask(fact, "two_readings", first, last, () if fact == "anticoagulation" else told)
        draft.use(range(first, last + 1))
