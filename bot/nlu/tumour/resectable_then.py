"""``resectable after downstaging``: whether that is done, or lies ahead."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.scope.polarity import Polarity

_AFTER = re.compile(
    r"\s*(?:surgically |then )?(?P<joint>after|following|post|if|once|when|provided)\s+"
    r"(?:it |a |the |is |has |been |well |only |successful(?:ly)? |good |sufficient(?:ly)? |further |tumou?r ?){0,3}"
    r"(?:conver\w+|down-?(?:stag|siz)\w+|shr[aiu]nk\w*|pve\b|smaller\b)"
)
_AHEAD = ("if", "once", "when", "provided")
_WILL = frozenset(("will", "shall", "should", "would"))
_HAS_COME = frozenset(
    (
        "now",
        "currently",
        "became",
        "become",
        "becoming",
        "made",
        "turned",
        "meanwhile",
        "today",
        "rendered",
        "again",
        "judged",
        "deemed",
        "considered",
        "regarded",
        "felt",
        "thought",
        "found",
        "has",
        "been",
    )
)


def after_conversion(draft: Draft, place: int, value: str, said: Polarity) -> tuple[str, Polarity]:
    """Give a judgement and what is said of it, put right where ``resectable`` holds after a conversion only.

    ``resectable if downstaged`` is convertible; ``resectable after downstaging`` is unsure where nothing tells that
    the downstaging is done.
    """
    token = draft.tokens[place]
    match = _AFTER.match(draft.text.low, token.end) if value == "resectable" and said == "yes" else None
    if match is None:
        return value, said
    words = {
        word
        for one in draft.tokens[max(0, place - 8) : place + 8]
        if one.segment == token.segment
        for word in one.text.split()
    }
    if match["joint"] in _AHEAD or words & _WILL:
        return "convertible", said
    judged = any(one.id == "resectability" for each in draft.tokens[:place] for one in each.senses("option"))
    return (value, said) if judged or words & _HAS_COME else (value, "unsure")
