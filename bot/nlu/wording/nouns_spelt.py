"""``3 nodles``, ``4 lesons``, ``2 tum``: the word for a tumour behind a number, misspelt or cut short."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.text.word_forms import COMMON

_COUNTED = Gated(
    r"(?<![\w.,/])(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|single|solitary|multiple|several|dominant|"
    r"largest|biggest) (?P<word>[nlt][a-z]{2,8})(?![\w-])"
)
_NOUNS = ("nodule", "nodules", "lesion", "lesions", "tumour", "tumours")
_SHORT = {"tum": "tumour", "tums": "tumours", "tumrs": "tumours", "nod": "nodule", "nods": "nodules"}
_ONE = frozenset(("1", "one", "single", "solitary", "dominant", "largest", "biggest"))
_OTHERS = frozenset(
    ("lessons", "lesson", "legions", "notions", "noodles", "nodes", "node", "lotion", "lotions", "tumble")
) | frozenset(
    (
        "noduli",
        "nodulo",
        "nodulos",
        "lesione",
        "lesioni",
        "lesiones",
        "tumeur",
        "tumeurs",
        "tumore",
        "tumori",
        "tumores",
    )
)
"""Words of their own that are near one of the nouns, and those of other languages, which are known elsewhere."""


def with_nouns_spelt(text: Text, lexicon: Lexicon) -> Text:
    """Put the noun as it is written; a message without such a word stays as it is."""
    found = [(one, _meant(one["n"], one["word"], lexicon)) for one in _COUNTED.finditer(text.low)]
    changes = [Change(*one.span("word"), noun) for one, noun in found if noun is not None]
    return rewritten(text, changes) if changes else text


def _meant(count: str, word: str, lexicon: Lexicon) -> str | None:
    if word in _NOUNS or word in ("tumor", "tumors"):
        return None
    if word in _SHORT:
        return _SHORT[word] if word.endswith("s") or count in _ONE else f"{_SHORT[word]}s"
    if len(word) < 5 or word in _OTHERS or word in COMMON or lexicon.is_word(word):
        return None
    return _nearest(word)


@lru_cache(maxsize=512)
def _nearest(word: str) -> str | None:
    allowed = 1 if len(word) < 6 else 2
    near = [(OSA.distance(word, noun), noun) for noun in _NOUNS if noun[0] == word[0]]
    distance, noun = min(near)
    return noun if distance <= allowed else None
