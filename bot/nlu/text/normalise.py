"""One spelling for what keyboards, charts and PDFs write in many: a folded text that still knows its source.

Every rule works character by character, so that each character of the folded text points back to the
place in the source it came from. Superscripts after a digit become ``^9`` (``10⁹`` is no 109).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from bot.nlu.lexicon.vocabulary import word_map
from bot.nlu.text.wrapped import unwrapped

_SIGNS = word_map("normalise_signs")
_SUPERSCRIPTS = word_map("normalise_superscripts")
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060", "\ufe0f"}


_SQUARED = frozenset("mM")
"""Behind these a small figure is a power: ``m²``, ``mm³``."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message: as typed (``raw``), folded with its case (``cased``) and in lower case (``low``).

    ``cased`` and ``low`` have the same length; ``origin[i]`` is the index in ``raw`` of their ``i``-th
    character, and one entry past the end points behind the last. ``unused`` are the spans of ``raw`` that were left
    out because nothing in them is to be recorded.
    """

    raw: str
    cased: str
    low: str
    origin: tuple[int, ...]
    unused: tuple[tuple[int, int], ...] = ()

    def source(self, start: int, end: int) -> str:
        """Give the piece of the raw message that folded characters ``start`` to ``end`` came from."""
        first, last = self.raw_span(start, end)
        return self.raw[first:last]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a folded span to a span of the raw message."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1

    def folded_index(self, raw_index: int) -> int:
        """Translate an index of the raw message to the first folded index at or after it."""
        return bisect_left(self.origin, raw_index)


def _folded(char: str, before: str) -> str:
    if char in _INVISIBLE:
        return ""
    if char in _SUPERSCRIPTS:
        if before.isalpha() and before not in _SQUARED:
            return ""  # ``TB¹ 1.4``: the mark of a footnote
        return ("^" if before.isdigit() and before not in _SUPERSCRIPTS else "") + _SUPERSCRIPTS[char]
    if char in _SIGNS:
        sign = _SIGNS[char]
        return " " if sign == before == "\n" else sign  # a bullet on a line of its own parts no paragraphs
    if char < "\x80":
        return char if char >= " " or char == "\n" else " "
    plain = unicodedata.normalize("NFKC", char)
    if unicodedata.category(char).startswith("Z"):
        return " " if char not in "\u2028\u2029" else "\n"
    return "".join(_SIGNS.get(one, one) for one in plain) or " "


_LONGEST_GAP = 3
"""More spaces or line breaks in a row say nothing more; a break behind spaces still ends its line."""


def normalise(raw: str) -> Text:
    """Fold a message; linear in its length, and any text is accepted."""
    if raw.isascii() and "   " not in raw and "\n\n\n" not in raw and raw.isprintable():
        return Text(raw, raw, raw.lower(), tuple(range(len(raw) + 1)))
    cased: list[str] = []
    low: list[str] = []
    origin: list[int] = []
    before, spaces, lines = "", 0, 0
    for place, char in enumerate(unwrapped(raw)):
        for one in _folded(char, before):
            spaces = spaces + 1 if one == " " else 0
            lines = lines + (one == "\n") if one in " \n" else 0
            if max(spaces, lines * (one == "\n")) > _LONGEST_GAP:
                continue
            lowered = one.lower()
            cased.append(one)
            low.append(lowered if len(lowered) == 1 else one)
            origin.append(place)
        before = char
    origin.append(len(raw))
    return Text(raw, "".join(cased), "".join(low), tuple(origin))
