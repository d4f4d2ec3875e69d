"""A harm told before the drug that did it: ``pneumonitis caused by nivolumab, which was stopped because of it``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.entries import Entry

_HARMS = word_set("courses_side_effects")
_DONE_BY = frozenset(("caused", "induced", "due to", "secondary", "attributed", "related", "triggered"))
_REACH = 6
_FOR_IT = Gated(
    r"\b(?:stopped|discontinued|withdrawn|ceased|halted|ended|given up|taken off|came off)(?: \w+){0,3}? "
    r"(?:because of|due to|owing to|on account of|for|for that reason|as a result of)(?: (?:it|this|that|them))?\b"
    r"(?! (?:progress|pd\b|the progress))"
)


def ended_by_harm(draft: Draft, entry: Entry, end: int) -> None:
    """End a course as not tolerated where its harm stands before it, and behind it that it was stopped for it."""
    if entry.kind != "systemic" or entry.outcome not in (None, "ongoing") or entry.first < 2:
        return
    if not (entry.stopped and _caused(draft, entry)):
        return
    if _FOR_IT.search(draft.text.low, draft.tokens[entry.last].end, draft.tokens[end - 1].end):
        entry.outcome = "intolerance"


def _caused(draft: Draft, entry: Entry) -> bool:
    sentence = draft.tokens[entry.first].sentence
    near = [one for one in draft.tokens[max(0, entry.first - _REACH) : entry.first] if one.sentence == sentence]
    at = next((place for place, one in enumerate(near) if one.text in _DONE_BY), None)
    return at is not None and any(map(_harm, near[:at]))


def _harm(token: Token) -> bool:
    told = token.text.split(" ")[-1] in _HARMS or token.cue("intolerant") or token.sense("condition") is not None
    return "neg" not in token.scope and (told or token.names("interstitial_lung_disease"))
