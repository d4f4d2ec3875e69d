"""``seen 12 Nov after TACE``, ``rash 12 Nov on lenvatinib``: the day of what came after a treatment, or under it."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_FROM = frozenset(("after", "following", "post", "s/p", "status post", "after starting"))
_UNDER = frozenset(
    (
        "because of",
        "due to",
        "owing to",
        "despite",
        "on",
        "under",
        "while on",
        "whilst on",
        "caused by",
        "during",
        "from",
    )
)
"""Before the treatment that something befell the patient under, or because of."""
_BEGINS = word_set("leads_begun") | frozenset(
    ("stopped", "ended", "resumed", "restarted", "continued", "continues", "off", "back", "went", "treated",
     "treatment", "therapy", "ongoing", "again", "until", "till", "to", "began", "first", "last", "done", "performed",
     "underwent")
)  # fmt: skip
"""What tells that the day is that of the treatment."""
_JOINTS = frozenset((",", "(", "-", "and", "then"))
_DRESS = frozenset(("the", "his", "her", "a", "an", "last", "first", "second", "third", "previous", "recent", "-", "x"))
_LEADS = frozenset((",", ":", ";", "\n", ".", "on", "in", "since", "from"))
"""Before the day, where nothing is told of it."""
_LONGEST = 5
"""Tokens between the day and the treatment."""


def came_after(draft: Draft, step: int) -> bool:
    """Tell whether the day at a place is that of what is told before it, and came after the treatment behind it."""
    at = step + 1
    while draft.word(at) in _JOINTS:
        at += 1
    under = _leads_under(draft, at)
    if draft.word(at) not in _FROM and not under:
        return False
    at += under - 1 if under else 0
    named = at + 1
    while named <= at + _LONGEST and (draft.word(named) in _DRESS or _counts(draft, named)):
        named += 1
    treatment = draft.at(named)
    if treatment is None or not treatment.treats:
        return False
    before = step - 1
    while draft.word(before) in ("on", "in"):
        before -= 1
    told = draft.at(before)
    if told is None or told.sentence != draft.tokens[step].sentence or told.text in _LEADS:
        return False
    return not (
        under and (told.treats or told.kind not in ("word", "hit") or not _BEGINS.isdisjoint(told.text.split(" ")))
    )


def _leads_under(draft: Draft, at: int) -> int:
    """The number of tokens of the words that tell what something befell under: ``on``, ``while on``, ``because of``."""
    return next((long for long in (2, 1) if " ".join(map(draft.word, range(at, at + long))) in _UNDER), 0)


def _counts(draft: Draft, place: int) -> bool:
    token = draft.at(place)
    return token is not None and token.kind == "num"
