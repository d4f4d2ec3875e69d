"""Older values beside the one of now: ``ECOG 2 but was 1 last month``, ``12.5 (was 20)``, ``12 now, 960 before``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import OLD, Found
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

_TURNS = frozenset(["but", "though", "although", "yet"])
_WAS = frozenset(["was", "were", "been"])
_IT_WAS = (["it", "was"], ["they", "were"], ["it", "had", "been"], ["they", "had", "been"])
_WORDS = _TURNS | _WAS | {",", "it", "they", "had", "still", "only", "at", "a", "then"}
_BEFORE = frozenset(["before", "previously", "earlier", "prior", "formerly", "beforehand"])
_FORMER = frozenset(["previous", "prior", "preceding", "former", "earlier"])
_TIMES = frozenset(
    f"{one}{s}" for one in ("day", "week", "month", "year", "visit", "time", "cycle", "draw") for s in ("", "s")
)
_VISITS = frozenset(["visit", "clinic", "appointment", "time", "check", "checkup", "cycle", "draw", "bloods", "labs"])
"""``at the last visit``: of two values the older one's."""
_HOW_LONG = frozenset(
    ["the", "a", "an", "one", "few", "some", "couple", "of", "several", "at", "on", "in", "just", "only"]
)
_BEFORE_IT = frozenset(["was", "were", "had", "been", "from", "baseline", "initially"])


_MOVED = word_set("older_values_moved")
"""Words with which a value is said to have moved from an older one."""


def was_before(draft: Draft, found: Found, moved: list[int], dated: bool) -> bool:
    """Tell whether the value behind ``moved`` is an older one than the value found, which is told as of now.

    ``dated`` tells that a day stands beside it.
    """
    words = [draft.word(one) for one in moved if draft.tokens[one].kind != "date"]
    told = [word for word in words if word != ","]
    if found.day is not None or not told or not _WAS.intersection(told):
        return False
    if told[0] not in _TURNS and not (dated and told in _IT_WAS):
        return False  # ``bilirubin 19, it was 31 in August``
    return set(words) <= _WORDS and _BEFORE_IT.isdisjoint(draft.word(one) for one in found.passed)


def is_past(draft: Draft, step: int) -> bool:
    """``12 now, 960 before``, ``88 the week before``: what stands behind a number says that it is an older one."""
    after = draft.at(step + 1)
    if after is None:
        return False
    return after.cue("baseline") or after.text in _BEFORE or _a_time_before(draft, step + 1)


def _a_time_before(draft: Draft, step: int) -> bool:
    """``the week before``, ``two months earlier``, ``at the previous visit``."""
    last = step + 4
    while step < last and (draft.word(step) in _HOW_LONG or (draft.at(step) or draft.tokens[0]).kind == "num"):
        step += 1
    if draft.word(step) in _FORMER:
        return draft.word(step + 1) in _TIMES
    if of_last_visit(draft, step):
        return True
    return draft.word(step) in _TIMES and draft.word(step + 1) in _BEFORE


def of_last_visit(draft: Draft, step: int) -> bool:
    """``last visit``, ``the last clinic``: not the visit that the message is about."""
    return draft.word(step) in ("last", "the last") and draft.word(step + 1) in _VISITS


_BACK = re.compile(r"^(?:last|previous) |(?:days?|weeks?|wks?|months?|mths?|years?|yrs?) (?:ago|back|earlier|before)$")
"""``last month``, ``a month ago``: no day of now."""


def older_behind(draft: Draft, found: Found, after: Found) -> bool:
    """``INR 1.4, 1.2 last month``, ``plt 82, last month 95, Aug 110``: older values behind the one of now."""
    if found.day is not None or after.day is None or draft.word(found.last + 1) != ",":
        return False
    if found.older is not None:
        return True
    dated = draft.tokens[found.last + 1 : after.last + 1]
    return any(one.kind == "date" and _BACK.search(one.text) is not None for one in dated)


def with_older(draft: Draft, found: Found) -> Found:
    """``12.5 (was 20)``, ``12.5 down from 20``: the number behind such a word is an older one."""
    step = found.last + 1
    for place in range(step, min(step + 9, len(draft.tokens))):
        token = draft.tokens[place]
        if token.kind == "num":
            if any(draft.word(one) in OLD for one in range(step, place)) and not is_name(draft, place + 1):
                found.older = place
                found.last = place + 1 if draft.word(place + 1) == ")" else place
                after = draft.at(found.last + 1)
                if after is not None and after.kind == "date":
                    found.last += 1
            return found
        if (token.text not in OLD and token.text not in _MOVED) or is_name(draft, place):
            return found
    return found
