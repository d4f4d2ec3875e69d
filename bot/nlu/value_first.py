"""A value in front of its name: ``1.2 is the INR``, ``I have 96 for the platelets``, ``B for the BCLC``.

What stands so becomes ``name: value``, which is read as in any chart. A stage is taken for a stage's name alone.
"""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.restated import STAGED
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.slips import UNIT, VALUE
from bot.nlu.telling import Gated

_STAGE = r"(?:[abcd]\d{0,2}|[0-4]|(?:i{1,3}|iv|[1-4])[ab]|vp ?[0-4])"
_FIGURE = rf"{VALUE}(?:{UNIT})?"
_DAYS = ("today", "now", "yesterday")
_WORD = r"(?:negative|positive|none|never)"
_FIRST = Gated(
    rf"(?:^|(?<=[.;,:\n] )|(?<=\()|\b(?:i have|i've got|we have|i've|put|use|take|enter|and|so) )"
    rf"(?P<value>{_FIGURE}|{_STAGE}|{_WORD}) (?:is|was|are|were)(?: still| now)?"
    r" (?:the |his |her |their |our |my )?(?P<name>[a-z][a-z0-9 -]{1,34}?)"
    r"(?P<tail>,? (?:level|value|count|stage|class|score|today|now|yesterday))?"
    r"(?=\s*(?:$|[,;)\n!]|\.(?!\d)|and\b|but\b))"
)
"""``1.2 is the INR``."""
_HAVE = Gated(
    rf"\b(?:i have|i've got|we have|we've got|i got|there is)(?: a| an)? (?P<value>{_FIGURE}|{_STAGE}|{_WORD})"
    r" (?:for|as|under) (?:the |his |her |their |our |my )?(?P<name>[a-z][a-z0-9 -]{1,34}?)(?P<tail>(?!))?"
    r"(?=\s*(?:$|[,;)\n!]|\.(?!\d)|and\b|but\b))"
)
"""``I have B for the BCLC``."""


def with_name_first(text: Text, named: Named) -> Text:
    """Put ``name: value`` in the place of a value that stands in front of its name."""
    changes: list[Change] = []
    for match in (*_FIRST.finditer(text.low), *_HAVE.finditer(text.low)):
        name = match["name"]
        found = [one for one in named(name) if (one[0], one[1]) == (0, len(name))]
        facts = {fact for _, _, fact in found}
        stage = re.fullmatch(_STAGE, match["value"]) and not re.fullmatch(VALUE, match["value"])
        if len(facts) != 1 or " " in min(facts) or (stage and not facts & STAGED):
            continue
        day = f" {match['tail'].strip(' ,')}" if (match["tail"] or "").strip(" ,") in _DAYS else ""
        start = match.start("value") if match.re is _FIRST.pattern else match.start()
        changes.append(Change(start, match.end(), f"{name}{day}: {match['value']}"))
    return rewritten(text, apart(changes)) if changes else text
