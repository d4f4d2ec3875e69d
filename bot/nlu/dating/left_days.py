"""A day that nothing was read from, alone above rows of values that have none: it is theirs.

``visit: SCR, date 14-NOV-2026`` over ``HGB 99``, ``PLT 77``: whatever else such a line says, a value whose day stands
right above it is not of today. What tells that the day is of another matter bars it, as in a heading of values.
"""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_VITALS = frozenset(("vitals", "vital signs", "vs", "obs", "observations", "bp"))
_TRACED = frozenset(("ecg", "ekg"))
_BARS = (
    (word_set("lab_heads_bars") - _VITALS - _TRACED)
    | word_set("dated_lines_received")
    | word_set("dated_lines_reported")
    | word_set("dated_lines_ordered")
    | word_set("sample_dates_courses")
)
"""What says of a day that it is not that of the values below."""
_HEARD = frozenset(("age", "sex"))
"""What a line may tell of the patient beside the day."""
_LONGEST = 14
"""Tokens of such a line."""
_FULL = len("2026-11-14")
_Lines = list[list[Token]]


def give_left_days(draft: Draft) -> None:
    """Give such a day to the values of the lines below it, up to a blank line or one with another day."""
    if "\n" not in draft.text.low:
        return
    undated = _undated(draft)
    if not undated:
        return
    lines = _lines(draft)
    for at, line in enumerate(lines):
        below = [fact for start, fact in undated if _below(lines, at, start)] if 0 < len(line) <= _LONGEST else []
        told = _day_left(draft, line) if below else None
        if told is None:
            continue
        iso, tokens = told
        for fact in below:
            draft.facts[fact]["date"] = iso
        for token in tokens:
            token.used = True


def _undated(draft: Draft) -> list[tuple[int, str]]:
    """Where in the folded text the measured values stand that have no date."""
    found = []
    for one in draft.mentions:
        value, spec = draft.facts.get(one.fact), draft.catalogue.facts.get(one.fact)
        if spec is not None and spec.lab and value is one.value and isinstance(value, dict) and "date" not in value:
            found.append((draft.text.folded_index(one.start), one.fact))
    return found


def _lines(draft: Draft) -> _Lines:
    lines: _Lines = [[]]
    for token in draft.tokens:
        if token.text == "\n":
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _day_left(draft: Draft, line: list[Token]) -> tuple[str, list[Token]] | None:
    """The one day of a line that holds nothing else of its own and tells of no other matter, and where it stands."""
    words = {token.text for token in line if not token.used}
    traced = not words.isdisjoint(_TRACED) and words.isdisjoint(_VITALS)
    if traced or not words.isdisjoint(_BARS) or any(_of_its_own(token) for token in line):
        return None
    found = _days(draft, line)
    if len(found) != 1:
        return None
    day, tokens = found[0]
    iso = day.iso or day.lately or ""
    if day.ahead or len(iso) != _FULL or any(token.used for token in tokens):
        return None
    start, end = draft.text.raw_span(line[0].start, line[-1].end)
    told = {one.fact for one in draft.mentions if start <= one.start < end}
    return (iso, tokens) if told <= _HEARD else None


def _days(draft: Draft, line: list[Token]) -> list[tuple[Day, list[Token]]]:
    """The days of a line; where there are none, those without a year, which are dates as what heads values."""
    days = [(token.day, [token]) for token in line if token.kind == "date" and token.day is not None]
    if days:
        return days
    start, low = line[0].start, draft.text.low[line[0].start : line[-1].end]
    short = list(find_short_dates(low, draft.today))
    return [(day, [one for one in line if begun <= one.start - start < end]) for begun, end, day in short]


def _of_its_own(token: Token) -> bool:
    """Tell whether a token is of a treatment, an illness or a state; the name of a test without a value is not."""
    if token.treats or any(token.sense(role) for role in ("condition", "cancer", "note", "means")):
        return True
    return any(one.id not in _HEARD for one in token.senses("option"))


def _below(lines: _Lines, at: int, start: int) -> bool:
    """Tell whether a place stands in the lines right below one, before a blank line or another day."""
    for further, line in enumerate(lines[at + 1 :]):
        if not line and further:
            return False
        if any(token.kind == "date" for token in line):
            return False
        if line and line[0].start <= start < line[-1].end:
            return True
    return False
