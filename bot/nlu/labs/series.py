"""A series of values of one test, each with its own day or visit: ``plt 82 (Mon), 91 (Wed)``, ``ALT C1 60, C2 88``.

The values and the moments stand in turn (``82 Mon, 91 Wed``; ``Mon 82, Wed 91``), each in a list of its own
(``82/91 (Mon/Wed)``), or turned round the middle (``91 on Wed, on Mon 82``). Whichever order they are told in, the
value of the latest moment counts. A clause that holds anything else is read by the rules for single values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.nlu.dating.days import Day, last_day
from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import BASELINE
from bot.nlu.labs.series_items import Item, Moment, Value, items_from, moment_at
from bot.nlu.labs.told_units import unit_of_others
from bot.nlu.labs.values import Doubt, Reading
from bot.nlu.lexicon.numbers import Number, readings
from bot.nlu.lexicon.value_names import is_name

Pair = tuple[Value, Moment]
_ORDER = re.compile(r"\D*(\d{1,2})[./-](\d{1,2})(?!\d)")
_OF_BASELINE = ("pre", "before", "first")
"""With a tumour marker the value of before the first treatment, which is a fact of its own."""
_NO_VALUE = frozenset(
    (";", "\n", "goal", "target", "aim", "needed", "required", "uln", "limit", "normal", "ref", "control")
)
"""What ends the clause of a series, or leads to a number that is no value of it."""
_OLD = ("before", "base")
_READINGS = ((False, True), (True, True), (False, False))
_LEAD = re.compile(r"(?:^|[\n.;] ?)(?:on )?(?P<day>[^\n.;:,]{3,20}?)[,:]? (?:the |his |her |their |a )*$")
"""``On Tuesday the neut was 5.9``: the moment that opens the sentence of a name."""


def read_series(draft: Draft, place: int, end: int, facts: Sequence[str]) -> int | None:
    """Record the latest of several values that each have a moment; the last place taken, or None for anything else.

    ``end`` is the place of the last token of the name, ``facts`` what it names: of ``AST/ALT`` a value is two numbers.
    """
    low, start = draft.text.low, draft.tokens[end].end
    if facts[0] in BASELINE.values():
        return None
    for years, dots in _READINGS:
        items = items_from(low, start, draft.today, len(facts), years=years, dots=dots)
        if len(items) < 3:
            return None
        if facts[0] in BASELINE and any(isinstance(one, Moment) and one.text in _OF_BASELINE for one in items):
            return None
        items = _led(draft, place, _owned(draft, items))
        dated = [one for one in items if isinstance(one, Value) or one.kind not in ("now", *_OLD) or one.day]
        pairs = _pairs(items) or _pairs(dated) or _pairs(_shortened(low, items))
        if pairs and _fit(draft, facts, pairs):
            return _take(draft, place, facts, pairs, _onward(draft, pairs))
    return None


def _owned(draft: Draft, items: list[Item]) -> list[Item]:
    """The series without what the next word owns: ``now 3 lesions``, ``, baseline PIVKA 4100``."""
    last = items[-1]
    place = draft.place_at(last.end - 1) + 1
    token = draft.at(place)
    if isinstance(last, Moment):
        return items[:-1] if last.day is None and is_name(draft, place) else items
    if token is None or not token.text[:1].isalpha() or is_name(draft, place):
        return items
    return items[:-1]


def _led(draft: Draft, place: int, items: list[Item]) -> list[Item]:
    """Put the moment before the name before an odd row that begins with a value."""
    if len(items) % 2 == 0 or not isinstance(items[0], Value):
        return items
    before = draft.tokens[place].start
    match = _LEAD.search(draft.text.low, max(0, before - 40), before)
    moment = moment_at(draft.text.low, match.start("day"), draft.today) if match is not None else None
    return [moment, *items] if match is not None and moment is not None and moment.end == match.end("day") else items


def _shortened(low: str, items: list[Item]) -> list[Item]:
    """The series without what its end may lend to the next clause: a last day, or a number before a word."""
    last = items[-1]
    ends = isinstance(last, Moment) or low[last.end : last.end + 2].strip(" ")[:1].isalpha()
    return items[:-1] if len(items) > 4 and ends else []


def _pairs(items: Sequence[Item]) -> list[Pair]:
    """The values with their moments; empty where they do not go together in one way."""
    half = len(items) // 2
    if len(items) % 2 or half < 2:
        return []
    shape = "".join("v" if isinstance(one, Value) else "m" for one in items)
    values = [one for one in items if isinstance(one, Value)]
    moments = [one for one in items if isinstance(one, Moment)]
    turned = shape in ("vmmv", "mvvm")
    if not turned and shape not in ("vm" * half, "mv" * half, "v" * half + "m" * half, "m" * half + "v" * half):
        return []
    return list(zip(values, moments, strict=True))


def _numbers(value: Value) -> list[Number]:
    sign = {"≤": "<=", "≥": ">="}.get(value.sign, value.sign)
    return [Number(first, sign, None, other, False, one) for one in value.figures for first, other in (readings(one),)]


def _fit(draft: Draft, facts: Sequence[str], pairs: list[Pair]) -> bool:
    """Tell whether every number can be a value of its fact, and nothing of it is taken."""
    for value, _ in pairs:
        for fact, number in zip(facts, _numbers(value), strict=True):
            found = draft.reader.read(fact, number, value.unit)
            if isinstance(found, Doubt) and (found.kind == "implausible" or value.unit is not None):
                return False
    first = min(draft.place_at(value.start) for value, _ in pairs)
    last = max(draft.place_at(value.end - 1) for value, _ in pairs)
    return not any(one.used for one in draft.tokens[first : last + 1] if one.kind == "num")


def _onward(draft: Draft, pairs: list[Pair]) -> int | None:
    """The place of a further number behind the series in its clause that could be of it."""
    for step in range(_last(draft, pairs) + 1, len(draft.tokens)):
        token = draft.tokens[step]
        if token.text in _NO_VALUE or token.clinical or token.sentence != draft.tokens[step - 1].sentence:
            return None
        glued = draft.text.low[token.start - 1].isalpha()  # ``D9``
        if token.kind == "num" and not token.used and not glued:
            return None if is_name(draft, step + 1) else step
    return None


def _last(draft: Draft, pairs: list[Pair]) -> int:
    """The place of the last token of a series."""
    return max(draft.place_at(one.end - 1) for pair in pairs for one in pair)


def _take(draft: Draft, place: int, facts: Sequence[str], pairs: list[Pair], onward: int | None) -> int | None:
    """Record the value of the latest moment; ask where a further number has a moment that is not understood."""
    if onward is not None:
        after = draft.at(onward + 1)
        open_end = after is None or after.kind in ("date", "punct")
        for fact in facts if open_end else ():
            draft.ask(fact, "two_readings", place, onward)
        return onward if open_end else None
    newest = newest_of(settled(draft, [moment for _, moment in pairs]), draft.today)
    if newest is None:
        return None
    last = _last(draft, pairs)
    value, _ = pairs[newest[0]]
    unit = value.unit or next((one.unit for one, _ in reversed(pairs) if one.unit), None)
    if unit is None and len(facts) == 1:
        told = [number for other, _ in pairs for number in _numbers(other)]
        unit = unit_of_others(draft.reader, facts[0], _numbers(value)[0], told)
    for base, moment in pairs:
        if moment.kind == "base" and facts[0] in BASELINE:
            _record(draft, [BASELINE[fact] for fact in facts], base, unit, (place, last), moment.day)
    _record(draft, facts, value, unit, (place, last), newest[1])
    draft.use(range(place, last + 1))
    for older in (one for pair in pairs for one in pair if pair[1].kind == "before" and pair[1].day is None):
        draft.tokens[draft.place_at(older.start)].used = False  # named as not used
    return last


def _record(
    draft: Draft, facts: Sequence[str], value: Value, unit: str | None, span: tuple[int, int], day: Day | None
) -> None:
    """Record the numbers of a value, each as its fact, or ask about them."""
    for fact, number in zip(facts, _numbers(value), strict=True):
        reading = draft.reader.read(fact, number, value.unit or unit)
        if isinstance(reading, Reading):
            draft.settle(fact, reading, *span, day=day)
        else:
            draft.ask(fact, reading.kind, *span, reading.candidates)


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
        settled.append(Moment(one.start, one.end, day, one.kind, one.order, one.text))
    return settled


def newest_of(moments: list[Moment], today: date) -> tuple[int, Day | None] | None:
    """The place of the moment that is later than all others, with its day; None where that is not said."""
    now = [place for place, one in enumerate(moments) if one.kind == "now"]
    if len(now) == 1 and all(one.kind in _OLD or one.day is not None for one in moments if one.kind != "now"):
        return now[0], moments[now[0]].day
    rest = [(place, one) for place, one in enumerate(moments) if one.kind not in _OLD]
    if now or not rest:
        return None
    if len(rest) == 1:
        return rest[0][0], rest[0][1].day
    if all(one.day is not None for _, one in rest):
        return _latest_day([(place, one.day) for place, one in rest if one.day is not None], today)
    kinds = {one.kind for _, one in rest} - {"first"}
    if len(kinds) != 1 or "" in kinds or "weekday" in kinds:
        return None
    order = sorted((one.order, place) for place, one in rest)
    place = order[-1][1]
    return (place, moments[place].day) if order[-1][0] != order[-2][0] else None


def _latest_day(days: list[tuple[int, Day]], today: date) -> tuple[int, Day] | None:
    """The latest of the days, where every way to read them gives the same."""
    if any(day.iso is None and not day.candidates for _, day in days):
        return None
    found = set()
    for reading in (0, -1):
        order = sorted((min(last_day(day.iso or day.candidates[reading]), today), place) for place, day in days)
        if order[-1][0] == order[-2][0]:
            return None
        found.add(order[-1][1])
    place = found.pop()
    return None if found else (place, dict(days)[place])
