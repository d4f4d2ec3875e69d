"""Headings that say whose or what it is that stands under them: ``Family history``, ``Declined``, ``QC run 18/11``.

The headings are data (``forms/headings.yml``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.text.pattern_files import rows_of
from bot.nlu.text.telling import Gated, Gates

SCOPES = {
    "other": "relative",
    "kin": "relative",
    "asked": "relative",
    "feared": "relative",
    "rule": "hypothesis",
    "plan": "plan",
    "refuse": "refuse",
    "deny": "neg",
}
"""What a heading says, and the scope that its words get for it."""
_BELOW = frozenset(("kin", "deny", "feared"))
"""Of what stands behind these in their line other parts tell."""
FOREIGN = frozenset(("other", "kin", "rule", "asked", "feared"))
"""What says that nothing at all is the patient's."""
BULLET = re.compile(r"[ \t]*(?:[-*+>#]+|\(?\d{1,2}[.)](?!\d)|[a-e]\))? *")
COLON = re.compile(r" ?:(?!\d\d\b)")
_ASIDE = re.compile(r"(?: ?\([^()\n]{0,40}\)| (?:check)?list| table| overview| summary| section [\d.]+)+$")
"""Behind a heading: ``Lab limits (protocol v3)``, ``R/O list``."""
_LEFT = re.compile(r".*[.;|!?]\s+", re.DOTALL)
"""Up to where the heading of a part of a line begins."""
_TOLD_ALONE = re.compile(r"\?|[.!;,]$|\b(?:no|yes|none|nil|never|neg(?:ative)?|pos(?:itive)?|low|high|normal)$")
"""What is no heading by itself: a sentence, an answer."""
_LONGEST = 70
"""Characters of a heading, at most."""


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[str, Gated], ...]:
    rows = rows_of(("headings.yml",), "headings", pattern=2)
    return tuple((says, Gated(pattern)) for says, _, pattern in rows)


@lru_cache(maxsize=1)
def _gates() -> Gates:
    return Gates(("", pattern) for _, pattern in _headings())


def said_by(low: str, first: int, last: int) -> str:
    """What the heading between two places says of what it heads, or nothing."""
    bullet = BULLET.match(low, first, last)
    text = low[bullet.end() if bullet else first : last].strip(" \t\n*_#=-:")
    if not 0 < len(text) <= _LONGEST:
        return ""
    short = _ASIDE.sub("", text)
    for place in _gates().open(low):
        says, pattern = _headings()[place]
        if pattern.pattern.fullmatch(text) or (short is not text and pattern.pattern.fullmatch(short)):
            return says
    return ""


def begins(low: str, first: int, last: int) -> int:
    """Where the heading that ends at a place begins: at its line, or behind the sentence before it."""
    left = _LEFT.match(low, first, last)
    return left.end() if left else first


def said_in_line(low: str, first: int, end: int) -> tuple[str, int] | None:
    """What the heading of a line says, with the place where what it heads begins; of most lines none."""
    closed = False
    for colon in COLON.finditer(low, first, end):
        closed = True
        says = said_by(low, begins(low, first, colon.start()), colon.start())
        if says and not (says in _BELOW and low[colon.end() : end].strip()):
            return says, colon.end()
    alone = not closed and end < len(low) and not _TOLD_ALONE.search(low[first:end].rstrip())
    if alone and (says := said_by(low, first, end)) not in ("", "deny"):
        return says, end
    return None
