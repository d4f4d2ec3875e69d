"""The day of a sample in a bracket behind a whole row: ``Plt 96, bili 1.2, Hb 10.9 (Sendai, drawn 16 Nov)``.

A bracket that holds a day alone is of the last value; one that speaks of the sample or the laboratory is of all.
"""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import lab_name

_SAMPLED = frozenset(
    (
        "drawn", "taken", "collected", "sampled", "sample", "lab", "labs", "laboratory", "bloods", "blood", "all",
        "both", "obtained", "measured", "draw", "results", "clinic", "hospital",
    )
)  # fmt: skip
_LONGEST = 8


def of_row(draft: Draft) -> tuple[Day, int, int] | None:
    """Give the day of the sample of a row of values, and the places of its first value and of the day; or None."""
    for place in draft.places.kind("date"):
        token = draft.tokens[place]
        if token.day is None or draft.word(place + 1) != ")":
            continue
        opened = next((one for one in range(place - 1, place - _LONGEST, -1) if draft.word(one) == "("), -1)
        words = {draft.word(one) for one in range(opened + 1, place)}
        if opened < 1 or words.isdisjoint(_SAMPLED) or any(draft.tokens[one].clinical for one in range(opened, place)):
            continue
        row = [one for one in range(opened) if draft.tokens[one].sentence == token.sentence]
        labs = sum(lab_name(draft, draft.tokens[one]) is not None for one in row)
        if labs < 2 or any(draft.tokens[one].kind == "date" for one in row):
            continue
        draft.use(range(opened, place + 2))
        return token.day, row[0], place
    return None
