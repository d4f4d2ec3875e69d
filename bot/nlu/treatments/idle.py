"""Sentences that tell nothing of a course, between two that do: ``TACE in May. Records came by fax. Repeated …``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.treatments.bounds import LEADING, REFERS, STARTS

_LONGEST = 12
"""Words of such a sentence."""
_TELLERS = frozenset(("from", "by", "through", "via", "with", "per"))
_HAVE = frozenset(("got", "have", "read", "see", "get", "heard", "took", "had"))
_SOMEBODY = frozenset(("another", "other", "somebody", "someone"))


def behind_idle(draft: Draft, step: int, end: int) -> int:
    """Give where the next sentence begins that may tell something: behind one idle sentence, or the place itself."""
    sentence = draft.tokens[step].sentence
    last = step
    while last < min(end, step + _LONGEST) and draft.tokens[last].sentence == sentence:
        last += 1
    told = draft.tokens[step:last]
    over = last < end and draft.tokens[last].sentence != sentence
    return last if over and told[-1].text in (".", "!") and all(_idle(told, at) for at in range(len(told))) else step


def _idle(told: list[Token], at: int) -> bool:
    """Tell whether a word says nothing of a course: no finding, no day, no change, nobody of whom it could be told."""
    token = told[at]
    if token.cue("relative"):
        return any(one.text in _TELLERS for one in told[max(0, at - 3) : at])
    if token.kind in ("date", "dur", "num") or token.clinical or token.text in _SOMEBODY:
        return False
    if token.text in ("got", "from", "on", "off") or (token.text in ("this", "it") and told[at - 1].text in _HAVE):
        return True  # ``I got this from his wife``
    changes = token.cue(*LEADING, "neg", "plan", "refuse", "hypothesis", "uncertain", "naive", "only")
    return not changes and token.text not in STARTS and token.text not in REFERS
