"""A word that nobody knows right behind the name of a test: ``HIV nrct``. It may be any answer, so it is asked."""

from __future__ import annotations

from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.text.word_forms import COMMON

_ANSWERED = Gated(
    r"(?:^|(?<=[\s,;.(/]))hiv(?: ?(?:1/2|1|2|i/ii))?(?: (?:ab|ag|ag/ab|test|serology|status|screen|elisa))?"
    r"(?P<mark> ?[:=-]? )(?P<word>[a-z]{2,14})(?=\s*(?:$|[,;.\n)|]))"
)
_AYE = frozenset(
    (
        "infected", "infection", "carrier", "patient", "disease", "aids", "art", "haart", "cart", "treated",
        "suppressed", "undetectable", "stable", "controlled", "known", "diagnosed", "confirmed", "coinfection",
        "coinfected", "monoinfection", "comorbid", "comorbidity", "reactive", "poz", "seropositive",
        "dolutegravir", "biktarvy",
    )
)  # fmt: skip
"""Words that say that there is one, or how it is treated."""

_NOT_ITSELF = word_set("polarity_not_itself") | {
    "exposure", "charity", "clinic", "ward", "nurse", "doctor", "consultant", "group", "awareness", "prep", "pep",
    "disregard", "ignore", "delete", "remove", "scratch", "discard", "strike", "omit", "drop", "forget", "scrap",
    "study", "trial", "research", "department", "counselling", "campaign", "worker", "unit", "centre", "center",
}  # fmt: skip
"""``HIV exposure``, ``HIV clinic``: another matter."""


def doubted(text: Text, lexicon: Lexicon) -> Text:
    """Put a question mark behind the name; a message without such a word stays as it is."""
    if not _ANSWERED.search(text.low):
        return text
    found = [one for one in _ANSWERED.pattern.finditer(text.low) if _unknown(one["word"], lexicon)]
    return rewritten(text, [Change(one.start("mark"), one.start("mark"), "?") for one in found]) if found else text


def _unknown(word: str, lexicon: Lexicon) -> bool:
    if word == "abs":
        return True
    known = word in _AYE or word in _NOT_ITSELF or word in COMMON or lexicon.is_word(word)
    return not known and lexicon.nearest(word) is None
