"""A heading that says which of several values in a row is the latest: ``before / now: PLT 104/82``."""

from __future__ import annotations

import re
from datetime import date

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.dated_heads import latest_of_dated_rows

_WORD = (
    r"(?:(?:day|week|wk|month|visit|cycle) ?\d{1,3}|baseline|before|previous|prior|then|old|min|max|nadir|peak|first|"
    r"now|current|today|last|latest|new)"
)
_HEAD = Gated(rf"^\W*(?P<names>{_WORD}(?: ?/ ?{_WORD}){{1,5}}) ?(?:: ?|(?=\n))")
_ROW = re.compile(r"(?<![\d./])\d+(?:\.\d+)?(?: ?/ ?\d+(?:\.\d+)?)+(?![\d/])")
_LATEST = ("now", "current", "today", "last", "latest", "new")


def latest_of_rows(text: Text, today: date) -> Text:
    """Leave of every row of values the one that the heading calls the latest, or that stands for its latest day."""
    text = latest_of_dated_rows(text, today)
    head = _HEAD.search(text.low) if "/" in text.low else None
    names = [one.strip() for one in head["names"].split("/")] if head is not None else []
    place = _latest(names)
    if head is None or place is None:
        return text
    rows = [one for one in _ROW.finditer(text.low, head.end()) if one.group().count("/") == len(names) - 1]
    changes = [Change(*one.span(), one.group().split("/")[place].strip()) for one in rows]
    return rewritten(text, [Change(*head.span(), ""), *changes]) if changes else text


def _latest(names: list[str]) -> int | None:
    """The place of the latest value, by its name or by the highest number."""
    now = [place for place, name in enumerate(names) if name in _LATEST]
    if now:
        return now[-1]
    counted = [(int(re.sub(r"\D", "", name)), place) for place, name in enumerate(names) if re.search(r"\d", name)]
    return max(counted)[1] if len(counted) > 1 else None
