"""Tables with a column of before and a column of now: each row put as a line that says which value is of when.

``Baseline (pre-treatment) | Today`` over ``AFP 3,020 ng/mL | 61 ng/mL``; ``test;previous;current`` over ``ALT;76;95``.
The value of now is told, and for a tumour marker that of before the first treatment; other earlier ones are not.
Columns that days alone head are read as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.dating.day_forms import NUMBERED_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.wording.heading_words import MARKERS

_DAY = rf"(?:{NUMBERED_DAY}|\d{{1,2}}-\d{{1,2}}-\d{{4}}(?![\w/-]))"
_BASE = (
    r"(?:at |the )?(?:baselines?(?: values?| levels?)?|(?:initial )?diagnosis|dx|presentation|initial(?: values?)?)|"
    r"pre[ -]?(?:treatment|tx|rx|therapy)|before (?:any |the |first |1st )*(?:treatment|therapy|tx|rx)"
)
_OF = r"(?: (?:results?|values?|visit|labs?))?"
_OLD = rf"prev(?:ious)?{_OF}|prior{_OF}|before|old(?:er)?|last (?:time|visit)|earlier|then"
_NOW = rf"today|now|current(?:ly)?{_OF}|latest|most recent|new(?:est)?|this (?:time|visit|week)|recent"
_HEAD = re.compile(
    rf"(?:(?P<base>{_BASE})|(?P<old>{_OLD})|(?P<now>{_NOW})|(?P<last>last))?[ ,:]*"
    rf"(?:[(\[]? ?(?:drawn|taken|on|of|from)?[ ]?(?P<day>{_DAY})[^\d()\n]{{0,20}}[)\]]?|"
    r"[(\[][^\d()\n]{1,30}[)\]])?[ :]*"
)
_GATE = re.compile(rf"\b(?:{_BASE}|{_OLD}|{_NOW}|last)\b")
_WHEN = re.compile(
    r"\bbaselines?(?: (?:values?|labs?|bloods?|was|were|is|are|drawn|taken|measured|done|from|of|on|date|sample))*"
    rf"[ :=]*\(?(?P<day>{_DAY})"
)
"""``baseline = 2 Feb``: when it was, told beside the table."""
_REST = re.compile(
    r"(?:[\s().,:;=&/-]|\b(?:baselines?|vs|versus|now|today|current|values?|tumou?r|markers?|pre-?treatment|before|any|the|was|were|"
    r"drawn|taken|and|treatment|therapy)\b)*"
)
_OTHERS = {
    **dict.fromkeys(
        ("", "test", "marker", "markers", "name", "analyte", "parameter", "lab", "item", "tumour marker"), "name"
    ),
    **dict.fromkeys(("unit", "units"), "unit"),
    **dict.fromkeys(("range", "ref", "reference", "ref range", "reference range", "normal", "normal range"), "range"),
    **dict.fromkeys(("flag", "trend", "change", "comment", "delta"), "flag"),
}
_MARKS = (r"\|", r"\t", r";", r" / ", r"[ ]{2,}")
_VALUE = re.compile(r"[<>≤≥~]?=? ?\d[\d.,' ]*(?P<rest>[^\n]*)")
_GLUED = re.compile(r"(?P<name>[a-z][^\n]*?[a-z)])[ :]+(?=[<>≤≥]?\d)")
_UNIT = re.compile(r"[ ,:]*[(\[]?(?P<unit>(?<![a-zµ])(?:x ?)?[a-zµ%\d^*]{0,12}/[a-zµ\d]{1,5}|s|secs?|seconds)?[)\]]?$")
_Cell = tuple[int, int]


def in_two_times(text: Text, named: Named) -> Text:
    """Put such tables as lines of values that say when they were; a message without them stays as it is."""
    low = text.low
    if "\n" not in low or _GATE.search(low) is None:
        return text
    lines = [one.span() for one in re.finditer(r"[^\n]*\S[^\n]*", low)]
    for at, line in enumerate(lines[:-1]):
        for mark in _MARKS:
            heads = _heads(low, line, mark)
            if heads is None:
                continue
            rows = list(_rows(low, lines[at + 1 :], mark, heads, named))
            if rows:
                when = _when(low, lines[:at], lines[at + 1 + len(rows) :]) if heads[0][1] != "told" else []
                changes = [Change(*line, ""), *_said(low, heads, rows, when, named), *[one for one, _ in when]]
                return rewritten(text, apart(changes))
    return text


def _cells(low: str, line: _Cell, mark: str) -> list[_Cell]:
    """Cut a line at a mark; blanks at its ends are none of a cell."""
    start, end = line
    if mark == _MARKS[-1]:
        start += len(low[start:end]) - len(low[start:end].lstrip())
        end = start + len(low[start:end].rstrip())
    places = [
        start,
        *(edge for one in re.finditer(mark, low[start:end]) for edge in (start + one.start(), start + one.end())),
        end,
    ]
    return [_bare(low, places[at], places[at + 1]) for at in range(0, len(places), 2)]


def _bare(low: str, start: int, end: int) -> _Cell:
    piece = low[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))


_Head = tuple[str, str]
"""What a column holds, and the day of its values."""


def _heads(low: str, line: _Cell, mark: str) -> list[_Head] | None:
    """What each column holds; None where the line heads no columns of two times."""
    found: list[_Head] = []
    for start, end in _cells(low, line, mark):
        word = low[start:end].strip(" .:")
        if word in _OTHERS:
            found.append((_OTHERS[word], ""))
            continue
        head = _HEAD.fullmatch(low, start, end)
        if head is None:
            return None
        kind = next((one for one in ("base", "old", "now", "last") if head[one]), "day")
        day = f" on {head['day']}" if head["day"] else " today" if head["now"] == "today" else ""
        found.append((kind, day))
    kinds = [kind for kind, _ in found]
    if "now" in kinds:
        found = [("old" if kind in ("last", "day") else kind, day) for kind, day in found]
    found = [("now" if kind in ("last", "day") else kind, day) for kind, day in found]
    kinds = [kind for kind, _ in found]
    words = any(_HEAD.fullmatch(low, *one) and not low[one[0]].isdigit() for one in _cells(low, line, mark))
    if kinds.count("now") != 1 or not words or not {"base", "old"} & set(kinds) or kinds.count("base") > 1:
        return None
    return found if kinds[0] == "name" else [("name", ""), *found]


def _rows(low: str, lines: list[_Cell], mark: str, heads: list[_Head], named: Named) -> Iterator[list[_Cell]]:
    """The rows under the heads, each with a cell for every one of them."""
    for line in lines:
        cells = _cells(low, line, mark)
        if len(cells) == len(heads) - 1 and (glued := _GLUED.match(low, *cells[0])) is not None:
            cells = [glued.span("name"), (glued.end(), cells[0][1]), *cells[1:]]
        if len(cells) != len(heads) or not _NAMES.match(low, cells[0][0]):
            return
        now = next(cells[at] for at, head in enumerate(heads) if head[0] == "now")
        if _VALUE.fullmatch(low, *now) is None and low[slice(*now)] not in _EMPTY:
            return
        yield cells


_NAMES = re.compile(r"[a-zµ#]")
_EMPTY = ("", "-", "--", "n/a", "na", "nd", "pending", "n.d.")


def _when(low: str, before: list[_Cell], behind: list[_Cell]) -> list[tuple[Change, str]]:
    """The line beside the table that tells the day of the baseline, to be left out, and that day."""
    for line in (*before[-2:], *behind[:2]):
        found = _WHEN.search(low, *line)
        if found is not None:
            rest = low[line[0] : found.start()] + low[found.end() : line[1]]
            whole = _REST.fullmatch(rest) is not None
            return [(Change(*(line if whole else found.span()), ""), f" on {found['day']}")]
    return []


def _said(
    low: str, heads: list[_Head], rows: list[list[_Cell]], when: list[tuple[Change, str]], named: Named
) -> Iterator[Change]:
    """Each row as lines: its name, the value of now, and for a marker that of before the first treatment."""
    kinds = [kind for kind, _ in heads]
    for cells in rows:
        name = low[slice(*cells[0])]
        unit = _UNIT.search(name)
        label = name[: unit.start()] if unit is not None and unit["unit"] else name
        units = [low[slice(*cells[kinds.index("unit")])]] if "unit" in kinds else [unit["unit"] or ""] if unit else [""]
        limits = low[slice(*cells[kinds.index("range")])] if "range" in kinds else ""
        of_marker = any(fact in MARKERS for _, _, fact in named(label))
        kept = [
            at
            for at, kind in enumerate(kinds)
            if (kind == "now" or (kind == "base" and of_marker)) and low[slice(*cells[at])] not in _EMPTY
        ]
        place, behind = cells[0][0] + len(label), ""
        for number, at in enumerate(kept):
            said = "baseline " if kinds[at] == "base" else ""
            if not number and said:
                yield Change(cells[0][0], cells[0][0], said)
            yield Change(place, cells[at][0], f"{behind}\n{said}{label}: " if number else ": ")
            place = cells[at][1]
            value = _VALUE.fullmatch(low, *cells[at])
            bare = value is not None and not value["rest"].strip(" *hl↑↓")
            day = heads[at][1] or (when[0][1] if when and said else "")
            behind = (
                (f" {units[0]}" if bare and units[0] else "")
                + (f" ({limits})" if limits and bare and not said else "")
                + day
            )
        yield Change(place, max(cells[-1][1], place), behind if kept else "")
