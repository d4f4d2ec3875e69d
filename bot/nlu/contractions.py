"""``wasn't given``, ``wont do``: denials that are typed short, written out before a message is read."""

from __future__ import annotations

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten
from bot.nlu.telling import Gated

_TYPED = Gated(r"\b(?P<verb>wo|is|was|were|could|would)n'?t (?=(?:be |been |get |got )?(?:have|take|do|given|put|on))")
_FULL = {"wo": "will"}


def with_denials_out(text: Text) -> Text:
    """Write ``wasn't given`` and the like out: ``was not given``."""
    changes = [
        Change(match.start(), match.end() - 1, f"{_FULL.get(match['verb'], match['verb'])} not")
        for match in _TYPED.finditer(text.low)
    ]
    return rewritten(text, changes) if changes else text
