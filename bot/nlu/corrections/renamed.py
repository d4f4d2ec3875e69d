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
