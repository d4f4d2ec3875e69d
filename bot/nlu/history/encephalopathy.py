"""Encephalopathy: never, once or now."""

from __future__ import annotations

from datetime import timedelta

from bot.nlu.dating.days import last_day
from bot.nlu.dating.event_dates import date_beside, day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.exceptions import excepted
from bot.nlu.scope.gone import back_again, never_back, no_more, none_now, over_now
from bot.nlu.scope.modifiers import GONE, around_it, use_modifiers
from bot.nlu.scope.polarity import clause_behind, polarity

_CURRENT = word_set("states_current")
_NOW = _CURRENT - {"g1", "g2", "gr", "grade", "mild", "overt", "stage", "west"}
"""Of these words, those that say so of a state that has a date too: ``HE grade 2 in 2025`` was then."""


def read_encephalopathy(draft: Draft, place: int) -> None:
    """Read whether there was encephalopathy, and whether it is over."""
    said, last = polarity(draft, place)
    around = around_it(draft, place)
    if said == "none" or (said == "no" and excepted(draft, "encephalopathy", place, last)):
        return
    if said == "unsure":
        draft.ask("encephalopathy", "uncertain", place, last)
    elif back_again(draft, place):
        draft.record("encephalopathy", "current", place, last)
        _use_date(draft, place, last)
    elif said == "no" and (no_more(draft, place) or _since_when(draft, place)):
        draft.record("encephalopathy", "past", place, last)
    elif said == "no":
        if _free_since(draft, last):
            draft.record("encephalopathy", "past", place, last)
            return
        before = {draft.word(place - 1), draft.word(place - 2)}  # ``no HE no active infection``: of another
        now = around & {"current", "currently", "ongoing", "active", "now", "at present"}
        now |= before & {"no current", "no active"}
        now |= set(draft.word(last + 1).split()[:1]) & _LATELY_TOLD
        draft.record("encephalopathy", ["never", "past"] if now else "never", place, last)
    elif (
        (around | clause_behind(draft, place)) & GONE
        or _none_now(draft, place)
        or never_back(draft, place)
        or over_now(draft, place)
        or "past" in draft.tokens[place].scope
        or draft.facts.get("encephalopathy") == ["never", "past"]
    ):
        draft.record("encephalopathy", "past", place, last)
        _use_date(draft, place, last)
    elif around & _NOW or not _long_ago(draft, place):
        draft.record("encephalopathy", "current", place, last)
        use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2", "i", "ii"}))
    else:
        draft.record("encephalopathy", ["past", "current"], place, last)
        _use_date(draft, place, last)


def _since_when(draft: Draft, place: int) -> bool:
    """``no HE since February``: it was there until then."""
    for step in range(place + 1, place + 6):
        if draft.word(step) == "since":
            behind = draft.at(step + 1)
            return behind is not None and behind.kind == "date"
        if draft.word(step) not in _GRADE:
            break
    return False


_GRADE = ("grade", "(", ")", "west", "haven", "west haven", "1", "2", "3", "4", "i", "ii", "iii", "iv")
_OVER = {"clear", "gone", "resolved", "fine", "recovered", "none", "well"}
_LATELY_TOLD = {"since", "lately", "recently", "this", "before"}
"""``no HE since the TIPS``, ``no HE this year``: of the time before nothing is said."""
_LATELY = timedelta(days=42)
"""What was that long ago is told as past, or as past and there still, which is asked."""


def _long_ago(draft: Draft, place: int) -> bool:
    """``HE grade 2 in 2025``, ``HE 3 months ago``: a day some while ago, and no word of going on since."""
    for step in range(place + 1, min(place + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if (
            token.sentence != draft.tokens[place].sentence
            or token.clinical
            or draft.word(step - 1) in ("since", "from")
        ):
            return False
        day = day_at(draft, step)
        if day is not None:
            return day.iso is not None and last_day(day.iso) < draft.today - _LATELY
    beside = date_beside(draft, place, place)
    if beside is None:
        return False
    return beside[0].iso is None or last_day(beside[0].iso) < draft.today - _LATELY


def _free_since(draft: Draft, last: int) -> bool:
    """``no HE since 2024``: there was some until then."""
    since, behind = draft.at(last + 1), draft.at(last + 2)
    return since is not None and since.text == "since" and behind is not None and behind.kind in ("date", "dur")


def _none_now(draft: Draft, place: int) -> bool:
    """``HE in 2024, none now``: the clause, or the next one, says that it is over."""
    if none_now(draft, place):
        return True
    segment = draft.tokens[place].segment
    behind = [
        one.text for one in draft.tokens[place + 1 : place + 12] if one.segment == segment + 1 and one.kind != "punct"
    ]
    if behind[:1] == ["now"] and set(behind[1:2]) & _OVER:
        return True
    return behind[:1] in (["none"], ["not"], ["no"], ["nil"]) and set(behind[1:]) <= {
        "now",
        "since",
        "currently",
        "at",
        "present",
        "then",
        "current",
    }


def _use_date(draft: Draft, place: int, last: int) -> None:
    beside = date_beside(draft, place, last)
    if beside is not None:
        draft.use([beside[1]])
    use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2"}))
