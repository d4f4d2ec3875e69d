"""Names in a row whose last word is said of all: ``HIV/HCV neg``, ``MI/stroke/PE none``."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.tokens import Token


def _viral(token: Token) -> bool:
    return token.names("hiv") or any(note.id.startswith("hepatitis") for note in token.senses("note"))


def viral_row(draft: Draft, place: int, step: int) -> bool:
    """``HIV, HCV negative``: tell whether nothing but serologies stands between two places."""
    between = draft.tokens[place:step]
    row = all(_viral(one) or one.kind == "punct" or one.text in ("and", "all", "both", "are") for one in between)
    said = draft.tokens[step]
    return row and sum(_viral(one) for one in [*between, said]) > 1


def shares(draft: Draft, place: int, step: int) -> bool:
    """Tell whether the name at a place of a row goes on to the one at a step."""
    first, token, joint = draft.tokens[place], draft.at(step), draft.word(step - 1)
    if token is None or "neg" in first.scope or "positive" in first.phrase:
        return False
    if joint == "/" and (token.clinical or token.sense("note")):
        return True
    return _viral(first) and _viral(token) and joint in ("and", ",", "&", "+")


_DENIED = ("denied", "excluded", "ruled out", "absent", "are denied", "were denied", "are absent", "were absent")
_JOINED = ("and", "or", ":", "-", "=", "any", "other", "&", "are", "were", "is", "was", "both", "all", "have", "been")


_ALL_OF = ("none", "no", "nil", "never", "neither")
_TESTED = ("negative", "neg")


def denied_together(draft: Draft, place: int) -> tuple[Literal["no", "unsure"], int] | None:
    """``haemophilia and other bleeding tendency excluded``: what ends the clause is said of both names.

    ``negative`` is said of a test: of ``TIA and HIV negative`` the first name is asked about.
    """
    joined = False
    if "neg" in draft.tokens[place].scope:
        return None
    for step in range(place + 1, min(place + 9, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in _DENIED:
            closed = draft.word(step + 1) in ("", ",", ".", ";", "\n", ")", "by", "on")
            return ("no", place) if joined and closed else None
        if token.text in (*_ALL_OF, *_TESTED) and joined:
            closed = draft.word(step + 1) in ("", ",", ".", ";", "\n", ")", "known", "ever", "so")
            tested = token.text in _TESTED and _viral(draft.tokens[step - 1]) and not _viral(draft.tokens[place])
            return (("unsure" if tested else "no"), place) if closed else None
        if token.segment != draft.tokens[place].segment or not (token.clinical or token.text in _JOINED):
            return None
        joined = joined or token.text in ("and", "or", "&")
    return None
