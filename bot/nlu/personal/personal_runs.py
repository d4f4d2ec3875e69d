"""Names that no cue word announces: words with a capital letter in a row, standing as a person does.

Two of them of which a list holds one are a name wherever they stand (``Osei Mensah``); where no list holds any, or a
single one stands alone, something must be said of a person beside them (`personal_standing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.personal.personal_lists import (
    EPONYM,
    FAMILY,
    FREE,
    GIVEN,
    HONORIFICS,
    KNOWN,
    PARTICLE,
    TITLE,
    TOO,
    called_after,
    family_names,
    fold,
    kind_of,
    lower_families,
    lower_givens,
    may_be_family,
)
from bot.nlu.personal.personal_standing import (
    Place,
    begins,
    is_graded,
    is_institution,
    names_institution,
    stands_alone,
    stands_as_person,
)
from bot.nlu.personal.personal_words import A_MONTH

_BIG = r"(?=[^\W\d_a-zß-öø-ÿ])"
_WORD = (
    r"(?:(?:al|el|as|ad|ar|ash|an|bin|ibn|ben|abu|ul|ur)-|(?:d|dell|dall|l|n|m)['’])?"
    rf"{_BIG}[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*"
)
_INITIAL = rf"{_BIG}[^\W\d_]\.(?:-?{_BIG}[^\W\d_]\.)*"
_ONE = rf"(?:{_INITIAL}|{_WORD})"
_BETWEEN = (
    r"(?:(?:van|von|vom|de|der|den|del|della|di|da|das|do|dos|du|des|la|le|los|las|ter|ten|te|zu|zum|zur|bin|binti|"
    r"bint|ibn|"
    r"ben|al|el|ul|ur|san|abu|ould|ait|y|e|af|av|i)[ \t]+){0,2}"
)
_RUN = re.compile(rf"(?<![\w'’./#-])(?<!\w@){_ONE}(?:[ \t]{{1,2}}{_BETWEEN}{_ONE})*")
_PIECE = re.compile(rf"{_INITIAL}|[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*")
_LISTED = (GIVEN, FAMILY)
_SAYS = frozenset(
    ("will", "may", "can", "in", "do", "to", "so", "he", "an", "no", "on", "mark", "son", "sun", "see", "day", "art")
)
"""Names that are words of the grammar, at the head of a sentence: ``Will Anna Brown come?``."""
_COMMA = re.compile(r",[ \t]{0,2}")
_HEADED = re.compile(r"\b(?:patient|pt|name|re|regarding|for|of|about)[.:]?$", re.IGNORECASE)
_AND = re.compile(r"['’]?s?[ \t]*(?:and|&|or|/|,|;|und|y|et|e)[ \t]*", re.IGNORECASE)
_LETTERED = re.compile(
    r"\b(?:vitamin|vit|hepatitis|hep|type|class|grade|stage|group|factor|influenza|arm|cohort)\.? $", re.I
)
"""Words that a letter belongs to: ``vitamin D. Itches``."""
_LOW_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a row, where it stands, and what it can be."""

    text: str
    start: int
    end: int
    kind: str


def rows_in(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Give the spans of names that stand without a cue; they may overlap with others."""
    before: list[_Word] = []
    named = -1
    for match in _RUN.finditer(text):
        if " " not in match.group() and kind_of(match.group()) == KNOWN:
            continue
        for group, behind in _groups(match):
            words = _without_month(text, _without_letter(text, group))
            if not words:
                continue
            beside = named >= 0 and _AND.fullmatch(text, named, words[0].start) is not None
            if before and _are_one(text, before, words):
                named = words[-1].end
                yield before[0].start, named
            elif _is_name(text, words) or ((beside or _is_row(match, words)) and _may_stand_beside(words)):
                named = behind.end if behind and _is_family_word(match, words, behind) else words[-1].end
                yield begins(Place(text, words[0].start, named)), named
            before = words
    yield from _lower_pairs(text, low)


def _without_letter(text: str, words: list[_Word]) -> list[_Word]:
    lettered = words[0].kind == "initial" and _LETTERED.search(text, max(0, words[0].start - 12), words[0].start)
    return words[1:] if lettered else words


def _without_month(text: str, words: list[_Word]) -> list[_Word]:
    """``Prof Sato April 2026``: the month of a date behind a name."""
    return words[:-1] if len(words) > 1 and A_MONTH.match(text, words[-1].start) else words


def _is_family_word(match: re.Match[str], words: list[_Word], behind: _Word) -> bool:
    """``for Anna Bucket``: a word with a capital letter behind a given name, the last of the row, is of the name."""
    return (
        len(words) == 1
        and words[0].kind == GIVEN
        and behind.kind == KNOWN
        and behind.end == match.end()
        and len(behind.text) > 3
        and behind.text[1:].islower()
        and may_be_family(behind.text)
    )


def _is_row(match: re.Match[str], words: list[_Word]) -> bool:
    """Whether the words are all of a row, and none of them is known: a name of somewhere far away."""
    whole = match.start() == words[0].start and match.end() <= words[-1].end + 2
    return whole and all(word.kind in (FREE, PARTICLE, "initial") for word in words) and len(words[-1].text) > 2


def _may_stand_beside(words: list[_Word]) -> bool:
    """``Iosefa Leavasa and Sarona Tuimalea``: a second one, behind a name."""
    kinds = [word.kind for word in words if word.kind != PARTICLE]
    return len(kinds) > 1 and EPONYM not in kinds and not all(word.text.isupper() for word in words)


def _groups(match: re.Match[str]) -> Iterator[tuple[list[_Word], _Word | None]]:
    """Cut a row at the words that are no names, each with the one behind; particles at its ends are no part of it."""
    group: list[_Word] = []
    for word in [*_words(match), None]:
        if word is not None and word.kind not in (KNOWN, TITLE):
            group.append(word)
            continue
        while group and group[-1].kind == PARTICLE:
            group.pop()
        if word is not None and names_institution(word.text):
            group = []
        if group and not (len(group) == 1 and group[0].kind in (PARTICLE, EPONYM)):
            yield group, word
        group = []


def _words(match: re.Match[str]) -> Iterator[_Word]:
    for piece in _PIECE.finditer(match.group()):
        text, start = piece.group(), match.start() + piece.start()
        end = start + len(text)
        head, _, tail = text.rpartition("-")
        if tail in HONORIFICS and head:
            yield _Word(head, start, start + len(head), _KIND_OF_HONOURED.get(kind_of(head), FAMILY))
            yield _Word(tail, end - len(tail), end, KNOWN)
            continue
        owner = text[-2:] in ("'s", "’s", "'S", "’S")
        text, end = (text[:-2], end - 2) if owner else (text, end)
        yield _Word(text, start, end, _kind(text))
        if owner:
            yield _Word("'s", end, end + 2, KNOWN)


_KIND_OF_HONOURED = {KNOWN: KNOWN, PARTICLE: KNOWN, TITLE: KNOWN}


def _kind(text: str) -> str:
    if text.endswith("."):
        return "initial"
    if text[0].islower() and "-" not in text and "'" not in text and "’" not in text:
        return PARTICLE
    if len(text) == 1 or text[:2] in ("I'", "I’"):
        return KNOWN
    kind = kind_of(text)
    if kind == FREE and (
        len(text) < 3 or (text.isupper() and len(text) < 4) or text[1:] != text[1:].lower() != text.lower()[1:]
    ):
        return KNOWN
    return kind


def _is_name(text: str, words: list[_Word]) -> bool:
    """Tell whether the words are a name: by the lists, or by where they stand."""
    if words[0].text.lower() in _SAYS and len(words) > 2 and words[1].kind == GIVEN:
        del words[0]
    if words[-1].kind == EPONYM and is_graded(text, words[-1].end):
        del words[-1]
    parts = [word for word in words if word.kind != PARTICLE]
    if not parts:
        return False
    place = Place(text, words[0].start, words[-1].end)
    if is_institution(place) or (len(parts) > 1 and called_after(parts[0].text, parts[1].text)):
        return False
    kinds = [word.kind for word in parts]
    listed = sum(kind in _LISTED for kind in kinds)
    if len(parts) == 1:
        return stands_alone(place, kinds[0])
    if all(word.text.isupper() for word in parts):
        return listed > 1 or (listed > 0 and (FREE not in kinds or stands_as_person(place)))
    if listed and not (EPONYM in kinds and GIVEN not in kinds):
        return True
    return EPONYM not in kinds and stands_as_person(place)


def _are_one(text: str, first: list[_Word], second: list[_Word]) -> bool:
    """``Bennani, Youssef``: a family name at the head of a line or behind a colon, and a given one behind the comma."""
    family = (
        len(first) == 1
        or all(word.text.isupper() for word in first)
        or (len(first) == 2 and all(word.kind == FAMILY for word in first))
    )
    if not family or len(second) > 3 or second[0].kind not in (GIVEN, TOO) or first[0].kind == GIVEN:
        return False
    if not _COMMA.fullmatch(text, first[-1].end, second[0].start):
        return False
    head = text[: first[0].start].rstrip(" \t")
    sure = first[0].kind == FAMILY or first[0].kind == FREE
    return (
        (not head or head[-1] in "\n:" or _HEADED.search(head) is not None)
        and sure
        and (second[0].kind == GIVEN or first[0].kind == FAMILY)
    )


def _lower_pairs(text: str, low: str) -> Iterator[tuple[int, int]]:
    """``spoke w maria gonzalez``: a given and a family name of the lists, without capitals."""
    if lower_givens().isdisjoint(low.split()):
        return
    last: re.Match[str] | None = None
    for word in _LOW_WORD.finditer(text):
        if last is not None and text[last.end() : word.start()] == " " and _is_pair(last.group(), word.group()):
            yield last.start(), word.end()
        last = word


def _is_pair(one: str, other: str) -> bool:
    if not (one.islower() and other.islower() and len(one) > 2 and len(other) > 2):
        return False
    first, second = fold(one), fold(other)
    given = lower_givens()
    return (first in given and (second in lower_families() or second in given)) or (
        first in family_names() and second in given
    )
