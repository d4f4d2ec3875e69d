"""What is next: ``planned next is regorafenib``, ``TACE is next`` lie ahead, ``next came TACE`` does not."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_LEADS = word_set("up_next_leads")
"""Words that may stand between *next* and what lies ahead: all of them, so that a verb of the past is none."""
_BEFORE = word_set("up_next_before")
"""Words that may stand between what lies ahead and *next* behind it."""
_PARTS = ("-", ":", "->")
"""What parts a treatment from what was told before: ``PD on MRI - SIRT is next``."""


def lies_next(part: list[Token], at: int, onward: list[Token] | None = None) -> list[Token]:
    """Give the treatments of a segment that a word *next* puts ahead; none where a day or verb tells that they were."""
    if part[at].text != "next":
        return []
    behind = _led_to(part[at + 1 :])
    if behind:
        return [] if _dated(behind) and not any(one.cue("plan") for one in part[:at]) else behind
    if any(one.kind != "punct" and one.text not in _LEADS for one in part[at + 1 :]):
        return []
    before = _before(part[:at])
    return [] if _dated(before) or (onward is not None and _dated(onward)) else before


def _led_to(behind: list[Token]) -> list[Token]:
    """The treatments that words of leading lead to."""
    first = next((at for at, one in enumerate(behind) if not _leads(one)), len(behind))
    led = 0 < first < len(behind) and behind[first].treats
    return behind[first:] if led else []


def _leads(token: Token) -> bool:
    return not token.treats and (token.text in _LEADS or token.cue("plan"))


def _before(part: list[Token]) -> list[Token]:
    """The treatments that end a segment but for words that may stand before *next*."""
    first = max((at + 1 for at, one in enumerate(part) if one.text in _PARTS), default=0)
    part = part[first:]
    last = len(part)
    while last and not part[last - 1].treats and part[last - 1].text in _BEFORE:
        last -= 1
    return part[:last] if last and part[last - 1].treats else []


def _dated(part: list[Token]) -> bool:
    return any(one.kind in ("date", "dur") or one.cue("progressed", "stopped", "ongoing") for one in part)
