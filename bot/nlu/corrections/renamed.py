"""``the sorafenib was actually lenvatinib``: what was told before was another treatment, which alone was given."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token

_WAS = frozenset(["was", "were", "is", "was really", "was actually"])
_REALLY = frozenset(["really", "actually", "in", "fact", "in fact", "rather", "a", "an", "the", "meant", "to", "be"])
_OPENERS = frozenset(
    ["the", "that", "this", "his", "her", "their", "my", "sorry", "no", "oops", "correction", "actually", "and", "so"]
)


def mark_renamed(tokens: Sequence[Token]) -> None:
    """Take the treatment before such a ``was`` for read: it was the one behind it."""
    said = next(
        (place for place, token in enumerate(tokens[:-1]) if token.text in _SAID and _by_us(tokens, place)), None
    )
    if said is not None:
        _said_instead(tokens, said)
    for place in range(1, len(tokens) - 1):
        if tokens[place].text not in _WAS or not tokens[place - 1].treats:
            continue
        step = place + 1
        while step < len(tokens) and tokens[step].text in _REALLY:
            step += 1
        if step >= len(tokens) or not tokens[step].treats or tokens[step].scope or not _opens(tokens, place - 1):
            continue
        for token in tokens[place - 1 : step]:
            token.used = True


_SAID = frozenset(["said", "wrote", "typed", "put", "entered", "told"])
_US = ("i", "we", "i've", "we've")
_MEANT = frozenset(["meant", "i meant", "we meant", "make that", "make it", "supposed to be"])
_FAR = 14
"""Tokens from what was said to what was meant."""


def _by_us(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and (tokens[place - 1].text in _US or (place > 1 and tokens[place - 2].text in _US))


def _said_instead(tokens: Sequence[Token], place: int) -> None:
    """``I said sorafenib, should be lenvatinib``: the second treatment was given, the first was not."""
    words = [token.text for token in tokens[place : place + _FAR + 3]]
    meant = next((at for at in range(1, len(words)) if _meant(words, at)), 0)
    old = [token for token in tokens[place + 1 : place + meant] if token.treats]
    behind = next((at for at in range(place + meant, min(place + meant + 5, len(tokens))) if tokens[at].treats), None)
    if not meant or not old or behind is None or tokens[behind].sentence - tokens[place].sentence > 1:
        return
    end = next((at for at in range(behind, len(tokens)) if tokens[at].segment != tokens[behind].segment), len(tokens))
    new = [token for token in tokens[behind:end] if token.treats]
    if len(old) == len(new) == 1:
        told = [token for token in tokens[:place] if token.text == old[0].text] or old
        for token in told:
            token.hit, token.text = new[0].hit, new[0].text
        unread = [*tokens[place + meant : end], *(() if told is old else tokens[place:behind])]
    else:
        unread = list(tokens[place:behind])
    for token in unread:
        token.used = True


def _meant(words: list[str], at: int) -> bool:
    return words[at] in _MEANT or " ".join(words[at : at + 2]) in _MEANT or " ".join(words[at : at + 3]) in _MEANT


def _opens(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a treatment opens its sentence, or stands behind a word or two of correcting alone."""
    sentence = tokens[place].sentence
    for step in range(place - 1, max(-1, place - 5), -1):
        token = tokens[step]
        if token.sentence != sentence:
            return True
        if token.text not in _OPENERS and token.kind != "punct":
            return False
    return place < 5
