"""Slips of the keyboard: ``HTN well controlld``, ``connsent has not been signed``, ``alleric reaction to cisplatin``.

The lexicon finds a misspelt name where the name is one word; but what denies it, plans it or makes another matter of it
is looked for in forms that hold the name as it is written. So names, and the words of which such forms consist, are put
right before anything is read. Only a word that nobody knows and that is near one of them is changed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.word_forms import COMMON

_WORD = re.compile(r"(?<![\w.@/])(?<!\w')[a-z]{5,24}(?![\w@])(?!'\w)")
_OTHERS = word_set("respelt_others")
"""Words of the language that are spelled much like one of them."""
_LONG = 9
"""Letters from which on two may be wrong."""


@lru_cache(maxsize=1)
def _targets() -> dict[str, tuple[str, ...]]:
    """The words by their first letter."""
    known = sorted(word_set("respelt_words"))
    return {letter: tuple(one for one in known if one[0] == letter) for letter in {one[0] for one in known}}


@lru_cache(maxsize=8192)
def meant(word: str) -> str | None:
    """Give the one word that ``word`` must be a slip for, or None."""
    among = _targets().get(word[0], ())
    if not among:
        return None
    if word in among:
        return word
    found = [
        (distance, one)
        for one, distance, _ in process.extract(word, among, scorer=OSA.distance, score_cutoff=2, limit=4)
        if distance < 2 or (len(word) >= _LONG and len(one) >= _LONG - 1) or sorted(one) == sorted(word)
    ]
    if not found:
        return None
    least = min(found)[0]
    right = _of_its_number(word, [one for distance, one in found if distance == least])
    return None if right is None or _derived(word, right) else right


def _of_its_number(word: str, found: list[str]) -> str | None:
    """Of ``nodule`` and ``nodules`` that which ends as the slip does; nothing where there is another choice."""
    if len({one.rstrip("s").replace("our", "or").replace("ae", "e") for one in found}) > 1:
        return None
    return min(found, key=lambda one: one.endswith("s") != word.endswith("s"))


_ENDINGS = re.compile(r"(?:ations?|ings?|able|ible|ally|ed|ly|ers?|ors?|ive|ions?|als?|ics?|ous|es|s|y)$")


def _derived(word: str, right: str) -> bool:
    """``moderately``, ``estimates``: another word of the same stem."""
    if word.startswith(right) or right.startswith(word):
        return len(word) - len(right) != 1 or word[-1] != word[-2]
    end = _ENDINGS.search(word)
    if end is None or right.endswith(end.group()):
        return False
    return word[: end.start()] == right[: end.start()]


def respelt(text: Text, lexicon: Lexicon) -> Text:
    """Put such words right; a text without any stays as it is."""
    changes = [
        Change(*match.span(), right)
        for match in _WORD.finditer(text.low)
        if not ((word := match.group()) in COMMON or lexicon.is_word(word) or word.rstrip("s") in lexicon.known)
        if word not in _OTHERS and (right := meant(word) or lexicon.nearest(word)) is not None
    ]
    return rewritten(text, changes) if changes else text
