"""Figures that a recogniser writes as other words: ``ninety too``, ``fifty ate``, ``creatine in forty``.

A homophone is read as a number only where a number stands: behind tens, around ``point``, before a unit of measure or
a count of tumours, behind the name of a grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.lexicon.number_words import TENS
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_TENS = "|".join(TENS)
_ONES = "zero|one|two|three|four|five|six|seven|eight|nine|ten|oh"
_HEARD = {"too": "two", "to": "two", "tu": "two", "ate": "eight", "for": "four", "fore": "four", "won": "one"} | {
    "tree": "three",
    "free": "three",
    "sicks": "six",
    "sics": "six",
    "fife": "five",
    "nein": "nine",
    "wan": "one",
    "ait": "eight",
}
_ANY = "|".join(_HEARD)
_STRONG = "won|wan|ate|ait|tree|fife|sicks|sics|nein"
"""Words that stand behind tens for nothing else."""
_UNITS = (
    r"(?:point|milli\w*|micro\w*|nano\w*|grams?|units|percent|per cent|years?|over|beats|seconds|centimet\w*|thousand|"
    r"mg|and)\b"
)
_BEHIND_TENS = Gated(rf"\b(?:{_TENS}|hundred and)[ -](?P<said>(?:{_STRONG})(?= |\W*$)|(?:{_ANY})(?=\W*$| {_UNITS}))")
_IN = Gated(
    rf"\b(?:creatinine|creatine)(?P<said> (?:in|een|ine)) "
    rf"(?=(?:{_TENS}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)\b)"
)
_THINGS = r"(?:tumou?rs?|lesions?|nodules?|lumps?|spots?|growths?|masses)\b"
_ALONE = Gated(
    rf"\b(?P<said>ate|won|tree|fife|sics|sicks)(?= (?:point|milli|micro|nano|centimet|{_THINGS}))"
    rf"|\b(?P<early>too|free|fore)(?= point (?:{_ONES})\b)"
    rf"|\b(?:is|was|are|were|about|around|have|has|got|found|saw|see|there's|with|largest|biggest|measures|measuring|"
    rf"albumin|bilirubin|inr|creatinine|haemoglobin|hemoglobin|potassium) (?P<weak>{_ANY})"
    rf"(?= (?:point (?:{_ONES}|{_ANY})\b|centimet|millimet|{_THINGS}))"
)
_AFTER_POINT = Gated(
    rf"\b(?:{_ONES}|{_TENS}|eleven|twelve|\w+teen|{_STRONG}) point (?P<said>{_ANY})(?=\W*$| (?:and|with|on|in|the|my|"
    r"milli\w*|micro\w*|grams?|centimet\w*|units|nano\w*|albumin|platelets|bilirubin|inr|creatinine)\b)"
)
_GRADE = Gated(
    r"\b(?:ecog|cog|performance status|status|ps|cnlc|grade|score) (?:(?:is|was|of|score|stage) )*"
    rf"(?P<said>{_ANY})(?=\W*$| and\b)"
    r"|\b(?:pew|pugh|poo|pu) (?:a|b|c|be|bee|see|ay) (?P<points>ate|ait|sicks|sics|fife|nein)\b"
)
_OF_AGE = Gated(rf"\b(?:{_TENS})[ -](?P<said>to|too|for|fore|free|tu)(?=[ -]years?\b)")


def spoken_figures(low: str) -> Iterator[Change]:
    """Give the figures that words stand for where a number goes on or is measured."""
    for match in _IN.finditer(low):
        yield Change(*match.span("said"), "")
    for pattern in (_BEHIND_TENS, _ALONE, _AFTER_POINT, _GRADE, _OF_AGE):
        for match in pattern.finditer(low):
            group = next(name for name, heard in match.groupdict().items() if heard)
            yield Change(*match.span(group), _HEARD[match[group]])
