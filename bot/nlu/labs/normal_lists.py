"""Lists of tests that one word says all to be normal: ``ALT, GGT, and bilirubin remained within normal limits``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.headers import Header, lab_name
from bot.nlu.labs.limits import alias_end
from bot.nlu.labs.normals import (
    BETWEEN,
    PANELS,
    is_normal_before,
    normal_behind,
    record_normal,
    told_behind,
)
from bot.nlu.lexicon.vocabulary import word_set
from criteria.units import XULN

_LINKS = word_set("normal_lists_links")
"""What parts the tests of a list, and what belongs to the name of one."""
_ENDS = frozenset(("", ".", ";", "\n", ")", ",", "but", "with", "on", "at", "in", "today", "yesterday", "from", "now"))
"""What stands behind a list that a word in front of it says to be normal."""
_LONGEST = 24
"""Names and what parts them, in tokens."""


def read_normal_list(draft: Draft, place: int, header: Header) -> int | None:
    """Record each test of the list that begins at ``place``; give the last place taken, or None where it is none."""
    names, last = _listed(draft, place)
    if len({one for one, _ in names}) < 2 or draft.word(place - 1) == "for":  # ``2 x ULN for ALT, AST normal``
        return None
    step = normal_behind(draft, last)
    limit = _limit_behind(draft, last) if step is None else None
    if limit is not None:
        return _all_at(draft, names, limit)
    if step is None and draft.word(last + 1) in _ENDS:
        step = _before(draft, place)
    if step is None:
        return None
    found = told_behind(draft, max(last, step))
    for name, fact in names:
        if "neg" in draft.tokens[step].scope:
            draft.ask(fact, "value", name, name)
        else:
            record_normal(draft, fact, name, name, header, found)
    draft.use([step])
    return max(last, step, found.last if found.day is not None else 0)


def _all_at(draft: Draft, names: list[tuple[int, str]], limit: int) -> int:
    """``all below the ULN``: the same multiple of each one's limit of normal."""
    for name, fact in names:
        if draft.catalogue.facts[fact].uln is not None:
            draft.measure(fact, draft.tokens[limit], name, name)
    draft.use([limit])
    return limit


def _limit_behind(draft: Draft, place: int) -> int | None:
    """Give the place of a multiple of the limit of normal behind a list, or None."""
    for step in range(place + 1, min(place + 7, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "num" and token.unit == XULN and not token.used:
            return step
        if token.text not in BETWEEN:
            return None
    return None


def _before(draft: Draft, place: int) -> int | None:
    """``normal ALT and AST``, ``all in range: ALT, AST``: the place of the word in front of a list, or None."""
    if draft.word(place - 1) == ":":
        token = draft.at(place - 2)
        return place - 2 if token is not None and token.kind == "normal" and not token.used else None
    return place - 1 if is_normal_before(draft, place) else None


def _listed(draft: Draft, place: int) -> tuple[list[tuple[int, str]], int]:
    """Give the tests of a list with their places, and where the last of them ends; others' names are passed over."""
    names: list[tuple[int, str]] = []
    last, step, linked = place, place, True
    while step < min(place + _LONGEST, len(draft.tokens)):
        token = draft.tokens[step]
        if token.used or token.sentence != draft.tokens[place].sentence:
            break
        facts = _tests(draft, step)
        if linked and facts is not None:
            names += [(step, fact) for fact in facts]
            step = last = alias_end(draft, step, facts[0] if len(facts) == 1 else "")
            linked = False
        elif token.text not in _LINKS:
            break
        else:
            linked = True
        step += 1
    return names, last


def _tests(draft: Draft, step: int) -> tuple[str, ...] | None:
    """Give the facts that a name stands for: one, a panel's, or none of ours; None where there is no name."""
    token = draft.tokens[step]
    fact = lab_name(draft, token)
    if fact is not None:
        return (fact,)
    panel = next((facts for panel, facts in PANELS.items() if token.cue(panel)), None)
    return panel or (() if token.senses("decoy") else None)
