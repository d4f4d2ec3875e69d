"""Whether what was there is there no more: ``lung mets in 2025, none now``, ``PVTT resolved completely``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.polarity import blocks

_NOW = (
    r"(?:now|currently|at present|presently|today|at the moment|any ?more|any longer|"
    r"on (?:the )?(?:last|latest|current|new|recent))"
)
_NONE_NOW = re.compile(
    rf"\b(?:none|nil|not|off(?: (?:it|this))?) (?:{_NOW}|since)\b|\bnow (?:none|nil|gone|off)\b|"
    r"\bnot (?:seen|visible|present) any ?more\b|"
    r"\bno longer (?:seen|visible|present|detectable|detected|there|visuali[sz]ed|evident|found)\b"
)
_OVER = re.compile(
    r"\b(?:resolved|cleared|disappeared|vanished|gone|(?:regressed|recanali[sz]ed) (?:completely|fully|entirely)|"
    r"(?:completely|fully|entirely|totally) (?:regressed|responded)|"
    r"(?:complete|full) regression)\b"
)
_PARTLY = re.compile(r"\b(?:partial\w*|partly|incompletely|almost|nearly|not|residual|still|some) ?")


def none_now(draft: Draft, place: int) -> bool:
    """``lung mets in 2025, none now``: what was there is there no more."""
    return _NONE_NOW.search(_told_behind(draft, place)) is not None


def over_now(draft: Draft, place: int) -> bool:
    """``PVTT resolved completely``: none now, or gone as a whole."""
    text = _told_behind(draft, place)
    return _NONE_NOW.search(text) is not None or (_OVER.search(text) is not None and not _PARTLY.search(text))


_HEALED = re.compile(r"\b(?:healed|resolved|cleared|recovered|cured|settled|subsided)\b")


def healed(draft: Draft, place: int) -> bool:
    """``cellulitis in May, had antibiotics then, healed``: an infection that is over."""
    text = _told_behind(draft, place)
    return _HEALED.search(text) is not None and not _PARTLY.search(text)


def _told_behind(draft: Draft, place: int) -> str:
    """The words of the sentence behind a word, up to the next that opens another matter."""
    words: list[str] = []
    for token in draft.tokens[place + 1 : place + 18]:
        if token.sentence != draft.tokens[place].sentence or blocks(token, draft.tokens[place]):
            break
        words.append(token.text)
    return " ".join(words)
