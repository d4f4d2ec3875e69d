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
_SEX = frozenset(("m", "f", "male", "female", "man", "woman"))
_FEWEST = 2


def with_pairs_of_cells(text: Text) -> Text:
    """Put a colon between the two cells of a line, where most lines of a message are such pairs."""
    low = text.low
    if "|" not in low:
        return text
    pairs = [one for one in _PAIR.finditer(low) if one["name"].strip() not in _SEX]
    lines = sum("|" in one for one in low.split("\n"))
    if lines == 1:
        pairs = [one for one in pairs if _SAID.match(low, one.end())]
    if len(pairs) < min(_FEWEST, lines) or 2 * len(pairs) <= lines:
        return text
    heads = {low.count("\n", 0, one.start()) for one in _HEADS.finditer(low)}
    changes = [Change(*one.span("mark"), ": ") for one in pairs if low.count("\n", 0, one.start()) not in heads]
    return rewritten(text, changes) if changes else text
