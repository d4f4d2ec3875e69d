"""Dates of events in the answers of patients: of several occurrences the latest counts."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_AGAIN = Gated(r"\b(?:twice|again|another|second|both|two|three|four|several|times|then|first|the other|last one)\b")
_NOT_THE_EVENT = Gated(
    r"\b(?:or|born|married|retired|since|until|till|diagnosed|scan|stopped|started|operation|surgery|fine|grand|"
    r"clear)\b"
)


def latest_of_several(draft: Draft, fact: str) -> None:
    """``twice, 2009 and again in 2021``: an event that happened more than once counts from its last time."""
    known = draft.facts.get(fact)
    spec = draft.catalogue.facts[fact]
    if spec.kind != "event" or not isinstance(known, dict) or set(known) != {"date"}:
        return
    low = draft.text.low
    if not _AGAIN.search(low) or _NOT_THE_EVENT.search(low) or len(draft.facts) > 1 + (fact == "variceal_bleeding"):
        return
    latest = max((known["date"], *_days(draft)), key=str)
    if latest != known["date"]:
        for one in (fact, *(("gi_bleeding",) if fact == "variceal_bleeding" else ())):
            draft.facts[one] = {"date": latest}


PASSING = ("active_infection", "uncontrolled_diabetes", "uncontrolled_hypertension", "chronic_diarrhoea")
"""What counts only while it lasts."""
_LASTS = re.compile(
    r"\b(?:since|still|now|ever|from|keeps?|for (?:the |about the )?(?:last|past)|"
    r"on and off|at the moment|again|these days|every|back)\b"
)
_CURED = re.compile(r"\b(?:treated|cured|cleared|healed|gone|recovered|over it|all clear|fine|better)\b")
_RECENT = 45
"""Days in which what was told may still last."""


def leave_what_is_past(draft: Draft, fact: str) -> None:
    """``TB in 1980, treated``: what was long ago is not now; where nothing says that it is over, it is asked again."""
    low = draft.text.low
    if fact not in PASSING or draft.facts.get(fact) is not True or _LASTS.search(low):
        return
    days = _days(draft)
    limit = (draft.today - timedelta(days=_RECENT)).isoformat()
    if not days or any(day >= limit[: len(day)] for day in days):
        return
    del draft.facts[fact]
    if _CURED.search(low):
        draft.record(fact, False, 0, 0)
    else:
        draft.ask(fact, "uncertain", 0, len(draft.tokens) - 1)


_OF_VEINS = Gated(
    r"\b(?:(?:veins?|one of them|varices)(?: in (?:the|my) \w+(?: pipe)?)? (?:\w+ )?(?:bled|burst|gave way|ruptured)|"
    r"(?:burst|bleeding) (?:veins?|varices)|"
    r"bled from (?:the|my) (?:gullet|food ?pipe|o?esophagus)|(?<!rubber )band(?:s|ed|ing))\b"
)
_NOT_OF_VEINS = re.compile(
    r"\b(?:no|not|never|wasn't|weren't|before they|in case|ulcer|piles|haemorrhoids|prevent\w*)\b"
)


def of_veins(draft: Draft) -> None:
    """``the veins in the food pipe bled, June 2025``: the bleeding that was asked about came from varices."""
    low, told = draft.text.raw.lower(), draft.facts.get("gi_bleeding")
    if draft.asked != ("gi_bleeding",) or not isinstance(told, dict) or "variceal_bleeding" in draft.facts:
        return
    if _OF_VEINS.search(low) and not _NOT_OF_VEINS.search(low):
        draft.record("variceal_bleeding", dict(told), 0, 0)
        draft.queries = [one for one in draft.queries if one.fact != "variceal_bleeding"]


def _days(draft: Draft) -> list[str]:
    """Give the days of a message that are past and clear."""
    days = [token.day for place, token in enumerate(draft.tokens) if token.kind == "date" and not draft.barred(place)]
    years = [
        token.number.plain
        for place, token in enumerate(draft.tokens)
        if token.kind == "num" and token.number is not None and not (token.unit or draft.barred(place))
    ]
    clear = [str(day.iso) for day in days if day is not None and day.clear and day.iso and not day.ahead]
    return clear + [str(year) for year in years if year is not None and 1950 <= year <= draft.today.year]
