"""Rows of printouts in a shape of their own, put as a chart has them: a flag before the value, a unit behind a comma.

``AST   H 72 U/L`` is ``AST   72 U/L``; ``PT, sec: 15.6`` is ``PT (sec): 15.6``; ``131* x10^3/uL`` is ``131 x10^3/uL``;
rows of ``OBX|1|NM|…`` and of commas become rows of bars.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.names_before import names_before
from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_FLAG_FIRST = Gated(
    r"(?<=[a-z\d)\]])(?P<gap>[ ]*[:=.]?[ ]*)(?P<flag>(?<=[ :=.])(?:[(\[](?:hh?|ll?|\*{1,2})[)\]]|hh?|ll?|\*{1,2}"
    r"|[↑↓▲▼])[ ]?)"
    r"(?=[<>]?\d)"
)
"""``AST   H 72``."""
_STARRED = Gated(r"(?<=\d)(?P<star>[ ]?[*↑↓!▲▼]{1,2})(?=[ ]x ?10|[ ]?(?![hln]{1,2}\b)[a-wyzµ%/])")
_UNIT_BEHIND = Gated(r"(?<=[a-z)])(?P<comma>,[ ]?)(?P<unit>[a-zµ%\d^*/ ]{1,12})(?P<end>[ ]?)(?=[:=])")
_OBX = Gated(
    r"(?:(?<=\n)|^)obx\|\d*\|[a-z]{2}\|(?:[^|^\n]{0,12}\^)?(?P<name>[a-z][^|^\n]{0,40})(?:\^[^|\n]*)?\|[^|\n]*\|"
    r"(?P<value>[^|\n]{1,12})\|(?P<unit>[^|^\n]*)(?:\^[^|\n]*)?\|(?P<range>[^|\n]*)\|?(?P<rest>[^\n]*)"
)
_LEADER = re.compile(r"(?<=[a-z\d)])[ ]\.{1,2}[ ](?=[<>]?\d)")
"""``Platelets . 110`` among rows of leading dots."""
_TAKEN = re.compile(r"\|(20\d\d)(\d\d)(\d\d)(?:\d{4,6})?(?:[+-]\d{4})?(?=\||$)")
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-](?:\d{1,2}|[a-z]{3})[./-]\d{2,4})(?:[t ]\d\d?:\d\d(?::\d\d)?)?"
_LIMITS = (
    r"[(\[]?(?:[a-z.]{1,12}[ :]{0,2}){0,2}[<>≤≥]{0,2}=?[ ]?\d[\d.']*(?:[ ]?(?:-|–|to)[ ]?\d[\d.']*)?"
    r"(?: [a-z/%]{1,8})?[)\]]?"
)
_SAID = rf"(?:{_DATE}|{_LIMITS}|[^,\d\n]{{0,24}}|[^,\n]{{0,12}}/[^,\n]{{1,4}}|(?:x ?)?10[^,\n]{{0,8}})"
_COMMAS = re.compile(
    rf"[ \t]*(?:{_DATE}[ ]?,[ ]?)?[a-z][^,\n]{{0,40}},[ ]?(?:{_DATE},[ ]?)?(?:(?:[^,\d\n]{{0,9}}|"
    rf"(?:x ?)?10[\^*e]{{0,2}}\d{{1,2}}/[a-zµ]{{1,3}}|/mm3),[ ]?){{0,2}}[<>]?\d[\d']*(?:\.\d+)?"
    rf"(?:[ ]?,[ ]?{_SAID}){{1,6}}"
)
"""``INR,1.08,,(0.8-1.2)``."""
_IN_TURN = re.compile(r"[^,\n]*[a-z)][ ]?[:=][ ]?\d[\d.]*(?:,[ ]?\d[\d.]*)+[ ]?\.?")
"""``Plt: 101, 97, 84``: values of one test in turn."""
_UNIT_FIRST = re.compile(
    rf"[ \t]*[a-z][^,\n]{{0,40}},[ ]?(?P<unit>[^,\n]{{0,14}}?)[ ]?,(?:[ ]?(?:{_LIMITS})?[ ]?,)?[ ]?"
    rf"[<>]?\d[\d']*(?:\.\d+)?(?:[ ]?,[ ]?{_SAID}){{0,3}}"
)
"""``Hb,g/dl,11.9``, ``INR,,1.4``: the unit, or where it would stand, before the value."""


def with_row_shapes(text: Text, named: Named) -> Text:
    """Put such rows as a chart has them."""
    text = _parted(text)
    if "..." in text.low:
        text = _dots_out(text)
    low = text.low
    changes: list[Change] = []
    if "\n" in low:
        found = (one for one in _FLAG_FIRST.finditer(low) if names_before(low, one.start(), named))
        changes += [Change(*match.span("flag"), "") for match in found]
    if any(mark in low for mark in "*↑↓!▲▼"):
        changes += [Change(*match.span("star"), "") for match in _STARRED.finditer(low) if _unit(low, match.end())]
    if "," in low and (":" in low or "=" in low):
        changes += _units_behind(low)
    if "obx|" in low:
        changes += [Change(*match.span(), _of_message(match)) for match in _OBX.finditer(low)]
    if "..." in low:
        changes += [Change(*match.span(), "   ") for match in _LEADER.finditer(low)]
    changes += _of_commas(low)
    return rewritten(text, apart(changes)) if changes else text


_DOTS = re.compile(r"(?<=[\w)+%-]) \.{3} (?=(?P<name>[a-z]|\d\d(?:-year-old| ?(?:y|yo|[fm])\b))|\S)")
_VERDICT = re.compile(r"(?:no|none|nil|neg(?:ative)?|yes|pos(?:itive)?|never|absent|present|clear|normal|nad)(?![ \w])")
_FEWEST = 2


def _dots_out(text: Text) -> Text:
    """``Vp3 ... KPS 80 ... Child B8``: dots that part the items of a line, where none leads to a value or a verdict."""
    found = list(_DOTS.finditer(text.low))
    if len(found) < _FEWEST or any(one["name"] is None or _VERDICT.match(text.low, one.end()) for one in found):
        return text
    return rewritten(text, [Change(*one.span(), "; ") for one in found])


_UNIT_AND_RANGE = Gated(
    r"[a-z)][,:]? ?[<>]?\d[\d.]*(?P<unit_behind>(?:[ ]?[hl*])?,[ ]?(?P<unit>[a-zµ%\d^*/]{1,10}),[ ]?)"
    r"[(\[]?(?P<range>\d[\d.]*[ ]?(?:-|–|to)[ ]?\d[\d.]*|[<≤][ ]?\d[\d.]*)[)\]]?(?=\s*(?:$|[,;]|\.(?!\d)))"
)
"""``ALT, 47, U/L, 9-50``: a row alone in its line."""
_FLAGGED = re.compile(r"(?<=\d)(?P<flag>[ ]?(?:hh?|ll?|\*{1,2}))(?=[ ]?,)")


def _parted(text: Text) -> Text:
    """``ALT, 47 H, U/L, <41; AST, …``: rows of commas in one line, each on its own, without the flags at the values."""
    low = text.low
    if low.count(",") < 2:
        return text
    changes = [one for line in re.finditer(r"[^\n]+", low) for one in _rows_of(line)]
    if not changes and "\n" not in low:
        changes = [
            Change(match.start("unit_behind"), match.end(), f" {match['unit']} ({match['range']})")
            for match in _UNIT_AND_RANGE.finditer(low)
            if _unit(low, match.start("unit"), match.end("unit"))
        ]
    return rewritten(text, changes) if changes else text


def _rows_of(line: re.Match[str]) -> list[Change]:
    """What parts the rows of a line, and takes the flags from their values."""
    if line.group().count(",") < 2:
        return []
    pieces = list(re.finditer(r"[^;]+", line.group()))
    if not all(_in_commas(_FLAGGED.sub("", one.group().strip())) for one in pieces):
        return []
    changes: list[Change] = []
    for piece in pieces:
        start = line.start() + piece.start()
        changes += [Change(start - 1, start, "\n")] if piece.start() else []
        flag = _FLAGGED.search(piece.group())
        changes += [Change(start + flag.start(), start + flag.end(), "")] if flag is not None else []
    return changes


def _units_behind(low: str) -> list[Change]:
    """``PT, sec: 15.6``: the unit in brackets."""
    return [
        one
        for match in _UNIT_BEHIND.finditer(low)
        if _unit(low, match.start("unit"), match.start("end"))
        for one in (Change(*match.span("comma"), " ("), Change(match.end("unit"), match.end("unit"), ")"))
    ]


def _unit(low: str, place: int, end: int | None = None) -> bool:
    """Tell whether a unit stands at a place, up to an end where one is told."""
    found = unit_at(low, place)
    return found is not None and (end is None or found[0] >= end)


def _of_message(match: re.Match[str]) -> str:
    """A row of a message between systems: its name, value, unit and limits, and the day of the test."""
    taken = _TAKEN.search(match["rest"])
    day = f" | {'-'.join(taken.groups())}" if taken is not None else ""
    return f"{match['name']} | {match['value']} | {match['unit']} | {match['range']}{day}"


_ROUND = re.compile(r"(?<=\d),(?=000(?!\d))")
_THOUSANDS = re.compile(r"(?<=,)(\d{1,3}),(?=\d{3},(?:[a-zµ]{0,5}/|x ?10|10[\^*]))")
"""``PIVKA-II,1,890,mAU/mL``, ``150,000-400,000``: a comma within a number."""


def _whole(rows: list[str]) -> list[str]:
    """Rows whose numbers hold no commas; where no other row has fewer, a comma parts two numbers."""
    rows = [_ROUND.sub("'", one) for one in rows]
    fewest = min((one.count(",") for one in rows if one.count(",") > 1), default=0)
    return [_THOUSANDS.sub(r"\1'", one) if one.count(",") > fewest else one for one in rows]


def _of_commas(low: str) -> list[Change]:
    """Bars for the commas of rows that name a test, its value and a unit, the line that heads them too."""
    if low.count(",") < 4 or "\n" not in low or '"' in low:
        return []
    lines = list(re.finditer(r"[^\n]+", low))
    whole = _whole([one.group().rstrip() for one in lines])
    rows = [(one.start(), row) for one, row in zip(lines, whole, strict=True)]
    told = [at for at, (_, row) in enumerate(rows) if _in_commas(row)]
    if any(_IN_TURN.fullmatch(rows[at][1]) for at in told):
        return []
    if len(told) < 2 or any(row.count(",") > 2 for _, row in rows[told[0] :] if not _in_commas(row)):
        return []
    heads = [at - 1 for at in told[:1] if at and rows[at - 1][1].count(",") in (rows[at][1].count(","), 3, 4)]
    return [
        Change(rows[at][0] + one.start(), rows[at][0] + one.end(), "|")
        for at in [*heads, *told]
        for one in re.finditer(",", rows[at][1])
    ]


def _in_commas(row: str) -> bool:
    """Tell whether a line is a test, its value and what belongs to it, parted by commas."""
    if _COMMAS.fullmatch(row):
        return True
    found = _UNIT_FIRST.fullmatch(row)
    return found is not None and (not found["unit"] or _unit(found["unit"], 0, len(found["unit"])))
