"""Slips of the keyboard in words that name nothing by themselves: ``HTN well controlld``, ``no bleeding tendancy``.

The lexicon finds a misspelt name where the name is one word. The words of which longer names and the forms of charts
consist are put right here, before they are looked for; a word that is one of the language stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten
from bot.nlu.vocabulary import word_set
from bot.nlu.word_forms import COMMON

_WORD = re.compile(r"(?<![\w.@/'-])[a-z]{5,18}(?![\w@'])")
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
    if not among or word in among:
        return None
    found = [
        (one, distance)
        for one, distance, _ in process.extract(word, among, scorer=OSA.distance, score_cutoff=2, limit=3)
        if distance < 2 or len(word) >= _LONG or sorted(one) == sorted(word)
    ]
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    right = found[0][0]
    return None if _derived(word, right) else right


def _derived(word: str, right: str) -> bool:
    """``moderately``, ``estimates``: another word of the same stem, or one of the language."""
    if word in _OTHERS or word.startswith(right) or right.startswith(word):
        return True
    if word.endswith("ed") and not right.endswith("ed"):
        return True
    return word.endswith("ly") != right.endswith("ly") or word.rstrip("s") == right.rstrip("s")


def respelt(text: Text, lexicon: Lexicon) -> Text:
    """Put such words right."""
    changes = [
        Change(*match.span(), right)
        for match in _WORD.finditer(text.low)
        if not (lexicon.is_word(word := match.group()) or word in COMMON) and (right := meant(word)) is not None
        if lexicon.nearest(word) is None
    ]
    return rewritten(text, changes) if changes else text
