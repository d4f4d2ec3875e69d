"""A row of values under a row of names, as an export has one patient: each value put beside its name in a line.

``age;sex;bclc;plt`` over ``55;M;C;99`` is ``age: 55``, ``sex: M``, ``bclc: C``, ``plt: 99``. Several rows of values are
a table of days and stay one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.wording.keyed import parted_key

_MARKS = ("|", "\t", ";", ",")
_FEWEST = 3
_LONGEST = 40
"""Letters of a cell at most."""
_MOST = 60
"""Lines that are looked at; a text of more is no row of values."""
_VALUE = re.compile(
    r"[<>≤≥~]?=?\s?\d[\d.,'/-]*\s?(?:[a-zµ%]{1,4}(?:/[a-z\d]{1,4})?|(?:x ?)?10\^\d ?/ ?u?l)?|"
    r"[a-d][ -]?\d{0,2}|i{1,3}[ab]?|iv[ab]?|vp ?\d|yes|no|[ynmfx+-]|none|nil|never|neg(?:ative)?|pos(?:itive)?|"
    r"male|female|man|woman|unknown|unk|na|n/a|nd|pending|\?|absent|present|(?:un)?resectable|[csp][dr]|single|multiple|"
    r"mild|moderate|severe|past|current|(?:non-?)?reactive|intact|clear|\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4}|"
)
_DAYS = frozenset(("date", "sample date", "collected", "drawn", "sampled", "lab date", "labs date", "collection date"))
_OTHERS = frozenset(
    ("id", "pt", "patient", "subject", "case", "site", "visit", "initials", "centre", "center", "no", "#")
)
_HEAD = re.compile(
    r"[a-z#][^\d:=?!.]*(?:\.[ ]?[a-z][^\d:=?!.]*){0,2}\.?|[a-z][^\d:=?!]*(?:10\^\d ?/ ?u?l|19-9|2|ii)\)?"
)
_COUNT = re.compile(
    r"(?:n|no|nr|num|number|count)\.?(?: of)? (?:the )?(?:tum|tumou?rs?|lesions?|nodules?|foci|hcc)|"
    r"(?:tumou?r|lesion|nodule)s?[ -](?:count|no|n|number|num)|n ?tum|lesions|nodules|tumou?rs"
)
_SIZE = re.compile(
    r"(?:max|largest|size|diam(?:eter)?|dmax|biggest)(?:[ -](?:size|diam(?:eter)?|lesion|tumou?r|nodule))?"
)
_UNIT = re.compile(r"(?P<name>[^(]+?)[ ]?[(\[](?P<unit>cm|mm)[)\]]$")


def with_values_under_heads(text: Text, named: Named) -> Text:
    """Put the one row of values under its row of names as lines of their own; a message without them stays as it is."""
    low = text.low
    if "\n" not in low or not any(low.count(mark) >= 2 * (_FEWEST - 1) for mark in _MARKS):
        return text
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", low))[:_MOST]
    for at, (heads, row) in enumerate(pairwise(lines)):
        for mark in _MARKS:
            count = heads.group().count(mark)
            if count < _FEWEST - 1 or row.group().count(mark) != count:
                continue
            more = any(one.group().count(mark) == count for one in lines[at + 2 : at + 3])
            changes = [] if more else list(_told(low, heads, row, mark, named))
            if changes:
                return rewritten(text, changes)
    return text


def _told(low: str, heads: re.Match[str], row: re.Match[str], mark: str, named: Named) -> Iterator[Change]:
    """What is to be put where: the names before the values; nothing where the lines are no such rows."""
    names = [one.strip(" \"'") for one in heads.group().split(mark)]
    cells = row.group().split(mark)
    said = [one.strip(" \"'") for one in cells]
    kinds = [_kind(one, named) for one in names]
    known = sum(one is not None for one in kinds)
    if (
        known < 2
        or 2 * known < sum(map(bool, names))
        or not all(_heads(*one) for one in zip(names, kinds, strict=True))
    ):
        return
    valued = [_VALUE.fullmatch(one) is not None for one in said]
    if not all(valued) and (mark == "," or 2 * sum(valued) < len(valued)):
        return
    told = zip(said, kinds, valued, strict=True)
    if not all(plain or (len(one) <= _LONGEST and _of_head(one, kind, named)) for one, kind, plain in told):
        return
    day = next((one for name, one in zip(names, said, strict=True) if name in _DAYS and one), None)
    yield Change(*heads.span(), f"labs {day}:" if day else "")
    place = row.start()
    for name, cell in zip(names, cells, strict=True):
        start, end = place + len(cell) - len(cell.lstrip()), place + len(cell.rstrip())
        empty = start >= end or name in _DAYS or not name
        label, unit = _name_and_unit(name)
        yield Change(place, place if empty else start, "" if empty else f"{label}: ")
        if empty:
            yield Change(place, max(place, end), "")
        place += len(cell)
        stop = min(place + 1, row.end())
        yield Change(place if empty else end, stop, "" if empty else f"{unit}\n" if stop > place else unit)
        place += 1


def _heads(name: str, kind: frozenset[str] | None) -> bool:
    """Tell whether a cell can be a heading: short, and no value in it."""
    fits = len(name) <= _LONGEST and (not name or _HEAD.fullmatch(name) is not None)
    return fits and not (kind is None and _VALUE.fullmatch(name) and name not in ("", *_OTHERS))


def _kind(name: str, named: Named) -> frozenset[str] | None:
    """The facts that a heading names; None where it names none."""
    if name in _DAYS or name in _OTHERS or not name:
        return frozenset() if name in _DAYS else None
    label, _ = _name_and_unit(name)
    facts = frozenset(fact for _, _, fact in named(label))
    return facts or None


def _of_head(cell: str, kind: frozenset[str] | None, named: Named) -> bool:
    """Tell whether a cell of words speaks of nothing but what its heading names."""
    return kind is not None and all(fact in kind for _, _, fact in named(cell))


def _name_and_unit(name: str) -> tuple[str, str]:
    """``max_cm``: the name as a chart has it, and what stands behind the value."""
    label, unit = parted_key(name) if "_" in name else (name, "")
    found = _UNIT.match(label)
    if found is not None:
        label, unit = found["name"], found["unit"]
    label = label.replace("_", " ").strip()
    if _COUNT.fullmatch(label):
        return "number of tumours", ""
    if _SIZE.fullmatch(label):
        return "largest lesion", f" {unit}" if unit else ""
    return label, f" {unit}" if unit else ""
