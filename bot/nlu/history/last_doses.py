"""The last dose of what suppresses the immune system: ``last tacrolimus dose 31 Oct``, ``last one five days ago``."""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_UP_TO = ("to", "through", "up to", "on")


def tells_last_dose(draft: Draft, place: int, end: int) -> bool:
    """``last tacrolimus dose 31 Oct``: the day of the last one, since which there was none."""
    before = [draft.word(one) for one in range(max(0, place - 3), place)]
    near = [draft.at(one) for one in (*range(max(0, place - 5), place), *range(end + 1, end + 8))]
    told = [one for one in near if one is not None and one.sentence == draft.tokens[place].sentence]
    if any(one.cue("stopped", "completed") and one.text not in _UP_TO for one in told):
        return True
    if any(one.text in ("infusion", "injection") and draft.word(end + 1) != "since" for one in told) and any(
        one.cue("last") for one in told
    ):
        return True
    behind = draft.tokens[place + 1] if place + 1 < len(draft.tokens) else draft.tokens[place]
    return ("last" in before and "since" not in before) or behind.text in ("last", "last dose", "last given", "last on")


_TAKEN = Gated(
    r"\b(?:last (?:one|dose|jab|injection|tablet|shot)|(?:took|had|swallowed|injected) (?:it|them|one|mine))"
    r"(?: was)?(?: on)? "
)


def last_taken(draft: Draft) -> tuple[Day, int] | None:
    """``methotrexate on Sundays, last one five days ago``: the day of the last dose, told in a clause of its own."""
    for match in _TAKEN.finditer(draft.text.low):
        step = draft.place_at(match.end())
        token = draft.tokens[step]
        if token.kind == "date" and token.day is not None and not token.used:
            return token.day, step
    return None


_LAST_DOSE = 30
"""Tokens behind a drug in which the day of its last dose is looked for."""


def last_dose_behind(draft: Draft, last: int) -> tuple[Day, int] | None:
    """``prednisone 40 mg was given, then tapered, and the last dose was on 12 September``."""
    sentence = draft.tokens[last].sentence
    told = -1
    for step in range(last + 1, min(last + _LAST_DOSE, len(draft.tokens))):
        token = draft.tokens[step]
        if (
            token.sentence != sentence
            or token.senses("agent")
            or token.senses("regimen")
            or token.names("immunosuppressant")
        ):
            return None
        if token.text.startswith("last dose") or (token.text in ("dose", "one") and draft.word(step - 1) == "last"):
            told = step
        if told >= 0 and step > told + 5:
            return None
        day = day_at(draft, step)
        if told >= 0 and day is not None:
            return day, step
    return None
