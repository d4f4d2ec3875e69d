"""Treatments that were prescribed, ordered or agreed on, and never begun."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_DONE = (
    r"(?:started|begun|began|start|begin|given|done|taken|took|take|delivered|happen(?:ed)?|take place|took place|"
    r"taken (?:up|place)|go ahead|went ahead|gone ahead|performed|administered|carried out|initiated|received|"
    r"collected|commenced|materiali[sz]ed|swallowed|picked up|redeemed|come about|came about|undergone|got)"
)
_ORDERED = (
    r"(?:prescribed|ordered|arranged|approved|agreed(?: (?:on|upon|to))?|requested|dispensed|scheduled|listed|"
    r"booked|planned|offered|intended|recommended|organi[sz]ed|supplied|issued|handed out|funded|granted|allocated|"
    r"(?:given|handed|sent|mailed|posted) to (?:him|her|the patient|pt)|bought|purchased|delivered home)"
)
_BETWEEN = (
    r"(?:yet|been|actually|in the end|be|ever|then|once|to|one|a|single|it|he|she|dose|tablet|pill|capsule|of|"
    r"was|so|far)"
)
_NEVER_BEGUN = Gated(
    rf"\b{_ORDERED}\b(?:(?!\b(?:since|started|began|given in|was given)\b)[^.\n]){{0,60}}?"
    rf"(?:\bnever\b|\bnot\b|n't\b|\b(?:did|was|has|had|were)nt\b)(?: {_BETWEEN})*? {_DONE}\b"
    r"(?! (?:it )?(?:until|till|before|again|in full|as (?:planned|scheduled)))"
)
_JOINED = frozenset(["+", "/", "&", "and", "plus", "with"])


def mark_never_begun(tokens: Sequence[Token], low: str) -> None:
    """Give the treatment beside ``prescribed, never started`` the scope in which it is not recorded."""
    for match in _NEVER_BEGUN.finditer(low):
        places = [place for place, token in enumerate(tokens) if token.start < match.end()]
        inside = [place for place in places if tokens[place].start >= match.start() and tokens[place].treats]
        before = [place for place in places if tokens[place].start < match.start()]
        named = inside[-1] if inside else _named_before(tokens, before)
        if named is None:
            continue
        first = named
        while first > 1 and tokens[first - 1].text in _JOINED and tokens[first - 2].treats:
            first -= 2
        for token in tokens[first : places[-1] + 1]:
            token.scope.add("refuse")


def _named_before(tokens: Sequence[Token], before: list[int]) -> int | None:
    """The treatment that a word of ordering is said of: the last one of its sentence."""
    if not before:
        return None
    sentence = tokens[before[-1]].sentence
    for place in reversed(before):
        token = tokens[place]
        if token.sentence != sentence or token.kind == "date":
            return None
        if token.treats:
            return place
    return None
