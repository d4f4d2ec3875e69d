"""The date that closes a message, or a row of values in a bracket: that of all values before it."""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name

_TAKEN = ("taken", "drawn", "collected", "sampled", "measured", "obtained", "from", "of", "dated", "on", "are", "were")


def closing_date(draft: Draft) -> tuple[Day, int] | None:
    """``…, all from yesterday``, ``… taken 19/11/2026``: a date that closes the message is that of its values."""
    place = len(draft.tokens) - 1
    while place > 0 and draft.tokens[place].kind == "punct":
        place -= 1
    token = draft.at(place)
    if token is None or token.kind != "date" or token.day is None or token.used:
        return None
    step = place - 1
    while draft.word(step) in _TAKEN:
        step -= 1
    both = draft.word(step) in ("both", "all") and step < place - 1
    if both and any(one.kind == "date" for one in draft.tokens[:step]):
        return _of_sentence(draft, step, place)
    row = _row_before(draft, step) if draft.word(step + 1) in _TAKEN[:6] else None
    opens = (draft.word(step) in ("all", "both") or row is not None) or (
        step < place - 1 and draft.word(step) in (".", ";", "\n") and draft.word(step + 1) in _TAKEN[:6]
    )
    labs = sum(lab_name(draft, one) is not None for one in draft.tokens[:place])
    if not opens or labs < 2 or any(one.kind == "date" for one in draft.tokens[:place]):
        return None
    draft.use(range(step, place + 1))
    return token.day, -1


def _row_before(draft: Draft, step: int) -> int | None:
    """``plt 7.4, Hb 10.9, Alb 3.3 (Sendai, drawn 11/16)``: the place of a bracket that says of a row whence it is."""
    for place in range(step, max(2, step - 5), -1):
        if draft.word(place) == "(":
            labs = sum(lab_name(draft, one) is not None for one in draft.tokens[:place])
            return place if labs > 2 else None
        if draft.tokens[place].clinical:
            return None
    return None


def _of_sentence(draft: Draft, step: int, place: int) -> tuple[Day, int] | None:
    """``pregnancy test this morning. Plt 94 and INR 1.1, both drawn 16 Nov``: the values of its sentence alone."""
    day, sentence = draft.tokens[place].day, draft.tokens[place].sentence
    own = [one for one in range(step) if draft.tokens[one].sentence == sentence]
    if day is None or not own or any(draft.tokens[one].kind == "date" for one in own):
        return None
    draft.use(range(step, place + 1))
    return day, own[0] - 1
