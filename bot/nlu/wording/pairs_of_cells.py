"""Lines of two cells, a name and what is told of it: ``BCLC | B``, ``Prior systemic | none``; read as ``BCLC: B``."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten

_PAIR = re.compile(
    r"^\|?[ \t]*(?P<name>[a-z][a-z /()-]{0,40}?)(?P<mark>[ \t]*\|[ \t]*)(?=[^|\n]+\|?[ \t]*$)", re.MULTILINE
)
_HEADS = re.compile(r"^\|?[ \t]*(?:field|item|parameter|variable|question|test)[ \t]*\|", re.MULTILINE)
_SAID = re.compile(r"(?:no|none|nil|neg(?:ative)?|yes|pos(?:itive)?|never|unknown|n/a)\b")
_OWN_DENIAL = re.compile(r"(?:no|not|never|denies|without) [a-z]")
"""``no HIV | no steroids``: a cell that says of itself what it denies names nothing for the next one."""
_DENIES_MORE = re.compile(
    r"(?:no|never) (?!known\b|hist|hx\b|h/o|evidence|signs?\b|prior\b|previous\b|ever\b|since\b)[a-z]"
)
"""``mRECIST SD | no HIV``: what the second cell denies is another matter, where a line stands alone."""
_SEX = frozenset(("m", "f", "male", "female", "man", "woman"))
_FEWEST = 2


def with_pairs_of_cells(text: Text) -> Text:
    """Put a colon between the two cells of a line, where most lines of a message are such pairs."""
    low = text.low
    if "|" not in low:
        return text
    pairs = [
        one for one in _PAIR.finditer(low) if one["name"].strip() not in _SEX and not _OWN_DENIAL.match(one["name"])
    ]
    lines = sum("|" in one for one in low.split("\n"))
    if lines == 1:
        pairs = [one for one in pairs if _SAID.match(low, one.end()) and not _DENIES_MORE.match(low, one.end())]
    if len(pairs) < min(_FEWEST, lines) or 2 * len(pairs) <= lines:
        return text
    heads = {low.count("\n", 0, one.start()) for one in _HEADS.finditer(low)}
    changes = [Change(*one.span("mark"), ": ") for one in pairs if low.count("\n", 0, one.start()) not in heads]
    return rewritten(text, changes) if changes else text
