"""A yes that is a no in the next word, and the other way round: ``HIV: positive - no, negative``, ``MI +, wait, -``.

The first answer is left out before any step reads it as told. ``yes. No, no`` behind no name is a list of answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.corrections.faltering import BETWEEN, SAYS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_YES = r"(?:yes|y|pos(?:itive)?|present|reactive|\+(?:ve)?|true|there is|has it)"
_NO = r"(?:no|n|neg(?:ative)?|absent|none|never|nil|non-?reactive|-(?:ve)?|false)"
_MARKS = r"[\s,;:.!?…–-]"
_TURN = (
    rf"(?:{_MARKS}{{1,4}}(?:no,? )?{BETWEEN}{_MARKS}{{1,4}}|"
    r"\?+ ?no,? |\s?(?:-+|–|\.+|…|;) ?no, |, no wait,? |\.{2,} ?no )"
)
_ENDS = r"(?=\s*(?:$|[,;)\n/|(]|\.(?!\d)|[–-]\s|(?:and|please|pls|on|per|by|now|today|but|as|from)\b))"
_LEAD = r"(?P<lead>[a-z0-9)\"](?: ?[:=] ?| - | ))"
_NAMED = [
    Gated(rf"{_LEAD}(?P<old>{old})(?P<turn>{_TURN})(?P<new>{new}){_ENDS}")
    for old, new in ((_YES, _NO), (_NO, _YES), (rf"(?<![\w-]){SAYS}", SAYS))
]
_BARE = [
    re.compile(rf"^(?P<lead>\s*)(?P<old>{old})(?P<turn>{_TURN})(?P<new>{new}){_ENDS}")
    for old, new in ((_YES, _NO), (_NO, _YES))
]
"""The answer to one question."""
_LISTED = re.compile(r"[\s,/]*(?:no[\s,/]*)+")
"""``HIV, stroke, PE: no, no, yes``."""
_SIGNS = "+-"


def with_last_answers(text: Text, asked: Sequence[str] = ()) -> Text:
    """Leave the last of two such answers."""
    rules = [*_NAMED, *(_BARE if len(asked) == 1 else ())]
    changes = [
        Change(match.start("old"), match.start("new"), "")
        for rule in rules
        for match in rule.finditer(text.low)
        if match["old"] != match["new"] and _is_answer(match)
    ]
    return rewritten(text, apart(changes)) if changes else text


def _is_answer(match: re.Match[str]) -> bool:
    """Tell whether the first is taken back, and neither part of a word (``HBV- no, HCV-``) nor one of a list."""
    if _LISTED.fullmatch(match["turn"]):
        return False
    return match["old"][0] not in _SIGNS or match["lead"][-1] in " :=" or not match["lead"].strip()
