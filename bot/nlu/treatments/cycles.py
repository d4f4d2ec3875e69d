"""``C5 of STRIDE``, ``week 9 of lenvatinib``: a count inside a course says that it goes on, not when it began."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.entries import LOCAL, Entry

_BEFORE = re.compile(
    r"(?:\b(?:c|cycle|week|month|dose|infusion|course)\s*#?\s*(?P<number>\d{1,3})\s*(?:,?\s*d(?:ay)?\s*\d{1,2})?"
    r"|\b(?P<ordinal>\d{1,2})(?:st|nd|rd|th)(?:\s+(?:cycle|week|month|dose|infusion|course)|(?=\s*$)))"
    r"(?:\s+of)?(?:\s+(?:his|her|the|current|treatment with|therapy with))*\s*$"
)
_BEHIND = re.compile(
    r"[\s,(]*(?:(?:c|cycle|week|infusion)\s*#?|#|dose\s*#?(?=\s*[2-9] (?:given|on|was|\()))\s*"
    r"(?P<number>\d{1,3})(?!\d|\s*(?:mg|x))(?:\s*,?\s*d(?:ay)?\s*\d{1,2})?\b"
    r"|[\s,(]*(?P<ordinal>\d{1,2})(?:st|nd|rd|th)\s+(?:cycle|infusion)"
)


def read_cycle(draft: Draft, entry: Entry) -> None:
    """Mark a systemic course of which a later cycle is named; the date beside it is that cycle's."""
    if entry.kind != "systemic":
        return
    low = draft.text.low
    start, end = draft.tokens[entry.first].start, draft.tokens[entry.last].end
    before = _BEFORE.search(low, max(0, start - 40), start)
    behind = None if before else _BEHIND.match(low, end)
    found = before or behind
    if found is None:
        rounds = next(_LATER_ROUND.finditer(low, end, end + 80), None)
        if rounds is not None and rounds.start() == end:
            entry.cycle = _ORDINALS.index(rounds["word"]) + 2
        return
    entry.cycle = int(found["number"] or found["ordinal"])
    places = range(draft.place_at(found.start()), draft.place_at(found.end() - 1) + 1)
    draft.use(place for place in places if not entry.first <= place <= entry.last)
    if behind is not None:
        entry.last = places[-1]


_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LATER_ROUND = Gated(
    rf"[^.;\n]{{0,50}}[,(] ?(?:his |her |the )?(?P<word>{'|'.join(_ORDINALS)})"
    r" (?:dose|cycle|infusion)\b(?! (?:on|in)\b)"
)
"""``sintilimab infused on 14 November, second dose``: the date is that of a later round."""


_ONCE = Gated(
    r"\bonce\b(?! (?:daily|a |every|per |weekly|more|in ))|"
    r"\b(?:one|single|1|only one) (?:dose|infusion|administration|injection)\b"
)


_COURSES = ("systemic", "haic")


def read_once(draft: Draft, entry: Entry, end: int) -> None:
    """``given once on 4 May``, ``one dose of nivolumab on 3 June``: what began that day ended that day."""
    first = entry.first
    while (
        first > 0 and first > entry.first - 5 and draft.tokens[first - 1].segment == draft.tokens[entry.first].segment
    ):
        first -= 1
    last = entry.last
    while last + 1 < end and draft.tokens[last + 1].sentence == draft.tokens[entry.last].sentence:
        last += 1
    told = draft.text.low[draft.tokens[first].start : draft.tokens[last].end]
    entry.single = entry.single or (entry.kind in _COURSES and _ONCE.search(told) is not None)


def at_dose(draft: Draft, step: int) -> bool:
    """``400 mg from May, 200 mg from August``: the date from which on another dose was given."""
    token = draft.at(step - 2)
    return token is not None and (token.unit or "").startswith("mg") and draft.word(step - 1) in ("from", "since")


_FARES = frozenset(("tolerated", "tolerating", "tolerates", "well", "fine", "ok", "okay", "good", "smoothly"))
_HANDED = frozenset(
    ("collected", "dispensed", "refilled", "refill", "picked", "prescribed", "reviewed", "seen", "ordered", "checked")
)
_TO_DAY = frozenset(("well", "so", "far", "as", "of", "on", "at", "up", "per", "good", "tolerance", *_HANDED))


def dates_a_visit(draft: Draft, step: int) -> bool:
    """``lenvatinib well tolerated as of 12 Nov``, ``last collected 12 Nov``: the day of which this is told."""
    word = draft.word(step)
    if word not in _FARES and (word != "last" or draft.word(step + 1) not in _HANDED):
        return False
    behind = step + 1
    while draft.word(behind) in _TO_DAY:
        behind += 1
    token = draft.at(behind)
    return token is not None and token.kind == "date"


_FIRST = frozenset(("first", "1st", "first session", "first on", "first one", "first in"))
_LEADS_TO_DAY = frozenset(("on", "in", "the", "one", "session", "cycle", "dose", "was", "done", ":", "date"))


def role_of_first(draft: Draft, entry: Entry, step: int) -> str:
    """``TACE x3, first session 5 May``, ``HAIC x4, C1 5 May``: the day of the first of several begins them."""
    if not entry.several or entry.start is not None or entry.kind not in LOCAL:
        return ""
    step -= 1
    while draft.word(step) in _LEADS_TO_DAY:
        step -= 1
    numbered = draft.word(step) == "1" and draft.word(step - 1) in ("c", "#", "cycle", "session")
    return "start" if draft.word(step) in _FIRST or numbered else ""
