"""The day of a measured value: beside it, before its clause, behind the list that it is of, or in the heading."""

from __future__ import annotations

from bisect import bisect_left

from bot.nlu.dating.dated_after import dated_next
from bot.nlu.dating.days import Day
from bot.nlu.dating.traced import traced_day
from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import BASELINE
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import FARTHEST, LISTED, Header, headed, lab_name, leading_day
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.places import first_from


def day_of_value(draft: Draft, fact: str, place: int, found: Found, header: Header) -> Day | None:
    """Give the day of a value by what stands nearest to it."""
    return (
        found.day
        or _leading(draft, fact, place)
        or trailing_day(draft, found)
        or set_off_day(draft, place, found)
        or _headed(draft, fact, place, header)
        or _past_treatment(draft, place)
    )


def _past_treatment(draft: Draft, place: int) -> Day | None:
    """``on 12 Nov after TACE plt was 82, ALT 61``: the day that stands before what had been done by then."""
    dates = draft.places.kind("date")
    at = bisect_left(dates, place) - 1
    if at < 0 or draft.tokens[dates[at]].sentence != draft.tokens[place].sentence:
        return None
    first, day = dated_next(draft, dates[at]), draft.tokens[dates[at]].day
    if first is None or first > place or day is None or not day.clear or lab_name(draft, draft.tokens[first]) is None:
        return None
    draft.use([dates[at]])
    return day


def trailing_day(draft: Draft, found: Found) -> Day | None:
    """``Hb 98, Cr 1.1 and plt 61 on 17 November``: the date behind the last of a list of values."""
    last = found.last
    dated = first_from(draft.places.kind("date"), last + 1)
    joined = first_from(draft.places.text("and"), last + 1)
    if dated is None or joined is None or joined > dated or dated >= last + FARTHEST:
        return None
    for _ in range(LISTED):
        owned = draft.word(last + 2) in _OWNED
        joint, name = draft.word(last + 1), draft.at(last + 2 + owned)
        if joint not in ("and", ",") or name is None or lab_name(draft, name) is None:
            return None
        other = forward(draft, last + 3 + owned)
        if other is None or other.place > last + 5 + owned:
            return None
        if other.day is not None:
            return other.day if joint == "and" else None
        last = other.last
    return None


_OWNED = frozenset(("his", "her", "their", "the", "a", "an"))
"""``platelets were 83 and his bilirubin 27 on 13 November``."""
_SET_OFF = (",", "-", "–", "--")
_OF_DAY = ("from", "on", "of", "taken", "drawn", "dated", "measured", "done")
_CLOSES = ("", ".", ";", "\n", ")")


def set_off_day(draft: Draft, place: int, found: Found) -> Day | None:
    """``ALT 61 U/L, 5 days ago``: the date that closes a sentence of this one value."""
    step = found.last + 1
    if draft.word(step) not in _SET_OFF:
        return None
    step += 1 + (draft.word(step + 1) in _OF_DAY)
    dated = draft.at(step)
    if dated is None or dated.kind != "date" or dated.used or draft.word(step + 1) not in _CLOSES:
        return None
    if dated.day is None or not dated.day.clear or dated.day.ahead or not _alone(draft, place, found.last):
        return None
    draft.use(range(found.last + 1, step + 1))
    return dated.day


def _alone(draft: Draft, place: int, last: int) -> bool:
    """Tell whether no other matter and no other date stands before a value in its sentence."""
    first = place
    while first > 0 and draft.word(first - 1) not in (";", "\n", ".") and place - first < 12:
        first -= 1
    before = draft.tokens[first:place]
    return not any(one.clinical or one.kind in ("date", "num", "hit") for one in before) and last - place < 6


_REPORTS = frozenset(
    (
        "ct",
        "mri",
        "mdt",
        "mdm",
        "board",
        "scan",
        "imaging",
        "clinic",
        "letter",
        "report",
        "staging",
        "tumour board",
        "tumor board",
        "discharge",
        "radiology",
        "review",
        "visit",
    )
)
"""What a day may head that is not that of a value before all treatment."""


def _of_report(draft: Draft, at: int) -> bool:
    """``MDT 14 Nov: AFP at presentation was 24,600``: tell whether the day at a place is that of a report."""
    first = next(
        (one + 1 for one in range(at - 1, max(-1, at - 8), -1) if draft.word(one) in ("\n", ".")), max(0, at - 7)
    )
    return any(_REPORTS.intersection((draft.word(one), *draft.word(one).split(" "))) for one in range(first, at))


def _leading(draft: Draft, fact: str, place: int) -> Day | None:
    """The date that opens the clause of a value; of one before treatment where no test of later stands between."""
    if fact in BASELINE.values():
        dates = draft.places.kind("date")
        at = bisect_left(dates, place) - 1
        if at >= 0 and _of_others(draft, dates[at], place):
            return None
    return leading_day(draft, place)


def _of_others(draft: Draft, at: int, place: int) -> bool:
    """``Bloods 18 Nov: Hb 121, AFP at diagnosis 77``: tell whether a heading's day is that of tests of later."""
    if any(one.cue("baseline") for one in draft.tokens[max(0, at - 8) : at + 2]):
        return False
    named = {lab_name(draft, one) for one in draft.tokens[at:place]}
    return bool(named - {None, *BASELINE, *BASELINE.values()})


def _headed(draft: Draft, fact: str, place: int, header: Header) -> Day | None:
    """``Result 2026-11-17: AFP 6.2, INR 1.08. QTc 451 ms``: a list of blood values does not date the next sentence."""
    at = max((one for _, one in header if one < place), default=-1)
    if fact in BASELINE.values() and at >= 0 and (_of_report(draft, at) or _of_others(draft, at, place)):
        return None
    if fact == "qtc" and (day := traced_day(draft, fact, place)) is not None:
        return day
    if fact == "qtc" and at >= 0:
        stops = [
            one for one in draft.tokens[at:place] if one.text == "." and one.sentence < draft.tokens[place].sentence
        ]
        if stops and "\n" not in draft.text.low[stops[-1].start : draft.tokens[place].start]:
            return None
    return headed(draft, place, header)
