"""Measured values: names, alone or in pairs (``AST/ALT 60/45``), bound to numbers, limits and dates."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.dating.sample_dates import read_headers
from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import baseline_of
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import Header, headed, lab_name
from bot.nlu.labs.lab_chains import among_others, name_chain, read_paired
from bot.nlu.labs.limits import (
    alias_end,
    read_limits,
    total_before,
)
from bot.nlu.labs.measures import take_lab
from bot.nlu.labs.normal_lists import read_normal_list
from bot.nlu.labs.normals import PANELS, is_normal_before, normal_behind, normal_since, read_panel, record_normal
from bot.nlu.labs.percentages import read_percentages
from bot.nlu.labs.pressures import bare_pressure, pressure, spoken_pressure
from bot.nlu.labs.series import read_series
from bot.nlu.labs.since import value_since
from bot.nlu.labs.values import Reading
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.places import merged

_ENZYMES = {"ot": "ast", "pt": "alt"}
"""``OT/PT 66/52``: the transaminases by their old names."""
_PRESSURES = ("bp", "blood pressure", "rr", "vitals", "vs")


def read_labs(draft: Draft) -> None:
    """Read all laboratory values, blood pressures and the like of a message."""
    header = draft.headed = read_headers(draft)
    last = -1
    for place in _told(draft):
        if place > last:
            last = _read_here(draft, place, header)
    read_percentages(draft, header)
    read_limits(draft)


def _told(draft: Draft) -> Sequence[int]:
    """Where a value may be told: at the names of what is measured, and at pressures, which may have none."""
    places = draft.places
    pressures = [one for one in places.kind("num") if draft.tokens[one].unit == "mmhg" or draft.word(one + 1) == "over"]
    texts = places.text("n", *_PRESSURES, *_ENZYMES)
    return merged(pressures, texts, places.role("decoy", "name"), places.cue(*PANELS))


def _read_here(draft: Draft, place: int, header: Header) -> int:
    """Read what is measured at a place; give the last place taken."""
    token = draft.tokens[place]
    fact = lab_name(draft, token)
    if token.text in _PRESSURES and not token.used:
        return _read_pressure(draft, place, header)
    if token.kind == "num" and token.unit == "mmhg" and not token.used:
        bare_pressure(draft, place, header)
    elif token.kind == "num" and draft.word(place + 1) == "over" and not token.used:
        spoken_pressure(draft, place, header)
    elif token.senses("decoy") and not token.used:
        return _decoy(draft, place, header)
    elif token.cue(*PANELS) and not token.used:
        listed = read_normal_list(draft, place, header)
        if listed is not None:
            return listed
        read_panel(draft, place, header)
    elif (
        token.text == "n"
        and not token.used
        and any(one.names("leukocytes") for one in draft.tokens[max(0, place - 4) : place])
    ):
        return _read_name(draft, place, "neutrophils", header)
    elif token.text in _ENZYMES and draft.word(place + 2) in _ENZYMES and draft.word(place + 1) == "/":
        facts = [_ENZYMES[draft.word(one)] for one in (place, place + 2)]
        return read_paired(draft, [place, place + 2], facts, header) or place
    elif fact is not None and not token.used:
        return _read_name(draft, place, fact, header)
    return place


def _read_pressure(draft: Draft, place: int, header: Header) -> int:
    """Read the pressure, or the latest of several, behind its name."""
    done = read_series(draft, place, place, ("systolic_bp", "diastolic_bp"))
    if done is None:
        pressure(draft, place, header)
    return place if done is None else done


def _read_name(draft: Draft, place: int, fact: str, header: Header) -> int:
    """Read the value or values behind a name or a chain of names; give the last place taken."""
    places, facts = name_chain(draft, place, fact)
    if "/" in (draft.word(place - 1), draft.word(places[-1] + 1)):
        done = among_others(draft, places, facts, header)
        if done is not None:
            return done
    listed = read_normal_list(draft, place, header)
    if listed is not None:
        return listed
    if facts == ["bilirubin"] and total_before(draft, place):
        places, facts = [place, place], ["bilirubin", ""]
    if len(facts) > 1:
        done = None if "" in facts else read_series(draft, place, alias_end(draft, places[-1], facts[-1]), facts)
        done = done if done is not None else read_paired(draft, places, facts, header)
        if done is not None:
            return done
    return _single(draft, place, fact, header)


def _single(draft: Draft, place: int, fact: str, header: Header) -> int:
    if _backward(draft, place, fact, header):
        return place
    series = read_series(draft, place, alias_end(draft, place, fact), [fact])
    if series is not None:
        return series
    found = forward(draft, alias_end(draft, place, fact) + 1)
    later = normal_since(draft, found.last) if found is not None else None
    if found is not None and later is not None:
        return _since_normal(draft, place, fact, found, later, header)
    if found is not None and _side_by_side(draft, place, fact, found):
        return found.last + 1
    if found is not None:
        return _taken(draft, place, fact, found, header)
    step = normal_behind(draft, place)
    if step is not None:
        record_normal(draft, fact, place, step, header)
        return step
    if is_normal_before(draft, place):
        record_normal(draft, fact, place - 1, place, header)
        return place
    return place


def _taken(draft: Draft, place: int, fact: str, found: Found, header: Header) -> int:
    """Take a value, or the one since; what stands between them is left to others."""
    since = value_since(draft, fact, found)
    last = since.place if since is not None else found.last
    between = [one for one in draft.tokens[found.last + 1 : last] if one.clinical and not one.used]
    found = since or found
    taken = take_lab(draft, fact, place, found, header)
    for one in between:
        one.used = False
    return found.last if taken or draft.tokens[found.place].used else place


def _since_normal(draft: Draft, place: int, fact: str, found: Found, later: int, header: Header) -> int:
    """``AFP 500 at diagnosis, now normal``: the number is an older value, or the baseline."""
    older, stale = baseline_of(draft, fact, place, found)
    if older != fact and not stale:
        draft.measure(older, draft.tokens[found.place], place, found.last)
    record_normal(draft, fact, place if older == fact else later, later, () if older != fact else header)
    draft.use([found.place] if older != fact else [])
    return later


def _side_by_side(draft: Draft, place: int, fact: str, found: Found) -> bool:
    """``ast alt 60 45``: two names, then two numbers; which is whose is asked."""
    before, after = draft.at(place - 1), draft.at(found.last + 1)
    name = lab_name(draft, before) if before is not None and not before.used else None
    if name is None or after is None or after.kind != "num" or after.used or found.passed:
        return False
    for one in (name, fact):
        draft.ask(one, "two_readings", place - 1, found.last + 1, (draft.word(found.place), after.text))
    return True


def _backward(draft: Draft, place: int, fact: str, header: Header) -> bool:
    """``1.4 mg/dL bilirubin``: a number with a unit of the analyte right before the name."""
    step = place - 2 if draft.word(place - 1) == "of" else place - 1
    token = draft.at(step)
    if token is None or token.kind != "num" or token.used or token.number is None or token.unit in ("cm", "mm"):
        return False
    if token.unit is None and not (fact == "inr" and _stands_alone(draft, step, place)):
        return False
    if not isinstance(draft.reader.read(fact, token.number, token.unit), Reading):
        return False
    return draft.measure(fact, token, step, place, day=headed(draft, place, header))


_CLAUSE_ENDS = ("", ",", ";", ".", "\n", "and", "with", ")", "|", "/")


def _stands_alone(draft: Draft, step: int, place: int) -> bool:
    """``Hb 104, 1.3 INR, ALT 56``: a ratio has no unit, so that number and name must be all of their clause."""
    return draft.word(step - 1) in _CLAUSE_ENDS and draft.word(place + 1) in _CLAUSE_ENDS


def _decoy(draft: Draft, place: int, header: Header) -> int:
    """Another measurement's name keeps its number from being taken; both stay unused and are named."""
    if total_before(draft, place):
        return read_paired(draft, [place, place], ["bilirubin", ""], header) or place
    after = draft.at(place + 2)
    if draft.word(place + 1) == "/" and after is not None and lab_name(draft, after) is not None:
        places, facts = name_chain(draft, place, "")
        return read_paired(draft, places, facts, header) or place
    inner = draft.at(place + 2)
    of_name = (
        inner is not None and inner.senses("name") and (draft.word(place + 1), draft.word(place + 3)) == ("(", ")")
    )
    found = forward(draft, place + (4 if of_name else 1))  # ``eGFR (creat) 62``
    if found is not None:
        for one in range(place, found.last + 1):
            draft.tokens[one].scope.add("decoy")
        phrase = draft.tokens[place].phrase
        activity = phrase in _ACTIVITIES and (draft.tokens[found.place].unit == "%" or "%" in phrase)
        if activity and not _time_told(draft):
            draft.ask("prothrombin_time", "activity", place, found.place)
            for one in range(place, found.place + 1):
                draft.tokens[one].used = False
    return found.last if found is not None and of_name else place


def _time_told(draft: Draft) -> bool:
    """Tell whether a prothrombin time is told by a number."""
    named = (place for place, one in enumerate(draft.tokens) if one.names("prothrombin_time"))
    return any((draft.at(step) or draft.tokens[0]).kind == "num" for place in named for step in (place + 1, place + 2))


_ACTIVITIES = {"pt activity", "pta", "pt%", "prothrombin activity", "prothrombin index", "quick"}
