"""Events of the history with the date of the latest one, and what a denial denies."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.days import Day
from bot.nlu.dating.detail_days import day_behind_details
from bot.nlu.dating.event_dates import date_beside
from bot.nlu.dating.event_days import day_behind_aside, latest_beside
from bot.nlu.dating.long_past import long_past, then_only
from bot.nlu.dating.recent_events import most_recent
from bot.nlu.dating.report_dates import date_of_report
from bot.nlu.dating.whose_day import date_of, onset_of
from bot.nlu.draft import Draft
from bot.nlu.history.bleeds import BANDINGS, banded_another_time, from_varices, of_other_source
from bot.nlu.history.illness_left_out import read_left_out
from bot.nlu.history.last_doses import last_dose_behind, last_taken, tells_last_dose
from bot.nlu.lexicon.vocabulary import word_lists, word_set
from bot.nlu.scope.gone import none_now
from bot.nlu.scope.maybe_planned import maybe_planned
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.near import nearby

_VARICEAL = frozenset(
    {
        "variceal",
        "varices",
        "oesophageal varices",
        "esophageal varices",
        "gastric varices",
        "portal hypertensive",
        "gastropathy",
    }
)


STOPPED = word_set("history_stopped")


def record_denial(draft: Draft, fact: str, place: int, last: int) -> None:
    """A denial of a part denies no whole: ``no kidney transplant`` leaves other organs open."""
    phrase = draft.tokens[place].phrase
    told = draft.facts.get(fact) not in (None, False)
    if (told and _others_only(draft, place)) or (fact in _HAPPENED and draft.word(place - 1) in _AGAIN):
        draft.use([place] if told else ())
        return
    if is_part(fact, phrase) or (fact == "stroke" and isinstance(draft.facts.get(fact), dict)):
        return  # ``TIA in June, no stroke``: what has a day happened
    if fact == "gi_bleeding" and phrase in _BLEEDS and not _all_signs(draft, place):
        return
    draft.record(fact, False, place, last)
    draft.use(range(max(0, place - 1), place) if draft.tokens[place - 1].cue("neg", "past") else ())


def is_part(fact: str, phrase: str) -> bool:
    """Tell whether a phrase names a part of what a fact speaks of, or one of several, which no denial of it denies."""
    return phrase in _PARTS.get(fact, ())


_AGAIN = frozenset(["further", "more", "recurrent", "repeat", "another", "subsequent", "additional", "fresh"])
"""``No further bleeding``: of what happened before nothing is denied."""
_HAPPENED = frozenset(["gi_bleeding", "variceal_bleeding", "stroke", "myocardial_infarction", "pulmonary_embolism"])
_ABOVE = frozenset(["haematemesis", "hematemesis", "vomited blood", "vomiting blood", "melaena", "melena", "ugib"])
_BELOW = frozenset(["haematochezia", "hematochezia", "rectal bleeding", "brbpr", "melaena", "melena", "blood in stool"])


def _all_signs(draft: Draft, place: int) -> bool:
    """``denies melena, hematochezia``: two signs of a bleed denied together deny the bleed."""
    sentence = draft.tokens[place].sentence
    near = draft.tokens[max(0, place - 8) : place + 9]
    denied = {one.phrase or one.text for one in near if one.sentence == sentence and "neg" in one.scope}
    return len(denied & (_ABOVE | _BELOW)) > 1


def _others_only(draft: Draft, place: int) -> bool:
    """``psoriasis, otherwise no autoimmune disease``: what was said before stays."""
    before = " ".join(draft.word(one) for one in range(max(0, place - 4), place))
    return any(word in before.split() for word in ("otherwise", "other", "else", "further", "additional"))


def excepted(draft: Draft, fact: str, place: int) -> None:
    """``no autoimmune disease other than vitiligo``: the exception takes back the denial of the whole."""
    before = {draft.word(one) for one in range(max(0, place - 3), place)}
    if draft.facts.get(fact) is False and before & _EXCEPT:
        del draft.facts[fact]


_EXCEPT = {"other than", "except", "apart from", "besides", "but", "save"}
_PARTS = {fact: frozenset(parts) for fact, parts in word_lists("events_parts").items()}


_BLEEDS = word_set("history_bleeds")


def event(draft: Draft, place: int, fact: str) -> None:
    """Read an event of the history: when it was, that it never was, or that it is unsure."""
    said, last = polarity(draft, place)
    late = said == "no" and _of_late(draft, place, last)
    if said == "no" and draft.facts.get(fact) not in (None, False) and (late or _others_only(draft, place)):
        draft.use(range(place, last + 1))
    elif (
        said == "unsure"
        or (said == "yes" and place and draft.tokens[place - 1].cue("no_doubt"))
        or (late and fact not in _NOW)
    ):
        beside = date_beside(draft, place, last) if said == "unsure" else None
        draft.ask(fact, "uncertain", place, max(last, beside[1] if beside else last))
    elif said == "no" and (left := read_left_out(draft, fact, place, last)) is not None:
        if left[1]:
            happened(draft, fact, left[0], left[0])
        else:
            draft.ask(fact, "uncertain", place, left[0])
    elif said == "no":
        record_denial(draft, fact, place, last)
        if fact == "gi_bleeding":
            return
    elif said == "yes":
        excepted(draft, fact, place)
        happened(draft, fact, place, last)


_NOW = ("live_vaccine", "immunosuppressant", "heart_failure", "severe_angina")
"""Events of which the last weeks or months alone count."""
_HELD = ("immunosuppressant", "heart_failure", "severe_angina")
"""Of these, what was long ago says nothing of now."""
_OF_LATE = re.compile(
    r"(?! in the past\s*(?:$|[.,;:)\n]))"
    r"\W*(?:(?:in hospital|at all|recorded|reported|occurred|seen)\W*)?(?:since\b(?! birth)|"
    r"(?:with)?in (?:the )?(?:last|past|previous|preceding)\b|(?:over|during|for) (?:the )?(?:last|past|previous)\b|"
    r"within \d|for (?:at least |over |more than )?\d+ (?:day|week|month|year)|after (?:19|20)\d\d|this (?:year|month)|"
    r"(?:recently|lately|of late)\b)"
)


def _of_late(draft: Draft, place: int, last: int) -> bool:
    """``no GI bleeding since 2020``: what was before is not denied, and may be why it is said so."""
    token, end = draft.tokens[place], last
    if _recent_before(draft, place):
        return True
    while (after := draft.at(end + 1)) is not None and after.sentence == token.sentence:
        if _OF_LATE.match(draft.text.low, draft.tokens[end].end):
            return True
        if after.negator != token.negator or not (after.clinical or after.text in (",", "or", "and", "/")):
            return False
        end += 1
    return False


def _recent_before(draft: Draft, place: int) -> bool:
    """``no recent stroke or MI``: an older one is not denied."""
    step = place - 1
    while step > 0 and (draft.tokens[step].clinical or draft.word(step) in (",", "or", "and", "/")):
        step -= 1
    return draft.word(step).endswith("recent") and draft.tokens[step].sentence == draft.tokens[place].sentence


def happened(draft: Draft, fact: str, place: int, last: int) -> None:
    """Record that an event happened, with the date beside it; a variceal bleed is a gastrointestinal one too."""
    beside = _day_of(draft, fact, place, last)
    both = ["gi_bleeding"] if fact == "variceal_bleeding" else []
    of_varices = fact == "gi_bleeding" and (_near_varices(draft, place) or from_varices(draft, place))
    if of_varices and not of_other_source(draft, place) and not banded_another_time(draft, place, last):
        both = ["variceal_bleeding"]
    if beside is None and _ended(draft, fact, place, last):
        return
    if (
        beside is None
        and fact in _HELD
        and (
            draft.word(place - 1) in _OFF
            or _ceased_behind(draft, last)
            or long_past(draft, last)
            or none_now(draft, last)
        )
    ):
        draft.ask(fact, "value", place, last)
        return
    if beside is None:
        value: Any = True
    else:
        day, at = latest_beside(draft, *beside)
        first, last = min(place, at), max(last, at)
        if maybe_planned(draft, fact, first, last, day) or _unclear(draft, (fact, *both), day, first, last):
            return
        value = {"date": day.iso}
        draft.use([at])
        if both and isinstance(draft.facts.get("gi_bleeding"), dict) and _banded(draft, place, at):
            value = draft.facts["gi_bleeding"]
    if value is True and both and isinstance(draft.facts.get(both[0]), dict):
        value = draft.facts[both[0]]
    others = _other_events(draft, fact, place, last)
    for one in (fact, *both):
        draft.record(one, _latest_of(draft, one, value, place), place, last)
    for step in others:
        draft.tokens[step].used = False


_TOGETHER = frozenset(("myocardial_infarction", "severe_angina", "bypass_surgery"))
"""Each of them is told as a detail of another, and is an event too: ``MI and CABG in 2017``."""


def _other_events(draft: Draft, fact: str, place: int, last: int) -> list[int]:
    """Give the places between an event and its day that name another one, which nothing has read yet."""
    if fact not in _TOGETHER:
        return []
    between = draft.tokens[place + 1 : last]
    return [at for at, one in enumerate(between, place + 1) if not one.used and any(map(one.names, _TOGETHER - {fact}))]


def _near_varices(draft: Draft, place: int) -> bool:
    """Tell whether varices stand beside a bleed, and are not denied: ``ulcer bleed (no varices)``."""
    near = draft.tokens[max(0, place - 6) : place + 7]
    denied = any("neg" in one.scope for one in near if one.text in _VARICEAL or one.phrase in _VARICEAL)
    return not denied and nearby(draft, place, _VARICEAL, 6)


def _unclear(draft: Draft, facts: tuple[str, ...], day: Day, first: int, last: int) -> bool:
    """Ask where a day lies ahead or has two readings; True where it is asked."""
    if day.iso is not None and not day.ahead:
        return False
    for one in facts:
        draft.ask(one, "future_date" if day.ahead else "ambiguous_date", first, last, day.candidates)
    return True


def _day_of(draft: Draft, fact: str, place: int, last: int) -> tuple[Day, int] | None:
    """The day beside an event, or of its onset; of what suppresses the immune system that of its last dose alone."""
    if fact == "immunosuppressant" and _another_stopped(draft, place, last):
        return None
    if fact == "immunosuppressant" and not (nearby(draft, place, STOPPED, 8) or tells_last_dose(draft, place, last)):
        return None if last_dose_behind(draft, last) else last_taken(draft) or then_only(draft, last, course=True)
    dated = most_recent(draft, place, last) or date_of(draft, place, last, fact) or day_behind_aside(draft, last)
    dated = dated or onset_of(draft, place, fact) or date_of_report(draft, fact, place)
    return dated or day_behind_details(draft, last, fact)


_REACH = 8


def _another_stopped(draft: Draft, place: int, last: int) -> bool:
    """``tacrolimus 2 mg bd, mycophenolate stopped in 2024``: the drug before what was stopped is still in use."""
    others = [at for at in draft.places.naming("immunosuppressant") if last < at <= last + _REACH]
    stops = [one for one in range(last + 1, last + _REACH + 1) if draft.word(one) in STOPPED]
    return bool(others and stops) and others[0] < stops[0] and draft.word(others[0] - 1) not in ("and", "&", "/", "+")


_BEEN = ("was", "were", "is", "has", "had", "been", "has been", "had been", "now", "then")
_CEASED = frozenset(("stopped", "discontinued", "ceased", "withdrawn", "ended"))


def _ceased_behind(draft: Draft, last: int) -> bool:
    """``the methotrexate was stopped at diagnosis``: no longer in use, whenever that was."""
    step = last + 1
    while draft.word(step) in _BEEN:
        step += 1
    return draft.word(step) in _CEASED


def _ended(draft: Draft, fact: str, place: int, last: int) -> bool:
    """``prednisone was given, then tapered, and the last dose was on 12 September``: True where that was read."""
    dose = last_dose_behind(draft, last) if fact == "immunosuppressant" else None
    if dose is None:
        return False
    ended: dict[str, Any] = {}
    if draft.dated(fact, dose[0], place, last, ended):
        draft.use([dose[1]])
        draft.record(fact, ended, place, last)
    return True


_OFF = ("off", "stopped", "ex", "discontinued", "no longer on", "came off")
"""``off MTX 3 y``: since when is not clear."""


def _banded(draft: Draft, place: int, at: int) -> bool:
    """``a variceal bleed, banded on 3 November``: the day of the banding, not of the bleed."""
    return any(draft.word(one) in BANDINGS for one in range(place + 1, at))


def _latest_of(draft: Draft, fact: str, value: Any, place: int) -> Any:
    """Of two dates of one event in a message the later one counts."""
    known = draft.facts.get(fact)
    if fact == "immunosuppressant" and (known is True or (value is True and draft.tokens[place].names(fact))):
        return True  # one of two drugs is still in use
    if isinstance(known, dict) and isinstance(value, dict) and "date" in known:
        return max(known, value, key=lambda one: str(one["date"]))
    if isinstance(known, dict) and value is True:
        return known
    return value
