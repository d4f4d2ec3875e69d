"""What was not used: pieces of the message that hold a number or a known clinical word nothing was taken from."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token


def unused_pieces(draft: Draft) -> list[str]:
    """Give the segments (shortened to where it matters) that hold something unused, as they were typed."""
    parts: dict[int, list[Token]] = {}
    for token in draft.tokens:
        parts.setdefault(token.segment, []).append(token)
    pieces = [piece for part in parts.values() if (piece := _piece(draft, part))]
    return list(dict.fromkeys(pieces))


def _piece(draft: Draft, part: list[Token]) -> str:
    left = [token for token in part if not token.used and _matters(token) and not _enumerates(draft, token)]
    if not left:
        return ""
    first, last = left[0], left[-1]
    run = [token for token in part if not token.used and token.kind != "punct"]
    start = min(token.start for token in run if token.start <= first.start and _unbroken(part, token, first))
    end = max(token.end for token in run if token.end >= last.end and _unbroken(part, last, token))
    return draft.text.source(start, end).strip()[:160]


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
