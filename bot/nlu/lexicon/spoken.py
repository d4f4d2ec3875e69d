"""Numbers as they are spoken: halves, blood pressures, limits of detection."""

from __future__ import annotations

import re

from bot.nlu.lexicon.number_words import ONES, TEENS, TENS

_TEN = "|".join(TENS)
_ONE = "|".join(ONES)
_TEEN = "|".join(TEENS)
_WHOLE = rf"(?:{_TEN})(?:[\s-](?:{_ONE}))?|{_TEEN}|{_ONE}"
_VALUES = {word: value for value, word in enumerate([*ONES, *TEENS], 1)} | {
    word: 10 * value for value, word in enumerate(TENS, 2)
}
HALF = re.compile(
    rf"(?<![\d.,/a-z])(?:(?P<digits>\d{{1,3}})\s*(?:and\s+(?:a|one)[\s-]half|(?:and\s+)?1/2|½)"
    rf"|(?P<words>{_WHOLE})\s+and\s+(?:a|one)[\s-]half)(?![\w/]|\s+times)"
)
"""``four and a half``, ``4 1/2``."""
PRESSURE = re.compile(
    rf"(?<![a-z])(?P<hundreds>one|two|a)[\s-](?:hundred[\s-](?:and[\s-])?)?(?P<rest>(?:{_TEN})(?:[\s-](?:{_ONE}))?|{_TEEN})"
    rf"\s+(?P<over>over|on|by)\s+(?P<low>(?:one[\s-](?:hundred[\s-](?:and[\s-])?)?)?"
    rf"(?:(?:{_TEN})(?:[\s-](?:{_ONE}))?|{_TEEN}))(?![a-z])"
)
"""``one thirty-two over eighty``: both numbers of a blood pressure."""
DETECTION = re.compile(
    r"\b(?:below|under|less than)\s+(?:the\s+)?(?:lower\s+)?(?:assay'?s?\s+)?"
    r"(?:detection\s+(?:limit|threshold|level)|limits?\s+of\s+(?:detection|quantification)|detectable\s+(?:limit|level)|lod)"
    r"\s*(?:of\s*|\(|,\s*|at\s*|:\s*)+(?=[<]?\s?\d)"
)
"""``below the detection limit of 0.9``: less than that."""


def value_of(words: str) -> int:
    """Give the value of words such as ``thirty-two`` or ``one thirty``: a hundred each where a ten follows a one."""
    parts = [part for part in re.split(r"[\s-]+", words) if part not in ("and", "hundred")]
    total = 0
    for place, part in enumerate(parts):
        value = 1 if part == "a" else _VALUES[part]
        onward = place + 1 < len(parts)
        total += value * 100 if value < 10 and onward else value
    return total
