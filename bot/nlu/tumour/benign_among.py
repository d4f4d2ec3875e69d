"""Lesions of which some are no tumours, in one count: ``3 but 1 is a cyst``, ``4 lesions, two of which are benign``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.nlu.lexicon.number_words import DOZEN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_FEW = {word: value for word, value in DOZEN.items() if value <= 9}
_COUNT = rf"(?:[1-9]|{'|'.join(_FEW)})"
_NOUN = r"\s(?:(?:liver|hepatic|focal) )?(?:lesions?|nodules?|foci|spots?|masses|tumou?rs?)"
_BENIGN = (
    r"(?:(?:simple |hepatic |liver |biliary )*cysts?|ha?emangiomas?|benign|regenerative(?: nodules?)?|fnh|artefacts?)"
)
_AMONG = Gated(
    rf"(?<![\w.,/-])(?P<all>{_COUNT})(?P<noun>{_NOUN})?(?:,? (?:but|though|only)|,| -)? "
    rf"(?:of (?:which|them|these) )?(?P<some>{_COUNT})(?: of (?:which|them|these|those))?(?: (?:is|are|was|were))"
    rf"(?: (?:just|only|simply|an?|clearly|definitely))* {_BENIGN}(?=\s*(?:$|[.,;)\n]))",
    core=r"\b(?:is|are|was|were)\b",
)
"""All of them, and those that do not count."""


def without_benign(text: Text, asked: Sequence[str]) -> Text:
    """Put the number of tumours in the place of two numbers; without a noun only where it was asked for."""
    changes = [*_counted(text.low, "tumour_count" in asked)]
    return rewritten(text, changes) if changes else text


def _counted(low: str, asked: bool) -> Iterator[Change]:
    for match in _AMONG.finditer(low):
        left = _number(match["all"]) - _number(match["some"])
        if left > 0 and (match["noun"] or asked):
            yield Change(*match.span(), f"{left}{match['noun'] or ' lesions'}")


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _FEW[said]
