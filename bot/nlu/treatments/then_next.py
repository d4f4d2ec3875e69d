"""The words that lead from one treatment to the next, and whose the date before them is."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.treatments.entries import Entry

THEN = frozenset(("then", "and then", "later", "subsequently", "thereafter", "afterwards", "next"))
_DATING = ("in", "on", "from", "since", "between")


def behind_then(draft: Draft, first: int, last: int) -> int:
    """``, taken off it in February 2025 and then put on X``: the place behind the word that leads to the next one."""
    for place in range(last - 1, first, -1):
        if draft.word(place) not in THEN:
            continue
        dated = any(one.kind == "date" for one in draft.tokens[last + 1 : last + 4])
        if draft.tokens[place - 1].kind == "date" and dated:
            return place  # ``RFA, seg 7 Apr 2024 then TACE May 2024``
        if draft.word(place) == "and then" or draft.word(place - 1) == "and":
            again = draft.tokens[place + 1].kind == "date" or draft.word(place + 1) in _DATING
            return first if again else place  # ``In May and then in July TACE``
    return first


def own_line(draft: Draft, step: int, following: Entry) -> bool:
    """``pembro in the second line, Jan-Jun 2026; first line was Nexavar``: the line of the treatment before it."""
    token = draft.tokens[step]
    return token.text.endswith("line") and token.segment != draft.tokens[following.first].segment


_WITH = frozenset(("plus", "with", "+", "and", "alongside", "together", "combined", "&", "then"))


def lists_days(draft: Draft, place: int) -> bool:
    """``HAIC on 3 March, 24 March and 14 April plus lenvatinib``: the last day of a list, before what came with it."""
    if draft.tokens[place].kind != "date" or draft.word(place + 1) not in _WITH:
        return False
    step = place - 2 if draft.word(place - 1) in ("on", "in") else place - 1
    if draft.word(step) in ("and", "&"):
        step -= 1 if draft.tokens[step - 1].kind == "date" else 0
        step -= 1
    return draft.word(step) == "," and draft.tokens[step - 1].kind == "date"
