"""Names of people in a message: behind a cue (`patient`, `Mrs`, `her daughter`, 姓名) or at the head of a line.

A name in the middle of a sentence without any cue is not found: a list of all names would hold half the drugs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.personal.name_cues import (
    AT_HEAD,
    BEFORE_COLON,
    CALL_CUES,
    CUED,
    FROM_TOWN,
    LETTERS,
    LIVES,
    PATIENTS,
    SPEAKING,
)
from bot.nlu.personal.personal_han import han_names_in
from bot.nlu.personal.personal_lists import KNOWN, kind_of, lower_givens
from bot.nlu.personal.personal_lower import lower_in
from bot.nlu.personal.personal_runs import rows_in
from bot.nlu.personal.personal_words import (
    A_MONTH,
    NOT_SO,
    clinical_words,
    drug_names,
    heads,
    introduced_in,
    is_clinical,
    is_known_word,
    is_scale,
    owners_in,
)

_NOT_NAMES = word_set("personal_not_names")
_UPPER = {name.upper() for name in _NOT_NAMES | NOT_SO}

_LOWER_CUES = ("name", "mr", "miss", "mdm")
_LOWER = re.compile(
    r"\b(?:patient'?s? name|(?:her|his|the) name|my name|name|surname|last name|first name|"
    r"family name)\s*(?:is|:|=)\s*(?P<what>[a-z][a-z'\-]+(?:[ \t]+[a-z][a-z'\-]+){0,2})|"
    r"(?<![\d] )(?<!\d)\b(?:mrs\.?|mr\.|miss|mdm\.?)[ \t]+(?P<titled>[a-z][a-z'\-]{2,}(?:[ \t]+[a-z][a-z'\-]{2,})?)",
    re.IGNORECASE,
)
_STOPS = word_set("personal_stops")
_NOT_LOWER = frozenset(("not", "the", "is", "unknown", "of", "on", "and", "a"))


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Give the span of every name; spans may overlap."""
    low = text.lower()
    for cues, patterns in CUED:
        # Looking for the words first is quicker than looking for what may stand around them.
        if any(cue in low for cue in cues):
            for pattern in patterns:
                for match in pattern.finditer(text):
                    yield from _kept(match)
    for match in [*AT_HEAD.finditer(text), *_speaking(text, low)]:
        yield from () if is_clinical(match["what"]) else _kept(match, least=2)
    yield from _in_letters(text, low)
    yield from owners_in(text, low)
    yield from introduced_in(text, low)
    yield from rows_in(text, low)
    yield from lower_in(text, low)
    if any(cue in low for cue in _LOWER_CUES):
        for match in _LOWER.finditer(text):
            yield from _lower(match)
    yield from han_names_in(text)


def _in_letters(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Give the names of those who sign, are greeted, or are said to be there, or whose values a line tells."""
    for match in [*_cued(text, low, PATIENTS, BEFORE_COLON), *_cued(text, low, LIVES, (FROM_TOWN,))]:
        yield from () if heads(match["what"]) else _kept(match, least=2)
    for told, forms in LETTERS:
        for match in _cued(text, low, told, forms):
            yield from () if is_clinical(match["what"]) else _kept(match)


def _speaking(text: str, low: str) -> Iterator[re.Match[str]]:
    """Give the names of those who rang, wrote or were spoken to."""
    return _cued(text, low, CALL_CUES, SPEAKING)


def _cued(text: str, low: str, cues: tuple[str, ...], patterns: tuple[re.Pattern[str], ...]) -> Iterator[re.Match[str]]:
    if any(cue in low for cue in cues):
        for pattern in patterns:
            yield from pattern.finditer(text)


_BEFORE_NAMES = frozenset((
    "sister", "staff", "nurse", "matron", "rev", "sheikh", "dr", "prof", "mr", "mrs", "ms", "miss", "signor",
    "signora", "sig",
    "sra", "monsieur", "madame", "herr", "frau", "pat", "pt", "dear", "hi", "hello",
))  # fmt: skip
"""Titles and greetings are no part of a name."""
_INITIAL = re.compile(r"[^\W\d_]\.")


def _kept(match: re.Match[str], least: int = 1) -> Iterator[tuple[int, int]]:
    """Give the words up to one that is no name, where at least so many are left."""
    base = start = end = match.start("what")
    kept = 0
    for word in re.finditer(r"[^\s,]+", match["what"]):
        text = word.group()
        if not kept and text.rstrip(".").lower() in _BEFORE_NAMES:
            continue
        if (
            text in _NOT_NAMES
            or text in NOT_SO
            or text.lower() in drug_names()
            or (not kept and _opens_finding(match, word))
            or (_is_matter(match["what"], word, kept) and not (kept and _ends_field(match, word)))
            or _is_month(match, word)
            or (text.isupper() and (len(text) < 3 or text in _UPPER) and not _INITIAL.fullmatch(text))
        ):
            break
        start = start if kept else base + word.start()
        end = base + word.start() + len(re.sub(r"['’]s?$", "", text))
        kept += 1
    if kept >= least:
        yield start, end


def _is_matter(what: str, word: re.Match[str], kept: int) -> bool:
    """``Ann Brown, Child-Pugh A5``, ``name Ann Brown HIV neg``: what stands behind a name is clinical."""
    parts = word.group().lower().split("-")
    behind = what[: word.start()].rstrip().endswith(",") or kept > 1 or (kept == 1 and word.group().isupper())
    return (behind or len(parts) > 1) and all(one in clinical_words() for one in parts)


_FIELD = re.compile(r"\bname\s*[:=]\s*$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;|\n]|$)")


def _ends_field(match: re.Match[str], word: re.Match[str]) -> bool:
    """``Name: Nguyen Van Hai.``: the last of several names in a field of its own, though HAI is a treatment too."""
    base, text = match.start("what"), word.group()
    capital = text[:1].isupper() and text[1:].islower()
    separate = "," not in match["what"][: word.start()]
    whole = _ENDS.match(match.string, base + word.start() + len(text.rstrip("."))) is not None
    return capital and separate and whole and _FIELD.search(match.string, max(0, base - 20), base) is not None


def _is_month(match: re.Match[str], word: re.Match[str]) -> bool:
    """``stroke per daughter, Mar '24``: a month with its year or day, and no name."""
    return A_MONTH.match(match.string, match.start("what") + word.start()) is not None


def _opens_finding(match: re.Match[str], word: re.Match[str]) -> bool:
    """A scale or a finding is no first name: ``Pt: CTP B7``, ``PT: ADRENAL METASTASIS``."""
    first = word.group().lower().split("-")[0]
    clinical = word.group().isupper() and is_known_word(first) and first not in lower_givens()
    return clinical or is_scale(first, match.string, match.start("what") + word.start())


_MISSES = re.compile(r"\b(?:will|would|to|not|may|might|can't|cannot|could|they|he|she|i|we|you|did|didn't)[ \t]+$")
"""``he will miss Tuesday's appointment``: no title."""


def _ends_lower(first: str, at: int, word: str) -> bool:
    """``Mrs. Berg attended clinic``: tell whether a word behind a title is no part of the name."""
    said = word.lower()
    return said in _STOPS or bool(
        at and (said in clinical_words() or (first[0].isupper() and word[0].islower()) or kind_of(word) == KNOWN)
    )


def _lower(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give a name without capitals, up to a word that no name holds."""
    group = "what" if match["what"] else "titled"
    if _MISSES.search(match.string, max(0, match.start() - 12), match.start()) and match.group()[0] == "m":
        return
    words = [*re.finditer(r"\S+", match[group])]
    first = words[0].group()
    kept = next((at for at, word in enumerate(words) if _ends_lower(first, at, word.group())), len(words))
    if kept and first.upper() not in _UPPER and first.lower() not in _NOT_LOWER:
        last = words[kept - 1]
        yield match.start(group), match.start(group) + last.end() - (2 if last.group().endswith(("'s", "’s")) else 0)
