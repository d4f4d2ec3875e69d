"""Personal data in a message: names, phones, e-mail, record and identity numbers, addresses.

Nothing here is stored: the spans are what is blanked before anything else keeps the text. What was blanked
before (`[name]`) is found again, so that the coordinator is told whoever blanked it. Dates of birth are not among
the spans: of them the age is kept (`bot/birth_dates.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from bot.nlu.personal.personal_days import is_day
from bot.nlu.personal.personal_lists import EPONYM, TOO, kind_of
from bot.nlu.personal.personal_names import names_in
from bot.nlu.personal.personal_numbers import numbers_in
from bot.nlu.personal.personal_words import clinical_words

KINDS = ("name", "phone", "email", "record number", "identity number", "address", "birth date")
"""What personal data can be; in the place of each stands its kind in brackets."""

_NO_DAYS = ("phone", "record number")
_BLANKED = re.compile("|".join(rf"\[(?:{kind})\]" for kind in KINDS))
_NAME_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_NAME = re.compile(r"(?<![\w'’-])[^\W\d_a-z][^\W\d_]{3,}(?![\w-])")
_SISTER = re.compile(r"(?<![\w'’])(?<!his )(?<!her )(?<!my )(?<!one )Sister(?=[ \t]$)")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0x2011: "-"}
"""Wide forms of ASCII, character by character, so that spans stay those of the message."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A span of the raw message that identifies a person, and what it is (name, phone, email…)."""

    start: int
    end: int
    what: str


def find_personal(raw: str) -> list[Personal]:
    """Find personal data, the earliest and longest of overlapping spans, in the order of the message."""
    found: list[Personal] = []
    for one in sorted(_all(narrow(raw)), key=lambda span: (span.start, -span.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
        elif one.end > found[-1].end:
            # Neither of two that overlap may leave its rest behind.
            found[-1] = Personal(found[-1].start, one.end, found[-1].what)
    return found


def redacted(raw: str, spans: list[Personal] | None = None) -> str:
    """Blank personal data: each span becomes its kind in brackets, ``[phone]``."""
    pieces: list[str] = []
    place = 0
    for span in find_personal(raw) if spans is None else spans:
        pieces += [raw[place : span.start], f"[{span.what}]"]
        place = span.end
    return "".join([*pieces, raw[place:]])


def neutral(raw: str, spans: list[Personal]) -> str:
    """Take the meaning from names that are words too (``Hope Walker``), and from titles that are (``Sister``, ``Ms``).

    Every character keeps its place.
    """
    for span in spans:
        if span.what == "name":
            name = _NAME_WORD.sub(_without_meaning, raw[span.start : span.end])
            raw = _SISTER.sub("Nurse ", raw[: span.start]) + name + raw[span.end :]
            if raw[span.start - 3 : span.start] == "Ms " and span.end - span.start > 1:
                raw = f"{raw[: span.start - 3]}Mrs {_shorter(raw[span.start : span.end])}{raw[span.end :]}"
    return raw


def _shorter(name: str) -> str:
    """Make a name a letter shorter, and no other word: ``Ms`` in front of it, an illness too, became longer."""
    return name[1:] if name.startswith("[") else f"Q{name[2:]}"


def _without_meaning(word: re.Match[str]) -> str:
    return "Q" + "q" * (len(word.group()) - 1) if kind_of(word.group()) in (TOO, EPONYM) else word.group()


def narrow(raw: str) -> str:
    """Write wide digits and letters as ASCII; every character keeps its place."""
    return raw if raw.isascii() else raw.translate(_WIDE)


def _all(text: str) -> Iterator[Personal]:
    if "[" in text:
        for match in _BLANKED.finditer(text):
            yield Personal(*match.span(), match.group()[1:-1])
    for what, match in numbers_in(text):
        group = "what" if "what" in match.re.groupindex else 0
        if what in _NO_DAYS and is_day(text, *match.span(group)):
            continue
        if what != "identity number" or group or _is_identity(match.group()):
            yield Personal(*match.span(group), what)
    names = [*names_in(text)]
    for start, end in [*names, *_again(text, names)]:
        yield Personal(start, end, "name")


def _again(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """``his wife Blessing ... Blessing's mobile``: a name that stands a second time, where no cue shows it."""
    words = {word for start, end in names for word in _LONG_NAME.findall(text[start:end])}
    for word in sorted(words):
        if text.count(word) > 1 and kind_of(word) != EPONYM and word.lower() not in clinical_words():
            for match in re.finditer(rf"\b{word}\b", text):
                yield match.span()


def _is_identity(text: str) -> bool:
    """Tell whether a row of digits is a Chinese identity number, of 18 or 15 places, or is written as another is."""
    digits = re.sub(r"[\s-]", "", text)
    if len(digits) == 18:
        return _is_valid(digits) or _has_birth_date(digits[6:14])
    return len(digits) != 15 or _has_birth_date(f"19{digits[6:12]}")


def _is_valid(number: str) -> bool:
    try:
        ric.validate(number)
    except ValidationError:
        return False
    return True


def _has_birth_date(digits: str) -> bool:
    """Whether eight digits read as a day, so that a number with a slip in its check digit is one all the same."""
    return 1900 <= int(digits[:4]) <= 2100 and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31
