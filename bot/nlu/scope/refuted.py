"""What was thought of and then excluded: ``suspected stroke, but the MRI ruled it out``."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token

_REFUTES = frozenset(["excluded", "excludes", "ruled", "refuted", "disproved", "disproven", "dismissed", "excluding"])
_IT = ("it", "this", "that", "these", "them")
_LATER = ("later", "subsequently", "eventually", "afterwards")
_REACH = 16


def refute(tokens: Sequence[Token]) -> None:
    """Deny what ``excluded it``, ``ruled it out`` speak of: the clinical word before in the sentence."""
    for place, token in enumerate(tokens):
        if token.text not in _REFUTES:
            continue
        later = place > 0 and tokens[place - 1].text in _LATER
        if later or (place + 1 < len(tokens) and tokens[place + 1].text in _IT):
            _deny(tokens, place)


def _deny(tokens: Sequence[Token], place: int) -> None:
    for step in range(place - 1, max(-1, place - _REACH), -1):
        one = tokens[step]
        if one.sentence != tokens[place].sentence:
            return
        if one.senses("name") or one.senses("condition") or one.senses("means"):
            one.scope.discard("uncertain")
            one.scope.add("refuted")
            return
