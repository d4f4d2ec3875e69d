"""A day that closes each of several parts: ``WBC 6.1 PLT 149 (both 17 Nov); AST 36 INR 1.1 (both 18 Nov)``."""

from __future__ import annotations

from bot.nlu.dating.day_forms import NUMBERED_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_PART = Gated(
    r"(?:^|(?<=[;\n]))(?P<part>[ ]?(?:[^;\n()]|\([^()\n]{1,16}\)){6,200}?) ?"
    rf"(?P<close>[(\[](?:all|both|each)(?: (?:from|on|of|drawn|dated|taken|done))* (?P<day>{NUMBERED_DAY})[)\]])"
    r"(?=\s*(?:[;\n.]|$))"
)


def with_days_of_parts(text: Text) -> Text:
    """Put such a day before its part, where there are two at least."""
    found = list(_PART.finditer(text.low))
    if len(found) < 2:
        return text
    changes = []
    for match in found:
        changes.append(Change(match.start("part"), match.start("part"), f" {match['day']}: "))
        changes.append(Change(*match.span("close"), ""))
    return rewritten(text, changes)
