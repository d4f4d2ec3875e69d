"""Where the clause around a date begins and ends, and which of its words no one here knows."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_OPENS = frozenset(("and", "but", "then", "(", ")", ";", ",", "\n", ".", ":", "|", "while", "whereas", "when"))
KNOWN: frozenset[str] = frozenset().union(
    *map(word_set, ("courses_passing", "courses_ends", "own_clause_known", "courses_starts", "courses_refers"))
)
"""Words of a clause that speaks of a treatment."""


def opens_clause(draft: Draft, step: int) -> bool:
    """Tell whether a clause begins at a place."""
    if draft.word(step - 1) in ("-", "->"):
        return draft.tokens[step].kind not in ("date", "num")
    if draft.word(step - 1) == "and" and draft.tokens[step].kind == "date" and draft.word(step - 3) == "between":
        return False  # ``HAIC between February and May 2026 the surgeons agree``
    return draft.word(step - 1) in _OPENS or draft.tokens[step].segment != draft.tokens[step - 1].segment


def clause_at(draft: Draft, step: int, floor: int) -> tuple[int, int]:
    """Give the places of the clause around a place, from ``floor`` on: the first, and the one behind the last."""
    first, last = step, step
    while first > floor and not opens_clause(draft, first):
        first -= 1
    last += 1
    while last < len(draft.tokens) and not opens_clause(draft, last):
        last += 1
    return first, last


def with_bracket(draft: Draft, last: int) -> int:
    """``, ABC seg 5/8 (Aug 2023)``: where a clause ends whose last sign opens a bracket that holds a date alone."""
    if draft.word(last - 1) != "(" or last + 1 >= len(draft.tokens) or draft.word(last + 1) != ")":
        return last
    return last + 1 if draft.tokens[last].kind == "date" else last


SHORT_MATTERS: frozenset[str] = frozenset(("lr", "rh", "lh"))
"""Local recurrence or an operation: what it stands for is not said, yet it has a day of its own."""


def is_unknown(token: Token, known: frozenset[str]) -> bool:
    """Tell whether a token is a word that is not among the known ones; signs and the shortest words tell nothing."""
    told = len(token.text) > 2 or token.text in SHORT_MATTERS
    return token.kind == "word" and told and token.text.isalpha() and token.text not in known


def noted(token: Token) -> bool:
    """Tell whether a token names an illness or another matter that is no fact by itself."""
    return any(token.sense(role) is not None for role in ("note", "decoy", "condition", "means"))
