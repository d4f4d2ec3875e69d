"""A result as a record, a field a line, put in one row: ``Test: INR``, ``Value: 1.42``, ``Normal: 0.9-1.1``."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_FIELDS = {
    "name": (
        r"(?:lab(?:oratory)? |blood )?test(?: name| description)?|(?:test|analyte|component|parameter|item) name|name|"
        r"component|analyte?|parameter|item|assay|investigation|lab|prueba|esame|examen|analito|untersuchung"
    ),
    "value": (
        r"(?:test |patient |your |numeric )?(?:results?|value|val)|(?:result|observed) value|measured(?: value)?|"
        r"observation|ergebnis|wert|messwert|resultado|valor|risultato|r[ée]sultat|valeur"
    ),
    "unit": r"(?:result |ucum )?units?(?: of measure(?:ment)?)?|uom|einheit(?:en)?|unidad(?:es)?|unit[àa]|unit[ée]s?",
    "range": (
        r"(?:ref(?:erence)?|normal)\.?(?: (?:ranges?|intervals?|limits|values?))?|range|limits|normal|ref|"
        r"normalbereich|normbereich|referenz(?:bereich|wert)?|referencia|rango(?: de referencia| normal)?|"
        r"valori? di riferimento|riferimento|valeurs? (?:normales?|de r[ée]f[ée]rence)|intervallo"
    ),
    "flag": r"flag|status|abnormal(?: flag)?|interpretation|comment|loinc|code|id|specimen|method|order",
    "date": (r"(?:collect(?:ed|ion)|sample|specimen|test|result|drawn)?[ -]?date(?:/time)?|collected|datum|fecha|data"),
}
_OPENS = r"[ \t]*(?:[-*•][ \t]+)?"
_FIELD = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?(?:"
    + "|".join(rf"(?P<{role}>{words})" for role, words in _FIELDS.items())
    + r")[ \t]*[:=][ \t]*"
    r"(?P<what>\S[^\n]{0,60}?)?[ \t,;]*"
)
_GATE = Gated(rf"(?:^|\n){_OPENS}(?:{_FIELDS['name']})[ \t]*[:=][^\n]*\n+{_OPENS}[a-zéà .]{{2,24}}[ \t]*[:=]")
_SAID_BELOW = Gated(
    rf"(?:^|(?<=\n)){_OPENS}[a-z][a-z0-9 /()'-]{{1,40}}:(?P<gap>[ \t]*\n[ \t]*)"
    r"(?=(?:yes|no|none|nil|neg(?:ative|ativ)?|pos(?:itive)?|never|absent|present|denied|denies|[yn])\b[^:\n]{0,40}(?:$|\n))"
)
"""A field whose answer stands in the line below its name."""
_VALUE_FIRST = Gated(
    rf"(?:^|(?<=\n))(?P<value>(?:{_FIELDS['value']})[ \t]*[:=][^\n]*)\n"
    rf"(?P<name>(?:{_FIELDS['name']})[ \t]*[:=][^\n]*)(?=\n|$)"
)
"""``Result: 84`` over ``Test: Platelets``."""
_LIMITS = re.compile(r"(?:[<>≤≥]=?|up to )? ?\d[\d.,]*(?: ?(?:-|to|–) ?\d[\d.,]*)?")
_VALUE = re.compile(
    r"[<>≤≥]?=? ?\d[\d.,]*(?: ?[x*]? ?10\^\d)?(?: ?[^\s\d]\S{0,11})?(?: \(?[hln]{1,2}\)?)?|"
    r"(?:pos|neg|non-?react|react)(?:itive|ative|ive)?"
)
_MOST = 400
"""Lines that are looked at; a text of more is no list of results."""
_Field = tuple[str, int, int]
"""The role of a line, and where what it tells stands."""


def in_rows(text: Text) -> Text:
    """Put every record in one row, ``INR: 1.42 (0.9-1.1)``; a message without them stays as it is."""
    if ":" not in text.low:
        return text
    if _SAID_BELOW.search(text.low):
        found = _SAID_BELOW.pattern.finditer(text.low)
        text = rewritten(text, [Change(*one.span("gap"), " ") for one in found])
    opening = _VALUE_FIRST.search(text.low)
    if opening is not None and not text.low[: opening.start()].strip():
        found = _VALUE_FIRST.pattern.finditer(text.low)
        text = rewritten(text, [Change(*one.span(), f"{one['name']}\n{one['value']}") for one in found])
    if not _GATE.search(text.low):
        return text
    changes: list[Change] = []
    record: dict[str, _Field] = {}
    start = end = 0
    for first, last, field in [*_fields(text.low), (0, 0, ("name", 0, 0))]:
        role = field[0]
        if role in ("name", "") or role in record:
            changes += _row(text.low, record, start, end)
            record, start = {}, first
        if role == "name" or (role and record):
            record[role] = field
            end = last
    return rewritten(text, changes)


def _fields(low: str) -> list[tuple[int, int, _Field]]:
    """The lines that hold something: where each stands, and its field; one without a role is none."""
    found, start = [], 0
    for line in low.split("\n")[:_MOST]:
        match = _FIELD.fullmatch(line)
        role = next((one for one in _FIELDS if match[one]), "") if match else ""
        first, last = match.span("what") if match else (0, 0)
        if line.strip():
            found.append((start, start + len(line), (role, start + first, start + last)))
        start += len(line) + 1
    return found


def _row(low: str, record: dict[str, _Field], start: int, end: int) -> list[Change]:
    """One row of a whole record, a name and its value at least: the unit beside it, then the limits in brackets."""
    told = {role: low[first:last] for role, first, last in record.values()}
    if "name" not in told or not _VALUE.fullmatch(told.get("value", "")):
        return []
    limits = _LIMITS.match(told.get("range", ""))
    behind = "" if told["value"].endswith(unit := told.get("unit", "")) else f" {unit}"
    behind += f" ({limits.group().strip()})" if limits else ""
    changes, at = [], start
    for role, glue in (("name", ""), ("value", ": "), ("date", behind + " on ")):
        if role in record and record[role][1] >= at:
            changes.append(Change(at, record[role][1], glue))
            at, behind = record[role][2], "" if role == "date" else behind
    return [*changes, Change(at, end, behind + ".")]
