"""What is marked by itself: a bracket, or a side of a spaced dash, that tells of something else than what is beside it.

``Child-Pugh A6 (his wife has HIV)``, ``INR 1.2 - family history: colon cancer``: the word that tells of somebody else,
of a plan or of what might be speaks of its own side alone, where each side names what it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.nlu.lexicon.tokens import Token

_TELLING = ("relative", "hypothesis", "plan", "refuse", "screen")
"""Cues whose scope a fence ends; a denial and a doubt reach as they did."""
_DASHES = frozenset(("-", "–", "—", "--"))
_LONGEST = 40
"""Tokens of a bracket."""
_SUBJECTS = frozenset(("he", "she", "pt", "patient", "our", "ours", "this", "own"))


def stretches(tokens: list[Token]) -> list[list[Token]]:
    """Part the tokens into what is marked by itself: each bracket and clause that stands apart, and all the others."""
    if not any(one.text == "(" or one.text in _DASHES for one in tokens):
        return [tokens]
    if not any(one.cue(*_TELLING) for one in tokens):
        return [tokens]
    apart: list[tuple[int, int]] = []
    for span in (*_brackets(tokens), *_dashed(tokens)):
        if not any(first < span[1] and span[0] < last for first, last in apart):
            apart.append(span)
    out = {place for first, last in apart for place in range(first, last)}
    return [[one for place, one in enumerate(tokens) if place not in out], *(tokens[slice(*one)] for one in apart)]


def _brackets(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for place, token in enumerate(tokens):
        if token.text != "(":
            continue
        close = next((at for at in range(place + 1, min(place + _LONGEST, len(tokens))) if tokens[at].text in "()"), 0)
        inner = tokens[place + 1 : close]
        if not inner or tokens[close].text != ")" or tokens[close].sentence != token.sentence:
            continue
        before = _of_sentence(tokens[max(0, place - _LONGEST) : place], token.sentence)
        if _names(inner) and _tells(inner) and not _tells(before) and not _of_before(inner, before):
            yield place, close + 1


def _of_before(inner: Sequence[Token], before: Sequence[Token]) -> bool:
    """``HAIC (if the bilirubin recovers)``: what the bracket says is said of the treatment before it."""
    if not _names(before):
        return False
    if inner[0].cue(*_TELLING) and not inner[0].cue("relative"):
        return True
    return any(one.treats for one in before) and any(one.cue("hypothesis", "plan", "refuse") for one in inner)


def _dashed(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Two clauses at a dash between spaces: the side that tells of something else stands apart."""
    for place in range(1, len(tokens) - 1):
        before, token, behind = tokens[place - 1], tokens[place], tokens[place + 1]
        if token.text not in _DASHES or not (before.end < token.start and token.end < behind.start):
            continue
        first = _edge(tokens, place - 1, -1)
        last = _edge(tokens, place + 1, 1)
        head, tail = tokens[first:place], tokens[place + 1 : last + 1]
        if not (_names(head) and _names(tail)) or _tells(head) == _tells(tail):
            continue
        if _tells(head) and _stands(head, tail):
            yield first, place
        elif _tells(tail) and not (any(one.treats for one in head) and not any(one.cue("relative") for one in tail)):
            yield place + 1, last + 1


def _edge(tokens: Sequence[Token], place: int, step: int) -> int:
    """The last place of a side: to the end of its sentence, or the next dash."""
    sentence = tokens[place].sentence
    while 0 <= place + step < len(tokens):
        one = tokens[place + step]
        if one.sentence != sentence or one.text in _DASHES or one.text in "\n":
            break
        place += step
    return place


def _stands(head: Sequence[Token], tail: Sequence[Token]) -> bool:
    """Tell whether what follows a clause about something else is told of the patient: ``wife has HIV - BCLC B``."""
    if tail[0].text in _SUBJECTS:
        return True
    if any(one.treats for one in tail) and not any(one.cue("relative") for one in head):
        return False
    return any(one.kind in ("num", "date") or one.cue("neg") or one.senses("option") for one in tail)


def _of_sentence(tokens: Sequence[Token], sentence: int) -> list[Token]:
    return [one for one in tokens if one.sentence == sentence]


def _names(tokens: Sequence[Token]) -> bool:
    return any(one.clinical for one in tokens)


def _tells(tokens: Sequence[Token]) -> bool:
    return any(one.cue(*_TELLING) for one in tokens)
