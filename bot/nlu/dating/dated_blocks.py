"""The mark that closes a dated head of values: ``Hemogram 13/11/26 >> Hb 13.5``, ``Nov 17 (our lab) -> INR 1.36``."""

from __future__ import annotations

from bot.nlu.dating.block_dates import SAID_OF_SAMPLES
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name
from bot.nlu.lexicon.vocabulary import word_set

_MARKS = frozenset((":", "-", "–", "—", "--", ">", "->", "=>", "|", "=", "/", "→"))
_STOPS = frozenset((".", ";", ","))
_TIME = frozenset((":", "h", "hrs", "am", "pm", "at", "."))
_OTHER = word_set("sample_dates_courses") | word_set("bounds_other_matters") | word_set("bounds_examinations")
_ASIDE = 6
_HEAD = 9


def past_mark(draft: Draft, place: int) -> int | None:
    """Give the place behind the mark that closes the head that a date stands in; None where it is no such head."""
    first = _head(draft, place)
    if first is None:
        return None
    step, bracketed = _past_brackets(draft, place)
    while step < place + 2 * _ASIDE and _of_time(draft, step):
        step += 1
    marked = step
    while draft.word(marked) in _MARKS and marked < step + 4:
        marked += 1
    if marked > step:
        return marked
    if bracketed:
        return step
    sampled = first < place and all(draft.word(one) in SAID_OF_SAMPLES for one in range(first, place))
    return step + 1 if sampled and draft.word(step) in _STOPS else None


def _head(draft: Draft, place: int) -> int | None:
    """Where the sentence of a date begins; None where something else is told in it before the date."""
    first = place
    while first > 0 and draft.tokens[first - 1].sentence == draft.tokens[place].sentence:
        first -= 1
        token = draft.tokens[first]
        if token.clinical or token.kind == "date" or token.text in _OTHER or place - first > _HEAD:
            return None
    return first


def _past_brackets(draft: Draft, place: int) -> tuple[int, bool]:
    """The place behind the bracket that a date closes, and behind an aside; tell too whether it closed one."""
    step = place + 1
    bracketed = draft.word(step) in (")", "]")
    step += bracketed
    if draft.word(step) not in ("(", "["):
        return step, bracketed
    for end in range(step + 1, step + _ASIDE):
        token = draft.at(end)
        if token is None or token.clinical or token.kind in ("date", "num"):
            break
        if token.text in (")", "]"):
            return end + 1, True
    return step, bracketed


def _of_time(draft: Draft, step: int) -> bool:
    """``9 Nov 07:30 -> plt 90``: a time of day, before what closes the head."""
    token, behind = draft.at(step), draft.at(step + 1)
    if token is None or behind is None:
        return False
    hours = token.kind == "num" and behind.text in _TIME and lab_name(draft, behind) is None
    return (
        hours
        or (token.text in _TIME and behind.kind == "num" and draft.word(step - 1).isdigit())
        or (token.kind == "num" and draft.word(step - 1) in _TIME and draft.word(step - 2).isdigit())
    )
