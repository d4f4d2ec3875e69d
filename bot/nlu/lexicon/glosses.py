"""Short forms whose own text says what they stand for: ``PE (pleural effusion)``, ``MI (mitral insufficiency)``.

The words in brackets begin with the letters of the short form: that is what it means here.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token

_LONGEST = 6
"""Words of a gloss."""
_HERE = frozenset(
    (
        "here", "there", "in", "this", "the", "that", "their", "his", "her", "letter", "report", "notes", "note",
        "chart", "case", ",", "they", "he", "she", "abbreviation", "it", "just", "only", "also", "is", "was",
    )
)  # fmt: skip
"""Between a short form and the word that says what it means: where it means so."""
_MEANS = ("means", "meant", "mean", "meaning", "denotes", "abbreviates")
_MEANS_IN_TWO = (("stands", "for"), ("stood", "for"), ("refers", "to"), ("short", "for"))
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
        elif token.kind == "hit" and 2 <= len(token.text) <= 5 and (meant := _meant(tokens, place)):
            for one in () if _same(token, meant) else (token, *meant):
                one.scope.add("relative")


def _meant(tokens: Sequence[Token], place: int) -> list[Token]:
    """``MI here means mitral insufficiency``: the words behind the one of meaning, in its own segment."""
    for step in range(place + 1, min(place + _LONGEST, len(tokens) - 1)):
        pair = (tokens[step].text, tokens[step + 1].text)
        if pair[0] in _MEANS or pair in _MEANS_IN_TWO:
            behind = step + 1 + (pair[0] not in _MEANS)
            return [one for one in tokens[behind : behind + _LONGEST] if one.segment == tokens[step].segment]
        if tokens[step].text not in _HERE:
            return []
    return []


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
