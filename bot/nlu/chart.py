"""Short forms of charts that a word for word reading misses, put in the words that the lexicon knows.

Each form of ``chart.yml`` is a pattern of the folded text with a piece of text without which it cannot match, so that
a message that holds none of them costs a search of a few letters each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, apart, rewritten
from bot.nlu.telling import Gated

_PART = re.compile("«([a-z_]+)»")


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, Gated, str], ...]:
    """Load the forms: the telling piece, the pattern with its parts put in, the wording."""
    path = Path(__file__).with_name("chart.yml")
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    parts: dict[str, str] = data["parts"]

    def whole(pattern: str) -> str:
        return _PART.sub(lambda match: whole(parts[match[1]]), pattern)

    return tuple((telling, Gated(whole(pattern)), wording) for telling, pattern, wording in data["forms"])


def in_full(text: Text) -> Text:
    """Put the short forms of charts in full, one after the other; what comes out still knows where it stood."""
    for telling, pattern, wording in forms():
        if telling in text.low:
            changes = [Change(*match.span(), match.expand(wording)) for match in pattern.finditer(text.low)]
            text = rewritten(text, apart(changes)) if changes else text
    return text
