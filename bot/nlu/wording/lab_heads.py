"""A heading of values with its day and more, put as ``labs on Monday:``, which dates all that stands behind it.

``Labs y'day + status:``, ``Bloods Weds (fasting):``, ``Visit 2 (16/11/2026) labs:``, ``Collected: 16.11., 06:12``: what
stands in such a heading is of a closed list of words, so that nothing else is told in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.nlu.lexicon.names_before import names_before
from bot.nlu.scope.heading_says import FOREIGN, begins, said_by
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import COLUMNS, DAY, LABS, MEASURED, PIECE, WORDS, day_told, values_behind
from bot.nlu.wording.wide_heads import wide_head

_HEADED = Gated(r"[:\n]|lab|blood|result|collect|sampl|specimen|drawn|taken|panel|chem|cbc|fbc|lft|coag|value|now\b")
"""What every text with such a heading holds."""
_COUNTED = re.compile(r"(?:visit|week|wk|day|cycle|ward|bed|unit|room|v|w|c|d|c\d{1,2} ?d)[ -]?\d{1,3}[a-z]?\b")
_BOUNDS = frozenset(".;,")
_MARKS = frozenset("()[]{}*=#-–—_+&/,.;:'\"~<>@•")
_ASIDE = _MARKS - {":"}
_WHOSE = Gated(
    r"(?P<link> (?:for|of|from|re|about|on|in) )(?:(?:the|our|this|that|my|new) )*"
    r"(?P<who>(?:\d\d-year-old )?(?:lady|gentleman|gent|woman|man|chap|guy|bloke|patient|pt|one|female|male)\b"
    r"(?: (?:of |aged )?\d\d ?(?:yrs?|y|yo|years?(?: old)?)?\b)?)"
    r"(?: (?:(?:in|on|from|at) (?:the |our )?(?:(?:bed|room|bay|ward) \d{1,3}|ward|clinic|"
    r"(?:trial|study|screening) list|"
    r"trial|study|list)|(?:that |whom |who )?(?:i|we) (?:discussed|spoke about|talked about|saw|mentioned)|"
    r"(?:for|on|in) (?:the )?(?:trial|study|screening)))*(?=[ \t]*(?::|\n))"
)
"""``lab 13.11.2026 for the lady on the trial list``: whose the values are, behind their day."""
_CLOSED = re.compile(r"[ \t]*(?::|->|=>|>>|→|\||[-–—]+(?=[ ])|(?=\n))[ \t]*")
_APART = frozenset(("-", "--", "–", "—", "|"))
"""Marks that close a heading where a name stands behind them."""
_LATER = ("report", "receiv", "print", "authori", "valid", "issue", "releas", "verif", "rec'd")
_SAMPLE = re.compile(
    r"(?:^|\n)[^\n\d]{0,30}\b(?:collect(?:ed|ion)|taken|drawn|sampled?|specimen)\b[^\n]{0,12}\d[^\n]*\n[^\n]*$"
)
_DAYS = 40
"""Days of a message that are looked at."""
_MOST = 80
"""Characters of a heading on either side of its day."""
_Head = tuple[int, str, bool]
"""Where the words of a heading begin, or end; the mark there; whether they speak of values."""


def with_lab_heads(text: Text, named: Named) -> Text:
    """Put each such heading as ``labs on`` its day and a colon, where values stand behind it."""
    if not _HEADED.search(text.low) or not DAY.may_match(text.low):
        return text
    text = _whose_first(text)
    changes: list[Change] = []
    days = list(islice(DAY.finditer(text.low), _DAYS))
    for day in days:
        line = text.low.rfind("\n", 0, day.start()) + 1
        if _told_above(text.low, line) or _is_value(text.low, day, named):
            continue
        heads = list(_head(text.low, day, line, named)) or wide_head(text.low, day, days, line, named)
        changes += [one for one in heads if not _foreign(text.low, line, one.end)]
    return rewritten(text, apart(changes)) if changes else text


def _is_value(low: str, day: re.Match[str], named: Named) -> bool:
    """``Hb 10.6. Thursday's: plt 88``: a decimal behind the name of a test, with the point that ends its sentence."""
    dotted = day["short"] is not None and "." in day["short"]
    return dotted and any(fact in MEASURED for _, fact in names_before(low, day.start(), named))


def _foreign(low: str, line: int, end: int) -> bool:
    """``QC run 18/11:``: tell whether a heading says that its values are not the patient's."""
    return said_by(low, begins(low, line, end - 1), end) in FOREIGN


def _told_above(low: str, line: int) -> bool:
    """``Collected: 17/11/2026`` over ``Reported: 18/11/2026``: the line above tells the day of the sample already."""
    here = low[line : low.find("\n", line) + 1]
    if not any(one in here for one in _LATER):
        return False
    above = low[max(0, low.rfind("\n\n", 0, line), line - 2 * _MOST) : line]
    return _SAMPLE.search(above) is not None and DAY.search(above) is not None


def _whose_first(text: Text) -> Text:
    """Put whose the values of a heading are in front of it, so that its day closes it."""
    changes: list[Change] = []
    for whose in _WHOSE.finditer(text.low):
        line = text.low.rfind("\n", 0, whose.start()) + 1
        head = text.low[line : whose.start()]
        if LABS.isdisjoint(PIECE.findall(head)) or DAY.search(head) is None:
            continue
        changes += [Change(line, line, f"{whose['who']}. "), Change(*whose.span(), "")]
    return rewritten(text, changes) if changes else text


def _head(low: str, day: re.Match[str], line: int, named: Named) -> Iterator[Change]:
    """The change of one heading; none where other words stand in it, or no value behind it."""
    before = _before(low, line, day.start())
    behind = _behind(low, day.end(), named) if before is not None else None
    if before is None or behind is None:
        return
    start, mark, labs_before = before
    end, closing, labs_behind = behind
    of_labs = labs_before or labs_behind
    if not of_labs and (mark == "," or closing in (" ", "|") or _plain(day)):
        return
    if values_behind(low, end, named, near=not of_labs):
        whole = f"labs {day_told(day)}:" + (" " if closing != "\n" else "")
        stop = low.rfind(",", line, start) if mark == "," and low[end - 1 : end + 1].endswith("\n") else -1
        yield Change(start, end, whole) if stop < 0 else Change(stop, end, f"; {whole}")


_TIMED = re.compile(r"[:@a-z]|\b0")


def _plain(day: re.Match[str]) -> bool:
    """Tell whether a day is a date by itself, without a time; ``09 Oct 2026   930`` may be a day and a value."""
    timed = day["clock"] is not None and _TIMED.search(day["clock"]) is not None
    return bool((day["written"] and not day["weekday"] and not timed) or (day["told"] and not day["part"]))


def _before(low: str, line: int, end: int) -> _Head | None:
    """Where the words of a heading before its day begin; None where something else is told in its clause."""
    if COLUMNS.match(low, line, end + 1) is not None:
        return None
    start = max(line, end - _MOST)
    counted = {place for one in _COUNTED.finditer(low, start, end) for place in range(*one.span())}
    begun, of_labs = end, False
    bound: _Head | None = None
    for piece in reversed(list(PIECE.finditer(low, start, end))):
        said = piece.group()
        if said in WORDS or piece.start() in counted:
            begun, of_labs = piece.start(), of_labs or said in LABS
        elif not said.isspace() and set(said) <= _MARKS:
            ends = said in _BOUNDS and low[piece.end()] == " " and not (said == "." and _of_number(low, piece.start()))
            bound = (begun, said, of_labs) if ends else bound
        elif not said.isspace():
            return bound
    return (begun, "", of_labs) if start == line else bound


_TOLD_NUMBER = re.compile(r"[a-z%][ :=]{1,2}\d{1,4}(?:[.,]\d{1,3})?$")


def _of_number(low: str, point: int) -> bool:
    """``1. Labs Monday``, ``16.11. labs``: a point that belongs to its number; that of ``ecog 1. labs Mon`` ends it."""
    return low[point - 1].isdigit() and not _TOLD_NUMBER.search(low, max(0, point - 12), point)


def _behind(low: str, start: int, named: Named) -> _Head | None:
    """Where a heading ends behind its day, and how it closes."""
    place, labs, limit = start, False, min(len(low), start + _MOST)
    while place < limit:
        closed = _CLOSED.match(low, place)
        mark = closed.group().strip(" \t")[:1] if closed is not None else ""
        if closed is not None and (closed.group().strip(" \t") not in _APART or _name_at(low, closed.end(), named)):
            newline = closed.end() < len(low) and low[closed.end()] == "\n" and mark != ":"
            return closed.end(), "\n" if newline else mark, labs
        piece = PIECE.match(low, place)
        if piece is None:
            return None
        said = piece.group()
        if said[0].isalpha() and said not in WORDS:
            return (place, " ", labs) if _name_at(low, place, named) else None
        if not (said.isspace() or said[0].isalpha() or set(said) <= _ASIDE):
            return None
        labs = labs or said in LABS
        place = piece.end()
    return None


def _name_at(low: str, place: int, named: Named) -> bool:
    """Tell whether the name of a measured value begins at a place."""
    return any(begin == 0 and fact in MEASURED for begin, _, fact in named(low[place : place + 40]))
