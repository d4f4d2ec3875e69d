"""Older mails that stand beneath a new one: what the new one says counts."""

from __future__ import annotations

import functools
import re

from bot.nlu.text.telling import Gated

_BENEATH = Gated(
    r"\n\s*(?:-{2,} ?(?:original|forwarded) message|"
    r"(?:from|von|de|da) ?: ?[^\n]{1,80}\n(?:sent|date|to|subject|gesendet|"
    r"datum|envoy[eé])\b|on [^\n]{5,90}\bwrote ?:|am [^\n]{5,90}\bschrieb\b|le [^\n]{5,90}\ba [eé]crit ?:)"
)
_QUOTED = re.compile(r"\n ?>[^\n]*")


@functools.lru_cache(maxsize=4)
def older_parts(low: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a folded text that are older mails: beneath a head of one, or lines that begin with ``>``."""
    if "\n" not in low:
        return ()
    found = _BENEATH.search(low)
    if found is not None and low[: found.start()].strip():
        return ((found.start(), len(low)),)
    return tuple(match.span() for match in _QUOTED.finditer(low)) if "\n>" in low or "\n >" in low else ()


def of_older_mail(low: str, start: int) -> bool:
    """Tell whether a place lies in an older mail."""
    return any(first <= start < last for first, last in older_parts(low))
