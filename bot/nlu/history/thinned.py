"""Whether a blood thinner is taken now, at a dose of treatment."""

from __future__ import annotations

from bot.nlu.dating.long_past import long_past, then_only
from bot.nlu.draft import Draft
from bot.nlu.history.anticoagulants import reduced
from bot.nlu.history.events import STOPPED
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.polarity import clause_behind
from bot.nlu.text.near import nearby

_PROPHYLACTIC = frozenset({"prophylactic", "prophylaxis", "low dose", "prophylactic dose"})
_HALTED = frozenset(["stopped", "discontinued", "ended", "ceased", "withdrawn"])
_FOR_NOW = frozenset(["for", "before", "temporarily", "until", "pre", "ahead", "briefly", "peri"])


def _ended(draft: Draft, place: int) -> int | None:
    """``apixaban stopped 3 Nov``: it is over, unless for a procedure alone; the last place that says so, or None."""
    step = place + 1
    while draft.word(step) in ("was", "were", "has", "have", "been"):
        step += 1
    if draft.word(step).split(" ")[-1] not in _HALTED or _FOR_NOW & {
        draft.word(step + 1),
        draft.word(step + 2),
        draft.word(step + 3),
    }:
        return None
    after = draft.at(step + 1)
    return step + 1 if after is not None and after.kind == "date" else step


def _replaced(draft: Draft, place: int) -> bool:
    """``apixaban stopped, now on edoxaban``: another one is named behind it, and not denied."""
    return any(one.names("anticoagulation") and "neg" not in one.scope for one in draft.tokens[place + 1 :])


_OF_THE_CLINIC = word_set("history_of_the_clinic")


def thinned_now(draft: Draft, place: int) -> bool:
    """Tell whether a blood thinner is taken now, at a dose of treatment."""
    fact, token = "anticoagulation", draft.tokens[place]
    if nearby(draft, place, _PROPHYLACTIC):
        draft.record(fact, False, place, place)
        return False
    if draft.word(place + 1) in _OF_THE_CLINIC:
        draft.ask(fact, "uncertain", place, place)
        return False
    was_on = draft.word(place - 1) == "on" and draft.word(place - 2) == "was"
    halted = _HALTED.intersection([*draft.word(place + 1).split(" "), *draft.word(place + 2).split(" ")])
    over = was_on or halted or nearby(draft, place, STOPPED) or clause_behind(draft, place) & STOPPED
    if (ended := _ended(draft, place)) is not None:
        if _replaced(draft, ended):
            draft.use(range(place, ended + 1))
        else:
            draft.record(fact, False, place, ended)
        return False
    then = bool(token.sense("condition")) and then_only(draft, place) is not None
    if "past" in token.scope or over or then or reduced(draft, place) or long_past(draft, place):
        draft.ask(fact, "uncertain", place, place)
        return False
    return True
