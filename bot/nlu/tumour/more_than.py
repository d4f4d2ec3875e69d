"""``liver full of tumours, more than ten``: a count that is only bounded, behind its noun."""

from __future__ import annotations

from bot.nlu.draft import Draft

_REACH = 9
_BEFORE = frozenset((",", "(", "-", ";", ":"))
_BEHIND = frozenset(("", ",", ".", ")", ";", "\n", "|", "in", "of", "altogether", "overall"))


def more_than(draft: Draft, place: int) -> bool:
    """Take such a count behind a noun at a place; True where there is one."""
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or token.text == "|":
            return False
        if token.kind != "num":
            continue
        bound = token.number is not None and token.number.sign in (">", ">=") and token.number.value.is_integer()
        alone = token.unit is None and not token.used
        if not (bound and alone and draft.word(step - 1) in _BEFORE and draft.word(step + 1) in _BEHIND):
            return False
        return draft.measure("tumour_count", token, step, step)
    return False
