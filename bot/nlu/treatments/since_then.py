"""What was not begun since the treatments that were told: ``no further therapy has been started``."""

from __future__ import annotations

import re

_NOT_BEGUN = re.compile(
    r",? (?:(?:has|have|was|were|had)(?: yet)? (?:been )?)?(?:started|initiated|begun|commenced|added)\b"
)
_MORE = re.compile(r"\b(?:further|other|additional|more|subsequent)\b")


def not_since(low: str, start: int, end: int) -> bool:
    """Tell whether a denial speaks of the time since the last treatment alone: before there may have been others."""
    return _NOT_BEGUN.match(low, end) is not None and _MORE.search(low, start, end) is not None
