"""Figures that a recogniser writes as other words: ``ninety too``, ``fifty ate``, ``creatine in forty``."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.rewriting import Change
from bot.nlu.telling import Gated

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_HEARD = {"too": "two", "to": "two", "tu": "two", "ate": "eight", "for": "four", "fore": "four", "won": "one"} | {
    "tree": "three",
    "free": "three",
    "sicks": "six",
    "sics": "six",
    "fife": "five",
    "nein": "nine",
}
_UNITS = (
    r"(?:point|milli\w*|micro\w*|nano\w*|grams?|units|percent|per cent|years|over|beats|seconds|centimet\w*|thousand|"
    r"mg|and i\b|and a (?:man|woman))"
)
_ONES = Gated(rf"\b(?:{_TENS})[ -](?P<said>{'|'.join(_HEARD)})(?=\W*$| {_UNITS})")
_IN = Gated(
    rf"\b(?:creatinine|creatine)(?P<said> (?:in|een|ine)) "
    rf"(?=(?:{_TENS}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)\b)"
)
_ALONE = Gated(
    r"\b(?P<said>ate|won|tree|fife|sics|sicks)(?= (?:point|milli|micro|nano|centimet|lumps|spots|"
    r"tumou?rs))"
)


def spoken_figures(low: str) -> Iterator[Change]:
    """Give the figures that words stand for where a number goes on or is measured."""
    for match in _IN.finditer(low):
        yield Change(*match.span("said"), "")
    for pattern in (_ONES, _ALONE):
        for match in pattern.finditer(low):
            yield Change(*match.span("said"), _HEARD[match["said"]])
