"""What was not used: pieces of the message that hold a number or a known clinical word nothing was taken from."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token

_LONGEST = 160
"""Characters of a piece that are named."""


def unused_pieces(draft: Draft) -> list[str]:
    """Give the segments (shortened to where it matters) that hold something unused, as they were typed."""
    parts: dict[int, list[Token]] = {}
    for token in draft.tokens:
        parts.setdefault(token.segment, []).append(token)
    spans = [*draft.text.unused, *(span for part in parts.values() if (span := _span(draft, part)) is not None)]
    pieces = [_shown(draft.text.raw[start:end]) for start, end in _outer(spans)]
    return list(dict.fromkeys(piece for piece in pieces if piece))


def _outer(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans in their order, without those that stand within another."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not outer or end > outer[-1][1]:
            outer.append((start, end))
    return outer


def _shown(piece: str) -> str:
    """Give a piece as it is named: without what parts it from the rest."""
    return piece.strip(" \t\n,;")[:_LONGEST]


def _span(draft: Draft, part: list[Token]) -> tuple[int, int] | None:
    """Give the place in the raw message of what a segment holds unused."""
    left = [token for token in part if not token.used and _matters(token) and not _enumerates(draft, token)]
    if not left:
        return None
    first, last = left[0], left[-1]
    run = [token for token in part if not token.used and token.kind != "punct"]
    start = min(token.start for token in run if token.start <= first.start and _unbroken(part, token, first))
    end = max(token.end for token in run if token.end >= last.end and _unbroken(part, last, token))
    return draft.text.raw_span(start, end)


def _enumerates(draft: Draft, token: Token) -> bool:
    """``2. Platelets: 88``: the number of a line."""
    if token.kind != "num" or token.number is None or token.number.plain is None or token.number.plain > 40:
        return False
    before = draft.text.low[max(0, token.start - 1) : token.start]
    return before in ("", "\n") and draft.text.low[token.end : token.end + 1] in (".", ")")


def _unbroken(part: list[Token], one: Token, other: Token) -> bool:
    """Tell whether no used token stands between two."""
    low, high = min(one.start, other.start), max(one.end, other.end)
    return not any(token.used for token in part if low <= token.start < high)


def _matters(token: Token) -> bool:
    if token.kind in ("num", "date", "normal"):
        return (
            not (token.number is not None and token.number.spelled and token.number.value <= 3)
            and token.kind != "normal"
        )
    return token.clinical and not _only_cue(token)


def _only_cue(token: Token) -> bool:
    """Words that are cues beside a fact's name (``progressed``) count; ``born`` and ``diagnosed`` alone do not."""
    return token.text in (
        "diagnosed",
        "born",
        "largest",
        "response",
        "got",
        "ps",
        "cp",
        "child",
        "quick",
        "age",
        "aged",
        "vp",
        "pt",
        "nursing",
    )
