"""The name that ends right before a place, with words such as ``level`` or ``test`` between at most."""

from __future__ import annotations

import re

from bot.nlu.text.rewriting import Named

BACK = 48
"""How far before the place the name may begin."""
_TAIL = re.compile(
    r"[ \t,]*(?:(?:levels?|values?|counts?|status|stages?|class|grade|scores?|results?|tests?|readings?|concentration|"
    r"performance|serology|screen(?:ing)?)[ \t,]*)*$"
)


def names_before(low: str, place: int, named: Named) -> list[tuple[int, str]]:
    """Give where each name begins that ends right before a place, and the fact or treatment that it names."""
    first = max(0, place - BACK)
    head = low[first:place]
    return [(first + begin, fact) for begin, end, fact in named(head) if _TAIL.fullmatch(head, end)]
