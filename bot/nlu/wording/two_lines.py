"""Results over two lines, the name and below it the value: ``AFP (tumour marker)`` over ``H 480 ng/mL  Ref: <= 7``."""

from __future__ import annotations

import re

from bot.nlu.lexicon.units import unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_BELOW = Gated(
    r"(?:^|(?<=\n))[ \t]*[a-z](?:[a-z,'/%-]|(?<=[a-z-])\d| (?! )){0,40}?"
    r"(?P<gloss> ?\((?P<told>[a-z][a-z .-]{2,30})\))?"
    r"(?P<gap>[ \t]*\n[ \t]*(?:[(\[]?(?:hh?|ll?|\*{1,2}|[↑↓])[)\]]?[ \t]+)?)(?=[<>]?=?[ ]?\d[\d.,]*(?:[^\n:;]{0,24}"
    r"(?P<range>[(\[ ](?:ref(?:erence)?|normal|range|rr)[ :.]|[(\[](?:[<≤]=?|\d))|[^\n]{0,24}(?:\n|$)))"
)
"""A name alone in its line, and below it a number, maybe with a flag before it."""
_RANGED = re.compile(r"[^\n]{1,24}[^\n\d./-]\d[\d.]* ?(?:-|to) ?\d[\d.]*[)\]]?[ \t]*(?:\n|$)")


def in_one_line(text: Text) -> Text:
    """Put every result in one line, ``AFP: 480 ng/mL  Ref: <= 7``, where one of them has a range or a flag."""
    if "\n" not in text.low or not _BELOW.may_match(text.low):
        return text
    found = list(_BELOW.finditer(text.low))
    if not any(one["range"] or one["gap"].strip() or _RANGED.match(text.low, one.end()) for one in found):
        return text
    changes = []
    for one in found:
        glossed = one["gloss"] is not None and unit_at(one["told"], 0) is None and one["told"] not in _PARTS
        changes.append(Change(one.start("gloss") if glossed else one.start("gap"), one.end("gap"), ": "))
    return rewritten(text, changes)


_PARTS = ("direct", "conjugated", "indirect", "unconjugated")
"""``Bilirubin (direct)`` is another test."""
