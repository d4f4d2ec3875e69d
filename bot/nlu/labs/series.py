"""A series of values of one test, each with its own day or visit: ``plt 82 (Mon), 91 (Wed)``, ``ALT C1 60, C2 88``.

The values and the moments stand in turn (``82 Mon, 91 Wed``; ``Mon 82, Wed 91``), each in a list of its own
(``82/91 (Mon/Wed)``), or turned round the middle (``91 on Wed, on Mon 82``). Whichever order they are told in, the
value of the latest moment counts. A clause that holds anything else is read by the rules for single values.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import BASELINE, of_later_line
from bot.nlu.labs.headers import lab_name
from bot.nlu.labs.newest import OLD, newest_of, settled
from bot.nlu.labs.series_items import Item, Value, Way, items_from, whole_moment
from bot.nlu.labs.series_moments import Moment
from bot.nlu.labs.told_units import unit_of_others
from bot.nlu.labs.values import Doubt, Reading
from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.lexicon.numbers import Number, readings
from bot.nlu.lexicon.value_names import is_name
from criteria.units import XULN

Pair = tuple[Value, Moment]
_OF_BASELINE = ("pre", "before", "first")
"""With a tumour marker the value of before the first treatment, which is a fact of its own."""
_NO_VALUE = frozenset(
    (";", "\n", "goal", "target", "aim", "needed", "required", "uln", "limit", "normal", "ref", "control")
)
"""What ends the clause of a series, or leads to a number that is no value of it."""
_WAYS = (Way(years=False, dots=True), Way(years=True, dots=True), Way(years=False, dots=False))
_LEAD = re.compile(
    r"(?:^|[\n.;:,] ?)(?:(?:on|in|at|by) )?(?P<day>\d{1,2}\.\d{1,2}\.(?:\d\d){0,2}|[^\n.;:,]{3,20}?)[,:]? "
    r"(?:the |his |her |their |a )*$"
)
"""``On Tuesday the neut was 5.9``: the moment that opens the sentence of a name."""
_MOST_TIMES = 15.0
"""Times the limit that a number without a unit may still be beside one that says so."""


def read_series(draft: Draft, place: int, end: int, facts: Sequence[str]) -> int | None:
    """Record the latest of several values that each have a moment; the last place taken, or None for anything else.

    ``end`` is the place of the last token of the name, ``facts`` what it names: of ``AST/ALT`` a value is two numbers.
    """
    if facts[0] in BASELINE.values() or _alone(draft, end, facts):
        return None
    low = draft.text.low
    for way in _ways(low, draft.tokens[end].end, draft.today):
        items = _items(draft, draft.tokens[end].end, facts, way)
        if len(items) < 2 and not any(isinstance(one, Moment) for one in items):
            return None  # however a moment is read, there is none
        if len(items) < 3:
            continue
        if facts[0] in BASELINE and any(isinstance(one, Moment) and one.text in _OF_BASELINE for one in items):
            return None
        items = _led(draft, place, _owned(draft, items))
        dated = [one for one in items if isinstance(one, Value) or one.kind not in ("now", *OLD) or one.day]
        pairs = _pairs(items) or _pairs(dated) or _pairs(_shortened(low, items)) or _older_in_brackets(low, items)
        if pairs and _fit(draft, facts, pairs):
            return _take(draft, place, facts, pairs, _onward(draft, pairs))
    return None


def _alone(draft: Draft, end: int, facts: Sequence[str]) -> bool:
    """``plt 82, TB 1.4``: behind the value stands the name of something else, as mostly; there is no series."""
    value, name = draft.at(end + 1), draft.at(end + 3)
    if len(facts) > 1 or value is None or name is None or value.kind != "num" or draft.word(end + 2) not in (",", ";"):
        return False
    return lab_name(draft, name) not in (None, *facts, *BASELINE.values())


_MONTH_AND_TWO = re.compile(rf"\b(?:{ANY_MONTH})\b\.? ?(\d\d)(?![\d.,/:]\d|\d)")
_WITHIN = 90
"""Characters behind a name in which its days stand."""


def _ways(low: str, start: int, today: date) -> tuple[Way, ...]:
    """``820 (Sept 26), 410 (Nov 26)``: the year where it is this one behind every month, else a day first."""
    year = f"{today:%y}"
    if low.count(year, start, start + _WITHIN) < 2:
        return _WAYS
    told = _MONTH_AND_TWO.findall(low, start, start + _WITHIN)
    return (_WAYS[1], *_WAYS) if len(told) > 1 and set(told) == {year} else _WAYS


def _items(draft: Draft, start: int, facts: Sequence[str], way: Way) -> list[Item]:
    """The parts of a series; where a month has no day, numbers beside the others are values if all then go together."""
    again = None if len(facts) > 1 or _has_baseline(draft, facts[0]) else functools.partial(_named_again, draft, facts)
    items = items_from(draft.text.low, start, draft.today, len(facts), way, again)
    if not _pairs(items) and any(isinstance(one, Moment) and one.is_month for one in items):
        months = items_from(draft.text.low, start, draft.today, len(facts), replace(way, days=False), again)
        fit = len(months) > 2 and not _has_day(draft.text.low, months) and _pairs(_owned(draft, months))
        return months if fit else items
    return items


_LEADS_DAY = re.compile(r"\b(?:on|from|of)\b|[(\[@]")


def _has_day(low: str, items: Sequence[Item]) -> bool:
    """``77 on 30 Oct``: of two numbers and a month the second is the day, as the words before it say."""
    return any(
        isinstance(one, Value) and isinstance(other, Value) and _LEADS_DAY.search(low, one.end, other.start)
        for one, other in pairwise(items)
    )


def _has_baseline(draft: Draft, fact: str) -> bool:
    """Tell whether a message tells of a marker's value before treatment, which is a fact of its own."""
    return fact in BASELINE and bool(draft.places.cue("baseline"))


def _named_again(draft: Draft, facts: Sequence[str], place: int) -> int:
    """``10/30 AFP 812, 11/06 AFP 640``: where the name of the same test ends that begins at a place, or the place."""
    token = draft.tokens[draft.place_at(place)]
    return token.end if token.start == place and not token.used and lab_name(draft, token) == facts[0] else place


def _older_in_brackets(low: str, items: list[Item]) -> list[Pair]:
    """``AFP 1900 (480 in July, 120 in March)``: the value of now, and older ones behind it in brackets."""
    first = items[0]
    opened = isinstance(first, Value) and low[first.end : items[1].start].strip() in ("(", "[")
    closed = low[items[-1].end : items[-1].end + 1] in (")", "]")
    older = _pairs(items[1:]) if opened and closed and len(items) > 4 else []
    return [(first, Moment(first.end, first.end, kind="now")), *older] if older and isinstance(first, Value) else []


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
    moment = whole_moment(match["day"], draft.today) if match is not None else None
    if match is None or moment is None:
        return items
    return [replace(moment, start=match.start("day"), end=match.end("day")), *items]


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
        if token.kind == "num" and not token.used and not glued and not _counts(draft, step):
            return None if is_name(draft, step + 1) else step
    return None


_LINKS = frozenset(
    ("on", "at", "in", "by", "before", "after", "from", "this", "last", "the", "and", "then", "to", "when")
)
"""Words behind a number that may say when it was so."""


def _counts(draft: Draft, step: int) -> bool:
    """``91 Wed (after one pool)``, ``after 2 units``: a number that counts what the next word names."""
    number, after = draft.tokens[step].number, draft.at(step + 1)
    if after is None or not after.text[:1].isalpha() or after.kind == "date" or after.text in _LINKS:
        return False
    return (number is not None and number.spelled) or draft.tokens[step].unit is None


def _last(draft: Draft, pairs: list[Pair]) -> int:
    """The place of the last token of a series."""
    return max(draft.place_at(one.end - 1) for pair in pairs for one in pair)


def _take(draft: Draft, place: int, facts: Sequence[str], pairs: list[Pair], onward: int | None) -> int | None:
    """Record the value of the latest moment; ask where a further number has a moment that is not understood."""
    if onward is not None:
        after = draft.at(onward + 1)
        open_end = after is None or after.kind in ("date", "punct")
        return _asked(draft, facts, place, onward) if open_end else None
    newest = newest_of(settled(draft, [moment for _, moment in pairs]), draft.today)
    if newest is None:
        return None
    last = _last(draft, pairs)
    value, when = pairs[newest[0]]
    if _stay_or_span(when, pairs):
        return _asked(draft, facts, place, last)
    unit = value.unit or next((one.unit for one, _ in reversed(pairs) if one.unit), None)
    if value.unit is None and unit == XULN and _numbers(value)[0].value > _MOST_TIMES:
        unit = None  # ``ALT 2 x ULN in May, now 33``
    if unit is None and len(facts) == 1:
        told = [number for other, _ in pairs for number in _numbers(other)]
        unit = unit_of_others(draft.reader, facts[0], _numbers(value)[0], told)
    for base, moment in pairs:
        if _of_before_treatment(draft, moment) and facts[0] in BASELINE:
            _record(draft, [BASELINE[fact] for fact in facts], base, unit, (place, last), moment.day)
    _record(draft, facts, value, unit, (place, last), newest[1])
    draft.use(range(place, last + 1))
    for older in (one for pair in pairs for one in pair if pair[1].kind == "before" and pair[1].day is None):
        draft.tokens[draft.place_at(older.start)].used = False  # named as not used
    return last


def _asked(draft: Draft, facts: Sequence[str], place: int, last: int) -> int:
    """Ask which of several values counts; gives the last place of them."""
    for fact in facts:
        draft.ask(fact, "two_readings", place, last)
    return last


def _stay_or_span(newest: Moment, pairs: list[Pair]) -> bool:
    """``160/95 at admission (146/88 last week)``: which of the two was first is not told."""
    return newest.kind == "stay" and newest.is_early_side and any(one.is_span for _, one in pairs)


def _of_before_treatment(draft: Draft, moment: Moment) -> bool:
    """Tell whether a moment is of before the first treatment: no ``pre-TACE`` behind another one."""
    if moment.kind != "procedure":
        return moment.kind == "base"
    place = draft.place_at(moment.start)
    return moment.is_early_side and not of_later_line(draft, place, place)


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
