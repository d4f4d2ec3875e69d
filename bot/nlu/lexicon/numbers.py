"""Numbers as clinicians write them: comparators, ranges, decimal commas, thousands, spelled words.

A :class:`Number` keeps a second reading where separators allow two (``1.210``: 1.21 or 1210); what it
measures, and hence which reading can be, is decided where it meets the name of a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace
from text_to_num import text2num

from bot.nlu.lexicon.spoken import DETECTION, HALF, PRESSURE, value_of
from bot.nlu.lexicon.vocabulary import word_map
from bot.nlu.text.telling import Gated

_UNNUMBERED = r"(?<![a-z#])(?<!\d:)(?<!visit )(?<!sample )(?<!draw )(?<!test )(?<!cycle )(?<!day )(?<!no\. )(?<!# )"
"""``AFP visit 2 450``, ``AFP 08:30 450``: the number of a visit and the minutes are no thousands."""
_DIGITS = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:'\d{3})+(?:\.\d+)?|"
    + _UNNUMBERED
    + r"[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2}|\.\d{1,2}(?= *$| {1,3}(?:[nuµ]?g|[mk]?i?u|mau)/m?l))"
    r"(?![\d,.%/]| ?[-–~] ?\d)|"
    + _UNNUMBERED
    + r"\d{1,3}(?: \d{3})+(?![\d%]|[.,]\d|\.(?=\S)|/\d| ?[-–~] ?\d)|\d+(?:[.,]\d+)?|(?<![.\d])\.\d+"
)
_WORDS = word_map("numbers_words")
_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "> or =": ">=", "< or =": "<="}
_COMPARATOR = "|".join(re.escape(one) for one in ("<=", ">=", "=<", "=>", "< or =", "> or =", "<", ">", "≤", "≥"))
_SPOKEN = "|".join(
    re.sub(r"^no\\s\+", "no +", re.escape(one).replace(r"\ ", r"\s+"))  # ``infection: no``, and ``more than ten`` below
    for one in sorted(_WORDS, key=len, reverse=True)
)
_NUMBER = re.compile(
    rf"(?=[\d.<>=≤≥]|\b[a-z])(?:(?<!-)(?P<sign>{_COMPARATOR})\s*|(?<!\d )\b(?P<said>{_SPOKEN})\s+)?"
    rf"(?<!\d)(?<!\d\.)(?P<low>{_DIGITS})"
    r"(?:(?P<unit1>\s?(?:cm|mm|%|k))?(?! - \d{1,2}/\d{1,2}(?![\d/]))"
    rf"\s*(?P<dash>-|~|\bto\b|\band\b)\s*(?P<high>{_DIGITS})(?![\d-]))?"
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_DIGIT_WORDS = {word: value for value, word in enumerate(_ONES.split()[:10])}
_TENS = "twenty thirty forty fourty fifty sixty seventy eighty ninety"
_ANY = "|".join([*_ONES.split(), *_TENS.split(), "hundred", "thousand", "million"])
_SPELLED = Gated(
    rf"\b(?:a\s+(?=hundred|thousand|million))?(?:{_ANY})(?:(?:\s+and\s+|[\s-]+)(?:{_ANY}))*(?:\s+point(?:\s+(?:{_ANY}|"
    rf"oh?))+)?\b"
)
_BEFORE_POINT = {*_ONES.split(), *_TENS.split(), "hundred", "this", "that", "the", "which", "a", "at", "each", "some"}
_POINT = Gated(rf"\bpoint(?:\s+(?:{'|'.join(_ONES.split()[:10])}|oh?))+\b")
"""``bilirubin point nine``: a decimal point with nothing before it."""
_A_YEAR = Gated(
    rf"(?P<all>(?:(?P<sign>{_COMPARATOR})\s*|\b(?P<said>{_SPOKEN})\s+)(?P<n>a|an|half a|"
    rf"half an))\s+(?=year\b|month\b)(?!\w+ ago)"
)
_PRONOUN = re.compile(
    r"\b(?:the|that|this|which|only|new|old|latest|earlier|previous|middle|right|left|other|same) one$"
)
"""``the one from today``: no number."""
_PLUS = re.compile(r"\+(?=\s*(?:\(|[,;.)\n]|$))")
"""``AFP 1210+``: that much at least."""
_PREFIXED = re.compile(rf"(?:\b(?P<said>{_SPOKEN})|(?P<sign>{_COMPARATOR}))\s+$")


class Number(msgspec.Struct, frozen=True):
    """A number, or an interval: ``sign`` is ``""`` or one of ``< <= > >=``; ``high`` closes a range.

    ``other`` is the second reading of its separators; ``spelled`` says that it was written in words.
    """

    value: float
    sign: str = ""
    high: float | None = None
    other: float | None = None
    spelled: bool = False
    text: str = ""

    def scaled(self, factor: float) -> Number:
        """Multiply all readings by a factor."""
        high = None if self.high is None else self.high * factor
        other = None if self.other is None else self.other * factor
        return replace(self, value=self.value * factor, high=high, other=other)

    @property
    def plain(self) -> int | None:
        """The whole number without sign and range that it is, or None."""
        whole = not self.sign and self.high is None and self.value == int(self.value) and self.value < 1e9
        return int(self.value) if whole and "." not in self.text and "," not in self.text else None


def readings(text: str) -> tuple[float, float | None]:
    """Read digits: the likelier value first, a second one where separators allow it."""
    bare = text.replace(" ", "").replace("'", "")
    if bare.count(",") + bare.count(".") == 0:
        return float(bare[:300]), None
    if "," in bare and "." in bare:
        decimal = max(bare.rfind(","), bare.rfind("."))
        return float(re.sub(r"[.,]", "", bare[:decimal]) + "." + bare[decimal + 1 :]), None
    mark = "," if "," in bare else "."
    head, _, tail = bare.partition(mark)
    if bare.count(mark) > 1:
        return float(bare.replace(mark, "")), None
    decimal_value = float(f"{head or '0'}.{tail}")
    if len(tail) == 3 and head and head != "0" and len(head) <= 3:
        thousands = float(head + tail)
        return (thousands, decimal_value) if mark == "," else (decimal_value, thousands)
    return decimal_value, None


def find_numbers(low: str) -> Iterator[tuple[int, int, Number]]:
    """Find all numbers with their folded spans; ranges and comparators included."""
    yield from _spoken(low)
    for match in _NUMBER.finditer(low):
        yield from _numbers_of(match)
    for match in _A_YEAR.finditer(low):
        yield (
            *match.span("all"),
            Number(0.5 if "half" in match["n"] else 1.0, _sign(match["sign"], match["said"]), spelled=True, text="1"),
        )
    if "point " in low:
        for match in _POINT.finditer(low):
            before = low[: match.start()][-12:].split()
            if before and before[-1] in _BEFORE_POINT:
                continue
            digits = "".join(str(_DIGIT_WORDS.get(word, 0)) for word in match.group().split()[1:])
            yield _with_prefix(low, *match.span(), Number(float(f"0.{digits}"), spelled=True, text=match.group()))
    yield from _ranges(low, _in_words(low))


def _in_words(low: str) -> Iterator[tuple[int, int, Number]]:
    for match in _SPELLED.finditer(low):
        number = _spelled(match.group())
        if number is not None and not (
            match.group() == "one" and _PRONOUN.search(low[max(0, match.end() - 14) : match.end()])
        ):
            yield _with_prefix(low, match.start(), match.end(), number)


def _ranges(low: str, found: Iterator[tuple[int, int, Number]]) -> Iterator[tuple[int, int, Number]]:
    """Join ``six to nine`` to one range, as ``6 to 9`` is; ``from six to nine`` is a change."""
    open_one: tuple[int, int, Number] | None = None
    for start, end, number in found:
        if open_one is not None:
            first, behind, lower = open_one
            apart = low[behind:start] == " to " and low[max(0, first - 5) : first] != "from "
            if apart and not lower.sign and not number.sign and lower.value < number.value:
                yield first, end, Number(lower.value, "", number.value, spelled=True, text=low[first:end])
                open_one = None
                continue
            yield open_one
        open_one = (start, end, number)
    if open_one is not None:
        yield open_one


def _spoken(low: str) -> Iterator[tuple[int, int, Number]]:
    """Numbers that are put together of several words: halves, pressures, limits of detection."""
    if "half" in low or "1/2" in low:
        for match in HALF.finditer(low):
            whole = float(match["digits"] or value_of(match["words"]))
            yield _with_prefix(low, *match.span(), Number(whole + 0.5, spelled=True, text=match.group()))
    if " over " in low:
        for match in PRESSURE.finditer(low):
            high, below = value_of(f"{match['hundreds']} {match['rest']}"), value_of(match["low"])
            yield match.start(), match.end("rest"), Number(float(high), spelled=True, text=match["rest"])
            yield *match.span("low"), Number(float(below), spelled=True, text=match["low"])
    if "detect" in low or "quantif" in low or " lod" in low:
        for match in DETECTION.finditer(low):
            found = _NUMBER.match(low, match.end())
            if found is not None and found["high"] is None:
                value, other = readings(found["low"])
                yield match.start(), found.end("low"), Number(value, "<", None, other, text=found["low"])


def _numbers_of(match: re.Match[str]) -> Iterator[tuple[int, int, Number]]:
    value, other = readings(match["low"])
    sign = _sign(match["sign"], match["said"])
    start, end = match.start(), match.end("low")
    if match["high"] is None:
        if not sign and _PLUS.match(match.string, end):
            sign, end = ">=", end + 1
        yield start, end, Number(value, sign, None, other, text=match["low"])
        return
    high, high_other = readings(match["high"])
    between = match.string[max(0, match.start() - 8) : match.start()] == "between "
    change = match["dash"] == "to" and match.string[max(0, match.start() - 5) : match.start()] == "from "
    joined = (
        not sign and not change and (match["dash"] != "and" or between) and value < high and "\n" not in match.group()
    )
    if match["unit1"] and "%" in match["unit1"]:
        joined = False
    if joined:
        yield start, match.end(), Number(value, "", high, text=match.group())
        return
    yield start, end, Number(value, sign, None, other, text=match["low"])
    yield match.start("high"), match.end("high"), Number(high, "", None, high_other, text=match["high"])


def first_of_range(low: str, start: int) -> tuple[int, Number]:
    """Give the end and the number that opens a range: of ``1.2 - 14 November`` the first alone is a value."""
    match = _NUMBER.match(low, start)
    if match is None:  # ``two to three years ago``
        return _first_spelled(low, start)
    value, other = readings(match["low"])
    return match.end("low"), Number(value, _sign(match["sign"], match["said"]), None, other, text=match["low"])


def _first_spelled(low: str, start: int) -> tuple[int, Number]:
    match = _SPELLED.match(low, start)
    number = _spelled(match.group()) if match is not None else None
    if match is None or number is None:
        raise ValueError(f"no number begins at {start}")  # find_numbers() has found it there
    return match.end(), number


def _sign(sign: str | None, said: str | None) -> str:
    if said:
        return _WORDS[" ".join(said.split())]
    return _SIGNS.get(sign or "", sign or "")


def _with_prefix(low: str, start: int, end: int, number: Number) -> tuple[int, int, Number]:
    before = _PREFIXED.search(low[max(0, start - 30) : start])
    if before is None:
        return start, end, number
    sign = _sign(before["sign"], before["said"])
    return start - (len(before.group())), end, replace(number, sign=sign)


def _spelled(text: str) -> Number | None:
    """Read number words (``eighty two``, ``one point four``); None where they make no number."""
    whole, _, fraction = text.replace("fourty", "forty").partition(" point ")
    try:
        value = text2num(
            whole.removeprefix("a ")
            if "hundred" not in whole[:10]
            else "one" + whole[1:]
            if whole.startswith("a ")
            else whole,
            "en",
        )
        digits = "".join("0" if word in ("o", "oh") else str(text2num(word, "en")) for word in fraction.split())
    except ValueError:
        return None
    number = float(f"{value}.{digits}") if digits else float(value)
    return Number(number, spelled=True, text=text)
