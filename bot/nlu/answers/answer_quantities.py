"""Answers to the question for one quantity: a bare number, ``normal``, ``well over two years``."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.nlu.answers.choices import answer_child
from bot.nlu.answers.clock_times import without_times_of
from bot.nlu.answers.yes_no import ALL_NO
from bot.nlu.draft import Draft
from bot.nlu.labs.values import clean
from bot.nlu.lexicon.number_words import COUNT, count_of
from bot.nlu.lexicon.tokens import Token
from criteria.catalogue import Fact

_ABOUT_A_YEAR = re.compile(
    r"^\W*(?:(?:about|around|roughly|maybe|approximately|some)\s+)?(?P<half>half )?(?:a|one) year\W*$"
)


def answer_quantity(draft: Draft, fact: Fact) -> None:
    """A bare number, with or without a unit; ``normal``; ``A6`` for the score."""
    low = draft.text.low.strip()
    if fact.id == "child_pugh_score" and answer_child(draft, low):
        return
    if fact.unit == "mo" and (match := _ABOUT_A_YEAR.match(low)):
        draft.record(fact.id, {"value": 6 if match["half"] else 12, "unit": "mo"}, 0, len(draft.tokens) - 1)
        return
    numbers = [place for place, token in enumerate(draft.tokens) if token.kind == "num" and not token.used]
    numbers = [place for place in numbers if not _pointing(draft, place)]
    numbers = without_times_of(draft, numbers, fact.unit)
    if not numbers:
        _without_number(draft, fact, low)
        return
    if _worked_out(draft, fact, numbers):
        return
    place = numbers[-1] if _chain(draft, numbers) else numbers[0]
    if fact.id == "systolic_bp" and len(numbers) == 2 and draft.word(numbers[0] + 1) in ("/", "over"):
        draft.measure("diastolic_bp", draft.tokens[numbers[1]], numbers[0], numbers[1])
        place = numbers[0]
    elif len(numbers) > 1 and place == numbers[0]:
        return
    days = (
        token.day
        for at, token in enumerate(draft.tokens)
        if token.kind == "date" and not token.used and not _so_since(draft, at)  # "82, stroke in 2019"
    )
    day = next(days, None) if fact.lab else None
    clinical = any(token.clinical and not token.used for token in draft.tokens)
    if not clinical:
        draft.measure(fact.id, draft.tokens[place], place, place, day=day)
        if fact.id in draft.facts or draft.queries:
            draft.use(
                range(len(draft.tokens))
                if all(one.kind != "hit" or one.cue() or not one.clinical for one in draft.tokens)
                else []
            )


_CHECKED = frozenset(("repeated", "checked", "rechecked", "measured", "done", "tested", "retested", "taken", "drawn"))


def _so_since(draft: Draft, place: int) -> bool:
    """``92, stable since March``: a day from which on it is so; ``not repeated since March`` is when it was."""
    said = {draft.word(one) for one in range(max(0, place - 4), place)}
    return draft.word(place - 1) == "since" and said.isdisjoint(_CHECKED)


def _without_number(draft: Draft, fact: Fact, low: str) -> None:
    """``normal``, ``over 3 months``, no arrhythmia at all."""
    if _lasting(draft, fact):
        return
    if any(token.kind == "normal" for token in draft.tokens) and fact.uln is not None and len(draft.tokens) <= 4:
        draft.record(fact.id, {"value": "<=1", "unit": "xULN"}, 0, len(draft.tokens) - 1)
    elif ALL_NO.match(low) and fact.id == "arrhythmia_grade":
        draft.record(fact.id, 0, 0, len(draft.tokens) - 1)


_SHARE = re.compile(r"^\W*(?P<percent>\d{1,2}(?:\.\d)?) ?(?:%|percent) of (?P<all>\d{1,2}(?:\.\d{1,2})?)\W*$")


def _worked_out(draft: Draft, fact: Fact, numbers: list[int]) -> bool:
    """``54% of 3.4``, ``grade 1 or 2``: a value that two numbers make; True where one was read."""
    share = _SHARE.match(draft.text.low) if fact.id == "neutrophils" else None
    if share is not None:
        value = float(share["percent"]) * float(share["all"]) / 100
        return draft.record(fact.id, {"value": clean(value), "unit": fact.unit}, 0, len(draft.tokens) - 1)
    either = _either(draft, *numbers) if len(numbers) == 2 else None
    return either is not None and draft.measure(fact.id, either, 0, len(draft.tokens) - 1)


def _either(draft: Draft, first: int, second: int) -> Token | None:
    """``grade 1 or 2``: an interval, both ends in."""
    one, other = draft.tokens[first].number, draft.tokens[second].number
    if draft.word(first + 1) != "or" or second != first + 2 or one is None or other is None:
        return None
    low, high = sorted((one.value, other.value))
    plain = not (one.sign or other.sign or one.high or other.high) and draft.tokens[first].unit is None
    return replace(draft.tokens[second], number=replace(one, value=low, high=high)) if plain and low < high else None


_POINTING = {
    "that",
    "this",
    "which",
    "each",
    "any",
    "other",
    "no",
    "last",
    "next",
    "first",
    "old",
    "new",
    "wrong",
    "right",
}


def _pointing(draft: Draft, place: int) -> bool:
    """``waiting for that one``: no number."""
    return draft.word(place) == "one" and draft.word(place - 1) in _POINTING


_LONGER = re.compile(
    rf"^\W*(?:(?:well|easily|far|certainly|definitely|probably|surely|clearly) )*"
    rf"(?:over|beyond|in excess of|longer than) (?P<count>{COUNT}|\d{{3}}) ?"
    r"(?:(?P<years>years?|yrs?|y)|mo|months?|mths?|mos)\W*$"
)


def _lasting(draft: Draft, fact: Fact) -> bool:
    """``over 3 months``, ``well over two years``: asked for how long, it is no time from now."""
    match = _LONGER.match(draft.text.low) if fact.unit == "mo" else None
    if match is None:
        return False
    months = count_of(match["count"]) * (12 if match["years"] else 1)
    return draft.record(fact.id, {"value": f">{months}", "unit": "mo"}, 0, len(draft.tokens) - 1)


def _chain(draft: Draft, numbers: list[int]) -> bool:
    return len(numbers) > 1 and any(draft.word(one) in ("->", "to", "now") for one in range(numbers[0], numbers[-1]))
