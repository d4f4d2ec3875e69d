"""Days, years and hundreds as they are spoken: ``the twelfth of March twenty twenty-four``, ``one oh five``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.dating.spoken_days import ORDINAL_DAYS
from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.lexicon.number_words import ONES, TEENS, TENS
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_DAYS = {word: day for word, day in ORDINAL_DAYS.items() if "-" not in word}
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_YEARS = (
    {word: 10 + place for place, word in enumerate(TEENS)}
    | {
        f"{ten} {one}".strip(): 20 + 10 * place + number
        for place, ten in enumerate(TENS)
        for number, one in enumerate(["", *ONES])
    }
    | {f"{oh} {one}": number for oh in ("oh", "o", "nought") for number, one in enumerate(ONES, 1)}
)
_MONTH = rf"(?:{ANY_MONTH})(?![a-z])"


def _either(words: dict[str, int]) -> str:
    return "|".join(re.escape(one).replace(r"\ ", r"[\s-]") for one in sorted(words, key=len, reverse=True))


_OF_MONTH = Gated(
    rf"(?<![a-z])(?P<day>{_either(_DAYS)})"
    rf"(?= (?:of )?(?:the )?{_MONTH}(?!\.? [0-3]?\d(?:st|nd|rd|th|,|\.? |[);]|\.?$)))"
    r"(?! may (?:be|have|not))"
)
"""``first January 8, last May 14`` counts the sessions."""
_FROM = Gated(
    rf"\b(?:from|between) (?P<day>(?:the )?(?P<said>{_either(_DAYS)})) (?:to|until|till|and|through) (?:the )?"
    rf"(?:{_either(_DAYS)}|\d{{1,2}}(?:st|nd|rd|th)) (?:of )?{_MONTH}"
)
"""``from the third to the fourteenth of August``."""
_MONTH_THE = Gated(rf"(?<![a-z]){_MONTH} (?P<day>(?:the )?(?P<said>{_either(_DAYS)}))(?![a-z])")
_CENTURY = Gated(
    rf"(?<![a-z\d])(?P<century>nineteen|twenty)[\s-](?:hundred and )?(?P<year>{_either(_YEARS)})(?![a-z]|\s+point)"
)
_THOUSAND = Gated(
    rf"(?<![a-z\d])two thousand(?: and)?(?: (?P<year>{_either(_YEARS)}|{'|'.join(ONES)}))?"
    r"(?![a-z]|[ -](?:hundred|thousand))"
)
"""``two thousand and twenty three``: a year behind a month or a word of time."""
_BEFORE_YEAR = re.compile(rf"(?:{_MONTH}|\b(?:in|since|of|until|till|before|from|year))[ ,]+$")
_BARE = Gated(
    rf"(?<![a-z\d])(?<!was )(?<!am )(?<!is )(?<!turned )(?<!creatine )(?<!creatinine )(?:(?:in|since|until|till|"
    rf"before|back in|around|"
    rf"about) (?:the year )?|{_MONTH} )"
    rf"'?(?P<year>{_either(_YEARS)})"
    r"(?=\s*(?:[,.;!?)]|$|and\b|but\b|then\b|when\b|after\b|with\b|they\b|i\b|to\b|until\b))"
)
_LATEST = 26
"""The last two figures of the latest year that ``twenty`` can begin: later ones are two numbers."""
_TELLING = Gated(
    r"thousand|teen|twent|thirt|fort|fift|sixt|sevent|eight|ninet|first|second|third|fourth|th\b|ten\b|eleven|twelve"
    r"|oh "
)


_HUNDREDS = Gated(
    rf"(?<![a-z\d] )(?<![a-z\d])(?P<hundreds>{'|'.join(ONES)})[\s-](?P<rest>{_either(_YEARS)})"
    r"(?![a-z]|[\s-](?:point|over|by|hundred|thousand|years?|percent|per cent|" + "|".join(ONES) + r")\b)"
    rf"|(?<=[a-z] )(?P<hundreds2>{'|'.join(ONES)})[\s-](?P<rest2>{_either(_YEARS)})"
    r"(?=\s*(?:[,.;]|$|and\b|mg|grams|units|milli|nano|micro))"
)
"""``one oh five``, ``one twenty``: a figure for the hundreds, then the rest."""


_COUNTED = frozenset(("first", "second", "third"))
_ANOTHER = re.compile(r"\b(?:an?|his|her|my) $")
"""``stroke 2019 and a second June 2025``: another one, no day of the month."""
_SEVERAL = re.compile(
    r"(?:x ?\d|\b(?:\d|two|three|four|five|six) (?:tace|haic|sirt|rfa|mwa)s|sessions|cycles|times|twice|courses)"
    r"[,;:( -]*(?:the )?$"
)


def spoken_dates(low: str) -> Iterator[Change]:
    """Give what is to be put for spoken days, years and hundreds: ``12th``, ``2024``, ``105``."""
    if not _TELLING.search(low):
        return
    for pattern in (_OF_MONTH, _FROM, _MONTH_THE):
        for match in pattern.finditer(low):
            said = match.groupdict().get("said") or match["day"]
            if said in _COUNTED and _SEVERAL.search(low, max(0, match.start() - 24), match.start()):
                continue  # ``TACE x3 (first May 2026)``
            if said in _COUNTED and _ANOTHER.search(low, max(0, match.start() - 10), match.start()):
                continue
            day = _DAYS[" ".join(re.split(r"[\s-]", said))]
            yield Change(*match.span("day"), f"{day}{_ENDINGS.get(day, 'th')}")
    yield from _years(low)
    for match in _HUNDREDS.finditer(low):
        hundreds, rest = match["hundreds"] or match["hundreds2"], match["rest"] or match["rest2"]
        value = 100 * (ONES.index(hundreds) + 1) + _YEARS[" ".join(re.split(r"[\s-]", rest))]
        yield Change(*match.span(), str(value))


def _years(low: str) -> Iterator[Change]:
    for match in _CENTURY.finditer(low):
        year = _YEARS[" ".join(re.split(r"[\s-]", match["year"]))]
        if match["century"] == "nineteen" and year >= 20:
            yield Change(*match.span(), f"19{year:02d}")
        elif match["century"] == "twenty" and (10 <= year <= _LATEST + 4):
            yield Change(*match.span(), f"20{year:02d}")
    for match in _THOUSAND.finditer(low):
        told = " ".join(re.split(r"[\s-]", match["year"] or ""))
        year = _YEARS.get(told) or (ONES.index(told) + 1 if told else 0)
        if year <= _LATEST and _BEFORE_YEAR.search(low, max(0, match.start() - 14), match.start()):
            yield Change(*match.span(), f"20{year:02d}")
    for match in _BARE.finditer(low):
        year = _YEARS[" ".join(re.split(r"[\s-]", match["year"]))]
        if year >= 50:
            yield Change(*match.span("year"), f"19{year}")
        elif year <= 9 and match["year"].startswith(("oh", "o", "nought")):
            yield Change(*match.span("year"), f"20{year:02d}")
