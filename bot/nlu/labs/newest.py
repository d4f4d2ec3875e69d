"""Of several moments that values of one test are told of, the latest: by their days, or by the order of visits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.series_moments import SIDES, Moment

_ORDER = re.compile(r"\D*(\d{1,2})[./-](\d{1,2})(?!\d)")
OLD = ("before", "base")
"""The kinds of moments that say no more than that something was before."""


def settled(draft: Draft, moments: list[Moment]) -> list[Moment]:
    """Of ``02/11`` beside ``16/11`` the day comes first; a date settled elsewhere in the message is as it is there."""
    found = [_ORDER.match(one.text) for one in moments if one.day is not None]
    pairs = [(int(one[1]), int(one[2])) for one in found if one is not None]
    orders = {first < second for first, second in pairs if max(first, second) > 12}
    settled = []
    for one in moments:
        day = one.day
        if day is not None and day.iso is None and len(day.candidates) == 2:
            token = draft.tokens[draft.place_at(one.start)]
            if len(orders) == 1:
                day = Day(day.candidates[min(orders)])
            elif token.kind == "date" and token.start == one.start and token.day is not None:
                day = token.day
        settled.append(replace(one, day=day))
    return settled


def newest_of(moments: list[Moment], today: date) -> tuple[int, Day | None] | None:
    """The place of the moment that is later than all others, with its day; None where that is not said."""
    now = [place for place, one in enumerate(moments) if one.kind == "now"]
    if len(now) == 1 and all(_before_now(one) for one in moments if one.kind != "now"):
        return now[0], moments[now[0]].day
    rest = [(place, one) for place, one in enumerate(moments) if one.kind not in OLD]
    later = [(place, one) for place, one in rest if not one.is_early_side]
    rest = later if later and all(one.day is not None for _, one in later) else rest
    if not now and all(one.day is not None for _, one in rest):
        rest = [(place, one) for place, one in enumerate(moments) if one.kind not in OLD or one.is_span]
    if now or not rest:
        return None
    if len(rest) == 1:
        return rest[0][0], rest[0][1].day
    if all(one.day is not None for _, one in rest):
        return _latest_day(rest, today)
    kinds = {one.kind for _, one in rest} - {"first"}
    if len(kinds) != 1 or "" in kinds or "weekday" in kinds:
        return None
    order = sorted((one.order, place) for place, one in rest)
    place = order[-1][1]
    return (place, moments[place].day) if order[-1][0] != order[-2][0] else None


def _before_now(moment: Moment) -> bool:
    """Tell whether a moment is before what is told of now."""
    return moment.kind in OLD or moment.kind in SIDES or moment.day is not None


def _latest_day(days: list[tuple[int, Moment]], today: date) -> tuple[int, Day | None] | None:
    """The latest of the days, where every way to read them gives the same."""
    if any(one.day is None or (one.day.iso is None and not one.day.candidates) for _, one in days):
        return None
    found = set()
    for reading in (0, -1):
        order = sorted((one.reach(reading, today), place) for place, one in days)
        if order[-1][0] == order[-2][0]:
            return None
        found.add(order[-1][1])
    place = found.pop()
    return None if found else (place, dict(days)[place].day)
