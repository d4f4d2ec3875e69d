"""Short forms whose own text says what they stand for: ``PE (pleural effusion)``, ``MI (mitral insufficiency)``.

The words in brackets begin with the letters of the short form: that is what it means here.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.tokens import Token

_LONGEST = 6
"""Words of a gloss."""
_SMALL = frozenset(("of", "the", "and", "in", "to", "with", "-", "'s", "s"))


def mark_glosses(tokens: Sequence[Token]) -> None:
    """Bar short forms that are told to stand for something that is no fact, or another one."""
    for place in range(len(tokens) - 3):
        token = tokens[place]
        if token.kind == "hit" and 2 <= len(token.text) <= 5 and tokens[place + 1].text in ("(", "="):
            behind = tokens[place + 2 : place + 3 + 2 * _LONGEST]
            gloss = _gloss(behind, closed=tokens[place + 1].text == "(")
            if gloss and _spells(token.text, gloss) and not _same(token, gloss):
                token.scope.add("relative")


def _gloss(behind: Sequence[Token], *, closed: bool) -> list[Token]:
    """The words up to the bracket, nothing where there are numbers among them, or a sign."""
    words: list[Token] = []
    for one in behind:
        if one.text == ")" or (not closed and one.kind == "punct"):
            return words
        if one.kind in ("num", "date", "dur") or (one.kind == "punct" and one.text not in ("-", "'", ".")):
            return []
        words.append(one)
    return [] if closed else words


def _spells(short: str, gloss: Sequence[Token]) -> bool:
    """Tell whether the letters of a short form begin the words of its gloss, small words apart."""
    said = " ".join(one.text for one in gloss).replace("-", " ").replace("'s", "").split()
    initials = "".join(word[0] for word in said if word not in _SMALL)
    return len(said) > 1 and initials[: len(short)] == short and len(initials) <= len(short) + 1


def _same(token: Token, gloss: Sequence[Token]) -> bool:
    """Tell whether the gloss names what the short form names: ``PE (pulmonary embolism)``."""
    if token.hit is None:
        return True
    meant = {(one.role, one.id) for one in token.hit.senses}
    return any(one.hit is not None and meant & {(sense.role, sense.id) for sense in one.hit.senses} for one in gloss)
