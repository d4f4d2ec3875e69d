"""What a word with a capital letter can be: a name of the lists, a name that is a word as well, known, or free.

The lists are data (`people/*.yml`), folded: without accents and capitals. A word that no list holds is free: it may be
a name that is not common, where it stands as a person does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.personal.personal_words import NOT_SO, clinical_words, drug_names

GIVEN, FAMILY, TOO, EPONYM, KNOWN, FREE, PARTICLE, TITLE = (
    "given", "family", "too", "eponym", "known", "free", "particle", "title",
)  # fmt: skip
"""A given or a family name; a name that is a word too; who has an illness or a score named after him; a word; none."""

PARTICLES = frozenset((
    "van", "von", "vom", "de", "der", "den", "del", "della", "di", "da", "das", "do", "dos", "du", "des", "la", "le",
    "los", "las",
    "ter", "ten", "te", "zu", "zum", "zur", "bin", "binti", "bint", "ibn", "ben", "al", "el", "ul", "ur", "mac",
    "san", "abu",
    "thi", "ould", "ait", "y", "e", "af", "av",
))  # fmt: skip
TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "mister", "madam", "madame", "mme", "mlle", "monsieur", "mdm", "herr", "frau",
    "hr", "fr",
    "señor", "señora", "senor", "senora", "sr", "sra", "srta", "don", "dona", "dr", "dra", "prof", "professor",
    "doctor", "nurse",
    "sister", "brother", "matron", "rev", "reverend", "father", "pastor", "rabbi", "imam", "sheikh", "hajji", "haji",
    "sir", "dame",
    "lord", "lady", "capt", "captain", "signor", "signora", "sig", "dott", "pan", "pani", "uncle", "aunt", "auntie",
    "matka",
    "engr", "chief", "mag", "ing", "dipl", "med", "bruder", "schwester", "gospodin", "kyrios", "kyria", "sri", "smt",
    "shri",
    "tuan", "puan", "pak", "ibu", "bapak", "khun", "daw", "ustad", "hoca",
))  # fmt: skip
HONORIFICS = frozenset(("san", "sama", "sensei", "ssi", "nim", "ji", "bey", "hanim", "garu", "kun", "chan"))
"""What follows a name after a hyphen: ``Tanaka-san``."""
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "ð": "d", "þ": "th", "œ": "oe", "ə": "a",
    "'": None, "’": None, "‘": None, "´": None, "`": None, "ʻ": None,
})  # fmt: skip
_KNOWN_ENDS = re.compile(
    r"(?:.{3}(?:itis|osis|oses|aemia|emia|uria|ectomy|otomy|ostomy|plasty|scopy|scopic|graphy|graphic|logy|logical|"
    r"logist|"
    r"pathy|algia|megaly|tinib|nib|parib|ciclib|limab|lumab|zumab|ximab|limus|prazole|statin|sartan|olol|buvir|"
    r"fovir|mycin|"
    r"cillin|azole|gliptin|flozin|glutide|xaban|parin|platin|rubicin|taxel|tion|tions|sion|ized|ised|ically|ously|"
    r"ungen|heit|keit|schaft|karzinom|therapie|cion|miento)|.{4}(?:oma|omas|ness|ung|able|ible|ical|ment|ing))"
)
_PREFIXED = re.compile(r"(?:mc|mac)(?=[A-Z])[\w'’-]{3,}", re.IGNORECASE)
_ARTICLE = frozenset(("al", "el", "ben", "abu", "bin", "ibn", "ould", "ait"))
_HYPHEN = re.compile("[-‐‑]")


def fold(word: str) -> str:
    """Write a word as the lists do: ``Ramírez`` is ramirez, ``O'Brien`` obrien."""
    low = word.lower().translate(_LETTERS)
    if low.isascii():
        return low
    return "".join(one for one in unicodedata.normalize("NFD", low) if not unicodedata.combining(one))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that are no words."""
    return _names("given") - _too() - _vocabulary()


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Family names that are no words."""
    return _names("surnames") - _too() - _vocabulary()


@lru_cache(maxsize=16_384)
def kind_of(word: str) -> str:
    """Tell what a word with a capital letter can be; of one with a hyphen, what its parts can be together."""
    low = fold(word)
    whole = TOO if not word.isupper() and low in _listed("words_too", "cased") else _whole(low)
    if whole != FREE:
        return FREE if whole == KNOWN and max(word) > "\u0180" else whole  # Vietnamese: no other language has them
    if word in NOT_SO or word in word_set("personal_not_names"):
        return KNOWN
    if _PREFIXED.fullmatch(word):
        return FAMILY
    parts = _HYPHEN.split(low)
    if len(parts) == 1:
        return _behind_apostrophe(word, low)
    kinds = [_whole(part) for part in parts]
    if parts[0] in _ARTICLE and kinds[1] != KNOWN:
        return FAMILY
    if KNOWN in kinds or all(kind == EPONYM for kind in kinds):
        return KNOWN
    return next((kind for kind in (GIVEN, FAMILY, TOO) if kind in kinds), FREE)


def _whole(low: str) -> str:
    listed = _kinds().get(low)
    if listed is not None:
        return listed
    if low in drug_names() or _KNOWN_ENDS.fullmatch(low):
        return KNOWN
    return FREE


def _behind_apostrophe(word: str, low: str) -> str:
    """``O'Shaughnessy``, ``D'Souza``, ``N'Diaye``: one letter and an apostrophe are of a name."""
    return FAMILY if len(word) > 4 and word[1] in "'’" and word[2].isupper() and len(low) > 3 else FREE


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Every listed word; of one in several lists what is told first.

    A family name that is a word of the clinic (``Child``, ``White``) is one behind a given name alone.
    """
    words = _listed("words", "words")
    sure = {word for word in _too() - words - _vocabulary() if len(word) > 3}
    given, family = _listed("words_too", "given"), _listed("words_too", "family")
    eponyms = _listed("words", "eponyms") | (family & _vocabulary()) - given
    ranked = (
        (PARTICLE, PARTICLES), (TITLE, TITLES), (EPONYM, eponyms),
        (GIVEN, sure & given), (FAMILY, sure & family), (TOO, given | family), (GIVEN, given_names()),
        (FAMILY, family_names()),
        (KNOWN, _vocabulary() | _listed("words", "places") | _listed("words", "words")),
    )  # fmt: skip
    return {word: kind for kind, words in reversed(ranked) for word in words}


@lru_cache(maxsize=1)
def lower_families() -> frozenset[str]:
    """Family names that are one without a capital too, behind a given name."""
    return (family_names() | _listed("words_too", "family")) - _english()


@lru_cache(maxsize=1)
def lower_givens() -> frozenset[str]:
    """Given names that are one without a capital too, beside a family name."""
    return (given_names() | _listed("words_too", "given")) - _english()


def may_be_family(word: str) -> bool:
    """Tell whether a word can be a family name behind a given one: none of the clinic, the calendar or the grammar."""
    low = fold(word)
    return low not in _vocabulary() and low not in _NO_FAMILY and word not in NOT_SO


_NO_FAMILY = frozenset((
    "please", "thanks", "thank", "regards", "could", "would", "should", "shall", "have", "just", "attached",
    "following",
    "further", "hope", "many", "this", "that", "these", "here", "there", "when", "where", "what", "with", "from",
    "about",
    "will", "also", "then", "labs", "bloods", "blood", "consent", "visit", "screening", "clinic", "hospital",
    "nurse", "study",
    "trial", "phone", "mobile", "email", "date", "birth", "female", "male", "gender", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "today", "tomorrow", "yesterday", "called", "phoned", "signed",
    "came", "asked",
    "said", "says", "told", "wrote", "lives", "reports", "denies", "feels", "confirmed", "research", "coordinator",
    "oncology",
    "hepatology", "radiology", "surgery", "medical", "officer", "registrar", "consultant", "patient", "record",
    "number",
))  # fmt: skip


def called_after(one: str, other: str) -> bool:
    """Tell whether a house or an illness is called after somebody of these names: ``Marie Curie``."""
    return f"{fold(one)}-{fold(other)}" in _listed("words", "pairs")


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return _listed("words", "words") | _listed("words", "places") | _vocabulary()


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return frozenset(map(fold, clinical_words()))


@lru_cache(maxsize=1)
def _too() -> frozenset[str]:
    return _listed("words_too", "given") | _listed("words_too", "family")


@lru_cache(maxsize=8)
def _names(file: str) -> frozenset[str]:
    return frozenset(fold(word) for listed in _data(file).values() for word in str(listed).split())


@lru_cache(maxsize=8)
def _listed(file: str, key: str) -> frozenset[str]:
    return frozenset(map(fold, str(_data(file)[key]).split()))


@lru_cache(maxsize=8)
def _data(file: str) -> dict[str, str]:
    path = Path(__file__).parent / "people" / f"{file}.yml"
    data: dict[str, str] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return data
