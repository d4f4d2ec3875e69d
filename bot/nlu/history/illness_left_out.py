"""What the denial of an illness leaves out: ``no infection except pneumonia``, ``no transplant apart from a kidney``.

What is of the kind that was denied is had after all; what does not count leaves the denial as it is, and so does what
names something else, which is read by itself. Of anything else it is asked.
"""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_lists
from bot.nlu.scope.exceptions import left_out

_COUNTS = {fact: frozenset(words) for fact, words in word_lists("illness_left_out_counts").items()}
"""Words of what is of the kind that a fact speaks of."""
_HARMLESS = {fact: frozenset(words) for fact, words in word_lists("illness_left_out_harmless").items()}
"""Words of what does not count, or is read by itself."""
_NOT_NOW = re.compile(
    r"\b(?:possibl[ey]|maybe|perhaps|suspected|questionable|probabl[ey]|treated|resolved|cured|healed|cleared|past|"
    r"previous(?:ly)?|old|ago|last (?:week|month|year|wk|yr|spring|summer|autumn|fall|winter)|over|gone|recovered|"
    r"history|latent|20\d\d|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b|\?"
)
_OF_NOW = ("active_infection", "dialysis", "anticoagulation", "uncontrolled_diabetes", "uncontrolled_hypertension")
_WORD = re.compile(r"[a-z]+")
_POINTS = re.compile(r"(?:that|this|these|those|how|when|why|which|where|the above|it)\b")
"""``other than that all fine``, ``not on dialysis but for how long``: nothing is left out."""
_ONCE = re.compile(r"\b(?:one|once|episode|event|attack|an? (?:minor|small|single|mild|big|major))\b")
"""What an event may be called where its kind has just been named."""


def read_left_out(draft: Draft, fact: str, place: int, last: int) -> tuple[int, bool] | None:
    """Give the place of what counts although its kind was denied, and whether it is sure; nothing where none does."""
    left = left_out(draft, max(place, last))
    if left is None or draft.tokens[left.start].start <= draft.tokens[max(place, last)].start:
        return None
    what = draft.text.low[draft.tokens[left.start].start : draft.tokens[left.stop - 1].end]
    words = set(_WORD.findall(what))
    if words & _HARMLESS.get(fact, frozenset()) or _names_itself(draft, fact, left) or _POINTS.match(what):
        return None
    counts = next((one for one in left if _of_kind(draft, fact, one)), None)
    if counts is None and draft.catalogue.facts[fact].kind == "event" and (once := _ONCE.search(what)) is not None:
        counts = draft.place_at(draft.tokens[left.start].start + once.start())
    if counts is None and draft.catalogue.facts[fact].kind == "event" and fact not in _COUNTS:
        return None  # ``no PE except DVT``: of another matter
    if counts is None and any(draft.tokens[one].clinical and draft.word(one) != "child" for one in left):
        return None
    sure = counts is not None and not (_NOT_NOW.search(what) and fact in _OF_NOW)
    for one in left:
        draft.tokens[one].scope.discard("neg")
    draft.use(range(place, left.start))
    return (left.start if counts is None else counts), sure


def _names_itself(draft: Draft, fact: str, left: range) -> bool:
    """Tell whether the fact is named once more, and so read for itself: ``no stroke except a TIA``."""
    return any(draft.tokens[one].names(fact) for one in left)


def _of_kind(draft: Draft, fact: str, place: int) -> bool:
    token = draft.tokens[place]
    if not _COUNTS.get(fact, frozenset()).isdisjoint(_WORD.findall(token.text)):
        return True
    return fact == "active_infection" and any(one.id == "infection" for one in token.senses("condition"))
