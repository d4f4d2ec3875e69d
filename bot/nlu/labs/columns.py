"""The columns of a pasted table: what heads them, and which of several dated ones counts."""

from __future__ import annotations

import re

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.draft import Draft
from bot.nlu.labs.aligned import beneath, under
from bot.nlu.labs.cells import BASELINES, Cell, number_in, role_of
from bot.nlu.labs.heads import head_of, heads_moments
from bot.nlu.lexicon.calendar_words import ANY_MONTH, MONTH_CUT

_FULL_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d){0,2}")
"""``5.10.26`` and ``5.10.``: dots that are those of a date, none of a number."""


_TIME = re.compile(r"[ t,]{1,2}(?:[01]?\d|2[0-3]):?[0-5]\d(?: ?[ap]m)?")
_LIKE_A_DATE = re.compile(
    r"(?:on |dated? ?:? ?)?\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4}|\.)?(?:[ t,]{1,2}\d{1,2}:?\d\d.*)?|"
    rf".*(?:{MONTH_CUT}|okt|dez|mai|mär|mrz|20\d\d|day|week|month|ago|年|月).*"
)
"""What a cell that is a date looks like; looking for one in every cell takes long."""


def is_header(draft: Draft, row: list[Cell]) -> bool:
    """Tell whether a row heads the columns: names of what stands in them, or dates."""
    low = draft.text.low
    words = [low[cell.start : cell.end].strip(" .:") for cell in row]
    days = [cell for cell in row if day_of(draft, cell) is not None]
    if len(days) >= 2 and len(days) == len(row):
        return True
    known = sum(bool(role_of(word)) or _COUNTED.fullmatch(word) is not None for word in words)
    if len(row) == 2 and any(word in BASELINES for word in words):
        return known == 2 or (known == 1 and len(days) == 1)
    if of_one_day(draft, row) or (len(row) == 2 and _TWO_SIDES.issuperset(map(role_of, words))):
        return True
    if len(row) >= 3 and (known >= 2 or len(days) >= 2 or (known >= 1 and len(days) >= 1)):
        return True
    return heads_moments(draft, row)


_TWO_SIDES = frozenset(("value", "older", "wanted", "source"))
"""What two columns beside that of the names may hold: ``Required | Actual``, ``Local | Central``."""


def of_days(draft: Draft, row: list[Cell]) -> bool:
    """Tell whether a row heads columns of several days."""
    return sum(day_of(draft, cell) is not None for cell in row) > 1


def of_one_day(draft: Draft, row: list[Cell]) -> bool:
    """``Parameter / 12.11.``: tell whether a row heads one column, of one day."""
    named = len(row) == 2 and role_of(draft.text.low[row[0].start : row[0].end]) == "name"
    return named and day_of(draft, row[1]) is not None


def name_column(draft: Draft, row: list[Cell], header: list[Cell] | None) -> int:
    """Give the place of the column that is headed as that of the names; 0 where none is, or the row has not got it."""
    if header is None or len(header) != len(row):
        return 0
    low = draft.text.low
    headings = [role_of(low[cell.start : cell.end]) for cell in header]
    return headings.index("name") if "name" in headings else 0


_VISIT = re.compile(
    r"(?:old|new|now|then|before|after|today|"
    r"prev(?:ious)?|prior|current|latest|last|(?:results?|values?)(?: [1-9](?!\d))?|"
    r"(?:at )?baseline|pre[- ]?treatment|before (?:the first |1st )?(?:treatment|therapy)|at diagnosis|screening|"
    r"(?:visit|week|day|cycle) ?\d{1,3}|v\d{1,2}|c\d{1,2}d\d{1,2})[ :,-]{0,2}[(\[]?(?=\d|[a-z]{3,9} \d)"
)
"""``NEW 13-Nov-26``, ``Visit 2 (17 Nov)``: what stands before the date of a column."""


_LED = re.compile(
    r"(?:date(?: collected)?|collect(?:ed|ion date)(?: on)?|drawn|sampled|taken)[ ]?(?::|on)[ ]?(?=\d|[a-z]{3,9} \d)|"
    rf"(?:in|on|from) (?:the )?(?=\d|{ANY_MONTH}\b)"
)
"""``Date: 16-Nov-2026``, ``in March`` in a cell."""


def day_of(draft: Draft, cell: Cell) -> Day | None:
    """The date that a cell is, a year in it; of one without a year its readings. ``NEW 13-Nov-26`` is one too."""
    if (led := _VISIT.match(draft.text.low, cell.start, cell.end)) is not None:
        closed = draft.text.low[cell.end - 1] in ")]"
        cell = Cell(led.end(), cell.end - closed, cell.role)
    if (dated := _LED.match(draft.text.low, cell.start, cell.end)) is not None:
        cell = Cell(dated.end(), cell.end, cell.role)
    text = draft.text.low[cell.start : cell.end]
    if not 3 <= len(text) <= 40 or not _LIKE_A_DATE.fullmatch(text):
        return None
    if "." in text[:3] and not _FULL_DATE.fullmatch(text):
        return None
    found = next(iter(find_dates(text, draft.today)), None) or next(iter(find_short_dates(text, draft.today)), None)
    whole = found is not None and (
        found[1] - found[0] >= len(text) - 1 or bool(found[0] == 0 and _TIME.fullmatch(text, found[1]))
    )
    if found is None or not whole:
        return None
    token = draft.tokens[draft.place_at(cell.start)]  # its order may have been settled by another date
    day = (
        token.day
        if token.kind == "date"
        and token.day is not None
        and (token.start, cell.end - token.end < 2) == (cell.start, True)
        else found[2]
    )
    return day if day.clear or len(day.candidates) > 1 else None


def dated_column(draft: Draft, row: list[Cell], header: list[Cell] | None) -> tuple[int, Day] | None:
    """Of columns that are headed by dates the latest one counts."""
    if header is None or len(header) > len(row) + 1:
        return None
    days = [(place, day) for place, cell in enumerate(header) if (day := day_of(draft, cell)) is not None]
    if any(day.iso is None for _, day in days):
        days = _in_order(draft, header, days)
    found = (
        beneath(draft, row, header, days)
        or under(draft, row, header, days)
        or [(place + _shift(draft, row, header, days), day) for place, day in days]
    )
    found = [one for one in found if _holds_value(draft, row, one[0])]
    if any(day.iso is None for _, day in found):
        return next(one for one in found if one[1].iso is None)
    return max(found, key=lambda one: last_day(one[1].iso or "")) if found else None


_COUNTED = re.compile(
    r"(?:week|wk|month|day|cycle|visit|v|w) ?(?P<one>\d{1,3})|c ?(?P<cycle>\d{1,2}) ?d ?(?P<day>\d{1,2})|"
    r"(?P<first>screening|scr|sv|baseline|bl)"
)


_TWO = re.compile(r"\D*(\d{1,2})[./-](\d{1,2})(?!\d)")


def _in_order(draft: Draft, header: list[Cell], days: list[tuple[int, Day]]) -> list[tuple[int, Day]]:
    """Of ``02/11`` beside ``16/11`` the day comes first; without such a one they stay open."""
    texts = {place: _TWO.match(draft.text.low, header[place].start, header[place].end) for place, _ in days}
    pairs = [(int(one[1]), int(one[2])) for one in texts.values() if one is not None]
    orders = {first < second for first, second in pairs if max(first, second) > 12}
    if len(orders) != 1:
        return days
    later = orders.pop()
    return [
        (place, day if day.iso is not None or len(day.candidates) != 2 else Day(day.candidates[later]))
        for place, day in days
    ]


def compares(draft: Draft, header: list[Cell] | None) -> bool:
    """Tell whether a table has columns of several dates, or of earlier values: none of them is a limit of normal."""
    if header is None:
        return False
    low = draft.text.low
    return any(
        day_of(draft, cell) is not None
        or head_of(draft, cell) is not None
        or role_of(low[cell.start : cell.end]) in ("older", "wanted", "source")
        for cell in header
    )


def baseline_cell(draft: Draft, row: list[Cell], header: list[Cell] | None) -> tuple[Cell, Day | None] | None:
    """The cell of a row under ``Baseline``, where it holds a value, with the day of its head."""
    low = draft.text.low
    heads = [_of_before(low[cell.start : cell.end].strip(" .:")) for cell in header or ()]
    if True not in heads or header is None:
        return None
    place = heads.index(True) + max(0, len(row) - len(header))
    return (row[place], day_of(draft, header[heads.index(True)])) if _holds_value(draft, row, place) else None


def _of_before(head: str) -> bool:
    """``Baseline``, ``Baseline 03-Aug-26``: what heads the values of before the first treatment."""
    return head in BASELINES or (head.startswith(BASELINES) and _VISIT.match(head) is not None)


def _holds_value(draft: Draft, row: list[Cell], place: int) -> bool:
    """Tell whether a cell begins with a number."""
    if place >= len(row):
        return False
    text = draft.text.low[row[place].start : row[place].end]
    return text.lstrip("<>=≤≥ ")[:1].isdigit() and number_in(text, 0, len(text)) is not None


_VALUED = re.compile(r"[ :=][<>]?\d[\d.,]*$")
"""``Plt 84`` in one cell."""


def _shift(draft: Draft, row: list[Cell], header: list[Cell], days: list[tuple[int, Day]]) -> int:
    """How far a row's cells stand to the right of their headings: a name, or a unit, has none of its own."""
    named = draft.text.low[row[0].start : row[0].end]
    nameless = bool(days) and days[0][0] == 0 and not _holds_value(draft, row, 0) and not _VALUED.search(named)
    first = 1 if nameless or (days and len(days) == len(header)) else 0
    shifts = [first, len(row) - len(header)] if len(row) > len(header) else [first]
    return max(shifts, key=lambda shift: sum(_holds_value(draft, row, place + shift) for place, _ in days))
