"""Ascites and encephalopathy, other malignancies, notes: states that words around them decide."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.nlu.calendar_words import SOME_MONTH
from bot.nlu.days import last_day
from bot.nlu.draft import Draft
from bot.nlu.event_dates import date_beside, day_at
from bot.nlu.exceptions import excepted
from bot.nlu.gone import back_again, never_back, no_more, none_now, over_now
from bot.nlu.malignancies import add_malignancy, read_cancer, read_other, removed
from bot.nlu.modifiers import GONE, GROSS, MILD, MODERATE, around_it
from bot.nlu.places import merged
from bot.nlu.polarity import clause_behind, nearby, polarity
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set

_STATES = ("ascites", "encephalopathy", "other_malignancy")
_CURRENT = word_set("states_current")
_NOW = _CURRENT - {"g1", "g2", "gr", "grade", "mild", "overt", "stage", "west"}
"""Of these words, those that say so of a state that has a date too: ``HE grade 2 in 2025`` was then."""


def read_states(draft: Draft) -> None:
    """Read ascites, encephalopathy, other malignancies and the notes."""
    places = draft.places
    named, options = places.naming(*_STATES), places.option(*_STATES)
    for place in merged(named, options, places.role("cancer", "note")):
        token = draft.tokens[place]
        if token.used:
            continue
        if _option(draft, place, token):
            continue
        if token.names("ascites"):
            _ascites(draft, place)
        elif token.names("encephalopathy"):
            _encephalopathy(draft, place)
        elif token.names("other_malignancy"):
            read_other(draft, place)
        elif token.sense("cancer"):
            read_cancer(draft, place)
        elif token.sense("note"):
            _note(draft, place, token)


def _option(draft: Draft, place: int, token: Token) -> bool:
    """A phrase that is an option by itself: ``refractory ascites``, ``basal cell carcinoma``."""
    for sense in token.senses("option"):
        if sense.id not in _STATES:
            continue
        said, last = polarity(draft, place)
        if sense.id == "other_malignancy" and said == "yes":
            if nearby(draft, place, frozenset({"untreated", "active", "unresected"})):
                draft.ask("other_malignancy", "two_readings", place, last, (str(sense.value), "active"))
            else:
                known = "other_malignancy" in draft.facts or sense.value not in ("skin", "in_situ")
                value = sense.value if known else removed(draft, str(sense.value), place, last)
                add_malignancy(draft, value, place, last)
        elif said == "unsure":
            draft.ask(sense.id, "uncertain", place, last)
        elif said == "yes" or sense.value == "none":
            over = sense.id == "ascites" and _ended(draft, place)
            draft.record(sense.id, "none" if over else sense.value, place, last)
        return True
    return False


def _ascites(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    to = next((one for one in range(place + 1, min(place + 8, len(draft.tokens))) if draft.word(one) == "->"), None)
    if to is not None and draft.word(to + 1) in ("none", "no", "resolved", "gone", "nil", "0"):
        draft.record("ascites", "none", place, to + 1)
        return
    around = around_it(draft, place)
    if said == "none" or (said == "no" and excepted(draft, "ascites", place, last)):
        return
    if not around & {"grade", "gr", "stage"}:
        around = around - {"i"}  # a patient who speaks, and no grade
    degree = _now_some(draft, place) if said == "no" else ""
    around = {degree} if degree else around
    gone = said == "yes" and (none_now(draft, place) or _ended(draft, place))
    if gone or (said == "no" and "current" not in around and not degree):
        draft.record("ascites", "none", place, last)
    elif said == "unsure":
        draft.ask("ascites", "uncertain", place, last)
    else:
        _degree(draft, place, last, around)


def _degree(draft: Draft, place: int, last: int, around: set[str]) -> None:
    """How much ascites there is, by the words around it."""
    if around & GROSS:
        draft.record("ascites", "uncontrolled", place, last)
    elif around & MODERATE and not around & _HELD:
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    elif around & MILD:
        draft.record("ascites", "controlled", place, last)
    elif around & GONE or "past" in draft.tokens[place].scope:
        draft.ask("ascites", "uncertain", place, last)
    else:
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    _use_modifiers(draft, place, GROSS | MILD | MODERATE)


_ENDED = re.compile(
    r"[^.;\n]{0,24}[,;] ?(?:but |and )?(?:fully |completely |all )?(?:resolved|gone|cleared|disappeared|settled|"
    r"vanished)(?: again)? (?:(?:by|in|since|on|from) )?"
    rf"(?=\d|{SOME_MONTH}\b)"
)
"""``mild ascites 3/26, resolved 5/26``: the day behind it says that it is over."""


def _ended(draft: Draft, place: int) -> bool:
    """Tell whether what was there ended on a day that is told; that day is used."""
    match = _ENDED.match(draft.text.low, draft.tokens[place].end)
    if match is None:
        return False
    draft.use(range(place, min(draft.place_at(match.end()) + 1, len(draft.tokens))))
    return True


_NOW_SOME = re.compile(
    r"[^.;\n]{0,30}?[,;] ?(?:but )?(?:is )?now (?P<degree>[a-z]+)|"
    r"[^.;,\n]{0,24},? but (?:a |an |some )?(?P<seen>[a-z]+)(?: amount| volume| fluid)? "
    r"(?:on|by) (?:the )?(?:mri|ct|us|usg|ultrasound)"
)


def _now_some(draft: Draft, place: int) -> str:
    """``no ascites in March, now moderate``: how much there is now."""
    match = _NOW_SOME.match(draft.text.low, draft.tokens[place].end)
    degree = (match["degree"] or match["seen"]) if match else ""
    return degree if degree in MILD | GROSS | MODERATE else ""


def _use_modifiers(draft: Draft, place: int, words: frozenset[str]) -> None:
    segment = draft.tokens[place].segment
    for step in range(max(0, place - 6), min(place + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if (
            token.segment == segment
            and token.kind == "num"
            and token.text in words
            and draft.word(step - 1) in ("grade", "gr", "g", "stage")
        ):
            token.used = True


def _encephalopathy(draft: Draft, place: int) -> None:
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
        now = around & {"current", "currently", "ongoing", "active", "now", "no current", "no active", "at present"}
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
        _use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2", "i", "ii"}))
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


_HELD = {"diuretics", "controlled", "well controlled", "responds", "responsive", "responding", "responded"}
_OVER = {"clear", "gone", "resolved", "fine", "recovered", "none", "well"}


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
    return date_beside(draft, place, place) is not None


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
    _use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2"}))


def _note(draft: Draft, place: int, token: Token) -> None:
    sense = token.sense("note")
    if sense is None or draft.barred(place):
        return
    said, last = polarity(draft, place)
    if said == "none" and any((draft.at(one) or token).cue("no_info") for one in (last, place - 1, place - 2)):
        return
    note = sense.id if said == "yes" else f"no {sense.id}" if said == "no" else f"possible {sense.id}"
    draft.use(range(place, last + 1))
    if note not in draft.notes and sense.id != "hepatocellular carcinoma":
        draft.notes.append(note)
