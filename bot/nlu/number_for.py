"""``approx. 150 for platelets, 35 for albumin``: the number first, and what it is of behind ``for``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.value_names import is_name
from bot.nlu.values import Reading

_ARTICLES = frozenset(("the", "his", "her", "their", "its"))
_ABOUT = frozenset(
    ("about", "approx", "approximately", "around", "roughly", "ca", "circa", "some", "was", "is", "got", "~")
)
_OPENS = frozenset(("", ",", ";", ".", "\n", ":", "and", "with", "|", "/", "then", "-"))
_CLOSES = _OPENS | {"today", "yesterday", "now", ")"}
_LIMITS = frozenset(
    f"{one}{s}"
    for one in (
        "limit",
        "cutoff",
        "cut-off",
        "threshold",
        "minimum",
        "require",
        "required",
        "need",
        "must",
        "criterion",
    )
    for s in ("", "s")
) | {"criteria", "wants", "asks", "aim", "target", "goal", "rule"}


def number_for(draft: Draft, place: int, fact: str) -> int | None:
    """Give the place of the number that opens the clause of a name that ``for`` leads; None where none does."""
    step = place - 1 - (draft.word(place - 1) in _ARTICLES)
    if draft.word(step) != "for":
        return None
    step -= 1
    token = draft.at(step)
    if token is None or token.kind != "num" or token.used or token.number is None or token.number.sign:
        return None
    before = step - 1
    while draft.word(before) in _ABOUT or (draft.word(before) == "." and draft.word(before - 1) in _ABOUT):
        before -= 1
    after = draft.at(place + 1)
    closed = after is None or after.text in _CLOSES or after.kind == "date" or is_name(draft, place + 1)
    if draft.word(before) not in _OPENS or not closed or is_name(draft, before):
        return None
    sentence = draft.tokens[step].sentence
    if any(one.text in _LIMITS and one.sentence == sentence for one in draft.tokens[max(0, step - 20) : step]):
        return None
    return step if isinstance(draft.reader.read(fact, token.number, token.unit), Reading) else None
