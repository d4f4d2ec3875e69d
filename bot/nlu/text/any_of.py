"""One pattern of many words."""

from __future__ import annotations

from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Give a pattern, without a group around it, for any of these words; of two that begin alike the longer one."""
    return "|".join(sorted(words, key=len, reverse=True))
