"""Headings of columns and of rows that say when their values held: ``C3D1 (9 Nov)``, ``Mon``, ``pre``, ``Visit 2``."""

from __future__ import annotations

from dataclasses import replace

from bot.nlu.draft import Draft
from bot.nlu.labs.aligned import assigned, marked
from bot.nlu.labs.cells import BASELINES, Cell, number_in, role_of
from bot.nlu.labs.newest import newest_of, settled
from bot.nlu.labs.series_items import whole_moment
from bot.nlu.labs.series_moments import Moment

_OF_TWO = {"last": "before", "this": "now"}
"""``Test | last | this``: the visits, where both head a column."""


def _other_of_two(low: str, cell: Cell, text: str) -> bool:
    start, end = low.rfind("\n", 0, cell.start) + 1, low.find("\n", cell.end)
    words = low[start : end if end >= 0 else len(low)].split()
    return all(one in words for one in _OF_TWO if one != text)


def head_of(draft: Draft, cell: Cell) -> Moment | None:
    """Give the moment that a cell is, and nothing else; ``Baseline`` is before all others."""
    text = draft.text.low[cell.start : cell.end]
    if text.strip(" .:*()[]") in (*BASELINES, "was", "then"):
        return Moment(cell.start, cell.end, kind="before", text=text)
    if text in _OF_TWO and _other_of_two(draft.text.low, cell, text):
        return Moment(cell.start, cell.end, kind=_OF_TWO[text], text=text)
    found = whole_moment(text, draft.today)
    return None if found is None else replace(found, start=cell.start + found.start, end=cell.start + found.end)


def heads_moments(draft: Draft, row: list[Cell]) -> bool:
    """Tell whether a row heads two or more columns by moments, and the others by what they hold."""
    if not 2 <= len(row) <= 12:
        return False
    low = draft.text.low
    others = [low[cell.start : cell.end] for cell in row if head_of(draft, cell) is None]
    named = all(role_of(text) or not text.strip() or text is others[0] for text in others)
    return named and len(others) < len(row) - 1 and not any(text[:1].isdigit() for text in others)


def newest_column(draft: Draft, row: list[Cell], header: list[Cell] | None) -> tuple[int, Moment] | None:
    """Give the column of the latest of several moments that holds a value in this row, with what heads it."""
    if header is None or not 1 < len(row) <= len(header) + 1:
        return None
    low = draft.text.low
    if len(row) < len(header):
        if marked(low, header) or marked(low, row):
            header = header[: len(row)]
        else:
            header = [header[place] for place in assigned(draft, row, header)]
    shift = len(row) - len(header)
    told = [(place + shift, one) for place, cell in enumerate(header) if (one := head_of(draft, cell)) is not None]
    held = [(place, one) for place, one in told if place < len(row) and _holds_number(low, row[place])]
    if len(told) < 2 or not held:
        return None
    moments = settled(draft, [one for _, one in held])
    newest = newest_of(moments, draft.today)
    return (held[newest[0]][0], replace(moments[newest[0]], day=newest[1])) if newest is not None else None


def _holds_number(low: str, cell: Cell) -> bool:
    """Tell whether a cell begins with a number."""
    text = low[cell.start : cell.end].lstrip("<>=≤≥ ")
    return text[:1].isdigit() and number_in(text, 0, len(text)) is not None
