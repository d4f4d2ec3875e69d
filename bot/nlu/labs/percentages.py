"""Neutrophils in percent: of the leukocytes of the same message."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import Header, headed, lab_name, leading_day
from bot.nlu.labs.values import Reading, form
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.places import merged

_CELL = re.compile(r" ?[;|,] ?\d{1,2}(?:[.,]\d+)? ?[;|,] ?%(?= ?(?:$|[;|,\n]))")
"""``Neutrophils; 68; %``: the sign in a cell of its own."""


def in_percent(low: str, start: int, end: int) -> bool:
    """Tell whether the value that stands at a place of a row is a share, its sign in the next cell."""
    return _CELL.match(low, start, end) is not None


def read_percentages(draft: Draft, header: Header) -> None:
    """Neutrophils in percent of the leukocytes of the same message: the product of the two."""
    leukocytes = draft.facts.get("leukocytes")
    counted = "neutrophils" in draft.facts
    for place in merged(draft.places.naming("neutrophils"), draft.places.text("n")):
        token = draft.tokens[place]
        if token.used or not (lab_name(draft, token) == "neutrophils" or _n_of_leukocytes(draft, place)):
            continue
        parted = in_percent(draft.text.low, token.end, len(draft.text.low))
        found = Found(place + 2, place + 4) if parted else forward(draft, place + 1)
        percent = draft.tokens[found.place] if found else None
        behind = draft.at(place - 1)
        if found is None and behind is not None and behind.unit == "%" and not behind.used:
            found, percent = Found(place - 1, place), behind
        if found is None or percent is None or percent.number is None:
            continue
        if percent.unit != "%" and not parted:
            continue
        if counted:  # the count itself is told too
            draft.use(range(place, found.last + 1))
            continue
        total = leukocytes["value"] if isinstance(leukocytes, dict) else None
        if not isinstance(total, (int, float)) or percent.number.sign or percent.number.high is not None:
            draft.ask("neutrophils", "unit", place, found.place, ("%",))
            continue
        share = Number(percent.number.value * total / 100, text=percent.text)
        reading = Reading(form(share), "10*9/L", "%", inferred=True)
        day = found.day or leading_day(draft, place) or headed(draft, place, header)
        draft.settle("neutrophils", reading, place, found.last, day=day)


def _n_of_leukocytes(draft: Draft, place: int) -> bool:
    """``WBC 5.2, N 61%``: the letter alone, behind the leukocytes."""
    before = draft.tokens[max(0, place - 4) : place]
    return draft.word(place) == "n" and any(one.names("leukocytes") for one in before)
