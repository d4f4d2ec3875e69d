"""The day of a tracing and of what was measured at a bedside: ``ECG 17 Nov - HR 66, PR 178, QTcF 447``.

What a machine prints stands in a row behind the day of its sheet, among numbers that nobody here reads.
"""

from __future__ import annotations

from bisect import bisect_left

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import LEADS

_SHEETS = {
    "qtc": frozenset(("ecg", "ekg", "12-lead", "tracing", "electrocardiogram")),
    "bp": frozenset(("vitals", "vital signs", "vital", "signs", "obs", "observations", "vs")),
}
"""Whose sheet it is, by what is read of it."""
_SAME = frozenset(("same", "that"))
_VISITS = frozenset(("day", "visit", "appointment", "date", "clinic"))
_CLOSES = frozenset((":", "-", ".", ",", ";", "\n", ")", "–", "(", "|"))
_REACH = 40


def traced_day(draft: Draft, what: str, place: int) -> Day | None:
    """Give the day of the sheet (``qtc`` or ``bp``) that a value stands on, or None."""
    dates = draft.places.kind("date")
    at = bisect_left(dates, place)
    if not at:
        return None
    sheet = _same_visit(draft, what, place)
    date = dates[at - 1]
    if sheet is None and not _of_sheet(draft, what, date, place):
        return None
    draft.use([date])
    return draft.tokens[date].day


def _of_sheet(draft: Draft, what: str, date: int, place: int) -> bool:
    """``Obs on 18/11/2026: pulse 77, BP 139/84``: the last date before the value is that of its sheet."""
    step = date - 1
    while draft.word(step) in (*LEADS, "(", ",", ":", "-") and step > date - 4:
        step -= 1
    near = place - date <= _REACH and draft.word(date + 1) in _CLOSES
    return near and draft.word(step) in _SHEETS[what] and not _line_ends(draft, date + 1, place)


def _same_visit(draft: Draft, what: str, place: int) -> int | None:
    """``vitals same visit - BP 131/74``: the place of the words that point back to the day told before."""
    for step in range(place - 1, max(0, place - 12), -1):
        if draft.word(step) == "\n":
            return None
        if draft.word(step) in _VISITS and draft.word(step - 1) in _SAME:
            led = step - 2
            while draft.word(led) in ("the", "at", "on", "of", "(", ",", "this"):
                led -= 1
            return step if draft.word(led) in _SHEETS[what] else None
    return None


def _line_ends(draft: Draft, first: int, last: int) -> bool:
    """Tell whether another line than the one right behind the day lies between two places."""
    return any(draft.word(one) == "\n" for one in range(first + 1, last))
